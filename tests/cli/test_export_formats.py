#!/usr/bin/python3
"""cellcast export --format tidy and xlsx: the numbers of the result, in forms that other programs read."""
import csv
import importlib.util
import io
import math
import shutil
import subprocess
import unittest

import h5py

import harness
from harness import CANNOT_CREATE, CHINA, IO_ERROR, SMALL, SOURCE, USAGE

STATISTIC_OF = {"quantile": "quantiles", "quantile_low": "quantiles_low", "quantile_high": "quantiles_high"}


class Case(harness.PreparedCase):
    @classmethod
    def prepare(cls, maker):
        cls.path = maker.folder / "china.h5"
        maker.succeeds("run", CHINA, "--trials", "1024", "-o", cls.path, "--set", "outputs.thresholds={total_demand=[150.0, 200.0]}")
        cls.sweep = maker.folder / "sweep.h5"
        maker.succeeds("sweep", SOURCE / "scenarios" / "sweeps" / "us-tariff.toml", "--trials", "64", "-o", cls.sweep)


class Tidy(Case):
    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.succeeds("export", *arguments, "--format", "tidy").out)))

    def test_holds_the_numbers_of_the_csv(self):
        tidy = self.rows(self.path)
        plain = list(csv.DictReader(io.StringIO(self.succeeds("export", self.path).out)))
        self.assertEqual([row["value"] for row in tidy], [row["value"] for row in plain])
        dimensions = list(tidy[0])[2:list(tidy[0]).index("year")]
        for a, b in zip(tidy, plain):
            labels = ".".join(a[dimension] for dimension in dimensions if a[dimension]) or "total"
            statistic = "_".join(part for part in (STATISTIC_OF.get(a["statistic"], a["statistic"]), a["probability"]) if part)
            self.assertEqual((a["scenario"], a["variable"], labels, a["year"], statistic),
                             ("china-2030", b["variable"], b["index"], b["year"], b["statistic"]))
            self.assertEqual(a["unit"], "1" if a["statistic"].startswith("exceedance") else b["unit"])

    def test_has_the_columns_that_its_rows_need(self):
        rows = self.rows(self.path, "--variable", "price,total_exports", "--year", "2030")
        self.assertEqual(list(rows[0]), ["scenario", "variable", "segment", "year", "statistic", "probability", "value", "unit"])
        self.assertEqual({row["segment"] for row in rows if row["variable"] == "total_exports"}, {""})

    def test_of_a_sweep(self):
        rows = self.rows(self.sweep, "--variable", "total_exports")
        self.assertEqual(list(rows[0])[:3], ["scenario", "point", list(rows[0])[2]])
        with h5py.File(self.sweep) as file:
            self.assertEqual({row["point"] for row in rows}, {str(point) for point in range(len(file["mean/point"]))})
            mean = next(row for row in rows if row["statistic"] == "mean" and row["point"] == "1")
            self.assertEqual(float(mean["value"]), file["mean/total_exports"][1, 0])


