#!/usr/bin/python3
"""Where results cannot go: it exists or cannot be created (73), or the disk is full (74). Nothing partial is ever left."""
import fcntl
import os
import resource
import struct
import subprocess
import threading

import harness
from harness import ASSOCIATION, CANNOT_CREATE, CHINA, IO_ERROR, SMALL, USAGE


class OutputCase(harness.CliCase):
    def unwritten(self, *arguments, **options):
        """The error of a write that fails in the middle and leaves nothing; progress may come before it."""
        before = harness.listing(self.folder)
        outcome = self.program(*arguments, **options)
        self.assertEqual(outcome.code, IO_ERROR, outcome.err)
        self.assertEqual(outcome.out, "")
        self.assertEqual(harness.listing(self.folder), before)
        return outcome.err


class CannotCreate(harness.CliCase):
    def each(self, words, target, *arguments, **options):
        """run and central refuse the target alike."""
        for command in ("run", "central"):
            with self.subTest(command):
                self.fails(CANNOT_CREATE, words, command, SMALL, "-o", target, *arguments, **options)

    def test_exists(self):
        (self.folder / "x").write_text("precious")
        self.each(["x: ", "exists", "--force"], "x")
        self.assertEqual((self.folder / "x").read_text(), "precious")

    def test_default_name_exists(self):
        (self.folder / "small.h5").write_text("precious")
        self.fails(CANNOT_CREATE, ["small.h5", "exists"], "run", SMALL)
        self.fails(CANNOT_CREATE, ["small.h5", "exists"], "run", ASSOCIATION, SMALL)
        self.fails(CANNOT_CREATE, ["small.h5", "exists"], "run", SMALL, ASSOCIATION)

    def test_link_to_something(self):
        (self.folder / "real").write_text("precious")
        (self.folder / "link").symlink_to("real")
        self.each(["link", "exists"], "link")

    def test_link_to_nothing(self):
        (self.folder / "link").symlink_to("nowhere/x.h5")
        self.each(["link", "symbolic link"], "link")
        self.each(["link", "symbolic link"], "link", "--force")

    def test_folder_is_missing(self):
        self.each(["nowhere/x", "no folder"], "nowhere/x")
        self.fails(CANNOT_CREATE, ["nowhere/small.h5", "no folder"], "run", SMALL, "--out-dir", "nowhere")

    def test_folder_is_a_file(self):
        (self.folder / "file").write_text("precious")
        self.each(["file/x"], "file/x")
        self.fails(CANNOT_CREATE, ["file/small.h5"], "run", SMALL, "--out-dir", "file", "--force")

    def test_target_is_a_folder(self):
        (self.folder / "d").mkdir()
        for target in ("d", "d/", ".", ".."):
            self.each(["folder"], target, "--force")

    def test_target_is_no_regular_file(self):
        os.mkfifo(self.folder / "pipe")
        self.each(["pipe", "not a regular file"], "pipe", "--force")
        self.each(["/dev/null", "not a regular file"], "/dev/null", "--force")

    def test_name_too_long(self):
        self.each(["xxx"], "x" * 300)

    def test_folder_may_not_be_written(self):
        (self.folder / "d").mkdir(mode=0o555)
        (self.folder / "d").chmod(0o555)
        self.folder.chmod(0o755)
        self.each(["ermission denied"], "d/x", prepare=harness.without_rights)
        self.each(["ermission denied"], "d/x", "--force", prepare=harness.without_rights)

    def test_where_nothing_can_be_created(self):
        self.each(["/proc/x.h5"], "/proc/x.h5")

    def test_the_scenario_itself(self):
        scenario = self.copy()
        (self.folder / "link").symlink_to(scenario.name)
        os.link(scenario, self.folder / "hard")
        for target in (scenario.name, "./small.toml", scenario, "link", "hard"):
            for command in ("run", "central"):
                with self.subTest((command, target)):
                    self.fails(CANNOT_CREATE, ["scenario"], command, scenario.name, "-o", target, "--force")

    def test_what_the_scenario_extends(self):
        self.copy(name="base.toml")
        (self.folder / "next.toml").write_text('extends = "base.toml"\nname = "next"\n')
        self.fails(CANNOT_CREATE, ["base.toml"], "run", "next.toml", "-o", "base.toml", "--force")
        self.fails(CANNOT_CREATE, ["base.toml"], "central", "next.toml", "-o", "base.toml", "--force")

    def test_the_scenario_of_a_plan(self):
        self.copy(name="base.toml")
        (self.folder / "next.toml").write_text('extends = "base.toml"\nname = "next"\n')
        (self.folder / "link").symlink_to("base.toml")
        for target in ("next.toml", "base.toml", "link", "./base.toml"):
            with self.subTest(target):
                self.fails(CANNOT_CREATE, [target, "the scenario is read from it"], "plan", "next.toml", "--slurm", target, "--force")

    def test_a_scenario_of_the_batch(self):
        self.copy(name="small.h5", replace=[('name = "small"', 'name = "other"')])
        self.fails(CANNOT_CREATE, ["small.h5"], "run", SMALL, "small.h5", "--force")

    def test_two_results_in_one_file(self):
        other = self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"')])
        (self.folder / "small.h5").write_text("precious")
        (self.folder / "other.h5").symlink_to("small.h5")
        for force in ([], ["--force"]):
            self.fails(USAGE, ["other.h5: would be of 'small' and of 'other'", "link"], "run", SMALL, other, *force)
        (self.folder / "other.h5").unlink()
        self.succeeds("run", SMALL, other, "--force", "--trials", "2000")

    def test_another_users_file_in_a_sticky_folder(self):
        if os.geteuid() != 0:
            self.skipTest("needs files of two users")
        sticky = self.folder / "sticky"
        sticky.mkdir()
        sticky.chmod(0o1777)
        self.folder.chmod(0o755)
        (sticky / "x").write_text("precious")
        (sticky / "x").chmod(0o666)
        os.chown(self.folder, 1, 1)
        self.each(["sticky/x: ", "another user's", "sticky", "choose another"], "sticky/x", "--force", prepare=harness.without_rights)
        self.fails(CANNOT_CREATE, ["sticky/x: "], "run", CHINA, "--trials", "4000000000", "-o", "sticky/x", "--force",
                   prepare=harness.without_rights)
        self.succeeds("central", SMALL, "-o", "sticky/x", "--force")  # root may
        os.chown(sticky / "x", 65534, 65534)
        self.succeeds("central", SMALL, "-o", "sticky/x", "--force", prepare=harness.without_rights)  # its owner may

    def marked(self, mark, path):
        done = subprocess.run(["chattr", "+" + mark, path], capture_output=True, check=False)
        if done.returncode != 0:
            self.skipTest("cannot mark files here: " + done.stderr.decode().strip())
        self.addCleanup(subprocess.run, ["chattr", "-" + mark, path], check=True)

    def test_marked_immutable(self):
        (self.folder / "x").write_text("precious")
        self.marked("i", self.folder / "x")
        self.each(["x: ", "immutable", "lsattr", "choose another"], "x", "--force")
        self.fails(CANNOT_CREATE, ["x: "], "run", CHINA, "--trials", "4000000000", "-o", "x", "--force")

    def test_a_folder_marked_append_only(self):
        (self.folder / "d").mkdir()
        self.marked("a", self.folder / "d")
        self.each(["d/x: ", "append-only", "choose another"], "d/x")

    def test_found_before_the_run(self):
        # 4 billion trials would take hours.
        self.fails(CANNOT_CREATE, ["nowhere"], "run", CHINA, "--trials", "4000000000", "-o", "nowhere/x.h5")


