#!/usr/bin/python3
"""cellcast verify: a result file is what its own scenario yields, or it is said what is not."""
import hashlib
import json

import numpy as np

import forge
import harness
from harness import BAD_DATA, CHINA, DONE, NO_INPUT, SMALL, USAGE

STEPS = ["seal", "digest", "scenario", "program", "blocks", "run"]
STUDENT = ["--set", 'correlations=[{ between = ["segments.cells.growth.rate", "economy.cumulative_production"], rank = 0.5 }]', "--set",
           'copula={ kind = "student_t", dof = 3.0 }']
STOP = 'sampling.stop={ variable = "total_demand", year = 2027, quantile = 0.9, relative_error = 0.01, max_trials = 65536 }'


def next_up(value):
    return np.nextafter(value, np.inf)


class Verify(harness.CliCase):
    def verify(self, path, *arguments):
        """Exit code, and the steps by name."""
        outcome = self.program("verify", path, "--json", *arguments)
        self.assert_quiet(outcome.err)
        document = json.loads(outcome.out)
        self.assertEqual(document["schema"], "cellcast-verify-1")
        self.assertEqual(document["verified"], outcome.code == DONE)
        return outcome.code, {step["name"]: step for step in document["steps"]}

    def assert_verified(self, path, *arguments):
        code, steps = self.verify(path, *arguments)
        self.assertEqual((code, {step["state"] for step in steps.values()}), (DONE, {"ok"}), steps)
        return steps

    def assert_differs(self, path, names, words, *arguments):
        """These steps differ and no others; all words are said."""
        code, steps = self.verify(path, *arguments)
        wrong = [name for name, step in steps.items() if step["state"] != "ok"]
        self.assertEqual((code, wrong), (BAD_DATA, names), steps)
        self.assert_words(words, json.dumps(steps, ensure_ascii=False))
        plain = self.program("verify", path, *arguments)
        self.assertEqual(plain.code, BAD_DATA)
        self.assertIn(f"not verified ({', '.join(names)})", plain.out)
        return steps


