#!/usr/bin/python3
"""Results that another process holds open, for reading or writing: they are read, and replaced."""
import os
import subprocess
import sys

import harness
from harness import BAD_DATA, SMALL

# A process that opens a file, says so, and keeps it open until its standard input ends.
HOLDERS = {
    "h5py": "import h5py; held = h5py.File(name, 'r')",
    "h5py for writing": "import h5py; held = h5py.File(name, 'r+')",
    "h5py without locks": "import h5py; held = h5py.File(name, 'r', locking=False)",
    "netCDF4": "import netCDF4; held = netCDF4.Dataset(name)",
    "netCDF4 for writing": "import netCDF4; held = netCDF4.Dataset(name, 'a')",
    "xarray": "import xarray; held = xarray.open_dataset(name, group='quantiles'); held.production.values",
}
FEW = ("h5py for writing", "netCDF4")
OTHER = ["--set", "segments.cells.price=0.6"]
SWEEP = 'schema = 1\nname = "w"\nscenario = "small.toml"\ndesign = "grid"\n[axes.cells]\nkey = "segments.cells.price"\nvalues = [0.5, 0.6]\n'


class HeldOpen(harness.CliCase):
    def hold(self, how, path):
        program = f"import sys\nname = sys.argv[1]\n{HOLDERS[how]}\nprint('open', flush=True)\nsys.stdin.read()\n"
        child = subprocess.Popen([sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.release, child)
        self.assertEqual(child.stdout.readline(), b"open\n", how)
        return child

    def release(self, child):
        if child.poll() is None:
            child.communicate(b"", timeout=harness.patience())

    def each(self, make, ways=tuple(HOLDERS)):
        """(how, path): a result made anew and held open in each way."""
        for how in ways:
            with self.subTest(how):
                path = make()
                child = self.hold(how, path)
                yield how, path
                self.release(child)

    def batch(self):
        self.copy()
        self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"'), ("price = 0.5\n", "price = 0.6\n")])
        self.succeeds("run", "small.toml", "other.toml", "--out-dir", "d", "--trials", "500", "--force", "--set", "sensitivity.trials=400")
        return self.folder / "d" / "other.h5"

    def test_every_command_that_reads_one(self):
        (self.folder / "d").mkdir()
        for how, path in self.each(self.batch):
            for command in (["show"], ["export"], ["verify"], ["compare"], ["sensitivity"], ["trace", "--trial", "0"]):
                with self.subTest((how, command[0])):
                    self.succeeds(command[0], path, *command[1:])
            for value in ("TRUE", "BEST_EFFORT"):  # of the locks that HDF5 takes by itself
                self.succeeds("show", path, env=harness.environment(HDF5_USE_FILE_LOCKING=value))

    def test_it_can_be_replaced(self):
        self.copy()
        for _, path in self.each(lambda: self.result(SMALL, "x.h5", "--force")):
            before = path.read_bytes()
            self.fails(harness.CANNOT_CREATE, ["x.h5: exists"], "run", SMALL, "-o", "x.h5")
            self.succeeds("run", SMALL, *OTHER, "-o", "x.h5", "--trials", "500", "--force")
            self.assertNotEqual(path.read_bytes(), before)
            self.succeeds("verify", "x.h5")

    def test_by_a_sweep_and_by_a_merge(self):
        self.copy()
        (self.folder / "w.toml").write_text(SWEEP)
        self.succeeds("run", SMALL, "--trials", "500", "--work", "work", "-o", "y.h5")
        for command in (["sweep", "w.toml", "--trials", "500"], ["merge", "work"]):
            for _ in self.each(lambda: self.result(SMALL, "x.h5", "--force"), FEW):
                self.succeeds(*command, "-o", "x.h5", "--force")
                self.succeeds("show", "x.h5")

    def test_a_sweep_that_is_held(self):
        self.copy()
        (self.folder / "w.toml").write_text(SWEEP)

        def make():
            self.succeeds("sweep", "w.toml", "--trials", "500", "-o", "w.h5", "--force")
            return self.folder / "w.h5"

        for _, path in self.each(make, FEW):
            self.succeeds("show", path)
            self.succeeds("export", path)

    def test_what_the_holder_changes_is_not_shown(self):
        path = self.result(SMALL, "x.h5")
        for change in ("held['mean/price'][...] = 0", "held.attrs['title'] = 'x'", "held['x'] = list(range(100000))", "del held['sd']"):
            for left in ("held.flush()", "held.close()", "pass"):
                with self.subTest((change, left)):
                    self.succeeds("run", SMALL, "-o", path, "--force", "--trials", "500")
                    plain = self.succeeds("show", path).out
                    program = f"import h5py, sys\nheld = h5py.File(sys.argv[1], 'r+')\n{change}\n{left}\nprint('open', flush=True)\nsys.stdin.read()\n"
                    child = subprocess.Popen([sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                    self.addCleanup(self.release, child)
                    child.stdout.readline()
                    outcome = self.program("show", path)
                    self.assertIn((outcome.code, outcome.out), [(0, plain), (BAD_DATA, "")] if left == "pass" else [(BAD_DATA, "")], outcome.err)
                    if outcome.code:
                        self.assertIn("damaged", outcome.err)
                    self.release(child)
                    self.fails(BAD_DATA, ["x.h5: damaged or changed by another program"], "show", path)


if __name__ == "__main__":
    harness.main()
