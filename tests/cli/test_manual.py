#!/usr/bin/python3
"""What the program tells of itself: help, examples that run, pages of the manual, completion, what is installed."""
import json
import re
import shutil
import subprocess

import harness
from harness import COMMANDS, PROGRAM, SOURCE


def examples_of(help_text):
    """The command lines below `Examples:`."""
    return re.findall(r"^  (cellcast .*)$", help_text.split("\nExamples:\n")[1], re.MULTILINE)


class Help(harness.CliCase):
    def test_names_every_command_once_and_in_the_order_of_work(self):
        listed = re.findall(r"^  ([a-z]+)  ", self.succeeds("--help").out, re.MULTILINE)
        self.assertEqual(sorted(listed), sorted(COMMANDS))
        self.assertLess(listed.index("init"), listed.index("run"))
        self.assertLess(listed.index("run"), listed.index("show"))

    def test_is_free_of_the_parser_s_words(self):
        for command in COMMANDS:
            text = self.succeeds("help", command).out
            self.assertEqual(text, self.succeeds(command, "--help").out)
            self.assertNotRegex(text, r":INT|TEXT:|Excludes:|Needs:|REQUIRED|Positionals| in \[")

    def test_every_command_has_examples_that_run(self):
        (self.folder / "scenarios").symlink_to(SOURCE / "scenarios")
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "cellcast").symlink_to(PROGRAM)
        commands = re.findall(r"^  ([a-z]+)  ", self.succeeds("--help").out, re.MULTILINE)
        for command in commands:
            if command == "whatif" and not harness.HAS_PAGE_ENGINE:
                continue
            for line in examples_of(self.succeeds("help", command).out):
                self.assertTrue(line.startswith(f"cellcast {command} "), line) if command != "doctor" else None
                with self.subTest(line):
                    done = subprocess.run(["sh", "-c", line], cwd=self.folder, capture_output=True, text=True,
                                          env={**harness.environment(), "PATH": f"{self.folder}/bin:/usr/bin:/bin"})
                    self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")


class Man(harness.CliCase):
    def test_pages_are_rendered_without_warnings(self):
        if not shutil.which("man"):
            self.skipTest("man is not installed")
        (self.folder / "man1").mkdir()
        self.succeeds("man", "--out-dir", "man1")
        pages = sorted((self.folder / "man1").iterdir())
        self.assertEqual(len(pages), len(COMMANDS) + 1)
        for page in pages:
            with self.subTest(page.name):
                done = subprocess.run(["man", "--warnings", "-l", str(page)], capture_output=True, text=True,
                                      env={**harness.environment(), "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"})
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                for word in ("NAME", "SYNOPSIS", "EXIT STATUS", "cellcast"):
                    self.assertIn(word, done.stdout)
        self.assertEqual((self.folder / "man1" / "cellcast-run.1").read_text(), self.succeeds("man", "run").out)

    def test_a_folder_that_is_missing(self):
        self.fails(harness.CANNOT_CREATE, ["nowhere"], "man", "--out-dir", "nowhere")


class Completion(harness.CliCase):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        script = self.folder / "completion.bash"
        script.write_text(self.succeeds("completion", "bash").out)
        line = " ".join(f"'{word}'" for word in words)
        code = (f"source {script}; COMP_WORDS=(cellcast {line}); COMP_CWORD={len(words)}; _cellcast; "
                "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "--norc", "-c", code], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def test_in_bash(self):
        (self.folder / "a scenario.toml").touch()
        self.assertEqual(self.complete("ru"), ["run"])
        self.assertEqual(self.complete("help", "ver"), ["verify"])
        self.assertEqual(set(self.complete("")) & set(COMMANDS), set(COMMANDS))
        self.assertEqual(self.complete("run", "--trial"), ["--trials"])
        self.assertEqual(self.complete("run", "x", "--method", "so"), ["sobol"])
        self.assertEqual(self.complete("completion", "f"), ["fish"])
        self.assertEqual(self.complete("--color", "al"), ["always"])
        self.assertEqual(self.complete("run", "a"), ["a", "scenario.toml"])  # one name
        self.assertEqual(self.complete("run", "x", "--trials", ""), [])

    def test_offers_every_option_of_the_help(self):
        for command in COMMANDS:
            named = set(re.findall(r"--[a-z-]+", re.sub(r"\nExamples:.*", "", self.succeeds("help", command).out, flags=re.DOTALL)))
            offered = set(self.complete(command, "--"))
            own = {option for option in named if re.search(rf"^  (-\w, )?{option}\b", self.succeeds("help", command).out, re.MULTILINE)}
            self.assertEqual(own - offered, set(), command)

    def test_in_fish(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        script = self.folder / "cellcast.fish"
        script.write_text(self.succeeds("completion", "fish").out)
        for line, expected in (("cellcast ru", "run"), ("cellcast run --met", "--method"), ("cellcast run --method so", "sobol"),
                               ("cellcast completion z", "zsh")):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"], cwd=self.folder, capture_output=True,
                                  text=True, env={**harness.environment(), "HOME": str(self.folder)})
            self.assertIn(expected, [offer.split("\t")[0] for offer in done.stdout.splitlines()], line + done.stderr)

    def test_in_zsh_it_is_read_without_errors(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        script = self.folder / "_cellcast"
        script.write_text(self.succeeds("completion", "zsh").out)
        code = f"autoload -Uz compinit; compinit -u -d {self.folder}/dump; source {script}; print -r -- $_comps[cellcast]"
        done = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout.strip(), done.stderr), (0, "_cellcast", ""))


class Doctor(harness.CliCase):
    def test_says_what_there_is(self):
        told = json.loads(self.succeeds("doctor", "--json").out)
        self.assertEqual(told["schema"], "cellcast-doctor-1")
        self.assertEqual(told["program"], self.succeeds("--version").out.strip())
        self.assertIn("portable", told["kernels"])
        self.assertGreater(int(told["shipped scenarios"]), 10)
        text = self.succeeds("doctor").out
        for what in told:
            if what != "schema":
                self.assertIn(what, text)


if __name__ == "__main__":
    harness.main()
