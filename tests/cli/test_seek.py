#!/usr/bin/python3
"""cellcast seek: what it finds, tried by running the scenario there; and what it refuses."""
import json
import signal

import h5py
import numpy as np

import harness
from harness import BAD_DATA, NO_INPUT, SMALL, USAGE

TRIALS = "4096"
EXPORTS = "total_exports[2027]"
FREIGHT = "markets.abroad.freight"


class Seek(harness.CliCase):
    def seek(self, key, low, high, target, *arguments, source=SMALL):
        document = json.loads(self.succeeds("seek", source, "--key", key, "--from", low, "--to", high, "--target", target, "--trials", TRIALS,
                                            *arguments, "--json").out)
        self.assertEqual(document["schema"], "cellcast-seek-1")
        return document

    def exports(self, key, value, *arguments):
        """At a value of the key, of all trials in their order."""
        self.succeeds("run", SMALL, "-o", "there.h5", "--force", "--trials", TRIALS, "--set", f"outputs.samples={TRIALS}", "--set", f"{key}={value!r}",
                      *arguments)
        with h5py.File(self.folder / "there.h5") as file:
            return file["samples/total_exports"][-1]

    def test_a_run_at_the_answer_has_the_statistic(self):
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            for key, low, middle, high in ((FREIGHT, "0.0", 0.25, "0.5"), ("segments.cells.growth.rate.mean", "0.05", 0.2, "0.35")):
                there = self.exports(key, middle, "--method", method)
                level, mean, tenth = (round(float(x), 2) for x in (np.quantile(there, 0.4), there.mean(), np.quantile(there, 0.1)))
                targets = [(f"P({EXPORTS} < {level}) = 0.4", lambda x, v=level: (x < v).mean() - 0.4),
                           (f"mean({EXPORTS}) = {mean}", lambda x, v=mean: x.mean() - v),
                           (f"quantile({EXPORTS}, 0.1) = {tenth}", lambda x, v=tenth: (x > v).mean() - 0.9),
                           (f"quantile({EXPORTS}, 0.4) = {level}", lambda x, v=level: (x > v).mean() - 0.6)]
                for target, gap in targets:
                    with self.subTest((method, key, target)):
                        found = self.seek(key, low, high, target, "--method", method)
                        width = 1e-6 * (float(high) - float(low))
                        before, after = (gap(self.exports(key, found["value"] + way, "--method", method)) for way in (-width, width))
                        self.assertLessEqual(before * after, 0)  # it changes sides within the bracket
                        self.assertTrue(found["low"] is None or found["low"] < found["value"])
                        self.assertTrue(found["high"] is None or found["value"] < found["high"])

    def test_the_answer_is_a_function_of_the_plan(self):
        answers = {json.dumps(self.seek(FREIGHT, "0.0", "0.5", f"P({EXPORTS} < 42) = 0.4", "--threads", threads)) for threads in ("1", "2", "7")}
        self.assertEqual(len(answers), 1)
        swapped = self.seek(FREIGHT, "0.5", "0.0", f"P({EXPORTS} < 42) = 0.4")
        first = json.loads(answers.pop())
        self.assertEqual([swapped[name] for name in ("value", "low", "high")], [first[name] for name in ("value", "low", "high")])

    def test_a_result_is_sought_in_as_its_scenario(self):
        self.succeeds("run", SMALL, "-o", "small.h5", "--trials", TRIALS)
        asked = ["--key", "segments.cells.growth.rate.mean", "--from", "0.05", "--to", "0.35", "--target", f"mean({EXPORTS}) = 40", "--json"]
        self.assertEqual(self.succeeds("seek", "small.h5", *asked).out, self.succeeds("seek", SMALL, *asked, "--trials", TRIALS).out)

    def test_dates(self):
        found = self.seek("tariffs.duty.from", "2025-01-01", "2025-12-31", "mean(tariff[cells, abroad, 2025]) = 0.05", "--set", "tariffs.duty.rate=0.1")
        self.assertEqual(found["value"], "2025-07-02")

    def test_text(self):
        out = self.succeeds("seek", SMALL, "--key", FREIGHT, "--from", "0.0", "--to", "0.5", "--target", f"P({EXPORTS} < 42) = 0.4").out
        self.assertRegex(out, r"(?m)^small: One segment, two markets\n2000 trials, monte-carlo, seed 7\n\n"
                              r"markets\.abroad\.freight = 0\.\d+\n95 % interval: 0\.\d+ to 0\.\d+\n\n"
                              r"P\(total_exports\[2027\] < 42\) is 0\.\d+ at 0\.\d+, 0\.\d+ at 0, 0\.\d+ at 0\.5\n\Z")

    def test_ends_on_one_side(self):
        asked = ["seek", SMALL, "--key", FREIGHT, "--from", "0.0", "--to", "0.1", "--target", f"mean({EXPORTS}) = 1"]
        self.fails(BAD_DATA, ["both above 1", " at 0.0 and ", " at 0.1, "], *asked)
        outcome = self.program(*asked, "--json")
        document = json.loads(outcome.out)
        self.assertEqual(outcome.code, BAD_DATA)
        self.assertIsNone(document["value"])
        self.assertGreater(document["from"]["statistic"], 1)
        self.assertGreater(document["to"]["statistic"], 1)

    def test_what_cannot_be_sought(self):
        def refused(code, words, key=FREIGHT, low="0.0", high="0.5", target=f"mean({EXPORTS}) = 42", *arguments):
            self.fails(code, words, "seek", SMALL, "--key", key, "--from", low, "--to", high, "--target", target, *arguments)

        refused(BAD_DATA, ["--key:1:", "did you mean"], key="tariffs.duty.rat")
        refused(BAD_DATA, ["--key:1:"], key="tariffs.nobody.rate")
        refused(BAD_DATA, ["--key:1:"], key="segments.cells")
        refused(BAD_DATA, ["--key:1:"], key="tariffs.duty.market")
        refused(BAD_DATA, ["--key:1:1:", "is no key"], key="tariffs duty")
        refused(BAD_DATA, ["--key:1:1:", "cannot be varied"], key="sampling.trials", low="10", high="20")
        refused(BAD_DATA, ["--key:1:", "same"], high="0.0")
        refused(BAD_DATA, ["--key:1:", "finite"], low="nan")
        refused(BAD_DATA, ["--key:1:"], low="what")
        refused(BAD_DATA, ["--key:1:"], low="")
        refused(BAD_DATA, ["--key:1:", "date"], high="2026-01-01")
        refused(BAD_DATA, ["--key:1:", "out of range"], low="-3.0")
        refused(USAGE, ["CONDITION:1:1:", "begins with"], target="")
        refused(USAGE, ["CONDITION:1:1:", "did you mean `median`"], target="medan(1) = 2")
        refused(USAGE, ["CONDITION:1:6:", "total_exports"], target="mean(total_exprts[2027]) = 2")
        refused(USAGE, ["CONDITION:1:26:"], target=f"mean({EXPORTS})")
        refused(USAGE, ["CONDITION:1:", "`=`"], target=f"mean({EXPORTS}) == 2")
        refused(USAGE, ["CONDITION:1:29:", "number"], target=f"mean({EXPORTS}) = nan")
        refused(USAGE, ["CONDITION:1:29:"], target=f"mean({EXPORTS}) = 1e999")
        refused(USAGE, ["CONDITION:1:", "[0, 1]"], target=f"P({EXPORTS} < 1) = 50")
        refused(USAGE, ["CONDITION:1:", "between 0 and 1"], target=f"quantile({EXPORTS}, 95) = 50")
        refused(USAGE, ["CONDITION:1:", "needs a probability"], target=f"quantile({EXPORTS}) = 50")
        refused(USAGE, ["CONDITION:1:5:", "never closed"], target="mean(1 = 2")
        refused(USAGE, ["CONDITION:1:6:"], target="mean(total_exports) = 2")
        refused(USAGE, ["CONDITION:1:"], target="mean(" + "(" * 60000 + ")" * 60000 + ") = 1")
        refused(BAD_DATA, ["is not finite"], target="mean(1 / 0) = 1")
        self.fails(USAGE, ["--target"], "seek", SMALL, "--key", FREIGHT, "--from", "0", "--to", "1")
        self.fails(NO_INPUT, [], "seek", "none.toml", "--key", FREIGHT, "--from", "0", "--to", "1", "--target", "mean(1) = 1")

    def test_a_value_that_the_scenario_refuses_on_the_way(self):
        self.fails(BAD_DATA, ["--key:1:"], "seek", SMALL, "--key", "segments.cells.growth.rate.sd", "--from", "-1.0", "--to", "0.05", "--target",
                   f"mean({EXPORTS}) = 42")

    def test_signals_end_it(self):
        self.stops_at(signal.SIGTERM, "seek", SMALL, "--key", FREIGHT, "--from", "0.0", "--to", "0.5", "--target", f"mean({EXPORTS}) = 42",
                      "--trials", "4000000000", "--threads", "2")


if __name__ == "__main__":
    harness.main()
