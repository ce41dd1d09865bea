#!/usr/bin/python3
"""cellcast decide: its figures are those of NumPy on the kept trials of a batch, and what an input is worth that of a regression written down anew."""
import json
import math
import signal

import h5py
import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata, t

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL, USAGE

TRIALS = 8192
PAYOFF = "total_revenue[2027]"
BLOCKS = 16


class Kept:
    """What each scenario of a batch pays in each trial, and the inputs."""

    def __init__(self, paths, payoff):
        self.payoffs, self.inputs = [], {}
        for path in paths:
            with h5py.File(path) as file:
                samples = file["samples"]
                self.payoffs.append(payoff(samples))
                for name, row in zip(samples["input"].asstr()[()], samples["inputs"][()], strict=True):
                    self.inputs.setdefault(name, row)
        self.payoffs = np.array(self.payoffs)


def interval(sums, sizes):
    """The mean over all, and its 95 % interval, never below 0."""
    means, mean = np.array(sums) / sizes, sum(sums) / sum(sizes)
    reach = t.ppf(0.975, len(sums) - 1) * math.sqrt(((means - mean) ** 2).sum() / (len(sums) - 1) / len(sums))
    return [max(0.0, x) for x in (mean, mean - reach, mean + reach)]


def score(row):
    return ndtri((rankdata(row) - 0.5) / len(row))


def spline(row):
    """A natural cubic spline: truncated powers, of which each but the last two is made straight beyond the outer knots."""
    z, knots = score(row), ndtri((np.arange(6) + 0.5) / 6)
    def bend(k):
        return (np.maximum(z - knots[k], 0) ** 3 - np.maximum(z - knots[-1], 0) ** 3) / (knots[-1] - knots[k])
    return np.column_stack([np.ones_like(z), z, *(bend(k) - bend(4) for k in range(4))])


def regressors(rows):
    if len(rows) > 1:
        scores = [score(row) for row in rows]
        products = [a * b for k, a in enumerate(scores) for b in scores[:k]]
        return np.column_stack([np.ones(len(rows[0])), *(z ** n for z in scores for n in (1, 2, 3)), *products])
    values = np.unique(rows[0])
    return (rows[0][:, None] == values).astype(float) if len(values) <= 20 else spline(rows[0])


def worth(rows, payoffs, chosen, block_of):
    """Of knowing some inputs before choosing."""
    x, more = regressors(rows), np.delete(payoffs - payoffs[chosen], chosen, axis=0)
    sums, sizes = [], []
    for block in range(block_of.max() + 1):
        inside = block_of == block
        fits = x[inside] @ np.linalg.lstsq(x[~inside], more[:, ~inside].T, rcond=None)[0]
        best = fits.argmax(axis=1)
        paid = more[best, np.flatnonzero(inside)]
        sums.append(paid[fits.max(axis=1) > 0].sum())
        sizes.append(inside.sum())
    return interval(sums, np.array(sizes))


