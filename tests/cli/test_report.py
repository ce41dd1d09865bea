#!/usr/bin/python3
"""cellcast report: one page of valid HTML 5 that needs nothing else, whatever the scenario is called."""
import base64
import csv
import io
import re
import resource
import sys
import unittest

import harness
import pictures
from harness import BAD_DATA, CANNOT_CREATE, CHINA, IO_ERROR, NO_INPUT, SMALL, USAGE

try:
    import html5lib
except ImportError:
    html5lib = None

MOST_BYTES, MOST_SECONDS = 1_500_000, 1.0
AA = 4.5  # contrast of text of usual size: Web Content Accessibility Guidelines 2, 1.4.3
CONFLICT = 'claims=[{ what = "w", year = 2026, value = 1.0, unit = "GWh", source = "s", variable = "total_production" }]'
CHANGED = ("--set", 'markets.us.substitution={ dist = "uniform", low = 3.0, high = 4.0 }')


def luminance(colour):
    channels = [int(colour[k:k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Report(harness.PreparedCase):
    @classmethod
    def prepare(cls, maker):
        cls.small = maker.result(SMALL, "small.h5", "--trials", "2048")
        cls.china = maker.result(CHINA, "china.h5", "--trials", "8192")
        maker.succeeds("run", CHINA, harness.SOURCE / "scenarios" / "china-2030-free-trade.toml", "--trials", "512", "--out-dir", ".")
        cls.compared = maker.folder / "china-2030-free-trade.h5"

    def result(self, scenario, name, *arguments):
        self.succeeds("run", scenario, "-o", name, *arguments)
        return self.folder / name

    def page(self, result, *arguments):
        text = self.succeeds("report", result, "-o", "-", *arguments).out
        if html5lib is not None:
            html5lib.HTMLParser(strict=True).parse(text)
        self.assertNotIn("<script", text.lower())
        self.assertIsNone(pictures.HIDDEN.search(text))
        self.assertNotRegex(text, r'(?:src|href)="(?!#|data:text/csv)')
        ids = re.findall(r' id="([^"]*)"', text)
        self.assertEqual(len(ids), len(set(ids)))
        for target in re.findall(r'href="#([^"]*)"', text):
            self.assertIn(target, ids)
        for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
            pictures.check(self, svg, is_embedded=True)
        return text

    def test_since(self):
        text = self.page(self.compared, "--since", self.china)
        self.assertIn('<h2 id="since">What moved since china-2030</h2>', text)
        self.assertIn("now, in the earlier distribution", text)
        self.assertRegex(text, r"\d+ uncertain inputs have another distribution, \d+ are new, \d+ are gone")
        self.assertIn("--since china.h5", text)
        same = self.page(self.china, "--since", self.china)
        self.assertIn("0 uncertain inputs have another distribution, 0 are new, 0 are gone", same)
        moved = self.result(CHINA, "moved.h5", "--trials", "512", *CHANGED)
        self.assertIn("1 uncertain inputs have another distribution", self.page(moved, "--since", self.china))
        self.page(self.small, "--since", self.china)  # no input in common
        later = self.result(SMALL, "later.h5", "--trials", "64", "--set", "horizon.base_year=2040", "--set", "horizon.end_year=2042")
        self.assertIn("The two have no headline output of the same year.", self.page(later, "--since", self.small))
        self.fails(NO_INPUT, ["none.h5"], "report", self.china, "--since", "none.h5", "-o", "-")
        self.fails(CANNOT_CREATE, ["is read from it"], "report", self.china, "--since", self.compared, "-o", self.compared, "--force")

    def judged(self, path, name, *arguments):
        page = self.page(self.result(path, name, "--trials", "512", *arguments))
        return re.findall(r"<tr><td>([^<]*)</td>", re.search(r'<h2 id="judgement">.*?</table>', page, re.DOTALL).group(0))

    def test_judgements_of_extended_files(self):
        own = self.folder / "own.toml"
        own.write_text('extends = "shipped:china-2030"\n[markets.us]\nsubstitution = { dist = "uniform", low = 3.0, high = 4.0 }  # measured\n',
                       encoding="utf-8")
        sets = "US: Armington elasticity between home and local producers"
        self.assertIn(sets, self.judged(CHINA, "base.h5"))
        for names in (self.judged(own, "own.h5"), self.judged(CHINA, "changed.h5", *CHANGED)):
            self.assertGreater(len(names), 30)  # of the file that it extends
            self.assertNotIn(sets, names)  # what is set anew is none of its judgements

    def test_html(self):
        if html5lib is None:
            self.skipTest("python3-html5lib is not installed: HTML is not validated")
        with self.assertRaises(html5lib.html5parser.ParseError):
            html5lib.HTMLParser(strict=True).parse("<!DOCTYPE html><p></div>")  # the validator finds something

    def test_sections(self):
        text = self.page(self.china, "--actuals", harness.SOURCE / "scenarios" / "actuals.csv")
        for section in ("answer", "table", "path", "chance", "segments", "suppliers", "drivers", "claims", "judgement", "method"):
            self.assertIn(f'<h2 id="{section}">', text)
        for section in ("base", "updated"):
            self.assertNotIn(f'<h2 id="{section}">', text)
        self.assertIn("China makes", text)
        self.assertIn("cellcast verify china.h5", text)
        self.assertLess(len(text.encode()), MOST_BYTES)
        compared = self.page(self.compared)
        self.assertIn('<h2 id="base">', compared)
        self.assertIn('<h2 id="updated">', self.page(self.result(SMALL, "updated.h5", "--trials", "2048", "--set",
                                                                 'observations=[{ variable = "total_production", year = 2025, value = 120.0, sd = 40.0 }]')))

    def test_judgements_come_by_share_of_the_variance(self):
        text = self.page(self.china)
        rows = re.findall(r"<tr>(.*?)</tr>", text[text.index('<h2 id="judgement">'):text.index('<h2 id="method">')])[1:]
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
        self.assertGreater(len(cells), 10)
        shares = [pictures.number(row[2].replace("&lt;\u202f", "")) for row in cells if row[2]]
        self.assertEqual(shares, sorted(shares, reverse=True))
        self.assertTrue(all("judgement" in row[3].lower() for row in cells))

    def test_conflicts_come_first(self):
        text = self.page(self.result(SMALL, "claims.h5", "--trials", "512", "--set", CONFLICT))
        self.assertIn("Conflicts", text)
        self.assertLess(text.index("Conflicts"), text.index("percentile of the trials that each is at"))

    def test_numbers_behind_links(self):
        links = re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]*)"', self.page(self.small))
        self.assertGreaterEqual(len(links), 6)
        for link in links:
            rows = list(csv.reader(io.StringIO(base64.b64decode(link, validate=True).decode())))
            self.assertGreater(len(rows), 1)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})

    def test_hostile_names(self):
        for title in pictures.HOSTILE:
            with self.subTest(title[:40]):
                escaped = "".join(c if c.isascii() and c.isalnum() or c == " " else f"\\U{ord(c):08X}" for c in title)
                path = self.result(SMALL, "hostile.h5", "--trials", "64", "--set", f'title="{escaped}"', "--force",
                                   "--set", f'derived.out={{ expression = "total_production * 2", unit = "{escaped[:200] if chr(92) not in escaped else escaped}", long_name = "{escaped}" }}')
                self.page(path, "--variable", "out")

    def test_contrast(self):
        sheet = self.page(self.small)
        palettes = re.findall(r":root\{(--cc-[^}]*)\}", sheet)
        self.assertEqual(len(palettes), 3)
        for palette in palettes:
            colours = dict(re.findall(r"--cc-([a-z0-9-]+):(#[0-9a-f]{6})", palette))
            for text in ("ink", "muted", "accent", "published"):
                self.assertGreaterEqual(contrast(colours[text], colours["page"]), AA, text)
            self.assertGreaterEqual(contrast(colours["ink"], colours["inner"]), AA, "numbers in cells")
            for mark in ("bar", "low", "pale", "base"):
                self.assertGreaterEqual(contrast(colours[mark], colours["page"]), 2.9, mark)  # 3, for pictures: a bar has its number beside it

    def test_time_and_size(self):
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.succeeds("report", self.china, "-o", "-")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not harness.is_sanitized():
            self.assertLess(after.ru_utime - usage.ru_utime + after.ru_stime - usage.ru_stime, MOST_SECONDS)

    def test_files(self):
        said = self.succeeds("report", self.small).out
        self.assertEqual(said, "small-report.html\n")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["small-report.html"])
        self.fails(CANNOT_CREATE, ["small-report.html", "exists", "--force"], "report", self.small)
        self.succeeds("report", self.small, "--force")
        self.fails(NO_INPUT, ["nowhere.h5"], "report", "nowhere.h5")
        self.fails(USAGE, ["nothing_such"], "report", self.small, "--variable", "nothing_such")
        (self.folder / "text").write_text("text")
        self.fails(BAD_DATA, ["text"], "report", "text")

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        outcome = self.program("report", self.small, "-o", "x.html", prepare=small_files)
        self.assertEqual(outcome.code, IO_ERROR, outcome.err)
        self.assertFalse((self.folder / "x.html").exists())

    def test_few_outputs(self):
        for variables in ('["price"]', '["total_production"]', '["price", "total_unmet"]'):
            self.page(self.result(SMALL, "few.h5", "--trials", "64", "--set", f"outputs.variables={variables}", "--force"))


if __name__ == "__main__":
    harness.main()
