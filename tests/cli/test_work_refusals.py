#!/usr/bin/python3
"""What a work folder is not to be used for, what `merge` does not put together, and what `status` says of each."""
import json
import os
import shutil
import subprocess
import unittest

import harness
import work_case
from harness import BAD_DATA, CANNOT_CREATE, NO_INPUT, SMALL, USAGE
from test_update import observation
from work_case import FEW, SHARD

TRIALS, MORE = work_case.ThreeShards.TRIALS, ("--trials", "6000", *FEW)
RUN = ("run", SMALL, *TRIALS)


class Refusals(work_case.ThreeShards):
    def in_shards(self, words, *arguments, code=BAD_DATA):
        """Refused for one shard and for the whole run."""
        self.fails(code, words, "run", *arguments, "--work", "w", "--shard", "1/3")
        self.fails(code, words, "run", *arguments, "--work", "w", "-o", "x.h5")

    def test_another_run_in_the_folder(self):
        other = self.copy(name="other.toml", replace=[("price = 0.5", "price = 0.6")])
        words = ["w: holds another run", "of small", "choose another work folder"]
        self.in_shards(words, other, *TRIALS)
        self.in_shards(words, SMALL, *TRIALS, "--seed", "8")
        self.in_shards(words, SMALL, *FEW, "--method", "sobol", "--trials", "4096")
        self.in_shards(words, SMALL, *TRIALS, "--set", "outputs.samples=7")
        self.in_shards(["w: holds another run", "it has 3000 trials, not 6000", "cellcast extend"], SMALL, *MORE)
        self.in_shards(["w: holds another run", "settings differ"], SMALL, *TRIALS, "--set", "sensitivity.trials=500")

    def test_another_number_of_shards(self):
        for shard in ("0/4", "0/1", "1/3000"):
            self.fails(USAGE, ["w is divided into 3 shards", "--shard i/3", "another work folder"], *RUN, "--work", "w", "--shard", shard)

    def test_shard_text(self):
        for text in ("", "1", "/", "/3", "1/", "a/3", "1/b", "4/3", "0/0", "1/0", "-1/3", "+1/3", "1/-3", "1/3/4", "1.0/3", " 1/3", "1/3 ",
                     "18446744073709551617/3", "1/18446744073709551617"):
            with self.subTest(text):
                self.fails(USAGE, ["--shard", "i/N"], *RUN, "--work", "w", f"--shard={text}")

    def test_usage(self):
        self.fails(USAGE, ["--shard", "--work"], *RUN, "--shard", "0/3")
        self.fails(USAGE, ["one run", "2 scenarios"], "run", SMALL, SMALL, "--work", "v")
        self.fails(USAGE, ["3000 trials", "3001 shards", "fewer"], *RUN, "--work", "v", "--shard", "0/3001")
        self.fails(USAGE, ["--work", "empty"], *RUN, "--work", "")
        stopping = "sampling.stop={ variable = \"total_demand\", year = 2027, quantile = 0.5, relative_error = 0.01 }"
        self.fails(USAGE, ["stopping rule", "[sampling.stop]", "--work"], *RUN, "--set", stopping, "--work", "v")
        self.fails(USAGE, ["--shard", "--output"], *RUN, "--work", "v", "--shard", "0/3", "-o", "x.h5")
        self.fails(USAGE, ["--missing", "--json"], "status", "w", "--missing", "--json")
        self.fails(USAGE, ["--trials"], "extend", "w")
        self.fails(USAGE, ["--tasks"], "extend", "w", "--trials", "6000", "--tasks", "0")

    def test_what_cannot_grow(self):
        observed = self.copy(name="observed.toml")
        observed.write_text(observed.read_text() + observation("total_demand", "", 2026, 180.0, 20.0))
        for work, words, arguments in (("lhs", "Latin hypercube", (SMALL, *FEW, "--trials", "3008", "--method", "latin-hypercube")),
                                       ("few", "fewer than 1024 trials", (SMALL, *FEW, "--trials", "500")),
                                       ("news", "observations", (observed, *TRIALS))):
            self.succeeds("run", *arguments, "--work", work, "--shard", "0/2")
            self.fails(BAD_DATA, [f"{work}: cannot be extended", words, "anew"], "extend", work, "--trials", "6016")
        for trials in ("2999", "1"):
            self.fails(BAD_DATA, ["has 3000 trials already"], "extend", "w", "--trials", trials)
        self.assertTrue(self.merged("w") == self.plain(*TRIALS), "unchanged")

    def test_output_exists(self):
        (self.folder / "x.h5").write_text("precious")
        (self.folder / "small.h5").write_text("precious")
        words = ["exists", "--force"]
        self.fails(CANNOT_CREATE, ["x.h5", *words], *RUN, "--work", "v", "-o", "x.h5")
        self.fails(CANNOT_CREATE, ["small.h5", *words], *RUN, "--work", "v")
        for command in (["merge", "w"], ["resume", "w"], ["extend", "w", "--trials", "6000"]):
            self.fails(CANNOT_CREATE, ["x.h5", *words], *command, "-o", "x.h5")
        self.fails(CANNOT_CREATE, ["small.h5", *words], "merge", "w")
        self.fails(CANNOT_CREATE, ["nowhere"], "merge", "w", "-o", "nowhere/x.h5")
        self.assertEqual(self.bytes_of("x.h5"), b"precious")
        self.succeeds("merge", "w", "-o", "x.h5", "--force")

    def each_reader(self, code, words, work):
        for command in (["status", work], ["merge", work, "-o", "x.h5"], ["resume", work], ["extend", work, "--trials", "6000"]):
            with self.subTest(command):
                self.fails(code, words, *command)

    def test_no_folder(self):
        (self.folder / "file").write_text("precious")
        (self.folder / "empty").mkdir()
        self.each_reader(NO_INPUT, ["nowhere", "cannot read", "No such file"], "nowhere")
        self.each_reader(NO_INPUT, ["file", "not a folder"], "file")
        self.each_reader(BAD_DATA, ["empty", "not a work folder", "run ... --work"], "empty")
        self.fails(CANNOT_CREATE, ["file: cannot create the work folder", "Not a directory"], *RUN, "--work", "file", "-o", "x.h5")
        self.fails(CANNOT_CREATE, ["nowhere/w", "cannot create the work folder"], *RUN, "--work", "nowhere/w", "-o", "x.h5")

    def test_read_only(self):
        self.folder.chmod(0o777)
        (self.folder / "w").chmod(0o555)
        (self.folder / "locked").mkdir()
        (self.folder / "locked").chmod(0o555)
        options = {"prepare": harness.without_rights}
        self.fails(CANNOT_CREATE, ["locked/plan", "ermission denied"], *RUN, "--work", "locked", "--shard", "0/3", **options)
        self.fails(CANNOT_CREATE, ["w/plan", "ermission denied"], "extend", "w", "--trials", "6000", **options)
        self.succeeds("status", "w", **options)
        self.succeeds("merge", "w", "-o", "x.h5", **options)
        self.path(1).unlink()
        self.fails(CANNOT_CREATE, [self.path(1).name, "ermission denied"], "resume", "w", **options)

    def test_damaged_plan(self):
        path = self.folder / "w" / "plan"
        whole = path.read_bytes()
        for data, words in ((b"", ["empty"]), (whole[:100], ["truncated", "100 bytes"]), (whole[:-1], ["truncated"]), (whole + b"x", ["added"]),
                            (whole[:60] + b"?" + whole[61:], ["header"]), (whole[:-9] + b"?" + whole[-8:], ["SHA-256"]),
                            (b"x" + whole[1:], ["begins otherwise"]), (self.path(0).read_bytes(), ["another kind"])):
            path.write_bytes(data)
            with self.subTest(words):
                self.each_reader(BAD_DATA, ["w/plan: ", *words], "w")
                self.fails(BAD_DATA, ["w/plan: ", *words], *RUN, "--work", "w", "-o", "x.h5")
        path.unlink()  # as the words for it say: it is written anew
        self.succeeds(*RUN, "--work", "w", "--shard", "0/3")
        self.assertTrue(self.merged("w") == self.plain(*TRIALS))


