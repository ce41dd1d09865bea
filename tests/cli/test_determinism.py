#!/usr/bin/python3
"""The same scenario gives the same bytes, whatever the number of threads; another seed gives others."""
import h5py

import harness
from harness import SMALL

# Over 300 blocks of 4096 trials: with few, results that depend on the order of merging could agree by chance.
TRIALS = str(301 * 4096 - 5)
FEW = ["--set", 'outputs.variables=["total_demand", "price", "unmet"]', "--set", "outputs.samples=5000"]


class Determinism(harness.CliCase):
    def bytes_of(self, *arguments):
        self.succeeds("run", SMALL, "-o", "x.h5", "--force", *arguments)
        return (self.folder / "x.h5").read_bytes()

    def test_threads(self):
        expected = self.bytes_of("--trials", TRIALS, "--threads", "1", *FEW)
        for threads in (2, 7, 16):
            with self.subTest(threads):
                self.assertTrue(self.bytes_of("--trials", TRIALS, "--threads", str(threads), *FEW) == expected)

    def test_kinds_of_processor(self):
        expected = self.bytes_of("--trials", "20000")
        for kind in ("portable", "v3", "avx512"):
            with self.subTest(kind):
                changed = harness.environment(CELLCAST_ISA=kind)
                outcome = self.program("run", SMALL, "-o", "y.h5", "--force", "--trials", "20000", env=changed)
                if kind != "portable" and outcome.code == harness.USAGE and "cannot do that" in outcome.err:
                    continue  # this processor, or this build
                self.assertEqual(outcome.code, harness.DONE, outcome.err)
                self.assertTrue((self.folder / "y.h5").read_bytes() == expected)

    def test_rerun_under_another_name_and_folder(self):
        expected = self.bytes_of("--threads", "2")
        (self.folder / "other").mkdir()
        moved = self.copy(name="other/moved.toml")
        self.succeeds("run", moved, "-o", "y.h5", cwd=self.folder / "other", env=harness.environment(TZ="Asia/Shanghai", LC_ALL="C"))
        self.assertTrue((self.folder / "other" / "y.h5").read_bytes() == expected)

    def test_seed(self):
        first, again, other = (self.bytes_of("--seed", seed) for seed in ("1", "1", "2"))
        self.assertTrue(first == again)
        self.assertFalse(first == other)

    def test_trials_only_add(self):
        for trials, name in (("3000", "few.h5"), ("9000", "many.h5")):
            self.succeeds("run", SMALL, "--trials", trials, "-o", name, "--set", "outputs.samples=3000")
        with h5py.File(self.folder / "few.h5") as few, h5py.File(self.folder / "many.h5") as many:
            self.assertTrue((few["samples/inputs"][:] == many["samples/inputs"][:]).all())
            self.assertTrue((few["samples/demand"][:] == many["samples/demand"][:]).all())


if __name__ == "__main__":
    harness.main()