ACL, DEFAULT_ACL = "system.posix_acl_access", "system.posix_acl_default"


def access(user, named, group, mask, other):
    """A POSIX access control list as the kernel keeps it: linux/posix_acl_xattr.h."""
    nobody = 0xFFFFFFFF
    entries = [(1, user, nobody), *((2, rights, number) for number, rights in named.items()), (4, group, nobody), (16, mask, nobody), (32, other, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


class Permissions(harness.CliCase):
    """A file that is replaced hands on who may read it."""

    def replaced(self, mode, group=None, acl=None, **options):
        for command in ("run", "central"):
            path = self.folder / "x"
            path.unlink(missing_ok=True)
            path.write_text("secret")
            path.chmod(mode)
            if group is not None:
                os.chown(path, 65534, group)
            if acl is not None:
                os.setxattr(path, ACL, acl)
            self.succeeds(command, SMALL, "-o", "x", "--force", **options)
            status = path.stat()
            yield oct(status.st_mode & 0o7777), status.st_gid

    def test_are_kept(self):
        for mode in (0o600, 0o640, 0o664, 0o444, 0o644, 0o777):
            with self.subTest(oct(mode)):
                self.assertEqual({found for found, _ in self.replaced(mode)}, {oct(mode)})

    def test_with_the_group(self):
        if os.geteuid() != 0:
            self.skipTest("needs files of two groups")
        self.assertEqual(set(self.replaced(0o640, 7)), {("0o640", 7)})
        self.folder.chmod(0o777)
        # Where the group cannot be kept, its rights are not another group's.
        self.assertEqual(set(self.replaced(0o664, 7, prepare=harness.without_rights)), {("0o644", 65534)})
        self.assertEqual(set(self.replaced(0o640, 7, prepare=harness.without_rights)), {("0o600", 65534)})

    def test_with_the_owner(self):
        if os.geteuid() != 0:
            self.skipTest("needs files of two owners")
        for _ in self.replaced(0o640, 7):
            self.assertEqual((self.folder / "x").stat().st_uid, 65534)
        # Who may not give files away keeps them.
        self.folder.chmod(0o777)
        os.chown(self.folder / "x", 1, 7)
        (self.folder / "x").chmod(0o666)
        self.succeeds("central", SMALL, "-o", "x", "--force", prepare=harness.without_rights)
        self.assertEqual((self.folder / "x").stat().st_uid, 65534)

    def test_with_the_access_control_list(self):
        self.needs_lists()
        for group in (0, 4, 6):
            for mask in (0, 4, 6):
                acl = access(user=6, named={1234: 6}, group=group, mask=mask, other=4)
                with self.subTest((group, mask)):
                    self.assertEqual({mode for mode, _ in self.replaced(0o600, acl=acl)}, {oct(0o604 | mask << 3)})
                    self.assertEqual(os.getxattr(self.folder / "x", ACL), acl)

    def test_a_list_whose_group_cannot_be_kept(self):
        self.needs_lists()
        if os.geteuid() != 0:
            self.skipTest("needs files of two groups")
        self.folder.chmod(0o777)
        lists = {other: access(user=6, named={1234: 6}, group=6, mask=6, other=other) for other in (0, 4)}
        for other, acl in lists.items():
            for _, group in self.replaced(0o600, 7, acl, prepare=harness.without_rights):
                self.assertEqual(group, 65534)
                self.assertEqual(os.getxattr(self.folder / "x", ACL), access(user=6, named={1234: 6}, group=other, mask=6, other=other))

    def test_a_folders_default_list_opens_nothing(self):
        self.needs_lists()
        os.setxattr(self.folder, DEFAULT_ACL, access(user=7, named={1234: 7}, group=7, mask=7, other=5))
        for mode in (0o600, 0o640, 0o664):
            for command in ("run", "central"):
                path = self.folder / "x"
                path.unlink(missing_ok=True)
                path.write_text("secret")
                os.removexattr(path, ACL)
                path.chmod(mode)
                self.succeeds(command, SMALL, "-o", "x", "--force")
                self.assertEqual(oct(path.stat().st_mode & 0o7777), oct(mode))
                self.assertNotIn(ACL, os.listxattr(path))

    def needs_lists(self):
        probe = self.folder / "probe"
        probe.write_text("")
        try:
            os.setxattr(probe, ACL, access(user=6, named={1234: 6}, group=4, mask=6, other=4))
        except OSError as error:
            self.skipTest(f"the file system has no access control lists: {error}")
        probe.unlink()

    def test_through_a_link(self):
        (self.folder / "real").write_text("secret")
        (self.folder / "real").chmod(0o600)
        (self.folder / "x").symlink_to("real")
        self.succeeds("central", SMALL, "-o", "x", "--force")
        self.assertEqual((self.folder / "real").stat().st_mode & 0o7777, 0o600)

    def test_nobody_reads_it_before(self):
        (self.folder / "x").write_text("secret")
        (self.folder / "x").chmod(0o600)
        child = self.start("run", CHINA, "--trials", "4000000000", "-o", "x", "--force")
        partials = harness.wait_until(lambda: list(self.folder.glob(".x.*.partial")), "the start of the run", child)
        self.assertEqual(partials[0].stat().st_mode & 0o7777, 0o600)


class DiskFull(OutputCase):
    """A file system of 300 KiB, where root may mount one."""

    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "cellcast-test", self.disk], capture_output=True, check=False)
        if done.returncode != 0:
            self.skipTest("cannot mount a small file system here: " + done.stderr.decode().strip())
        self.addCleanup(subprocess.run, ["umount", self.disk], check=True)

    def test_run(self):
        self.full("run", CHINA, "-o", "disk/x.h5", "--trials", "2000")
        self.full("run", CHINA, "--out-dir", "disk", "--trials", "2000")

    def test_the_second_of_a_batch(self):
        only = ["--set", 'outputs.variables=["total_demand"]']
        second = self.copy(name="second.toml", replace=[('name = "small"', 'name = "second"')])
        size = self.result(SMALL, "one.h5", *only).stat().st_size
        (self.disk / "ballast").write_bytes(bytes(300 * 1024 - size - size // 2))
        outcome = self.program("run", SMALL, second, "--out-dir", "disk", *only)
        self.assertEqual(outcome.code, IO_ERROR, outcome.err)
        self.assert_words(["disk/second.h5", "No space left"], outcome.err)
        self.assertEqual(sorted(path.name for path in self.disk.iterdir()), ["ballast", "small.h5"])
        self.succeeds("show", "disk/small.h5")

    def test_central(self):
        (self.disk / "ballast").write_bytes(bytes(298 * 1024))
        self.full("central", CHINA, "-o", "disk/x.csv")

    def test_what_was_there_stays(self):
        (self.disk / "x.h5").write_text("precious")
        self.full("run", CHINA, "-o", "disk/x.h5", "--trials", "2000", "--force")
        self.assertEqual((self.disk / "x.h5").read_text(), "precious")

    def full(self, *arguments):
        self.assert_words(["cellcast: disk/", "No space left"], self.unwritten(*arguments))


class SizeLimit(OutputCase):
    """The limit of a file's size fails like a full disk, and needs no rights to try."""

    def limited(self, size):
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def test_run(self):
        size = self.result(SMALL, "whole.h5").stat().st_size
        for limit in (1, 511, 512, 4096, size // 3, size // 2, size - 4096, size - 1):
            with self.subTest(limit):
                err = self.unwritten("run", SMALL, "-o", "x.h5", prepare=self.limited(limit))
                self.assert_words(["x.h5", "cannot write", "File too large"], err)
        self.succeeds("run", SMALL, "-o", "x.h5", prepare=self.limited(size + 65536))  # HDF5 gives room at the end back when it closes

    def test_central(self):
        self.assert_words(["x.csv", "File too large"], self.unwritten("central", CHINA, "-o", "x.csv", prepare=self.limited(1000)))


class StandardOutput(harness.CliCase):
    def commands(self):
        self.result(SMALL, "x.h5")
        return [["--help"], ["--version"], ["run", "--help"], ["check", SMALL], ["check", "--resolved", SMALL], ["inputs", SMALL],
                ["central", CHINA], ["show", "x.h5"], ["show", "x.h5", "--json"], ["export", "x.h5"],
                ["run", SMALL, "-o", "x.h5", "--force", "--json"]]

    def test_full(self):
        for arguments in self.commands():
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                outcome = self.program(*arguments, stdout=full)
                self.assertEqual(outcome.code, IO_ERROR, outcome.err)
                self.assertIn("cannot write to standard output (No space left on device)", outcome.err)
                if arguments[0] == "run" and arguments[1] == SMALL:
                    self.assertIn("; x.h5 is in place and whole", outcome.err)

    def test_nobody_listens(self):
        for arguments in self.commands():
            with self.subTest(arguments):
                reader, writer = os.pipe()
                os.close(reader)
                outcome = self.program(*arguments, stdout=writer)
                os.close(writer)
                self.assertEqual(outcome.code, harness.READER_GONE)
                self.assert_quiet(outcome.err)
        self.succeeds("show", "x.h5")  # what `run` wrote is whole

    def test_a_pipe_that_does_not_block(self):
        self.result(SMALL, "x.h5")
        for arguments in (["export", "x.h5"], ["show", "x.h5", "--json"], ["central", CHINA]):
            with self.subTest(arguments):
                expected = self.succeeds(*arguments).out.encode()
                self.assertGreater(len(expected), 8192)
                reader, writer = os.pipe()
                fcntl.fcntl(writer, 1031, 4096)  # F_SETPIPE_SZ, which Python 3.11 has no name for everywhere
                os.set_blocking(writer, False)
                got = []

                def read_late(source=reader, parts=got):
                    harness.wait_until(lambda: harness.unread(source) == 4096, "the pipe is full")
                    with open(source, "rb") as pipe:
                        parts.append(pipe.read())

                late = threading.Thread(target=read_late)
                late.start()
                outcome = self.program(*arguments, stdout=writer)
                os.close(writer)
                late.join()
                self.assertEqual((outcome.code, outcome.err), (0, ""))
                self.assertEqual(got[0], expected)

    def test_nothing_to_say_needs_no_output(self):
        with open("/dev/full", "wb") as full:
            self.succeeds("central", SMALL, "-o", "c.csv", stdout=full)

    def test_closed(self):
        expected = self.result(SMALL, "expected.h5").read_bytes()
        for descriptor, code in ((0, 0), (1, IO_ERROR), (2, 0)):
            with self.subTest(descriptor):
                outcome = self.program("run", SMALL, "-o", "x.h5", "--force", prepare=lambda number=descriptor: os.close(number))
                self.assertEqual(outcome.code, code)
                self.assertEqual((self.folder / "x.h5").read_bytes(), expected, "no message is in the result")


if __name__ == "__main__":
    harness.main()
