"""What SVG of ours must be, whatever it shows: for tests of plot and report."""
import re
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LINE = 14.9  # pixels that labels of one column are apart at least

# Names and titles that somebody could give, to break out of an element, an attribute or a line of text. More are made of them.
_MARKUP = ["<script>alert(1)</script>", "</title><script>alert(1)</script>", "</svg><h1>out</h1>", "<!--", "-->", "]]>", "<![CDATA[x]]>", "&lt;b&gt;", "&amp;amp;",
           "&#60;i&#62;", "&unknown;", "<?xml version='1.0'?>", "<!DOCTYPE html>", "\"onload=\"alert(1)", "' onmouseover='alert(1)", "`backtick`", "</style><style>*{display:none}",
           "</desc></svg>", "<a href=javascript:alert(1)>x</a>", "{{7*7}}", "${7*7}", "%3Cscript%3E", "\\u003cscript\\u003e", "a < b & c > d", "\"quoted\" 'twice'"]
_UNICODE = ["\u202eevil\u202c", "\u2066isolate\u2069", "zero\u200bwidth", "\ufeffmark", "soft\u00adhyphen", "e\u0301\u0301\u0301\u0301", "全角文字の題名", "العربية עברית",
            "\U0001f600 \U0001f3f3\ufe0f", "\u2028line\u2029", "bell\u0007", "escape\u001b[31mred", "tab\tin", "line\nbreak", "carriage\rreturn", "delete\u007f", "\u0085next", "\U000e0041tag",
            "\ufff9note\ufffb", "\u061cmark"]
_SHAPES = ["", " ", "x" * 2000, "word " * 400, "—–…’“”", "0", "-", "%", "$(id)", "; rm -rf /"]
HOSTILE = [*_MARKUP, *_UNICODE, *_SHAPES]

HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def texts(svg):
    return ["".join(element.itertext()) for element in svg.iter(f"{SVG}text")]


def check(case, source, is_embedded=False):
    """A chart's root; every number in it is one, every text is on the page, none covers another of its column."""
    case.assertNotRegex(source, r"\b(nan|inf)\b")
    case.assertIsNone(HIDDEN.search(source))
    svg = ElementTree.fromstring(source)
    case.assertEqual((svg.tag, svg.get("role")), (f"{SVG}svg", "img"))
    names = svg.get("aria-labelledby").split()
    ids = {element.get("id"): "".join(element.itertext()) for element in svg.iter() if element.get("id")}
    case.assertTrue(all(name in ids for name in names))
    case.assertIsNotNone(svg.find(f"{SVG}title"))
    case.assertIsNotNone(svg.find(f"{SVG}desc"))
    case.assertEqual(svg.find(f"{SVG}style") is None, is_embedded)
    _, _, width, height = map(float, svg.get("viewBox").split())
    columns = {}
    for text in svg.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        case.assertTrue(0 <= x <= width and 0 < y <= height, f"{text.text!r} at {x}, {y} of {width}, {height}")
        columns.setdefault((x, text.get("text-anchor")), []).append((y, text.text))
    for (x, anchor), column in columns.items():
        column.sort()
        for (above, first), (below, second) in zip(column, column[1:]):
            case.assertGreaterEqual(below - above, LINE, f"{first!r} and {second!r} at {x}, {anchor}")
    return svg


def number(text):
    """`3,591 P95` is 3591, `55.6 %` 0.556."""
    found = re.match(r"\+?(\u2212?)([\d,]*\.?\d+(?:e[+\u2212]?\d+)?)(\u202f%)?", text)
    value = float(found[2].replace(",", "").replace("\u2212", "-")) * (-1 if found[1] else 1)
    return value / 100 if found[3] else value


def is_rounded(shown, exact):
    """Whether a number of three digits and more may be an exact one rounded."""
    return abs(shown - exact) <= 6e-3 * abs(exact) + 1e-12