class Merge(work_case.ThreeShards):
    """Every file that does not belong, and every gap, has its name in the message."""

    def not_merged(self, *words):
        self.fails(BAD_DATA, ["w: cannot be merged\n", "\n`cellcast status w", "cellcast resume w", *words], "merge", "w", "-o", "x.h5")

    def test_gaps(self):
        for number in (0, 2):
            self.path(number).unlink()
        self.not_merged("shard 0 is missing (trials 0 to 767)", "shard 2 is missing (trials 1792 to 2999)")
        self.assertEqual(self.program("status", "w", "--missing").out, "0,2\n")

    def test_two_runs(self):
        self.shards("other", 3, *TRIALS, "--seed", "8", left_out=[0, 2])
        shutil.copy(self.path(1, work="other"), self.path(1))
        self.not_merged(self.path(1).name, "of another run")
        found = self.status("w", BAD_DATA)
        self.assertEqual((found["damaged"], found["done"], found["to_do"]), ([1], [0, 2], "1"))
        self.assertIn("of another run", found["errors"]["1"])
        self.succeeds("resume", "w")
        self.assertTrue(self.merged("w") == self.plain(*TRIALS))

    def test_another_division(self):
        self.shards("other", 4, *TRIALS, left_out=[0, 2, 3])
        name = SHARD.format(512, 1280) + ".shard"
        shutil.copy(self.folder / "other" / name, self.folder / "w" / name)
        self.not_merged(f"w/{name}", "overlap those of shard 0 (trials 0 to 767)")
        self.path(1).unlink()
        self.not_merged(f"w/{name}", "overlap", "shard 1 is missing")
        self.assertEqual(self.status("w")["missing"], [1])

    def test_trials_that_the_run_has_not(self):
        shutil.copytree(self.folder / "w", self.folder / "more")
        self.succeeds("extend", "more", "--trials", "6000", "--tasks", "1")
        name = SHARD.format(3000, 6000) + ".shard"
        shutil.copy(self.folder / "more" / name, self.folder / "w" / name)
        self.not_merged(f"w/{name}", "has trials that the run has not (trials 3000 to 5999)")

    def test_under_a_wrong_name(self):
        shutil.copy(self.path(0), self.path(1))
        self.not_merged(self.path(1).name, "other trials than its name says")
        self.path(2).rename(self.path(2, suffix=".old.shard"))
        self.not_merged(self.path(2, suffix=".old.shard").name, "shard 2 is missing")

    def test_damaged(self):
        whole = self.path(1).read_bytes()
        for data, words in ((b"", "empty"), (whole[:127], "truncated"), (whole[:128], "truncated"), (whole[:-1], "truncated"),
                            (whole + b"x", "added"), (whole[:30] + b"?" + whole[31:], "header"), (whole[:-9] + b"?" + whole[-8:], "SHA-256"),
                            (b"x" + whole[1:], "begins otherwise"), ((self.folder / "w" / "plan").read_bytes(), "another kind")):
            with self.subTest(words):
                self.path(1).write_bytes(data)
                self.not_merged(f"w/{self.path(1).name}: ", words)
                self.assertIn(words, self.status("w", BAD_DATA)["errors"]["1"])
        self.succeeds("resume", "w", "-o", "r.h5")
        self.assertTrue(self.bytes_of("r.h5") == self.plain(*TRIALS))

    def test_no_regular_file(self):
        self.path(1).unlink()
        self.path(1).mkdir()
        self.fails(BAD_DATA, [self.path(1).name, "not a regular file"], "merge", "w", "-o", "x.h5")
        self.path(1).rmdir()
        os.mkfifo(self.path(1))
        self.fails(BAD_DATA, [self.path(1).name, "not a regular file"], "merge", "w", "-o", "x.h5")
        self.assertEqual(self.status("w", BAD_DATA)["damaged"], [1])

    @unittest.skipIf(harness.is_sanitized() or shutil.which("strace") is None, "needs strace, and a program without a sanitizer")
    def test_what_the_system_cannot_read_is_not_called_damaged(self):
        path = f"w/{self.path(1).name}"
        for call, error, code, words in (("read", "EIO", harness.IO_ERROR, "Input/output error"), ("read", "ESTALE", harness.IO_ERROR, "Stale"),
                                         ("openat", "ENOMEM", 71, "Cannot allocate memory"), ("openat", "EMFILE", 71, "Too many open files")):
            for command in (["status", "w", "--json"], ["merge", "w", "-o", "x.h5"]):
                with self.subTest((call, error, command[0])):
                    done = subprocess.run(["strace", "-qq", "-f", "-o", os.devnull, "-P", path, "-e", f"inject={call}:error={error}", harness.PROGRAM,
                                           *command], cwd=self.folder, capture_output=True, check=False, timeout=harness.patience())
                    self.assertEqual(done.returncode, code, done.stderr)
                    self.assertIn(words.encode(), done.stdout + done.stderr)
                    self.assertIn(path.encode(), done.stdout + done.stderr)
                    if code == harness.IO_ERROR and command[0] == "status":
                        found = json.loads(done.stdout)
                        self.assertEqual((found["damaged"], found["unreadable"], found["to_do"]), ([], [1], "1"))

    @unittest.skipIf(harness.is_sanitized() or shutil.which("strace") is None, "needs strace, and a program without a sanitizer")
    def test_each_that_the_system_cannot_read_is_told(self):
        self.path(1).write_bytes(b"")
        unreadable = [f"w/{self.path(number).name}" for number in (0, 2)]
        places = [word for path in unreadable for word in ("-P", path)]
        done = subprocess.run(["strace", "-qq", "-f", "-o", os.devnull, *places, "-e", "inject=read:error=EIO", harness.PROGRAM, "merge", "w", "-o",
                               "x.h5"], cwd=self.folder, capture_output=True, check=False, timeout=harness.patience())
        err = done.stderr.decode()
        self.assertEqual(done.returncode, harness.IO_ERROR, err)
        self.assert_words([*(f"{path}: cannot read (Input/output error)" for path in unreadable), f"w/{self.path(1).name}: damaged"], err)

    def test_all_at_once(self):
        self.shards("other", 3, *TRIALS, "--seed", "8", left_out=[1, 2])
        shutil.copy(self.path(0, work="other"), self.folder / "w" / (SHARD.format(5, 6) + ".shard"))
        self.path(0).unlink()
        self.path(2).write_bytes(b"")
        self.not_merged("shard 0 is missing", SHARD.format(5, 6), "of another run")

    def test_what_is_no_shard_is_ignored(self):
        for name in (".p000000-0000000000-0000001000.shard.x-1-2-3.partial", "p000000-0000000000-0000001000.checkpoint", "notes.txt", ".x.shard"):
            (self.folder / "w" / name).write_text("?")
        self.assertTrue(self.merged("w") == self.plain(*TRIALS))

    def test_thousands_of_complaints(self):
        self.succeeds(*RUN, "--work", "v", "--shard", "0/3000")
        outcome = self.fails(BAD_DATA, ["shard 1 is missing", "shard 20 is missing", "and 2979 more"], "merge", "v", "-o", "x.h5")
        self.assertLess(len(outcome.err.splitlines()), 30)


