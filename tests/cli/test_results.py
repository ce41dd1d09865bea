#!/usr/bin/python3
"""cellcast show and export: what they print of a result file."""
import csv
import io
import json
import os
import shutil
import threading

import h5py

import harness
from harness import SMALL, USAGE

STATISTICS = ["mean", "sd", "min", "max", "mean_error"]


class Results(harness.PreparedCase):
    @classmethod
    def prepare(cls, maker):
        cls.path = maker.result(SMALL, "small.h5", "--set", "outputs.thresholds={total_demand=[150.0, 200.0]}")

    def stored(self, name):
        with h5py.File(self.path) as file:
            return file[name][()]


class Show(Results):
    def rows(self, *arguments):
        lines = self.succeeds("show", self.path, *arguments).out.split("\n")
        self.assertEqual(lines[-1], "")
        self.assertEqual(lines[:3], ["small: One segment, two markets", "2000 trials, monte-carlo, seed 7", ""])
        self.assert_words(["variable", "index", "year", "unit", "mean", "P5", "P50", "P95"], lines[3])
        return [line.split() for line in lines[4:-1]]

    def test_headline(self):
        rows = self.rows()
        self.assertTrue({"total_demand", "total_production", "price", "total_utilization"} <= {row[0] for row in rows})
        self.assertTrue(all("2027" in row for row in rows), "the end year")

    def test_variable_shows_all_its_years(self):
        rows = self.rows("--variable", "demand")
        self.assertEqual([row[:3] for row in rows], [["demand", f"cells.{market}", str(year)] for market in ("home", "abroad")
                                                     for year in range(2024, 2028)])

    def test_year(self):
        self.assertEqual({row[-10] for row in self.rows("--year", "2025") if row[0] == "price"}, {"2025"})
        self.assertTrue(all("2025" in row for row in self.rows("--year", "2025")))

    def test_variable_and_year(self):
        (row,) = self.rows("--variable", "price", "--year", "2026")
        self.assertEqual(row[:4], ["price", "cells", "2026", "yuan/Wh"])
        self.assertAlmostEqual(float(row[4]), self.stored("mean/price")[0, 2], delta=1e-3)

    def test_lists_and_labels(self):
        rows = self.rows("--variable", "price,demand", "--year", "2025", "--year", "2027", "--index", "cells,cells.home")
        self.assertEqual([row[:3] for row in rows], [["price", "cells", "2025"], ["price", "cells", "2027"], ["demand", "cells.home", "2025"],
                                                     ["demand", "cells.home", "2027"]])
        totals = self.rows("--index", "total")
        self.assertTrue(totals and all(row[0].startswith("total_") for row in totals))

    def test_percentiles(self):
        out = self.succeeds("show", self.path, "--percentiles", "90,10", "--percentiles", "P2.5", "--variable", "total_demand").out
        self.assertEqual(out.split("\n")[3].split()[-6:-3], ["P90", "P10", "P2.5"])
        kept = self.stored("quantiles/quantile").tolist()
        expected = self.stored("quantiles/total_demand")[3][[kept.index(0.9), kept.index(0.1), kept.index(0.025)]]
        shown = [float(text) for text in out.split("\n")[7].split()[5:8]]
        for found, value in zip(shown, expected):
            self.assertAlmostEqual(found, value, delta=1e-3 * value)
        (cell,) = json.loads(self.succeeds("show", self.path, "--json", "--percentiles", "90,10,2.5", "--variable", "total_demand", "--year",
                                           "2027").out)["cells"]
        self.assertEqual(cell["quantiles"], expected.tolist())

    def test_quiet(self):
        whole, bare = (self.succeeds("show", self.path, *words).out for words in ([], ["--quiet"]))
        self.assertEqual(bare, whole.split("\n\n", 1)[1])

    def test_json(self):
        document = json.loads(self.succeeds("show", self.path, "--json", "--variable", "total_demand", "--year", "2027").out)
        self.assertRegex(document["schema"], r"^cellcast-show-\d+$")
        self.assertEqual((document["name"], document["trials"], document["seed"]), ("small", 2000, "7"))
        (cell,) = document["cells"]
        self.assertEqual((cell["variable"], cell["year"], cell["unit"]), ("total_demand", 2027, "GWh"))
        for statistic in STATISTICS:
            self.assertEqual(cell[statistic], self.stored(f"{statistic}/total_demand")[3])
        self.assertEqual(cell["quantiles"], self.stored("quantiles/total_demand")[3].tolist())
        self.assertEqual(cell["thresholds"], [150, 200])
        self.assertEqual(cell["exceedance"], self.stored("exceedance/total_demand")[3].tolist())
        self.assertEqual(sum(cell["histogram"]["counts"]), 2000)

    def test_json_of_all(self):
        document = json.loads(self.succeeds("show", self.path, "--json").out)
        self.assertGreater(len(document["cells"]), 5)

    def test_unknown_names(self):
        cases = [(["--variable", "demnad"], ["no variable demnad (the result has", "did you mean `demand`?"]), (["--variable", "price,joy"], ["no variable joy (", "price"]),
                 (["--index", "cels"], ["no index cels (there is ", "did you mean `cells`?"]), (["--variable", "price", "--index", "total"], ["no index total (there is cells)"]),
                 (["--percentiles", "50,12"], ["no percentile P12", "P10, P25", "outputs.quantiles"]), (["--percentiles", "0.5"], ["did you mean 50?"]),
                 (["--variable", ""], ["no variable"]),
                 (["--year", "2023"], ["no year 2023", "2024", "2027"]), (["--variable", "price", "--year", "2028"], ["no year 2028"])]
        for arguments, words in cases:
            with self.subTest(arguments):
                self.fails(USAGE, words, "show", self.path, *arguments)


