#!/usr/bin/python3
"""check --json: what is wrong with scenarios, as data."""
import json

import harness
from harness import BAD_DATA, DONE, NO_INPUT, SMALL


def place_of(path, word):
    """(line, column) of a word that stands once in a file."""
    before = path.read_text(encoding="utf-8").split(word)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class CheckJson(harness.CliCase):
    def check(self, code, *arguments):
        outcome = self.program("check", "--json", *arguments)
        self.assertEqual((outcome.code, outcome.err), (code, ""))
        document = json.loads(outcome.out)
        self.assertEqual(document["schema"], "cellcast-check-1")
        self.assertEqual(document["valid"], code == DONE)
        return document["diagnostics"]

    def test_nothing_wrong(self):
        self.assertEqual(self.check(DONE, SMALL), [])

    def test_an_error_has_its_place_and_parts(self):
        path = self.copy(name="bad.toml", replace=[("price = 0.5\n", "prise = 0.5\n")])
        line, column = place_of(path, "prise")
        found = [each for each in self.check(BAD_DATA, path) if (each["line"], each["column"]) == (line, column)]
        self.assertEqual(len(found), 1)
        self.assertEqual((found[0]["severity"], found[0]["file"]), ("error", str(path)))
        self.assertIn("prise", found[0]["problem"])
        self.assertIn("price", found[0]["suggestion"])

    def test_it_says_what_people_are_told(self):
        first = self.copy(name="first.toml", replace=[("price = 0.5\n", "prise = 0.5\n"), ("seed = 7", "sead = 7")])
        second = self.copy(name="second.toml", replace=[("home_share = 0.6", "home_share = 6.0")])
        told = self.fails(BAD_DATA, [], "check", first, second).err.splitlines()
        heads = [f"{each['file']}:{each['line']}:{each['column']}: {each['problem']}" for each in self.check(BAD_DATA, first, second)]
        places = [line for line in told if ".toml:" in line]
        self.assertEqual(len(heads), len(places))
        for head, line in zip(heads, places):
            self.assertTrue(line.startswith(head), (head, line))

    def test_a_warning_leaves_it_valid(self):
        path = self.copy(name="warned.toml", replace=[('method = "monte-carlo"', 'method = "sobol"')])
        found = self.check(DONE, path)
        self.assertEqual([each["severity"] for each in found], ["warning"])

    def test_an_argument_of_set_is_its_own_file(self):
        found = self.check(BAD_DATA, SMALL, "--set", "segments.power.prise=0.5")
        self.assertEqual(len(found), 1)
        self.assertIn("--set", found[0]["file"])

    def test_no_such_file(self):
        found = self.check(NO_INPUT, self.folder / "none.toml")
        self.assertEqual([(each["line"], each["column"]) for each in found], [(0, 0)])
        self.assertIn("none.toml", found[0]["file"])


if __name__ == "__main__":
    harness.main()
