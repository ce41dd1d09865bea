#!/usr/bin/python3
"""What all commands share that ask trials something: the same bytes from any threads, processor and shards; progress; signals; standard output
that is full, closed or not read."""
import json
import os
import signal

import harness
from harness import IO_ERROR, PROGRESS, SMALL

EXPORTS = "total_exports[2027]"
ACTUALS = "variable,index,year,value,sd\ntotal_demand,,2025,130,5\nprice,cells,2026,0.45,0.02\n"
NEWS = '[[observations]]\nvariable = "total_demand"\nyear = 2025\nvalue = 150.0\nsd = 6.0\n'
ENDLESS = ["--trials", "4000000000", "--threads", "2"]


class Questions(harness.CliCase):
    def setUp(self):
        super().setUp()
        (self.folder / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
        self.copy()
        self.copy(name="dear.toml", replace=[('name = "small"', 'name = "dear"'), ("freight = 0.05", "freight = 0.1")])
        self.copy(name="news.toml", replace=[('name = "small"', 'name = "news"')])
        with (self.folder / "news.toml").open("a", encoding="utf-8") as file:
            file.write(NEWS)

    def questions(self, source="small.toml", updated="news.toml", later="dear.toml"):
        """A question of each kind, by name."""
        return {"probability": ["probability", source, f"{EXPORTS} > 40", "price[cells, 2026] < 0.4"],
                "probability given": ["probability", source, f"{EXPORTS} > 40", "--given", "total_demand[2027] > 200"],
                "probability updated": ["probability", updated, f"{EXPORTS} > 40", "--updated"],
                "difference": ["compare", source, later, "--probability", f"difference(total_exports)[2027] < -1"],
                "seek": ["seek", source, "--key", "markets.abroad.freight", "--from", "0.0", "--to", "1.0", "--target", f"P({EXPORTS} < 42) = 0.4"],
                "seek quantile": ["seek", source, "--key", "segments.cells.growth.rate.mean", "--from", "0.05", "--to", "0.35", "--target",
                                  f"quantile({EXPORTS}, 0.3) = 40"],
                "discover": ["discover", source, "--where", f"{EXPORTS} < 40"],
                "decide": ["decide", source, later, "--payoff", f"{EXPORTS} + 9 * input('markets.abroad.freight')"],
                "decide worst": ["decide", source, later, "--payoff", EXPORTS, "--risk", "cvar=0.1", "--minimize"],
                "score": ["score", source],
                "score updated": ["score", updated, "--updated"]}

    def changes_no_byte(self, trials, method, ways):
        for name, words in self.questions().items():
            drawn = [*words, "--trials", trials, "--method", method]
            for form in ([], ["--json"]):
                expected = self.succeeds(*drawn, *form, "--threads", "1").out
                if form:
                    json.loads(expected)
                for way, (arguments, env) in ways.items():
                    with self.subTest(name=name, method=method, form=form, way=way):
                        self.assertEqual(self.succeeds(*drawn, *form, *arguments, env=env).out, expected)

    def test_threads_change_no_byte(self):
        """Over 300 pieces of 256 trials: of few, what depends on the order of merging could agree by chance."""
        ways = {threads: (["--threads", threads], None) for threads in ("2", "7", "16")}
        self.changes_no_byte("80000", "monte-carlo", ways)
        self.changes_no_byte("65536", "sobol", ways)

    def test_processors_change_no_byte(self):
        here = {}
        for kind in ("portable", "v3", "avx512"):
            env = harness.environment(CELLCAST_ISA=kind)
            outcome = self.program("probability", SMALL, "1", env=env)
            if kind == "portable" or outcome.code != harness.USAGE or "cannot do that" not in outcome.err:
                here[kind] = ([], env)
        self.assertIn("portable", here)
        self.changes_no_byte("16384", "latin-hypercube", here)

    def test_a_result_of_shards_is_asked_as_one_of_a_run(self):
        for name in ("small", "news", "dear"):
            self.succeeds("run", f"{name}.toml", "-o", f"{name}.h5", "--trials", "20000")
            for shard in range(3):
                self.succeeds("run", f"{name}.toml", "--work", f"{name}.work", "--shard", f"{shard}/3", "--trials", "20000")
            (self.folder / "merged").mkdir(exist_ok=True)
            self.succeeds("merge", f"{name}.work", "-o", f"merged/{name}.h5")
        (self.folder / "merged" / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
        whole = self.questions("small.h5", "news.h5", "dear.h5")
        merged = self.questions("merged/small.h5", "merged/news.h5", "merged/dear.h5")
        of_scenarios = self.questions()
        for name, words in whole.items():
            with self.subTest(name):
                expected = self.succeeds(*words, "--json").out
                self.assertEqual(self.succeeds(*merged[name], "--json").out.replace("merged/", ""), expected)
                from_scenario = self.succeeds(*of_scenarios[name], "--json", "--trials", "20000").out
                self.assertEqual(from_scenario.replace(".toml", ".h5"), expected)

    def test_signals_end_each(self):
        for name in ("probability", "probability updated", "difference", "seek", "discover"):
            for number in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(name=name, number=number):
                    self.stops_at(number, *self.questions()[name], *ENDLESS)
        for name in ("decide", "score"):  # these keep all trials, and take no endless run
            for number in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(name=name, number=number):
                    self.stops_at(number, *self.questions()[name], "--trials", "60000000", "--threads", "2")

    def test_standard_output_that_takes_nothing(self):
        for name, words in self.questions().items():
            for form in ([], ["--json"]):
                with self.subTest(name=name, form=form):
                    with open("/dev/full", "wb") as full:
                        outcome = self.program(*words, *form, stdout=full)
                    self.assertEqual(outcome.code, IO_ERROR, outcome.err)
                    self.assertIn("cannot write to standard output (No space left on device)", outcome.err)
                    outcome = self.program(*words, *form, prepare=lambda: os.close(1))
                    self.assertEqual(outcome.code, IO_ERROR, outcome.err)
                    self.assertIn("cannot write to standard output", outcome.err)
                    reader, writer = os.pipe()
                    os.close(reader)
                    outcome = self.program(*words, *form, stdout=writer)
                    os.close(writer)
                    self.assertEqual(outcome.code, harness.READER_GONE)
                    self.assert_quiet(outcome.err)

    def test_what_fails_leaves_nothing_behind(self):
        before = harness.listing(self.folder)
        for words in self.questions().values():
            self.succeeds(*words)
        self.assertEqual(harness.listing(self.folder), before)

    @harness.NEEDS_A_CLOCK
    def test_progress_of_each(self):
        """Under a clock that goes on by an hour at each call it is told; under one that stands still it is not."""
        for name, words in self.questions().items():
            with self.subTest(name):
                many = [*words, "--trials", "65536", "--threads", "2"]
                self.assertEqual(self.under_a_clock(0, *many).err, "")
                lines = self.under_a_clock(3600, *many).err.splitlines()
                self.assertTrue(lines)
                for line in lines:
                    self.assertTrue(PROGRESS.fullmatch(line), line)
                self.assertTrue(any("100 %" in line for line in lines) or name.startswith("seek"), lines)
                self.assertEqual(self.under_a_clock(3600, *many, "--quiet").err, "")


if __name__ == "__main__":
    harness.main()
