#!/usr/bin/python3
"""The batch script that `plan` writes and scripts/cluster, with commands in place of Slurm's that note how they were called."""
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness
from harness import DONE, NO_INPUT, PROGRAM, SMALL, SOURCE, USAGE

SCRIPTS = SOURCE / "scripts" / "cluster"
AWAY = "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)"
# Each call is a line of its arguments; a file `NAME.fails` holds how often a command is to fail, and what it says then.
FAKE = """#!/bin/bash
cd "$FAKES"
printf '%s\\n' "$(basename "$0") $*" >>calls
times=$(head -1 "$(basename "$0").fails" 2>/dev/null)
if [ "${times:-0}" -gt 0 ]; then
  { echo $((times - 1)); tail -n +2 "$(basename "$0").fails"; } >new && mv new "$(basename "$0").fails"
  tail -n +2 "$(basename "$0").fails" >&2
  exit 1
fi
case $(basename "$0") in
  scontrol) printf 'MaxArraySize            = %s\\nOther = 1\\n' "$(cat size)";;
  squeue) cat queue;;
  sbatch) echo "$(grep -c ^sbatch calls)00;site";;
esac
"""
FAKE_SRUN = '#!/bin/bash\nwhile [[ $1 == --* ]]; do shift; done\nexec "$@"\n'

SWEEP = """schema = 1
name = "duties"
scenario = "small.toml"
design = "grid"
[sampling]
trials = 1000
[axes.rate]
key = "tariffs.duty.rate"
values = [0.0, 0.1, 0.2, 0.3]
"""