@unittest.skipIf(importlib.util.find_spec("openpyxl") is None, "needs openpyxl")
class Workbook(Case):
    def setUp(self):
        super().setUp()
        self.book = self.folder / "book.xlsx"
        if self._testMethodName != "make":
            self.succeeds("export", self.path, "--format", "xlsx", "-o", self.book)

    def sheets(self, path=None):
        import openpyxl
        return {sheet.title: sheet for sheet in openpyxl.load_workbook(path or self.book)}

    def rows(self, name):
        lines = [[cell.value for cell in line] for line in self.sheets()[name].iter_rows()]
        return [dict(zip(lines[0], line)) for line in lines[1:]]

    def test_has_a_sheet_each_with_headers_that_stay(self):
        sheets = self.sheets()
        self.assertEqual(list(sheets), ["quantiles", "inputs", "drivers", "claims"])
        for sheet in sheets.values():
            self.assertEqual(sheet.freeze_panes, "A2")
            self.assertTrue(sheet["A1"].font.bold)
            self.assertIsNotNone(sheet.auto_filter.ref)

    def test_holds_the_numbers_of_the_result(self):
        with h5py.File(self.path) as file:
            years, segments = list(file["mean/year"]), [name.decode() for name in file["mean/segment"]]
            probabilities = list(file["quantiles/quantile"])
            for row in self.rows("quantiles"):
                if row["variable"] == "production":
                    cell = segments.index(row["segment"]), years.index(row["year"])
                    self.assertTrue(math.isclose(row["mean"], file["mean/production"][cell], rel_tol=1e-15))
                    self.assertTrue(math.isclose(row["P50"], file["quantiles/production"][cell][probabilities.index(0.5)], rel_tol=1e-15))
                    self.assertEqual(row["unit"], "GWh")
            self.assertEqual([row["input"] for row in self.rows("inputs")], [name.decode() for name in file["inputs/input"]])
            self.assertEqual(len(self.rows("claims")), len(file["claims/claim"]))
            factors = file["sensitivity/first_order/input"]
            self.assertEqual(len(self.rows("drivers")) % len(factors), 0)

    def test_is_the_same_bytes_each_time(self):
        again = self.folder / "again.xlsx"
        self.succeeds("export", self.path, "--format", "xlsx", "-o", again)
        self.assertEqual(self.book.read_bytes(), again.read_bytes())

    def test_no_text_is_a_formula(self):
        evil = self.folder / "evil.toml"
        evil.write_text(SMALL.read_text() + '\n[[claims]]\nwhat = "=1+1"\nscope = "=A1"\nyear = 2027\nvalue = 1.0\nunit = "GWh"\nsource = "=cmd()"\n')
        path = self.result(evil, "evil.h5")
        self.succeeds("export", path, "--format", "xlsx", "-o", "evil.xlsx")
        for sheet in self.sheets(self.folder / "evil.xlsx").values():
            for line in sheet.iter_rows():
                self.assertFalse([cell.value for cell in line if cell.data_type == "f"])

    def test_a_text_longer_than_a_cell_is_cut_between_characters(self):
        long = self.folder / "long.toml"
        long.write_text(SMALL.read_text() + f'\n[[claims]]\nwhat = "x{"é" * 20000}"\nvalue = 1.0\nunit = "GWh"\nsource = "{"é" * 20000}"\n')
        path = self.result(long, "long.h5")
        self.succeeds("export", path, "--format", "xlsx", "-o", "long.xlsx")
        claim = list(self.sheets(self.folder / "long.xlsx")["claims"].iter_rows(min_row=2, values_only=True))[0]
        for text, start in ((claim[1], "x"), (claim[-1], "")):
            self.assertRegex(text, f"^{start}é+\\.\\.\\.$")

    def test_what_cannot_be(self):
        self.fails(USAGE, ["name its file"], "export", self.path, "--format", "xlsx")
        self.fails(USAGE, ["csv, tidy, xlsx"], "export", self.path, "--format", "ods")
        self.fails(USAGE, ["--wide"], "export", self.path, "--format", "tidy", "--wide")
        self.fails(USAGE, ["sweep", "tidy"], "export", self.sweep, "--format", "xlsx", "-o", "s.xlsx")
        self.fails(USAGE, ["no_such"], "export", self.path, "--format", "xlsx", "-o", "n.xlsx", "--variable", "no_such")
        self.fails(CANNOT_CREATE, ["book.xlsx"], "export", self.path, "--format", "xlsx", "-o", self.book)
        done = subprocess.run([harness.PROGRAM, "export", str(self.path), "--format", "xlsx", "-o", "t.xlsx"], cwd=self.folder, capture_output=True,
                              text=True, env={**harness.environment(), "TMPDIR": "/nonexistent"})
        self.assertEqual(done.returncode, IO_ERROR, done.stderr)
        self.assertIn("TMPDIR", done.stderr)
        self.assertFalse((self.folder / "t.xlsx").exists())

    @unittest.skipIf(shutil.which("soffice") is None, "needs LibreOffice")
    def test_opens_in_libreoffice(self):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", "csv", "--outdir", self.folder,
                        self.book], check=True, capture_output=True, cwd=self.folder, timeout=harness.patience())
        rows = list(csv.DictReader(io.StringIO((self.folder / "book.csv").read_text())))
        self.assertEqual(rows[0]["variable"], "demand")
        self.assertEqual(len(rows), len(self.rows("quantiles")))


if __name__ == "__main__":
    harness.main()
