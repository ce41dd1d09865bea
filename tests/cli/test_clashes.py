#!/usr/bin/python3
"""Which sets of correlations `check` says contradict each other: as many as brute force over all subsets finds, and no other."""
import itertools
import random
import re

import numpy as np

import harness
from harness import BAD_DATA, SMALL

NAMES = "abcdefgh"
TOLD = re.compile(r":(\d+):\d+: the correlations of (.+) contradict each other \(.*smallest eigenvalue is (\S+)\) "
                  r"the nearest (valid value here|value here that is valid among these) is (?:rank|pearson) = ([-.\d]+)")


def matrix_of(values, n):
    matrix = np.eye(n)
    for (i, j), value in values.items():
        matrix[i, j] = matrix[j, i] = value
    return matrix


def smallest_eigenvalue(matrix, members):
    return np.linalg.eigvalsh(matrix[np.ix_(members, members)])[0]


def brute_force(values, n):
    """Smallest sets first that clash while no part does, none with a pair of one before."""
    matrix, minimal, told = matrix_of(values, n), [], []
    for size in range(2, n + 1):
        for members in itertools.combinations(range(n), size):
            if not any(set(part) <= set(members) for part in minimal) and smallest_eigenvalue(matrix, members) < 0:
                minimal.append(members)
    for members in minimal:
        pairs = set(itertools.combinations(members, 2)) & values.keys()
        if not any(pairs & set(itertools.combinations(other, 2)) for other in told):
            told.append(members)
    return matrix, told


class Clashes(harness.CliCase):
    def text(self, values, n, more=""):
        variables = "\n[variables]\n" + "".join(f'{name} = {{ dist = "uniform", low = 0, high = 1 }}\n' for name in NAMES[:n])
        return SMALL.read_text(encoding="utf-8") + variables + "".join(
            f'[[correlations]]\nbetween = ["variables.{NAMES[i]}", "variables.{NAMES[j]}"]\npearson = {value}\n'
            for (i, j), value in values.items()) + more

    def told(self, text):
        """[(line, members, eigenvalue, whether all is mended, value)], as it is said."""
        path = self.folder / "x.toml"
        path.write_text(text, encoding="utf-8")
        err = self.program("check", path).err
        self.assertEqual(err.count("contradict each other"), len(TOLD.findall(err)), err)
        return [(int(line), tuple(NAMES.index(name) for name in re.findall(r"variables\.(\w)`", members)), float(eigenvalue),
                 mends == "valid value here", value) for line, members, eigenvalue, mends, value in TOLD.findall(err)]

    def test_against_brute_force(self):
        generator = random.Random(5)
        clashing = 0
        for case in range(16):
            n = 4 + case % 5
            values = {pair: round(generator.uniform(-0.99, 0.99), 2) for pair in itertools.combinations(range(n), 2)
                      if case % 2 or generator.random() < 0.5}
            matrix, expected = brute_force(values, n)
            text = self.text(values, n)
            told = self.told(text)
            with self.subTest(values=values):
                self.assertEqual(sorted(members for _, members, *_ in told), sorted(expected[:10]))
                sizes = [len(members) for _, members, *_ in told]
                self.assertEqual(sizes, sorted(sizes))
                for line, members, eigenvalue, mends_all, value in told:
                    self.assertAlmostEqual(eigenvalue, smallest_eigenvalue(matrix, members), delta=0.006 * abs(eigenvalue))
                    lines = text.splitlines()
                    self.assertRegex(lines[line], "^pearson = ")
                    lines[line] = f"pearson = {value}"  # the one after `between`
                    again = self.told("\n".join(lines) + "\n")
                    self.assertFalse(again if mends_all else [other for other in again if other[1] == members])
            clashing += len(told) > 0
        self.assertGreater(clashing, 8)

    def test_pairs_of_a_clash_do_not_count_as_0_afterwards(self):
        values = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): -0.9, (0, 3): 0.8, (1, 3): 0.8}
        self.assertEqual([members for _, members, *_ in self.told(self.text(values, 4))], [(0, 1, 2)])

    def test_what_could_not_be_read_takes_no_part(self):
        """b and c clash with a if they are uncorrelated, and not if they are correlated by 0.7."""
        narrow = {(0, 1): 0.8, (0, 2): 0.8}
        self.assertEqual([members for _, members, *_ in self.told(self.text(narrow, 3))], [(0, 1, 2)])
        pair = '[[correlations]]\nbetween = ["variables.b", "{}"]\n{}\n'
        loads = '[[factors]]\nname = "f"\n[factors.loads]\n"variables.b" = 0.8\n"{}" = {}\n'
        for more in (pair.format("variables.c", "rank = 1.0"), pair.format("variables.c", 'rank = "0.7"'), pair.format("variables.c", "rnak = 0.7"),
                     pair.format("variables.cc", "rank = 0.7"), pair.format("variables.b", "rank = 0.7"), '[[correlations]]\nbetween = ["variables.b"]\nrank = 0.7\n',
                     pair.format("variables.c", "rank = 0.1") + pair.format("variables.c", "rank = 0.7"), "[[corelations]]\nrank = 0.7\n",
                     "correlation = 3\n", loads.format("variables.c", 1.8), loads.format("variables.cc", 0.8), '[[factors]]\nname = "f"\n'):
            if more.startswith("correlation ="):
                text = self.text(narrow, 3).replace("\n[variables]", "\n[sampling.x\n[variables]")
            else:
                text = self.text(narrow, 3, more)
            with self.subTest(more):
                self.assertEqual(self.told(text), [])
                self.assertEqual(self.program("check", self.folder / "x.toml").code, BAD_DATA)
        # What does not hang on it is told as ever.
        apart = {**narrow, (3, 4): 0.9, (4, 5): 0.9, (3, 5): -0.9}
        self.assertEqual([members for _, members, *_ in self.told(self.text(apart, 6, pair.format("variables.c", "rank = 1.0")))], [(3, 4, 5)])

    def test_rank_correlations_mean_nothing_under_an_unknown_copula(self):
        text = self.text({(0, 1): 0.8, (0, 2): 0.8, (1, 2): 0.1}, 3).replace("pearson", "rank")
        self.assertEqual(len(self.told(text)), 1)
        self.assertEqual(self.told(text + '[copula]\nkind = "student_t"\ndof = 0.5\n'), [])

    def test_more_than_ten(self):
        names = [f"v{i:02}" for i in range(39)]
        variables = "\n[variables]\n" + "".join(f'{name} = {{ dist = "uniform", low = 0, high = 1 }}\n' for name in names)
        triples = "".join(f'[[correlations]]\nbetween = ["variables.{names[k + i]}", "variables.{names[k + j]}"]\npearson = {value}\n'
                          for k in range(0, 39, 3) for i, j, value in ((0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)))
        path = self.folder / "x.toml"
        path.write_text(SMALL.read_text(encoding="utf-8") + variables + triples, encoding="utf-8")
        err = self.fails(BAD_DATA, ["9 more inputs have correlations that clash", "shares a pair"], "check", path).err
        self.assertEqual(err.count("contradict each other"), 10)


if __name__ == "__main__":
    harness.main()
