#!/usr/bin/python3
"""cellcast probability, and compare --probability: against the kept trials, counted and judged anew in NumPy."""
import json
import signal

import h5py
import numpy as np
from scipy.stats import t as student

import harness
from harness import BAD_DATA, SMALL, USAGE

TRIALS = 4096
REPLICATES = 16
METHODS = ("monte-carlo", "latin-hypercube", "sobol")
KEEP = ["--set", f"outputs.samples={TRIALS}"]
EXPORTS, DEMAND = "total_exports[2027]", "total_demand[2027]"


def replicate(method, trials=TRIALS):
    """[trial], as docs/methods.md has it."""
    i = np.arange(trials)
    if method == "monte-carlo":
        return np.zeros(trials, dtype=int)
    if method == "latin-hypercube":
        return i // (trials // REPLICATES)
    points = np.maximum(1, 1 << np.frexp(np.maximum(i // REPLICATES, 1))[1] - 1)
    early = np.where(i < REPLICATES, i, (i - REPLICATES * points) // points)
    return np.where(i < 256 * REPLICATES, early, i // 256 % REPLICATES)


def wilson(p, n, z):
    centre, reach = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)


def interval(holds, given, method):
    """By the definition in docs/methods.md: estimate, low, high, effective trials."""
    both, count = holds & given, given.sum()
    p = both.sum() / count
    if method == "monte-carlo":
        return p, *wilson(p, count, 1.96), count
    z = student.ppf(0.975, REPLICATES - 1)
    if p in (0, 1):
        return p, *wilson(p, count, z), count
    of = replicate(method, len(holds))
    a, g = (np.array([values[of == r].mean() for r in range(REPLICATES)]) for values in (both, given))
    s = max((a - p * g).std(ddof=1) / np.sqrt(REPLICATES) / g.mean(), np.sqrt(REPLICATES / 6) / count)
    n = p * (1 - p) / s**2
    return p, *wilson(p, n, z), n


class Probability(harness.CliCase):
    def ask(self, *arguments):
        document = json.loads(self.succeeds("probability", *arguments, "--json").out)
        self.assertEqual(document["schema"], "cellcast-probability-1")
        return document

    def kept(self, *arguments, scenario=SMALL, name="kept.h5"):
        self.succeeds("run", scenario, "-o", name, "--force", "--trials", str(TRIALS), *KEEP, *arguments)
        return h5py.File(self.folder / name)

    def assert_is(self, found, expected):
        self.assertEqual(found["probability"], expected[0])
        np.testing.assert_allclose([found["low"], found["high"], found["effective_trials"]], expected[1:], rtol=1e-9, atol=1e-15)

    def test_counts_and_intervals(self):
        for method in METHODS:
            sampling = ["--method", method, "--trials", str(TRIALS)]
            with self.kept("--method", method) as file:
                exports, demand = (file["samples"][name][-1] for name in ("total_exports", "total_demand"))
            everything = np.ones(TRIALS, dtype=bool)
            low, middle, high = np.quantile(exports, [0.003, 0.5, 0.999])
            cases = [(f"{EXPORTS} < {middle!r}", exports < middle), (f"{EXPORTS} < {low!r} or {EXPORTS} > {high!r}", (exports < low) | (exports > high)),
                     (f"{EXPORTS} < 0", exports < 0), ("1", everything), (f"{EXPORTS} / {DEMAND} > 0.2", exports / demand > 0.2)]
            with self.subTest(method):
                document = self.ask(SMALL, *[text for text, _ in cases], *sampling)
                self.assertEqual(document["trials"], TRIALS)
                self.assertIsNone(document["given"])
                for found, (text, holds) in zip(document["conditions"], cases, strict=True):
                    self.assertEqual(found["condition"], text)
                    self.assertEqual(found["trials"], holds.sum())
                    self.assert_is(found, interval(holds, everything, method))
                given = demand > np.median(demand)
                document = self.ask(SMALL, cases[0][0], "--given", f"{DEMAND} > {np.median(demand)!r}", *sampling)
                self.assertEqual(document["given_trials"], given.sum())
                self.assert_is(document["conditions"][0], interval(cases[0][1], given, method))

    def test_a_threshold_has_the_same_exceedance(self):
        for method in METHODS:
            with self.subTest(method), self.kept("--method", method, "--set", "outputs.thresholds={ total_exports = [40.0] }") as file:
                exceedance = file["exceedance/total_exports"][()].reshape(4)[-1]
                found = self.ask(SMALL, f"{EXPORTS} > 40", "--method", method, "--trials", str(TRIALS))["conditions"][0]
                self.assertEqual(found["probability"], exceedance)

    def test_a_result_is_asked_as_its_scenario(self):
        with self.kept("--seed", "11"):
            pass
        of_result, of_scenario = (self.program("probability", *source, f"{EXPORTS} > 40", "--json").out
                                  for source in (["kept.h5"], [SMALL, "--seed", "11", "--trials", str(TRIALS)]))
        self.assertEqual(of_result, of_scenario)
        self.assertNotEqual(self.program("probability", SMALL, f"{EXPORTS} > 40", "--json").out, of_scenario)

    def test_threads_and_processors_change_no_bit(self):
        texts = {self.succeeds("probability", SMALL, f"{EXPORTS} > 40", f"{DEMAND} > 150", "--trials", "131072", "--method", "sobol", "--json",
                               "--threads", threads, env=harness.environment(**processor)).out
                 for threads in ("1", "2", "7") for processor in ({}, {"CELLCAST_ISA": "portable"})}
        self.assertEqual(len(texts), 1)

    def test_a_stopping_rule_decides_on_the_trials(self):
        rule = ["--set", 'sampling.stop={ variable = "total_exports", year = 2027, relative_error = 0.005, max_trials = 1_000_000 }']
        self.succeeds("run", SMALL, "-o", "stopped.h5", *rule)
        with h5py.File(self.folder / "stopped.h5") as file:
            trials = int(file.attrs["trials"])
        for source in ([SMALL, *rule], ["stopped.h5"]):
            self.assertEqual(self.ask(*source, f"{EXPORTS} > 40")["trials"], trials)

    def test_observations_update(self):
        scenario = self.copy()
        with scenario.open("a", encoding="utf-8") as file:
            file.write('[[observations]]\nvariable = "total_demand"\nyear = 2025\nvalue = 150.0\nsd = 6.0\n')
        self.succeeds("run", scenario, "-o", "kept.h5", "--trials", "65536", "--set", "outputs.samples=65536")
        with h5py.File(self.folder / "kept.h5") as file:
            demand, exports = (file["samples"][name][()] for name in ("total_demand", "total_exports"))
        weights = np.exp(-0.5 * ((demand[1] - 150.0) / 6.0) ** 2)
        document = self.ask(scenario, f"{EXPORTS} > 60", "--given", "total_demand[2026] > 150", "--updated", "--trials", "65536")
        given = demand[2] > 150
        expected = (weights * given * (exports[-1] > 60)).sum() / (weights * given).sum()
        effective = (weights * given).sum() ** 2 / (weights**2 * given).sum()
        found = document["conditions"][0]
        self.assertTrue(document["updated"])
        # Weights are rounded to whole numbers of some thousands: far below the error of the estimate itself.
        self.assertAlmostEqual(found["probability"], expected, delta=1e-3)
        self.assertAlmostEqual(found["effective_trials"] / effective, 1, delta=5e-3)
        np.testing.assert_allclose((found["low"], found["high"]), wilson(found["probability"], found["effective_trials"], 1.96), rtol=1e-9)
        self.fails(USAGE, ["no observations"], "probability", SMALL, "1", "--updated")

    def test_differences_of_paired_scenarios(self):
        self.copy(name="higher.toml", replace=[('name = "small"', 'name = "higher"'), ("values = [0.0, 0.25]", "values = [0.1, 0.5]")])
        self.copy()
        for method in METHODS:
            sampling = ["--method", method]
            with self.subTest(method), self.kept(*sampling, name="a.h5") as a, self.kept(*sampling, scenario="higher.toml", name="b.h5") as b:
                difference = b["samples/total_exports"][-1] - a["samples/total_exports"][-1]
                middle = float(np.median(difference))
                later = b["samples/total_demand"][-1]
                given = later > np.median(later)
                asked = ["compare", "small.toml", "higher.toml", "--trials", str(TRIALS), *sampling, "--json",
                         "--probability", f"difference(total_exports)[2027] < {middle!r}"]
                both = [json.loads(self.succeeds(*asked, *more).out)["probabilities"][0]
                        for more in ([], ["--given", f"{DEMAND} > {np.median(later)!r}"])]
                self.assertEqual(both[0]["base"], "small")
                self.assertEqual(both[0]["name"], "higher")
                self.assert_is(both[0]["conditions"][0], interval(difference < middle, np.ones(TRIALS, dtype=bool), method))
                self.assert_is(both[1]["conditions"][0], interval(difference < middle, given, method))

    def test_text(self):
        out = self.succeeds("probability", SMALL, f"{EXPORTS} > 40", "--given", f"{DEMAND} > 100").out
        self.assertRegex(out, r"(?m)^small: One segment, two markets\n2000 trials, monte-carlo, seed 7\n\ngiven: .* > 100, in \d+ trials\n\n")
        self.assertRegex(out, r"(?m)^ *P +95 % interval +condition\n0\.\d+ +0\.\d+ to 0\.\d+ +total_exports\[2027\] > 40\n\Z")

    def test_what_cannot_be_asked(self):
        ask = ["probability", SMALL]
        self.fails(USAGE, ["CONDITION:1:1:", "did you mean `total_exports`"], *ask, "total_exprts[2027] > 1")
        self.fails(USAGE, ["CONDITION:1:15:"], *ask, "total_exports[2031] > 1")
        self.fails(USAGE, ["CONDITION:1:"], *ask, "1", "--given", "total_exports > 1")
        self.fails(USAGE, ["CONDITION:1:"], *ask, "difference(total_exports)[2027] > 1")
        self.fails(USAGE, ["COND... is missing"], *ask)
        self.fails(USAGE, ["write -- before"], *ask, "-total_exports[2027] < 0")
        self.assertIn("-total_exports[2027] < 0", self.succeeds(*ask, "--", "-total_exports[2027] < 0").out)
        self.fails(USAGE, ["CONDITION:1:"], *ask, "")
        self.fails(BAD_DATA, ["holds in none of 2000 trials"], *ask, "1", "--given", f"{EXPORTS} < 0")
        self.fails(BAD_DATA, ["is not finite in ", "first in trial"], *ask, f"sqrt({EXPORTS} - 40) > 1")
        self.fails(BAD_DATA, ["is not finite in 2000 of 2000 trials, first in trial 0"], *ask, "0 / 0")
        self.fails(USAGE, ["--probability", "a base"], "compare", self.result(), "--probability", "1")
        self.fails(BAD_DATA, ["cannot be paired", "seeds differ"], "compare", SMALL,
                   self.copy(name="other.toml", replace=[("seed = 7", "seed = 8")]), "--probability", "1")

    def test_signals_end_it(self):
        self.stops_at(signal.SIGTERM, "probability", SMALL, f"{EXPORTS} > 40", "--trials", "4000000000", "--threads", "2")


if __name__ == "__main__":
    harness.main()