class Good(Verify):
    def test_every_design(self):
        (self.folder / "china.toml").write_text(self.succeeds("check", CHINA, "--resolved").out)  # extends none
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            with self.subTest(method):
                self.succeeds("run", "china.toml", "--trials", "8192", "--method", method, "-o", "x.h5", "--force", "--set", "outputs.samples=1000",
                              "--set", "outputs.thresholds={ total_production = [3000.0, 3800.0] }")
                steps = self.assert_verified("x.h5")
                self.assertEqual(list(steps), STEPS)
                self.assertEqual(steps["scenario"]["overridden"][:2], ["outputs.samples", "outputs.thresholds.total_production"])
                self.assertGreater(steps["run"]["values"], 1_000_000)
                self.assertIn("1000 of them kept as samples", steps["blocks"]["texts"][0])

    def test_differences_from_a_base(self):
        """The base has an input that the later scenario does not have, and the other way round."""
        draw = lambda name: ("[markets.home]\nhome = true\n[markets.abroad]\nfreight = 0.05\n",
                             f"[variables]\n{name} = {{ dist = \"uniform\", low = 0.0, high = 1.0 }}\n[markets.home]\nhome = true\n"
                             f"[markets.abroad]\nfreight = {{ var = \"{name}\", scale = 0.1 }}\n")
        self.copy(replace=[draw("first")])
        self.copy(name="later.toml", replace=[('name = "small"', 'name = "later"'), ("local_premium = 0.3", "local_premium = 0.2"), draw("second")])
        self.copy(name="other.toml", replace=[draw("first"), ("price = 0.5", "price = 0.6")])
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            with self.subTest(method):
                self.succeeds("run", "small.toml", "later.toml", "--method", method, "--trials", "4096", "--force")
                alone = self.assert_verified("later.h5")["run"]
                self.assertIn("differences from small were not recomputed", alone["texts"][-1])
                paired = self.assert_verified("later.h5", "--base", "small.toml")["run"]
                self.assertGreater(paired["values"], alone["values"])
                self.assert_differs("later.h5", ["run"], ["difference/"], "--base", "other.toml")

    def test_text(self):
        path = self.result()
        lines = self.succeeds("verify", path).out.split("\n")
        self.assertEqual([line.split()[:2] for line in lines if line[:1].strip()][:-1], [[step, "ok"] for step in STEPS])
        self.assertEqual(lines[-2], f"{path}: verified")
        quick = self.succeeds("verify", path, "--quick").out
        self.assertIn("nothing wrong found (the whole run is recomputed without --quick)", quick)
        self.assertNotIn("\nrun ", quick)

    def test_few_trials_and_variables(self):
        for arguments in (["--trials", "1"], ["--trials", "257"], ["--set", "outputs.variables=['total_unmet']"],
                          ["--set", "outputs.variables=['tariff', 'price']", "--set", "outputs.samples=300"]):
            with self.subTest(arguments):
                self.succeeds("run", SMALL, "-o", "x.h5", "--force", *arguments)
                self.assert_verified("x.h5")

    def test_batch(self):
        """Inputs have other dimensions than alone, and so has the copula's draw."""
        other = self.copy(SMALL, "other.toml", [('name = "small"', 'name = "other"'), ("price = 0.5", 'price = { dist = "uniform", low = 0.4, high = 0.6 }'),
                                                ("price_elasticity = 0.5", 'price_elasticity = { dist = "uniform", low = 0.4, high = 0.6 }')])
        for method in ("sobol", "latin-hypercube"):
            self.succeeds("run", SMALL, other, "--force", "--method", method, "--trials", "4096", "--set", "outputs.samples=300", *STUDENT)
            self.assert_verified("small.h5")
            self.assert_verified("other.h5")

    def test_stopping_rule(self):
        for method in ("monte-carlo", "sobol"):
            self.succeeds("run", SMALL, "-o", "x.h5", "--force", "--method", method, "--set", STOP)
            self.assert_verified("x.h5")

    def test_extends_and_repair(self):
        self.copy()
        (self.folder / "over.toml").write_text('extends = "small.toml"\nname = "over"\nsegments.cells.price = 0.75\n', encoding="utf-8")
        self.succeeds("run", "over.toml", "-o", "x.h5")
        self.assertEqual(self.assert_verified("x.h5")["scenario"]["overridden"], [], "it cannot be told from the text alone")
        clash = ["--set", 'correlations=[{ between = ["segments.cells.growth.rate", "economy.cumulative_production"], rank = 0.9 }, '
                 '{ between = ["segments.cells.growth.rate", "tariffs.duty.rate"], rank = 0.9 }, '
                 '{ between = ["tariffs.duty.rate", "economy.cumulative_production"], rank = -0.9 }]']
        self.succeeds("run", SMALL, "-o", "x.h5", "--force", "--repair-correlations", *clash, warns=True)
        self.assert_verified("x.h5")

    def test_threads_and_blocks(self):
        path = self.folder / "x.h5"
        self.succeeds("run", SMALL, "--trials", "20000", "-o", path)
        texts = {self.succeeds("verify", path, "--threads", threads).out for threads in ("1", "2", "7")}
        self.assertEqual(len(texts), 1)
        self.assertIn("256 trials in 1 of 79 blocks", self.succeeds("verify", path, "--quick", "--blocks", "1").out)
        self.assertIn("20000 trials in 79 of 79 blocks", self.succeeds("verify", path, "--quick", "--blocks", "1000").out)

    def test_leaves_nothing(self):
        path = self.result()
        before = harness.listing(self.folder)
        self.succeeds("verify", path)
        self.assertEqual(harness.listing(self.folder), before)