class Decide(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.options = [self.copy(),
                        self.copy(name="dear.toml", replace=[('name = "small"', 'name = "dear"'), ("gross_margin = 0.2", "gross_margin = 0.23"),
                                                             ("price_elasticity = 0.5", "price_elasticity = 1.4")]),
                        self.copy(name="free.toml", replace=[('name = "small"', 'name = "free"'), ("values = [0.0, 0.25]", "values = [0.0, 0.05]")])]

    def decide(self, *arguments, payoff=PAYOFF, options=None):
        document = json.loads(self.succeeds("decide", *(options or self.options), "--payoff", payoff, "--json", *arguments).out)
        self.assertEqual(document["schema"], "cellcast-decide-1")
        return document

    def kept(self, *arguments):
        self.succeeds("run", *self.options, "--out-dir", ".", "--force", "--trials", str(TRIALS), "--set", f"outputs.samples={TRIALS}", *arguments)
        return Kept([self.folder / f"{path.stem}.h5" for path in self.options], lambda samples: samples["total_revenue"][3])

    def assert_near(self, found, expected, scale):
        for a, b in zip((found["value"], found["low"], found["high"]), expected, strict=True):
            self.assertAlmostEqual(a, b, delta=1e-9 * scale)

    def assert_figures(self, found, payoffs, sign=1):
        good = sign * payoffs
        best = good.max(axis=0)
        ties = (good == best).sum(axis=0)
        for option, row, its in zip(found["options"], payoffs, good, strict=True):
            scale = np.abs(row).max()
            self.assertAlmostEqual(option["mean"]["value"], row.mean(), delta=1e-12 * scale)
            self.assertAlmostEqual(option["sd"], row.std(ddof=1), delta=1e-10 * scale)
            for name, p in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95)):
                self.assertEqual(option[name], np.sort(row)[math.ceil(p * len(row) - 1e-9) - 1])
            self.assertAlmostEqual(option["probability_best"], ((its == best) / ties).mean(), delta=1e-12)
            self.assertAlmostEqual(option["expected_regret"], (best - its).mean(), delta=1e-12 * scale)

    def test_figures_and_worth_of_independent_trials(self):
        kept = self.kept("--method", "monte-carlo")
        found = self.decide("--trials", str(TRIALS), "--method", "monte-carlo")
        self.assert_figures(found, kept.payoffs)
        chosen = int(kept.payoffs.mean(axis=1).argmax())
        self.assertEqual(found["choose"], self.options[chosen].stem)
        block_of = np.arange(TRIALS) * BLOCKS // TRIALS
        gain = kept.payoffs.max(axis=0) - kept.payoffs[chosen]
        evpi = interval([gain[block_of == b].sum() for b in range(BLOCKS)], np.bincount(block_of))
        self.assertGreater(evpi[0], 0)
        self.assert_near(found["evpi"], evpi, evpi[0])
        self.assertEqual({each["name"] for each in found["evppi"]} - set(kept.inputs), {"shock.common", "shock.cells", "shock.material"})
        told = 0
        for each in found["evppi"]:
            value = worth([kept.inputs[name] for name in each["inputs"]], kept.payoffs, chosen, block_of)
            # A fit that is 0 but for rounding may fall on either side: in a trial or two.
            for a, b in zip((each["value"][key] for key in ("value", "low", "high")), value, strict=True):
                self.assertAlmostEqual(a, b, delta=1e-6 * evpi[0], msg=each["name"])
            self.assertEqual(each["below_half_percent"], each["value"]["value"] < 0.005 * evpi[0] or each["value"]["value"] == 0)
            told += not each["below_half_percent"]
        self.assertGreater(told, 1)

    def test_blocks_of_a_design_are_its_replicates(self):
        kept = self.kept("--method", "latin-hypercube")
        found = self.decide("--trials", str(TRIALS), "--method", "latin-hypercube")
        self.assert_figures(found, kept.payoffs)
        chosen = int(kept.payoffs.mean(axis=1).argmax())
        gain = (kept.payoffs.max(axis=0) - kept.payoffs[chosen]).reshape(BLOCKS, -1)  # one replicate after the other
        expected = interval(gain.sum(axis=1), np.full(BLOCKS, gain.shape[1]))
        self.assert_near(found["evpi"], expected, expected[0])

    def test_least_of_it(self):
        kept = self.kept("--method", "monte-carlo")
        found = self.decide("--trials", str(TRIALS), "--method", "monte-carlo", "--minimize")
        self.assert_figures(found, kept.payoffs, sign=-1)
        self.assertEqual(found["choose"], self.options[int(kept.payoffs.mean(axis=1).argmin())].stem)
        self.assertEqual(found["minimize"], True)

    def test_by_the_worst(self):
        kept = self.kept("--method", "monte-carlo")
        for minimize in (False, True):
            for alpha in (0.1, 0.0333):
                found = self.decide("--trials", str(TRIALS), "--method", "monte-carlo", "--risk", f"cvar={alpha}", *(["--minimize"] if minimize else []))
                good = -kept.payoffs if minimize else kept.payoffs
                def worst(row):
                    ordered, count = np.sort(row), alpha * len(row)
                    whole = int(count)
                    return (ordered[:whole].sum() + (count - whole) * ordered[whole]) / count
                means = [worst(row) for row in good]
                for option, mean in zip(found["options"], means, strict=True):
                    self.assertAlmostEqual(option["cvar"], -mean if minimize else mean, delta=1e-9 * abs(mean))
                self.assertEqual(found["choose"], self.options[int(np.argmax(means))].stem)
                self.assertAlmostEqual(found["evpi"]["value"], worst(good.max(axis=0)) - max(means), delta=1e-9 * abs(means[0]))
                self.assertLessEqual(found["evpi"]["low"], found["evpi"]["value"])
                self.assertGreaterEqual(found["evpi"]["high"], found["evpi"]["value"])
                self.assertEqual((found["evppi"], found["alpha"]), ([], alpha))

    def test_table(self):
        text = self.succeeds("decide", *self.options, "--payoff", PAYOFF, "--trials", str(TRIALS)).out
        self.assert_words(["payoff: " + PAYOFF, "largest mean", "P(best)", "regret", "choose", "everything", "known before choosing", "small", "dear", "free"], text)
        text = self.succeeds("decide", *self.options, "--payoff", PAYOFF, "--risk", "cvar=0.1", "--minimize").out
        self.assert_words(["smallest mean of the worst 10", "worst"], text)

    def test_same_scenarios_leave_nothing_to_know(self):
        found = self.decide(options=[SMALL, SMALL])
        self.assertEqual([option["probability_best"] for option in found["options"]], [0.5, 0.5])
        self.assertEqual((found["evpi"]["value"], {each["value"]["value"] for each in found["evppi"]}), (0, {0}))
        self.assertIn("no uncertainty is worth resolving", self.succeeds("decide", SMALL, SMALL, "--payoff", PAYOFF).out)

    def test_same_on_any_number_of_threads_and_processor(self):
        one = self.succeeds("decide", *self.options, "--payoff", PAYOFF, "--json", "--threads", "1").out
        for threads in ("2", "7"):
            self.assertEqual(self.succeeds("decide", *self.options, "--payoff", PAYOFF, "--json", "--threads", threads).out, one)
        portable = self.succeeds("decide", *self.options, "--payoff", PAYOFF, "--json", env=harness.environment(CELLCAST_ISA="portable")).out
        self.assertEqual(portable, one)

    def test_results_mean_their_scenarios(self):
        self.succeeds("run", *self.options, "--out-dir", ".")
        results = [self.folder / f"{path.stem}.h5" for path in self.options]
        self.assertEqual(self.decide(options=results), self.decide())
        self.assertEqual(self.decide("--seed", "9", options=results)["seed"], "9")

    def test_an_input_of_one_scenario_alone(self):
        self.options[1].write_text(self.options[1].read_text().replace("demand = 50.0", 'demand = { dist = "normal", mean = 50.0, sd = 5.0, min = 40.0, max = 60.0 }'))
        found = self.decide()
        self.assertIn("segments.cells.markets.abroad.demand", [each["name"] for each in found["evppi"]])

    def test_refusals(self):
        self.fails(USAGE, ["two scenarios or more"], "decide", SMALL, "--payoff", PAYOFF)
        self.fails(USAGE, ["--payoff"], "decide", *self.options)
        self.fails(USAGE, ["CONDITION:1:1", "total_revenue"], "decide", *self.options, "--payoff", "total_revenu[2027]")
        self.fails(USAGE, ["CONDITION:1:"], "decide", *self.options, "--payoff", "production")
        for risk in ("cvar", "cvar=", "cvar=10", "cvar=0", "cvar=1", "var=0.1", "cvar=x", ""):
            self.fails(USAGE, [risk, "--risk"], "decide", *self.options, "--payoff", PAYOFF, "--risk", risk)
        self.fails(BAD_DATA, ["not finite", "trial"], "decide", *self.options, "--payoff", "log(0 - total_revenue[2027])")
        self.fails(BAD_DATA, ["single trial"], "decide", *self.options, "--payoff", PAYOFF, "--trials", "1")
        self.fails(BAD_DATA, ["at most 67108864"], "decide", *self.options, "--payoff", PAYOFF, "--trials", "1e9")
        self.fails(NO_INPUT, ["nothing.toml"], "decide", SMALL, "nothing.toml", "--payoff", PAYOFF)
        other = self.copy(name="other.toml", replace=[("seed = 7", "seed = 8"), ('name = "small"', 'name = "other"')])
        self.fails(BAD_DATA, ["other", "cannot be paired", "seeds differ"], "decide", SMALL, other, "--payoff", PAYOFF)

    def test_signals(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.stops_at(number, "decide", CHINA, CHINA, "--payoff", "total_revenue[2030]", "--trials", "60000000", "--threads", "2")


if __name__ == "__main__":
    harness.main()
