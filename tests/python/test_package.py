#!/usr/bin/python3
"""The Python package: it computes and writes what the program does, and behaves as Python's users expect."""
import gc
import multiprocessing
import os
import pathlib
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402
from harness import CHINA, PROGRAM, SMALL, SOURCE  # noqa: E402

import cellcast as cc  # noqa: E402
import numpy as np  # noqa: E402

CHINA_2031 = SOURCE / "scenarios" / "china-2031.toml"
FREE_TRADE = SOURCE / "scenarios" / "china-2030-free-trade.toml"


class Folder(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)

    def program(self, *words):
        done = subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout


class SpecifiedUse(Folder):
    """What docs/python.md promises, in one go."""

    def test_a_first_look(self):
        s = cc.Scenario(CHINA_2031)
        s["segments.power.price"] = cc.lognormal(median=0.6, sigma=0.2)
        r = s.run(trials=4096, progress=True)
        at_2030 = r.quantiles["total_production"].sel(year=2030)
        self.assertEqual(at_2030.attrs["units"], "GWh")
        self.assertTrue(np.all(np.diff(at_2030.values) >= 0))
        for group in (r.mean, r.histogram, r.inputs):
            self.assertGreater(len(group.dataset), 0)
        tidy = r.frame("production")
        self.assertEqual(list(tidy.columns), ["variable", "segment", "year", "statistic", "probability", "value", "unit"])
        self.assertEqual(float(tidy.query("segment == 'ess' and year == 2030 and statistic == 'mean'").value.iloc[0]),
                         float(r.mean["production"].sel(segment="ess", year=2030)))
        chance = r.probability("total_production[2030] >= 3800")
        self.assertLessEqual(chance.low, chance.value)
        self.assertLessEqual(chance.value, chance.high)
        kept = s.run(trials=4096, samples=True, keep=["total_exports"]).samples["total_exports"]
        self.assertEqual(kept.sizes["trial"], 4096)
        with self.assertRaises(ValueError):
            kept.values[0] = 1
        r.save(self.folder / "a.h5")
        self.assertEqual(cc.open(self.folder / "a.h5").mean["total_exports"].values.tolist(), r.mean["total_exports"].values.tolist())
        apart = cc.compare([CHINA, FREE_TRADE], trials=1024).difference
        self.assertIn("total_exports", apart.mean)
        rates = cc.sweep(CHINA, {"tariffs.us_mfn.rate": [0, 0.1, 0.2]}, trials=1024)
        self.assertEqual(rates.mean["total_exports"].sizes["tariffs_us_mfn_rate"], 3)
        drivers = r.sensitivity.table("total_production")
        self.assertGreater(drivers["first_order"].iloc[0], drivers["first_order"].iloc[5])
        self.assertEqual(cc.fit([0.2, 0.31, 0.28, 0.22, 0.35])[0].loss, 0)

    def test_errors_say_where_and_what(self):
        with self.assertRaises(cc.ScenarioError) as caught:
            cc.Scenario.parse("schema = 1\nnmae = 'x'\n")
        self.assertTrue(any(each.line == 2 and "nmae" in each.problem for each in caught.exception.diagnostics))
        self.assertIn("nmae", str(caught.exception))
        s = cc.Scenario(SMALL)
        for wrong in (lambda: cc.Scenario(self.folder / "none.toml"), lambda: s.__setitem__("segments.cells.price", "dear"),
                      lambda: s.run(trials=1024).probability("no_such[2030] > 1"), lambda: s.run(trials=1024).save("/proc/none/x.h5")):
            with self.assertRaises(cc.Error):
                wrong()
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual([each.line for each in again.diagnostics], [each.line for each in caught.exception.diagnostics])
        with self.assertRaises(TypeError):
            s["segments.cells.price"] = object()


class SameBytes(Folder):
    def same(self, result, *words):
        result.save(self.folder / "module.h5")
        self.program("run", *words, "-o", "program.h5", "--quiet")
        self.assertEqual((self.folder / "module.h5").read_bytes(), (self.folder / "program.h5").read_bytes())

    def test_of_a_run(self):
        self.same(cc.Scenario(CHINA).run(trials=4096), CHINA, "--trials", 4096)

    def test_of_changes(self):
        s = cc.Scenario(CHINA, seed=5)
        s["segments.power.price"] = cc.lognormal(median=0.6, sigma=0.2)
        result = s.run(trials=2048, method="monte-carlo", keep=["total_exports"])
        self.same(result, CHINA, "--seed", 5, "--set", 'segments.power.price={ dist = "lognormal", median = 0.6, sigma = 0.2 }', "--trials", 2048,
                  "--method", "monte-carlo", "--set", 'outputs.variables=["total_exports"]')

    def test_after_other_runs_in_the_process(self):
        s = cc.Scenario(CHINA)
        for rate in (0.1, 0.2, 0.3):
            s["tariffs.us_mfn.rate"] = rate
            s.run(trials=1024)
        self.same(s.run(trials=1024), CHINA, "--set", "tariffs.us_mfn.rate=0.3", "--trials", 1024)


