#!/usr/bin/python3
"""cellcast discover: its boxes are those of PRIM written down anew on the kept trials of a run, and its figures those of a count."""
import json
import math
import signal

import h5py
import numpy as np

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL, USAGE

SEARCHED = 16384
CONDITION = "production[cells, 2027] < 150"


class Kept:
    """The inputs of all trials of a run, with shocks by name, and whether a condition holds."""

    def __init__(self, path, variable, place, holds):
        with h5py.File(path) as file:
            samples = file["samples"]
            names = list(samples["input"].asstr()[()])
            values = samples["inputs"][()]
            self.cases = holds(samples[variable][place])
        self.factors = dict(zip(names, values, strict=True))
        kinds = [name.split("[")[0] for name in names if name.startswith("shock.")]
        for kind in dict.fromkeys(kinds):
            if kinds.count(kind) > 1:
                rows = [values[k] for k, name in enumerate(names) if name.startswith(kind + "[")]
                self.factors[kind] = sum(rows[1:], rows[0]) / math.sqrt(len(rows))

    def inside(self, limits, among=slice(None)):
        mask = np.ones(len(self.cases), bool)[among]
        for (name, side), value in limits.items():
            row = self.factors[name][among]
            mask &= row <= value if side == "upper" else row >= value
        return mask


def f1(cases, trials, every):
    return 2 * cases / (every + trials)


