#!/usr/bin/python3
"""What is kept in a work folder: nothing is written through its links, and no output replaces its files."""
import harness
import work_case
from harness import CANNOT_CREATE, SMALL, USAGE
from work_case import FEW

TRIALS = work_case.ThreeShards.TRIALS
RUN = ("run", SMALL, *TRIALS)


class Folder(work_case.ThreeShards):
    def setUp(self):
        super().setUp()
        self.precious = self.folder / "precious"
        self.precious.write_text("precious\n")

    def assert_whole(self):
        """The folder merges to the bytes of one run, and nothing outside has changed."""
        self.assertTrue(self.merged("w") == self.plain(*TRIALS))
        self.assertEqual(self.precious.read_text(), "precious\n")


class Links(Folder):
    def test_a_shard(self):
        for target in ("../precious", "../nowhere"):
            with self.subTest(target):
                self.path(1).unlink()
                self.path(1).symlink_to(target)
                self.succeeds("resume", "w")
                self.assertFalse(self.path(1).is_symlink())
                self.assertFalse((self.folder / "nowhere").exists())
                self.assert_whole()

    def test_a_checkpoint(self):
        self.path(1).unlink()
        self.path(1, ".checkpoint").symlink_to("../precious")
        self.succeeds("resume", "w")
        self.assert_whole()

    def test_a_folder_of_links(self):
        (self.folder / "links").mkdir()
        for name in self.names("w"):
            (self.folder / "links" / name).symlink_to(f"../w/{name}")
        before = harness.listing(self.folder / "w")
        self.succeeds("extend", "links", "--trials", "4000", "-o", "x.h5")
        self.assertFalse((self.folder / "links" / "plan").is_symlink())
        self.assertEqual(harness.listing(self.folder / "w"), before)
        self.assertTrue(self.bytes_of("x.h5") == self.plain("--trials", "4000", *FEW))

    def test_an_error(self):
        self.path(1).unlink()
        self.path(1).mkdir()  # a shard that cannot be written
        error = self.path(1, ".error")
        error.symlink_to("../precious")
        self.assertEqual(self.program("resume", "w").code, CANNOT_CREATE)
        self.assertEqual(self.precious.read_text(), "precious\n")
        self.assertFalse(error.is_symlink())
        self.assertIn("is a folder", error.read_text())


class Inputs(Folder):
    def test_where_results_or_scenarios_are_expected(self):
        for file in ("w/plan", str(self.path(1).relative_to(self.folder))):
            for command in ("show", "export", "verify"):
                self.fails(harness.BAD_DATA, [file, "belongs to a work folder", "`cellcast status`"], command, file)
            for command in ("check", "run"):
                self.fails(harness.BAD_DATA, [file, "a file of a work folder", "`cellcast status`"], command, file)


class Outputs(Folder):
    WORDS = ["cannot create", "would replace a file of", "work folder"]

    def test_a_file_of_the_folder(self):
        (self.folder / "link").symlink_to("w")
        (self.folder / "link.h5").symlink_to("w/plan")
        shard = str(self.path(1).relative_to(self.folder))
        for target in ("w/plan", shard, f"./link/{self.path(1).name}", str(self.path(1)), "link.h5", "w/../w/plan",
                       str(self.path(0, ".error")), "w/x.shard"):
            for command in (["merge", "w"], ["resume", "w"], ["extend", "w", "--trials", "6000"], [*RUN, "--work", "w"], RUN,
                            ["central", SMALL], ["plan", SMALL, "--work", "w", "--slurm"], ["plan", SMALL, "--slurm"]):
                with self.subTest((command[0], target)):
                    self.fails(CANNOT_CREATE, self.WORDS, *command, *([] if "--slurm" in command else ["-o"]), target, "--force")
        self.assert_whole()

    def test_what_a_link_of_the_folder_leads_to(self):
        self.path(1).rename(self.folder / "moved")
        self.path(1).symlink_to("../moved")
        self.fails(CANNOT_CREATE, self.WORDS, "merge", "w", "-o", "moved", "--force")
        self.assert_whole()

    def test_a_folder_that_is_still_empty(self):
        (self.folder / "v").mkdir()
        many = ("run", SMALL, "--trials", "4000000000", *FEW)  # hours
        self.fails(CANNOT_CREATE, self.WORDS, *many, "--work", "v", "-o", "v/plan", "--force")
        self.fails(CANNOT_CREATE, self.WORDS, *many, "--work", "v", "-o", "v/plan")
        for work, output in (("q.h5", ["-o", "q.h5"]), ("q.h5/", ["-o", "./q.h5"]), ("small.h5", [])):
            self.fails(CANNOT_CREATE, ["q.h5" if output else "small.h5", "it is the work folder"], *many, "--work", work, *output)
        self.fails(CANNOT_CREATE, ["it is the work folder"], "plan", SMALL, "--work", "q", "--slurm", "q")

    def test_names_that_are_free(self):
        """Beside the files of the folder, and `plan` where there is no work."""
        self.succeeds("merge", "w", "-o", "w/x.h5")
        self.succeeds("merge", "w", "-o", "w/x.h5", "--force")
        (self.folder / "plan").write_text("not one of a work folder")
        self.succeeds("merge", "w", "-o", "plan", "--force")
        self.assert_whole()

    def test_places_of_a_script(self):
        """Its merge replaces what is there, hours later."""
        scenario = self.copy()
        slurm = ("plan", scenario.name, "--slurm", "s.sbatch")
        self.fails(CANNOT_CREATE, ["small.toml", "the scenario is read from it"], *slurm, "-o", "small.toml")
        self.fails(CANNOT_CREATE, self.WORDS, *slurm, "--work", "w", "-o", "w/plan")
        self.fails(USAGE, ["--slurm", "--output", "one file"], *slurm, "-o", "./s.sbatch")


if __name__ == "__main__":
    harness.main()
