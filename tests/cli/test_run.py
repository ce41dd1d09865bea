#!/usr/bin/python3
"""cellcast run: where results go, what the options change, batches."""
import json

import h5py
import numpy

import harness
from harness import ASSOCIATION, SMALL


def samples(path):
    """Kept draws by input name, and one output."""
    with h5py.File(path) as file:
        kept = file["samples"]
        names = [name.decode() for name in kept["input"][:]]
        return dict(zip(names, kept["inputs"][:])), kept["total_demand"][:]


class Outputs(harness.CliCase):
    def names(self):
        return sorted(path.name for path in self.folder.iterdir())

    def test_default_is_the_scenarios_name(self):
        self.assertEqual(self.succeeds("run", SMALL).out, "./small.h5\n")
        self.assertEqual(self.names(), ["small.h5"])

    def test_file(self):
        self.assertEqual(self.succeeds("run", SMALL, "-o", "x.h5").out, "x.h5\n")
        self.assertEqual(self.names(), ["x.h5"])

    def test_folder(self):
        (self.folder / "results").mkdir()
        self.assertEqual(self.succeeds("run", SMALL, "--out-dir", "results").out, "results/small.h5\n")
        self.assertTrue((self.folder / "results" / "small.h5").is_file())

    def test_name_with_blanks_and_umlauts(self):
        self.assertEqual(self.succeeds("run", SMALL, "-o", "größe 1.h5").out, "größe 1.h5\n")
        self.assertEqual(self.names(), ["größe 1.h5"])

    def test_force_replaces(self):
        path = self.folder / "x.h5"
        path.write_text("something else")
        self.succeeds("run", SMALL, "-o", path, "--force")
        self.assertIn("2000 trials", self.succeeds("show", path).out)
        self.assertEqual(self.names(), ["x.h5"])

    def test_force_keeps_a_link(self):
        (self.folder / "real.h5").write_text("something else")
        (self.folder / "link.h5").symlink_to("real.h5")
        self.succeeds("run", SMALL, "-o", "link.h5", "--force")
        self.assertTrue((self.folder / "link.h5").is_symlink())
        self.assertIn("2000 trials", self.succeeds("show", "real.h5").out)

    def test_json(self):
        document = json.loads(self.succeeds("run", SMALL, ASSOCIATION, "--json", "--trials", "100", "--seed", "5").out)
        self.assertRegex(document["schema"], r"^cellcast-run-\d+$")
        self.assertEqual([row["name"] for row in document["results"]], ["small", "association-2030"])
        for row in document["results"]:
            self.assertTrue((self.folder / row["file"]).is_file())
            self.assertEqual((row["trials"], row["seed"]), (100, "5"))

    def test_json_of_an_odd_name(self):
        document = json.loads(self.succeeds("run", SMALL, "--json", "-o", 'a"b\\c.h5').out)
        self.assertEqual(document["results"][0]["file"], 'a"b\\c.h5')


class Options(harness.CliCase):
    def attributes(self, *arguments):
        path = self.result(SMALL, "x.h5", "--force", *arguments)
        with h5py.File(path) as file:
            return dict(file.attrs)

    def test_trials_and_seed(self):
        self.succeeds("run", SMALL, "-o", "x.h5", "--trials", "1_234", "--seed", "9223372036854775807")
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(file.attrs["trials"], "1234")
            self.assertEqual(file.attrs["seed"], "9223372036854775807")
            self.assertEqual(file.attrs["name"], "small")
            self.assertEqual(file.attrs["method"], "monte-carlo")

    def test_one_trial(self):
        self.succeeds("run", SMALL, "-o", "x.h5", "--trials", "1")
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(numpy.max(file["sd/price"][:]), 0)
            self.assertTrue(numpy.array_equal(file["min/price"][:], file["max/price"][:]))

    def test_method(self):
        self.assertEqual(self.attributes("--method", "monte-carlo")["method"], "monte-carlo")

    def test_set_several(self):
        self.result(SMALL, "x.h5", "--set", "segments.cells.price=0.75", "--set", 'outputs.variables=["price"]', "--set",
                    "outputs.quantiles=[0.5]")
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(file["mean/price"][0, 0], 0.75)
            self.assertNotIn("demand", file["mean"])
            self.assertEqual(file["quantiles/quantile"][:].tolist(), [0.5])
            resolved = file["provenance/resolved"][()].decode()
        self.assertIn("price = 0.75", resolved)
        self.assertIn("trials = 2000", resolved.replace("_", ""))

    def test_set_says_the_same_as_the_file(self):
        changed = self.copy(name="changed.toml", replace=[("price = 0.5", "price = 0.75")])
        a, b = self.result(changed, "a.h5"), self.result(SMALL, "b.h5", "--set", "segments.cells.price=0.75")
        with h5py.File(a) as first, h5py.File(b) as second:
            self.assertEqual(first.attrs["results_sha256"], second.attrs["results_sha256"])

    def test_the_options_win_over_set(self):
        self.result(SMALL, "x.h5", "--set", "sampling.trials=5")
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(file.attrs["trials"], "2000")


class Batch(harness.CliCase):
    KEEP = ["--trials", "2000", "--set", "outputs.samples=500"]

    def setUp(self):
        super().setUp()
        self.base = self.copy(name="base.toml")
        # More uncertainty, a market and an order of its own: what has the same name is drawn the same all the same.
        self.other = self.copy(name="other.toml", replace=[
            ('name = "small"', 'name = "other"'), ("price = 0.5\n", 'price = { dist = "uniform", low = 0.4, high = 0.6 }\n'),
            ("[markets.home]", '[variables.first]\ndist = "normal"\nmean = 0.1\nsd = 0.01\nmin = 0.0\nmax = 0.2\n[markets.home]'),
            ("freight = 0.05", 'freight = { var = "first" }')])

    def test_same_name_same_draw(self):
        self.assertEqual(self.succeeds("run", self.base, self.other, *self.KEEP).out.split(), ["./small.h5", "./other.h5"])
        (first, first_demand), (second, second_demand) = samples(self.folder / "small.h5"), samples(self.folder / "other.h5")
        common = first.keys() & second.keys()
        self.assertEqual(common, first.keys())
        self.assertIn("shock.cells[2026]", common)
        self.assertIn("variables.first", second)
        for name in common:
            self.assertTrue(numpy.array_equal(first[name], second[name]), name)
        self.assertFalse(numpy.array_equal(first_demand, second_demand))

    def test_a_batch_is_what_single_runs_are(self):
        self.succeeds("run", self.base, self.other, *self.KEEP)
        for scenario, name in ((self.base, "small"), (self.other, "other")):
            self.succeeds("run", scenario, "-o", "alone.h5", "--force", *self.KEEP)
            with h5py.File(self.folder / "alone.h5") as alone, h5py.File(self.folder / f"{name}.h5") as batch:
                self.assertEqual(alone.attrs["results_sha256"], batch.attrs["results_sha256"])
                self.assertEqual(set(batch) - set(alone), {"difference"} if name == "other" else set())
            if name == "small":
                self.assertTrue((self.folder / "alone.h5").read_bytes() == (self.folder / "small.h5").read_bytes())


if __name__ == "__main__":
    harness.main()