class Prim:
    """The method of docs/methods.md, with a sort where the program walks."""

    def __init__(self, kept, trials):
        self.values = {name: row[trials] for name, row in kept.factors.items()}
        self.cases = kept.cases[trials]
        self.every = int(self.cases.sum())

    def inside(self, limits):
        mask = np.ones(len(self.cases), bool)
        for (name, side), value in limits.items():
            mask &= self.values[name] <= value if side == "upper" else self.values[name] >= value
        return mask

    def count(self, limits):
        mask = self.inside(limits)
        return int(mask.sum()), int((mask & self.cases).sum())

    def f1(self, limits):
        trials, cases = self.count(limits)
        return f1(cases, trials, self.every)

    def best_peel(self, mask):
        trials, cases, best, most = int(mask.sum()), int(self.cases[mask].sum()), None, 0
        is_case = self.cases[mask]
        for name, row in self.values.items():
            here = row[mask]
            for side, turned in (("lower", here), ("upper", -here)):
                ordered = np.sort(turned)
                stays = ordered[max(1, trials // 20)]
                if stays == ordered[0]:
                    beyond = ordered[ordered > stays]
                    if not len(beyond):
                        continue
                    stays = beyond[0]
                left = turned >= stays
                rest, cases_left = int(left.sum()), int((is_case & left).sum())
                gain = (cases_left * trials - cases * rest) / (rest * (trials - rest))
                if gain > most:
                    most, best = gain, ((name, side), stays if side == "lower" else -stays, rest)
        return best

    def path(self):
        limits, path = {}, [{}]
        while True:
            mask = self.inside(limits)
            if self.cases[mask].all():
                return path
            best = self.best_peel(mask)
            if best is None or best[2] < 100:
                return path
            limits = {**limits, best[0]: best[1]}
            path.append(limits)

    def ordered(self, limits):
        names = list(self.values)
        return sorted(limits, key=lambda key: (names.index(key[0]), key[1]))

    def widened(self, limits):
        while True:
            trials, _ = self.count(limits)
            best, most = None, self.f1(limits)
            for key in self.ordered(limits):
                rest = {other: at for other, at in limits.items() if other != key}
                row, sign = self.values[key[0]], 1 if key[1] == "upper" else -1
                beyond = np.sort(sign * row[self.inside(rest) & (sign * row > sign * limits[key])])
                step = max(1, trials // 20)
                is_last = len(beyond) <= step or beyond[step - 1] == beyond[-1]
                moved = rest if is_last else {**limits, key: sign * beyond[step - 1]}
                if len(beyond) and self.f1(moved) > most:
                    most, best = self.f1(moved), moved
            if best is None:
                return limits
            limits = best

    def thinned(self, limits):
        while limits:
            without = [{other: at for other, at in limits.items() if other != key} for key in self.ordered(limits)]
            values = [self.f1(rest) for rest in without]
            if not max(values) > 0.99 * self.f1(limits):
                return limits
            limits = without[int(np.argmax(values))]
        return limits

    def offered(self):
        path = self.path()
        step = int(np.argmax([self.f1(limits) for limits in path]))
        return path, step, self.thinned(self.widened(path[step]))


class Discover(harness.CliCase):
    def discover(self, source, condition, *arguments):
        document = json.loads(self.succeeds("discover", source, "--where", condition, "--json", *arguments).out)
        self.assertEqual(document["schema"], "cellcast-discover-1")
        return document

    def kept(self, *arguments):
        self.succeeds("run", SMALL, "-o", "kept.h5", "--force", *arguments)
        return Kept(self.folder / "kept.h5", "production", (0, 3), lambda values: values < 150)

    def assert_box(self, box, kept, outside, every, path, step, limits):
        self.assertEqual({(limit["input"], limit["side"]): limit["value"] for limit in box["limits"]}, limits)
        self.assertEqual(box["step"], step)
        self.assertEqual([point["limits"] for point in box["path"]], [len(point) for point in path])
        inside = kept.inside(limits) & ~outside
        trials, cases = int(inside.sum()), int((inside & kept.cases).sum())
        self.assertEqual((box["trials"], box["cases"]), (trials, cases))
        for name, share in (("coverage", cases / every), ("density", cases / trials), ("mass", trials / len(kept.cases))):
            self.assertEqual(box[name]["estimate"], share)
            self.assertLessEqual(box[name]["low"], share)
            self.assertGreaterEqual(box[name]["high"], share)
        for limit in box["limits"]:
            row = kept.factors[limit["input"]]
            below = (row <= limit["value"]) if limit["side"] == "upper" else (row < limit["value"])
            self.assertEqual(limit["percentile"], below.mean())
            self.assertTrue(0 <= limit["found_again"] <= 20)
        return inside

    def test_is_prim_on_the_trials_of_the_run(self):
        for method, count in (("monte-carlo", 20000), ("sobol", 32768)):
            kept = self.kept("--method", method, "--trials", str(count), "--set", f"outputs.samples={count}")
            found = self.discover(SMALL, CONDITION, "--trials", str(count), "--method", method)
            self.assertEqual(found["trials"], len(kept.cases))
            self.assertEqual((found["cases"], found["probability"]["estimate"]), (int(kept.cases.sum()), kept.cases.mean()))
            self.assertEqual((found["searched"], found["searched_cases"]), (SEARCHED, int(kept.cases[:SEARCHED].sum())))
            every, outside = int(kept.cases.sum()), np.zeros(len(kept.cases), bool)
            self.assertGreater(len(found["boxes"]), 0)
            for box in found["boxes"]:
                trials = np.flatnonzero(~outside[:SEARCHED])
                prim = Prim(kept, trials)
                path, step, limits = prim.offered()
                for point, box_of_point in zip(box["path"], path, strict=True):
                    counted = prim.count(box_of_point)
                    self.assertEqual((point["trials"], point["cases"]), counted)
                    self.assertEqual(point["coverage"], counted[1] / found["searched_cases"])
                    self.assertEqual(point["mass"], counted[0] / SEARCHED)
                outside = outside | self.assert_box(box, kept, outside, every, path, step, limits)

    def test_names_what_it_is_made_of(self):
        text = self.succeeds("discover", SMALL, "--where", CONDITION, "--trials", "8192").out
        self.assert_words(["small: One segment", "8192 trials", "Box 1", "segments.cells.growth.rate", "at most", "coverage", "density", "mass",
                           "of 20", "largest F1"], text)

    def test_searches_until_there_are_enough_cases(self):
        rare = "production[cells, 2027] < 110"
        found = self.discover(SMALL, rare, "--trials", "100000")
        self.assertGreater(found["searched"], SEARCHED)
        self.assertTrue(found["searched_cases"] == 200 or found["searched"] == found["trials"], found["searched_cases"])

    def test_same_on_any_number_of_threads_and_processor(self):
        one = self.succeeds("discover", SMALL, "--where", CONDITION, "--json", "--threads", "1").out
        for threads in ("2", "7"):
            self.assertEqual(self.succeeds("discover", SMALL, "--where", CONDITION, "--json", "--threads", threads).out, one)
        portable = self.succeeds("discover", SMALL, "--where", CONDITION, "--json", env=harness.environment(CELLCAST_ISA="portable")).out
        self.assertEqual(portable, one)

    def test_of_a_result_is_of_its_scenario(self):
        self.result(SMALL, "small.h5")
        self.assertEqual(self.discover("small.h5", CONDITION), self.discover(SMALL, CONDITION, "--trials", "2000"))
        changed = self.discover("small.h5", CONDITION, "--seed", "8")
        self.assertEqual(changed["seed"], "8")
        self.assertNotEqual(changed["cases"], self.discover("small.h5", CONDITION)["cases"])

    def test_nothing_singles_out_what_always_holds(self):
        found = self.discover(SMALL, "1 < 2")
        self.assertEqual((found["cases"], found["boxes"]), (found["trials"], []))
        self.assertIn("No box", self.succeeds("discover", SMALL, "--where", "1 < 2").out)

    def test_too_few_cases(self):
        self.fails(BAD_DATA, ["holds in 0 of 2000 trials", "at least 20", "run more trials"], "discover", SMALL, "--where", "production[cells, 2027] < 0")

    def test_bad_conditions(self):
        self.fails(USAGE, ["CONDITION:1:1", "productoin", "production"], "discover", SMALL, "--where", "productoin[cells, 2027] < 1")
        self.fails(USAGE, ["CONDITION:1:"], "discover", SMALL, "--where", "production < 1")
        self.fails(USAGE, ["CONDITION:1:"], "discover", SMALL, "--where", "")
        self.fails(USAGE, ["--where"], "discover", SMALL)
        self.fails(NO_INPUT, ["nothing.toml"], "discover", "nothing.toml", "--where", "1 < 2")

    def test_not_finite(self):
        self.fails(BAD_DATA, ["not finite", "trial"], "discover", SMALL, "--where", "log(0 - production[cells, 2027]) > 1")

    def test_signals(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.stops_at(number, "discover", CHINA, "--where", "total_unmet[2030] > 0", "--trials", "4000000000", "--threads", "2")


if __name__ == "__main__":
    harness.main()