class Status(work_case.ThreeShards):
    """What there is of each shard, in words, as JSON and as a list for sbatch."""

    def test_each_state(self):
        self.shards("v", 8, *TRIALS, left_out=[1, 2, 3, 5, 7])
        path = {number: self.folder / "v" / name for number, name in self.named("v", 8).items()}
        path[4].with_suffix(".shard").write_bytes(b"")  # damaged
        (self.folder / "v" / (path[5].name + ".error")).write_text("no memory\nnor time\n")
        found = self.status("v", BAD_DATA)
        self.assertEqual((found["done"], found["begun"], found["failed"], found["damaged"], found["missing"]), ([0, 6], [], [5], [4], [1, 2, 3, 7]))
        self.assertEqual((found["to_do"], found["complete"], found["shards"], found["trials"]), ("1-5,7", False, 8, 3000))
        self.assertEqual(found["errors"]["5"], "no memory")
        self.assertIn("empty", found["errors"]["4"])
        outcome = self.program("status", "v")
        self.assertEqual(outcome.code, BAD_DATA)
        self.assert_words(["done           2   0,6", "failed         1   5", "damaged        1   4", "missing        4   1-3,7", "shard 5: no memory",
                           "to do: 1-5,7", "sbatch --array=1-5,7"], outcome.out)
        outcome = self.program("status", "v", "--missing")
        self.assertEqual((outcome.code, outcome.out), (BAD_DATA, "1-5,7\n"))
        self.succeeds("resume", "v")
        self.assert_tidy("v")
        self.assertEqual(self.succeeds("status", "v", "--missing").out, "")
        self.assert_words(["done           8   0-7", "complete", "cellcast merge v"], self.succeeds("status", "v").out)

    def named(self, work, count):
        """The shards' names without their endings, by number: of a copy that is complete."""
        shutil.copytree(self.folder / work, self.folder / "copy")
        self.succeeds("resume", "copy")
        names = [name.removesuffix(".shard") for name in self.names("copy") if name.endswith(".shard")]
        self.assertEqual(len(names), count)
        return {number: self.folder / work / name for number, name in enumerate(names)}

    def test_hostile_error_file(self):
        self.path(1).unlink()
        self.path(1, suffix=".error").write_bytes(b"\x1b[31mred\xff\n" + bytes(1000))
        out = self.succeeds("status", "w").out
        self.assertNotIn("\x1b", out)
        self.status("w")


if __name__ == "__main__":
    harness.main()