class Export(Results):
    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.succeeds("export", self.path, *arguments).out)))

    def test_header(self):
        self.assertTrue(self.succeeds("export", self.path).out.startswith("variable,index,year,unit,statistic,value\n"))

    def test_everything(self):
        rows = self.rows()
        with h5py.File(self.path) as file:
            variables = {name for name, item in file["mean"].items() if "CLASS" not in item.attrs}
        self.assertEqual({row["variable"] for row in rows}, variables)
        statistics = {row["statistic"] for row in rows if row["variable"] == "total_demand"}
        self.assertTrue({*STATISTICS, "quantiles_0.5", "quantiles_low_0.5", "quantiles_high_0.5", "exceedance_150"} <= statistics)

    def test_values_are_exact(self):
        rows = self.rows("--variable", "demand")
        self.assertEqual({row["variable"] for row in rows}, {"demand"})
        means = [float(row["value"]) for row in rows if row["statistic"] == "mean"]
        self.assertEqual(means, self.stored("mean/demand").ravel().tolist())

    def test_unknown_variable(self):
        self.fails(USAGE, ["no variable demnad", "demand"], "export", self.path, "--variable", "demnad")


class Replaced(Results):
    """What is read is what was opened, whatever has become of its name."""

    def test_removed(self):
        expected = self.succeeds("export", self.path).out
        shutil.copy(self.path, self.folder / "x.h5")
        with open(self.folder / "x.h5", "rb") as file:
            (self.folder / "x.h5").unlink()
            self.assertEqual(self.succeeds("export", f"/dev/fd/{file.fileno()}", pass_fds=[file.fileno()]).out, expected)

    def test_removed_and_damaged(self):
        (self.folder / "x.h5").write_bytes(self.path.read_bytes()[:-1])
        with open(self.folder / "x.h5", "rb") as file:
            (self.folder / "x.h5").unlink()
            self.fails(harness.BAD_DATA, ["truncated"], "show", f"/dev/fd/{file.fileno()}", pass_fds=[file.fileno()])

    def test_in_a_tight_loop(self):
        expected = self.succeeds("show", self.path).out
        shutil.copy(self.path, self.folder / "x.h5")
        is_over = threading.Event()

        def replace():
            while not is_over.is_set():
                shutil.copy(self.path, self.folder / "next")
                os.rename(self.folder / "next", self.folder / "x.h5")

        others = threading.Thread(target=replace)
        others.start()
        try:
            for _ in range(20):
                self.assertEqual(self.succeeds("show", "x.h5").out, expected)
        finally:
            is_over.set()
            others.join()


if __name__ == "__main__":
    harness.main()