class Scripts(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.fakes = self.folder / "fakes"
        self.fakes.mkdir()
        for name in ("sbatch", "squeue", "scontrol"):
            self.add_program(name, FAKE)
        self.add_program("srun", FAKE_SRUN)
        self.add_program("sleep", "#!/bin/bash\n")
        (self.fakes / "size").write_text("1001\n", encoding="ascii")
        (self.fakes / "queue").touch()
        self.place = self.folder / "place"
        self.place.mkdir()
        shutil.copy(SMALL, self.place)

    def add_program(self, name, text):
        path = self.fakes / name
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def plan(self, tasks, *arguments):
        self.succeeds("plan", "small.toml", "--tasks", str(tasks), "--slurm", "job", "--force", *arguments, cwd=self.place)
        return self.place / "job"

    def bash(self, *command, cwd=None, **changes):
        """From a folder that is not the script's."""
        (self.fakes / "calls").unlink(missing_ok=True)
        path = f"{self.fakes}:{os.environ['PATH']}"
        environment = harness.environment(PATH=path, FAKES=str(self.fakes), CELLCAST=PROGRAM, **changes)
        done = subprocess.run(["bash", *map(str, command)], cwd=cwd or self.folder, env=environment, capture_output=True, text=True,
                                      timeout=harness.patience(), check=False)
        return harness.Outcome(done.returncode, done.stdout, done.stderr)

    def calls(self, name="sbatch"):
        path = self.fakes / "calls"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [line for line in lines if line.startswith(name)]

    def arrays(self):
        """(array, shard that its 0 is) of each submission but the merge."""
        found = []
        for call in self.calls():
            words = call.split()
            found += [(word[8:], words[-1]) for word in words if word.startswith("--array=")]
        return found

    def submits(self, *command, **changes):
        outcome = self.bash(*command, **changes)
        self.assertEqual((outcome.code, outcome.err), (DONE, ""))
        return outcome.out

    def test_array_and_merge(self):
        self.assertEqual(self.submits(self.plan(16)), "shards 0-15: array 100, merge 200\n")
        self.assertEqual(self.arrays(), [("0-15", "0")])
        self.assert_words(["--dependency=afterok:100 ", "--kill-on-invalid-dep=yes", " --merge"], self.calls()[-1])

    def test_lists(self):
        script = self.plan(16)
        self.submits(script, "3,7-9,15%2")
        self.assertEqual(self.arrays(), [("3-3,7-9,15-15%2", "0")])
        for wrong in ("", "3;", "3-", "a", "08", "1,,2", "-1", "16", "3-16", "1 2", "$(touch x)"):
            with self.subTest(wrong):
                outcome = self.bash(script, wrong)
                self.assertEqual((outcome.code, self.arrays(), outcome.out), (USAGE, [], ""))
                self.assertIn("shards", outcome.err)

    def test_more_than_an_array_may_have(self):
        (self.fakes / "size").write_text("100\n", encoding="ascii")
        self.submits(self.plan(250))
        self.assertEqual(self.arrays(), [("0-99", "0"), ("0-99", "100"), ("0-49", "200")])
        self.assertIn("--dependency=afterok:100:200:300 ", self.calls()[-1])
        self.submits(self.plan(250), "98-101,240")
        self.assertEqual(self.arrays(), [("98-99", "0"), ("0-1", "100"), ("40-40", "200")])

    def test_controller_away(self):
        script = self.plan(4)
        (self.fakes / "sbatch.fails").write_text(f"2\n{AWAY}\n", encoding="ascii")
        self.submits(script)
        self.assertEqual(len(self.arrays()), 3)
        (self.fakes / "sbatch.fails").write_text("1\nsbatch: error: Invalid account\n", encoding="ascii")
        outcome = self.bash(script)
        self.assertEqual((outcome.code, outcome.out, len(self.calls())), (1, "", 1))
        self.assert_words(["Invalid account", "were not submitted"], outcome.err)

    def test_job(self):
        """What an array's job and the merge's do, with names that a shell would take apart."""
        name, work = "-we'ir\"d $(touch x)\n#SBATCH %A.toml", "$HOME\\ \t;w"
        shutil.copy(SMALL, self.place / name)
        self.succeeds("plan", "--tasks", "3", "--slurm", "./-job", "--work", work, "-o", "-o ut.h5", "--", name, cwd=self.place)
        script = self.place / "-job"
        for shard in range(3):
            outcome = self.bash(script, "1", SLURM_ARRAY_TASK_ID=str(shard - 1), SLURM_CPUS_PER_TASK="2")
            self.assertEqual(outcome.code, DONE, outcome.err)
        self.assertEqual(self.bash(script, "--merge").code, DONE)
        self.succeeds("run", "-o", "alone.h5", "--", name, cwd=self.place)
        self.assertEqual((self.place / "-o ut.h5").read_bytes(), (self.place / "alone.h5").read_bytes())

    def test_sweep(self):
        (self.place / "sweep.toml").write_text(SWEEP, encoding="utf-8")
        self.succeeds("plan", "sweep.toml", "--tasks", "3", "--slurm", "job", "-o", "merged.h5", cwd=self.place)
        for shard in range(3):
            outcome = self.bash(self.place / "job", "0", SLURM_ARRAY_TASK_ID=str(shard))
            self.assertEqual(outcome.code, DONE, outcome.err)
        self.assertEqual(self.bash(self.place / "job", "--merge").code, DONE)
        self.succeeds("sweep", "sweep.toml", "-o", "alone.h5", cwd=self.place)
        self.assertEqual((self.place / "merged.h5").read_bytes(), (self.place / "alone.h5").read_bytes())

    def test_told_to_stop(self):
        """It is put back into the queue, also where the controller is away for a moment; other failures are not."""
        script = self.plan(2)
        self.add_program("srun", "#!/bin/bash\nexit 75\n")
        (self.fakes / "scontrol.fails").write_text("1\nUnable to contact slurm controller\n", encoding="ascii")
        job = {"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_JOB_ID": "9"}
        self.assertEqual(self.bash(script, "0", **job).code, 75)
        self.assertEqual(self.calls("scontrol"), ["scontrol requeue 9_1"] * 2)
        self.add_program("srun", "#!/bin/bash\nexit 74\n")
        self.assertEqual(self.bash(script, "0", **job).code, 74)
        self.assertEqual(self.calls("scontrol"), [])

    def test_what_is_missing(self):
        self.submits(self.plan(8))
        work = self.place / "small.work"
        for shard in (0, 1, 4):
            self.succeeds("run", "small.toml", "--work", "small.work", "--shard", f"{shard}/8", cwd=self.place)
        again = [SCRIPTS / "resubmit-missing", work]
        self.assertEqual(self.submits(*again), "shards 2-3,5-7: array 100, merge 200\n")
        (self.fakes / "queue").write_text("queued 100 5 PENDING\nqueued 100 2 COMPLETING\nqueued 100 7 RUNNING\nqueued 77 6 RUNNING\n", encoding="ascii")
        self.assertEqual(self.submits(*again), "shards 2-3,6: array 100, merge 200\n")
        self.assertIn("--dependency=afterok:100,afterany:100 ", self.calls()[-1])
        (self.fakes / "queue").write_text("".join(f"queued 100 {k} RUNNING\n" for k in range(8)), encoding="ascii")
        self.assertIn("is in the queue; nothing to submit", self.submits(*again))
        self.assertEqual(self.calls(), [])
        (work / "p000000-0000000000-0000000250.shard").write_bytes(b"damaged")
        (self.fakes / "queue").write_text("", encoding="ascii")
        self.assertEqual(self.submits(*again), "shards 0,2-3,5-7: array 100, merge 200\n")
        self.succeeds("resume", "small.work", cwd=self.place)
        self.assertIn("all shards are done, nothing to submit", self.submits(*again))
        self.assertEqual(self.calls(), [])
        (work / "plan").write_bytes(b"damaged")
        self.assertNotEqual(self.bash(*again).code, DONE)
        self.assertEqual(self.calls(), [])

    def test_submit(self):
        self.submits(SCRIPTS / "submit", "small.toml", "--tasks", "5", "--trials", "4000", cwd=self.place)
        self.assertEqual(self.arrays(), [("0-4", "0")])
        self.assertIn("run=(run small.toml --trials 4000)", (self.place / "small.sbatch").read_text(encoding="utf-8"))

    def test_template(self):
        """What is filled in stands before the first `# ---`; by hand it works as well."""
        template, script = (path.read_text(encoding="utf-8").split("\n# ---\n") for path in (SCRIPTS / "shards.sbatch", self.plan(3)))
        self.assertEqual(template[1:], script[1:])
        for line in ("#SBATCH --signal=USR1@60", "#SBATCH --requeue"):
            self.assertIn(line, script[0])
        self.assertEqual([line.split("=")[0] for line in template[0].splitlines()], [line.split("=")[0] for line in script[0].splitlines()])
        by_hand = self.place / "by-hand"
        by_hand.write_text("\n# ---\n".join([template[0].replace("scenarios/small.toml", "small.toml"), *template[1:]]), encoding="utf-8")
        self.submits(by_hand, cwd=self.place)
        self.assertEqual(self.submits(SCRIPTS / "resubmit-missing", self.place / "small.work"), "shards 0-15: array 100, merge 200\n")

    def test_help(self):
        for script in ("submit", "resubmit-missing"):
            self.assertIn("Usage: ", self.submits(SCRIPTS / script, "--help"))
            self.assertEqual(self.bash(SCRIPTS / script).code, USAGE)
        self.assertEqual(self.bash(SCRIPTS / "resubmit-missing", "nowhere").code, NO_INPUT)

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_shellcheck(self):
        files = [*SCRIPTS.iterdir(), self.plan(3), SOURCE / "tests" / "cluster" / "victim"]
        done = subprocess.run(["shellcheck", *files], capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    harness.main()
