#!/usr/bin/python3
"""cellcast whatif: one page of HTML that carries the engine. tests/web looks at it in a browser."""
import base64
import gzip
import json
import re
import shutil
import subprocess
import unittest

import harness
import pictures
from harness import CANNOT_CREATE, NO_INPUT, SMALL, USAGE

try:
    import html5lib
except ImportError:
    html5lib = None


class WithoutEngine(harness.CliCase):
    def test_a_program_without_the_engine_says_what_to_do(self):
        program = self.folder / "bin" / "cellcast"
        program.parent.mkdir()
        shutil.copy(harness.PROGRAM, program)
        done = subprocess.run([program, "whatif", SMALL], cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, NO_INPUT)
        self.assertEqual(done.stdout, "")
        self.assertIn("the engine for pages is not installed beside this program", done.stderr)
        self.assertIn("target `web`", done.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["bin"])


@unittest.skipUnless(harness.HAS_PAGE_ENGINE, "the engine for pages is not built: target `web`")
class WhatIf(harness.CliCase):
    def page(self, *arguments):
        text = self.succeeds("whatif", SMALL, "-o", "-", *arguments).out
        if html5lib is not None:
            html5lib.HTMLParser(strict=True).parse(text)
        self.assertNotIn("{{", re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL))
        self.assertNotRegex(text, r'(?:src|href)="(?!#|data:)')
        ids = re.findall(r'<[a-z][^>]* id="([^"]*)"', text)
        self.assertEqual(len(ids), len(set(ids)))
        return text

    @staticmethod
    def data(text):
        return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])

    def test_what_is_in_it(self):
        text = self.page()
        data = self.data(text)
        self.assertEqual(data["name"], "small")
        names = {each["name"]: each for each in data["inputs"]}
        self.assertEqual(names["tariffs.duty.rate"]["kind"], "choice")
        self.assertEqual(names["segments.cells.growth.rate"]["kind"], "law")
        self.assertEqual(names["markets.abroad.freight"]["kind"], "constant")
        shares = [each["share"] for each in data["inputs"] if "share" in each]
        self.assertEqual(shares, sorted(shares, reverse=True))
        self.assertGreater(sum(shares), 0.2)
        self.assertTrue(data["first"]["ok"])
        self.assertEqual(data["first"]["trials"], 16384)
        packed = re.search(r'<script type="text/plain" id="engine">(.*?)</script>', text, re.DOTALL)[1]
        self.assertEqual(gzip.decompress(base64.b64decode(packed, validate=True))[:4], b"\0asm")

    def test_changes_made_before(self):
        data = self.data(self.page("--set", "segments.cells.growth.rate=0.3", "--variable", "total_demand"))
        self.assertEqual(data["set"], ["segments.cells.growth.rate=0.3"])
        self.assertEqual(data["first"]["variable"], "total_demand")
        self.assertEqual({each["name"]: each["kind"] for each in data["inputs"]}["segments.cells.growth.rate"], "constant")

    def test_hostile_titles(self):
        for title in pictures.HOSTILE[::4]:
            with self.subTest(title[:40]):
                escaped = "".join(c if c.isascii() and c.isalnum() or c == " " else f"\\U{ord(c):08X}" for c in title)
                text = self.page("--set", f'title="{escaped}"')
                self.assertIsNone(pictures.HIDDEN.search(text))
                self.assertEqual(len(re.findall("<script", text)), 4)

    def test_files(self):
        self.assertEqual(self.succeeds("whatif", SMALL).out, "small-whatif.html\n")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["small-whatif.html"])
        self.fails(CANNOT_CREATE, ["small-whatif.html", "exists", "--force"], "whatif", SMALL)
        self.succeeds("whatif", SMALL, "--force")
        self.fails(NO_INPUT, ["nowhere.toml"], "whatif", "nowhere.toml")
        self.fails(USAGE, ["nothing_such"], "whatif", SMALL, "--variable", "nothing_such", "-o", "other.html")
        own = self.folder / "own.toml"
        shutil.copy(SMALL, own)
        self.fails(CANNOT_CREATE, ["own.toml"], "whatif", own, "-o", own, "--force")


if __name__ == "__main__":
    unittest.main()