class Forged(harness.PreparedCase, Verify):
    @classmethod
    def prepare(cls, maker):
        cls.path = maker.folder / "small.h5"
        maker.succeeds("run", SMALL, "--trials", "4096", "-o", cls.path, "--set", "outputs.samples=512", "--set",
                       "outputs.thresholds={ total_demand = [150.0, 200.0] }")
        cls.copy_path = maker.folder / "forged.h5"

    def test_a_changed_number(self):
        """By one bit, in every group; seal and digest made anew as well, so that only computing it again tells."""
        cases = [("mean", "total_production", (3,), "mean/total_production in 2027: "), ("sd", "price", (0, 1), "sd/price cells in 2025: "),
                 ("min", "price", (0, 2), "min/price cells in 2026: "), ("mean_error", "demand", (0, 1, 2), "mean_error/demand cells.abroad in 2026: "),
                 ("quantiles", "price", (0, 2, 5), "quantiles/price cells in 2026, quantile 0.5: "),
                 ("quantiles_low", "price", (0, 2, 0), "quantile 0.01: "), ("quantiles_high", "price", (0, 2, 10), "quantile 0.99: "),
                 ("exceedance", "total_demand", (3, 1), "exceedance/total_demand in 2027, threshold 200: "),
                 ("histogram", "price_edges", (0, 3, 17), "histogram/price_edges cells in 2027, edge 17: ")]
        for group, name, place, words in cases:
            with self.subTest(group=group):
                with forge.forged(self.path, digest=True) as file:
                    stored = file[f"{group}/{name}"]
                    before = float(stored[place])
                    stored[place] = next_up(before)
                steps = self.assert_differs(self.copy_path, [*(["blocks"] if group == "min" else []), "run"], [words])
                first = steps["run"]["first"]
                self.assertEqual((first["group"], first["dataset"], steps["run"]["different"]), (group, name, 1))
                self.assertEqual((float(first["stored"]), float(first["recomputed"])), (float(next_up(before)), before))

    def test_a_changed_count_and_texts(self):
        with forge.forged(self.path, digest=True) as file:
            file["histogram/price"][0, 3, 17] += 1
            file["inputs/unit"][0] = "kg"
        steps = self.assert_differs(self.copy_path, ["run"], ["2 of ", "histogram/price cells in 2027, bin 17: "])
        self.assertEqual(steps["run"]["different"], 2)

    def test_a_changed_input(self):
        for name in ("mean", "sd"):
            with forge.forged(self.path) as file:
                file[f"inputs/{name}"][2] = next_up(file[f"inputs/{name}"][2])
                changed = file["inputs/input"].asstr()[2]
            self.assert_differs(self.copy_path, ["run"], [f"inputs/{name} {changed}: "])

    def test_a_changed_sample(self):
        """The blocks of samples are among those that are recomputed first; --quick finds it."""
        with forge.forged(self.path) as file:
            file["samples/price"][0, 2, 300] = next_up(file["samples/price"][0, 2, 300])
            file["samples/inputs"][1, 301] = next_up(file["samples/inputs"][1, 301])
        self.assert_differs(self.copy_path, ["blocks"], ["2 of ", "price cells in 2026, trial 300: "], "--quick")
        self.assert_differs(self.copy_path, ["blocks", "run"], ["2 of ", "samples/inputs markets.abroad.substitution, trial 301: "])

    def test_trials_that_do_not_fit(self):
        """Beyond the samples, a block's values must lie where the file says that there are any."""
        with forge.forged(self.path, digest=True) as file:
            file["max/price"][0, 3] = (file["max/price"][0, 3] + file["min/price"][0, 3]) / 2
        self.assert_differs(self.copy_path, ["blocks"], ["price cells in 2027, trial", "which min and max do not enclose"], "--quick")
        with forge.forged(self.path, digest=True) as file:
            middle = file["histogram/price"][0, 3]
            middle[40:90] = 0
            file["histogram/price"][0, 3] = middle
        self.assert_differs(self.copy_path, ["blocks"], ["where the histogram has no trials"], "--quick")

    def test_a_changed_number_without_a_digest(self):
        with forge.forged(self.path) as file:
            file["mean/total_demand"][2] *= 1.01
        self.assert_differs(self.copy_path, ["digest", "run"], ["results_sha256 is", "that of the values in the file is", "mean/total_demand in 2026"])
        self.assert_differs(self.copy_path, ["digest"], [], "--quick")

    def test_another_seed(self):
        with forge.forged(self.path) as file:
            file.attrs["seed"] = "8"
        self.assert_differs(self.copy_path, ["scenario"], ["seed is '8', the embedded scenario says '7'"])
        with forge.forged(self.path) as file:  # in the scenario too, with its digest
            resolved = file["provenance/resolved"].asstr()[()].replace("\nseed = 7\n", "\nseed = 8\n")
            file["provenance/resolved"][()] = resolved
            file.attrs["seed"] = "8"
            file.attrs["scenario_sha256"] = hashlib.sha256(resolved.encode()).hexdigest()
        steps = self.assert_differs(self.copy_path, ["blocks", "run"], ["is stored", "recomputed"])
        self.assertIn("sampling.seed", steps["scenario"]["overridden"])

    def test_other_attributes(self):
        for name, value, step in (("trials", "4095", "scenario"), ("method", "sobol", "scenario"), ("name", "x", "scenario"), ("title", "x", "scenario"),
                                  ("scenario_sha256", "0" * 64, "scenario"), ("results_sha256", "0" * 64, "digest")):
            with self.subTest(name):
                with forge.forged(self.path) as file:
                    file.attrs[name] = value
                steps = [step, "run"] if name == "trials" else [step]
                self.assert_differs(self.copy_path, steps, [f"{name} is '{value}'"])
        with forge.forged(self.path) as file:
            file.attrs["confidence_factor"] = 1.0
        self.assert_differs(self.copy_path, ["run"], ["confidence_factor is '1"])
        with forge.forged(self.path) as file:
            del file.attrs["seed"]
        self.assert_differs(self.copy_path, ["scenario"], ["the attribute seed is missing"])

    def test_another_version(self):
        with forge.forged(self.path) as file:
            file.attrs["cellcast_version"] = "9.9.9"
        self.assert_differs(self.copy_path, ["program"], ["cellcast_version is '9.9.9', this program is '"])
        with forge.forged(self.path) as file:
            file["provenance/program_version"][()] = "9.9.9"
        self.assert_differs(self.copy_path, ["program"], ["program_version is '9.9.9'"])

    def test_another_contract(self):
        with forge.forged(self.path) as file:
            file.attrs["rng_contract"] = np.int32(1)
        self.assert_differs(self.copy_path, ["program"], ["rng_contract is '1', this program draws by '3'", "cannot be expected to be the same"])

    def test_another_scenario(self):
        with forge.forged(self.path) as file:
            file["provenance/resolved"][()] = file["provenance/resolved"].asstr()[()].replace("\nprice = 0.5\n", "\nprice = 0.6\n")
        self.assert_differs(self.copy_path, ["scenario", "blocks", "run"], ["scenario_sha256 is", "price"])
        for text, words in (("schema = 1\n", "cannot be used"), ("extends = 'other.toml'\n", "no file beside which")):
            with forge.forged(self.path) as file:
                file["provenance/resolved"][()] = text
            steps = self.assert_differs(self.copy_path, ["scenario"], [words])
            self.assertEqual(list(steps), STEPS[:4], "there is nothing to compute")

    def test_other_inputs(self):
        with forge.forged(self.path) as file:
            file["inputs/input"][0] = "variables.x"
        self.assert_differs(self.copy_path, ["blocks", "run"], ["other inputs, variables or trials", "'variables.x' is stored"])

    def test_a_broken_seal(self):
        damaged = self.folder / "damaged.h5"
        content = bytearray(self.path.read_bytes())
        content[5000] ^= 1
        damaged.write_bytes(content)
        self.fails(BAD_DATA, ["damaged", "SHA-256"], "verify", damaged)

    def test_misuse(self):
        self.fails(NO_INPUT, ["nothing.h5"], "verify", "nothing.h5")
        self.fails(BAD_DATA, ["not a cellcast result file"], "verify", SMALL)
        self.fails(USAGE, ["--blocks", "'x'"], "verify", self.path, "--blocks", "x")
        self.fails(USAGE, ["--threads", "0"], "verify", self.path, "--threads", "0")
        self.fails(USAGE, ["did you mean '--quick'?"], "verify", self.path, "--qick")
        self.fails(USAGE, ["verify: RESULT is missing"], "verify")
        self.fails(USAGE, ["no differences from a base", "leave it out"], "verify", self.path, "--base", "nothing.toml")
        self.fails(USAGE, ["too large"], "verify", self.path, "--seed", "18446744073709551616")


if __name__ == "__main__":
    harness.main()