class Answers(Folder):
    def test_questions_answer_as_the_program(self):
        import json
        s = cc.Scenario(CHINA_2031, trials=4096)
        told = json.loads(self.program("probability", CHINA_2031, "total_exports[2030] < 900", "--trials", 4096, "--json"))
        self.assertIn(s.probability("total_exports[2030] < 900").value, _numbers(told))
        sought = s.seek("segments.power.growth.rate.mean", (0.05, 0.4), "median(total_production[2030]) = 3800")
        self.assertGreater(sought.root.number, 0.05)
        found = s.discover("total_exports[2030] < 900")
        self.assertGreater(found.cases, 20)
        chosen = cc.decide([CHINA_2031, SOURCE / "scenarios" / "policy-no-us-duty.toml"], "total_exports[2030]")
        self.assertEqual(len(chosen.options), 2)
        traced = s.trace(variable="total_production", year=2030, probability=0.9)
        self.assertEqual(traced.trials, 4096)
        self.assertEqual(s.trace(traced.trial).inputs[0].value, traced.inputs[0].value)
        s.run().save(self.folder / "v.h5")
        self.assertTrue(all(step.is_ok for step in cc.verify(self.folder / "v.h5", quick=True)))
        later = cc.probability([CHINA, FREE_TRADE], "difference(total_exports)[2030] > 50")
        self.assertEqual(len(later), 1)
        vintage, = cc.score([SOURCE / "scenarios" / "vintages" / "2022-03.toml"], trials=4096)
        self.assertGreater(vintage.all.count, 0)


class Behaviour(Folder):
    def test_pickles(self):
        s = cc.Scenario(CHINA)
        s["tariffs.us_mfn.rate"] = 0.1
        r = s.run(trials=1024)
        again, result = pickle.loads(pickle.dumps(s)), pickle.loads(pickle.dumps(r))
        self.assertEqual(again.resolved(), s.resolved())
        self.assertEqual(result.mean["total_exports"].values.tolist(), r.mean["total_exports"].values.tolist())
        self.assertEqual(result.resolved(), r.resolved())

    def test_views_outlive_their_result(self):
        values = cc.Scenario(SMALL).run(trials=1024).quantiles.dataset["total_demand"].values
        before = values.tolist()
        gc.collect()
        cc.Scenario(SMALL).run(trials=2048)
        self.assertEqual(values.tolist(), before)

    def test_two_threads_run_two_scenarios_at_once(self):
        alone = [cc.Scenario(path).run(trials=8192).mean["total_exports"].values.tolist() for path in (CHINA, FREE_TRADE)]
        together = [None, None]

        def work(place, path):
            together[place] = cc.Scenario(path).run(trials=8192).mean["total_exports"].values.tolist()

        threads = [threading.Thread(target=work, args=each) for each in enumerate((CHINA, FREE_TRADE))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(together, alone)

    def test_other_threads_go_on_while_a_run_computes(self):
        turns, done = [], threading.Event()

        def count():
            while not done.wait(0.005):
                turns.append(1)

        counter = threading.Thread(target=count)
        counter.start()
        cc.Scenario(CHINA).run(trials=262_144, threads=1)
        done.set()
        counter.join()
        self.assertGreater(len(turns), 10)

    def test_a_process_forked_after_a_run_works(self):
        before = cc.Scenario(CHINA).run(trials=4096).mean["total_exports"].values.tolist()
        with multiprocessing.get_context("fork").Pool(2) as pool:
            for after in pool.map(_mean_exports, [4096, 4096]):
                self.assertEqual(after, before)

    def test_ctrl_c_ends_a_run(self):
        """Within half a second: of the processor, which other work on the machine does not stretch."""
        code = ("import cellcast as cc, sys, time\ns = cc.Scenario(sys.argv[1])\nprint('ready', flush=True)\n"
                "try: s.run(trials=1_000_000_000, threads=1)\nexcept KeyboardInterrupt: print(time.process_time(), flush=True)")
        process = subprocess.Popen([sys.executable, "-c", code, str(CHINA)], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), "ready\n")
        harness.wait_for_work(process, 0.5)
        before = harness.processor_seconds(process.pid)
        process.send_signal(signal.SIGINT)
        took = float(process.stdout.readline()) - before
        process.wait()
        self.assertLess(took, 0.5)
        print(f"Ctrl-C: {took:.2f} s of the processor until KeyboardInterrupt", file=sys.stderr)

    def test_a_callable_hears_of_progress_and_may_end_a_run(self):
        heard = []
        cc.Scenario(CHINA).run(trials=262_144, threads=1, progress=lambda done, of: heard.append((done, of)))
        self.assertEqual(heard[-1], (262_144, 262_144))
        self.assertEqual(heard, sorted(heard))

        def end(done, of):
            raise ValueError("enough")

        with self.assertRaisesRegex(ValueError, "enough"):
            cc.Scenario(CHINA).run(trials=100_000_000, threads=1, progress=end)

    def test_many_runs_leak_nothing(self):
        s = cc.Scenario(SMALL)
        runs = 1000 if os.environ.get("CELLCAST_LONG") else 200
        for _ in range(50):
            s.run(trials=256).mean["total_demand"]
        gc.collect()
        before = _resident()
        for _ in range(runs):
            s.run(trials=256).mean["total_demand"]
        gc.collect()
        self.assertLess(_resident() - before, 8 << 20)

    def test_shown_in_a_notebook(self):
        r = cc.Scenario(SMALL).run(trials=256)
        for each in (cc.Scenario(SMALL), r, r.mean, r.inputs):
            self.assertIn("<", each._repr_html_())
            self.assertIn("cellcast", repr(each))

    def test_warnings_of_a_scenario_are_python_s(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            cc.Scenario(CHINA).run(trials=1024)
        self.assertTrue(all(issubclass(each.category, (cc.ScenarioWarning, FutureWarning)) for each in caught), caught)


def _mean_exports(trials):
    return cc.Scenario(CHINA).run(trials=trials).mean["total_exports"].values.tolist()


def _numbers(value):
    if isinstance(value, dict):
        return [number for each in value.values() for number in _numbers(each)]
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [value] if isinstance(value, float) else []


def _resident():
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    harness.main()
