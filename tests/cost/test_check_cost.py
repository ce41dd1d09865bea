#!/usr/bin/python3
"""The gate on instructions can fail: a figure that is off by more than the tolerance, and a profile whose sums are known."""

import unittest

import check_cost

PROFILE = """\
version: 1
ob=(1) /build/cellcast
fl=(1) a.cpp
fn=(1) draw
10 100
+2 20
cob=(2) /lib/libm.so.6
cfi=(2) m.c
cfn=(2) exp
calls=3 0
11 4000
* 5
ob=(2)
fn=(2)
0 4000
ob=(1)
fn=(3) write
7 1
"""


class Gate(unittest.TestCase):
    def test_within_the_tolerance(self):
        self.assertEqual(check_cost.failures({"a trial": 1019}, {"a trial": 1000}), [])
        self.assertEqual(check_cost.failures({"a trial": 981}, {"a trial": 1000}), [])

    def test_beyond_it_on_either_side(self):
        self.assertEqual(check_cost.failures({"a trial": 1021}, {"a trial": 1000}), ["a trial"])
        self.assertEqual(check_cost.failures({"a trial": 979}, {"a trial": 1000}), ["a trial"])

    def test_profile(self):
        profile = check_cost.read_profile(PROFILE.splitlines(keepends=True), "cellcast")
        self.assertEqual(profile.own, {"draw": 125, "write": 1})
        self.assertEqual(profile.called, {"exp": 4000})


if __name__ == "__main__":
    unittest.main()
