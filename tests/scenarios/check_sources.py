"""Every number of the shipped scenarios has a comment that names its unit and where it comes from, or says that it is judgement; every row of
scenarios/actuals.csv has a source and the date on which it was published.

Usage: check_sources.py REPOSITORY; the last line is `N passed, N failed`. Before it judges them it looks at texts with planted faults, and fails
if it does not notice one.

A number is accounted for by the comment on its line or by the one directly above it, else by the one of its table: on the header, or directly
above it. `see above` needs a comment with a source further up in the same section (of `# ---`), `as china-2030` a scenario of that name.
"""
import csv
import io
import pathlib
import re
import sys
import tomllib

# Bodies and people who publish, as the comments name them.
BODIES = """CABIA MIIT SNE InfoLink GGII BNEF IEA EVTank CNESA USTR EV-volumes CRU EnergyTrend Rystad IHS SMM Caixin ICC LGES CATL Benchmark Bain
customs association industry Fraunhofer TE3 Kittner Ziegler Fridstr BatPaC Amiti Yicai econotimes cinic metal.com redplanx handmsg reportify
jiemian 163.com Regulation proclamation order bdon fupanwang deligreen WTO EVE Korea tariff Ministry press McKinsey judgement""".split()
SOURCED = re.compile("|".join(rf"\b{body}" for body in BODIES))
ARITHMETIC = re.compile(r"\d[\d,.]*\s*(?:[-+x×/]|less|of)\s*[\d(]")
REFERENCE = re.compile(r"\b(?:(?:see|range|as) above|as for \w+|as (?:in )?the \w+|the same record|by definition)\b|log2\(")
POINTS_UP = re.compile(r"\babove\b")
AS_SCENARIO = re.compile(r"\b[aA]s (?:in )?(china-\d{4}|\d{4}-\d\d)\b")
NOT_DATA = re.compile(r"^(schema|seed|trials|base_year|end_year|year|ranks)$")  # choices, not data
NUMBER = re.compile(r"(?<![\w.\"-])[-+]?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w\"-]|\.\d)")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
KEY = re.compile(r"^\s*([\w.\"-]+)\s*=")
HEADER = re.compile(r"^\s*\[\[?([^\]]+)\]\]?")
SECTION = re.compile(r"^# ---")


def split_comment(line):
    """A line's code and its comment; `#` in a text is none."""
    quoted = TEXT.sub(lambda found: "_" * len(found[0]), line)
    place = quoted.find("#")
    return (line, "") if place < 0 else (line[:place], line[place + 1:].strip())


def says_source(comment):
    return bool(comment) and bool(SOURCED.search(comment) or ARITHMETIC.search(comment) or REFERENCE.search(comment) or AS_SCENARIO.search(comment))


class Reader:
    """Goes through a scenario line by line and remembers what comments hold for the place it has come to."""

    def __init__(self, name, known):
        self.name, self.known = name, known
        self.above, self.table, self.section, self.header = "", "", "", ""
        self.comments = {}  # {path of a key: what is said of its number}
        self.in_claims, self.in_list, self.in_text = False, False, False  # claims have a source of their own

    def wrong(self, text):
        found, checked = [], 0
        for number, line in enumerate(text.splitlines(), start=1):
            if self.in_text or '"""' in line:  # a text of several lines
                if line.count('"""') == 1:
                    self.in_text = not self.in_text
                continue
            code, comment = split_comment(line)
            if not code.strip():
                self.comment_line(line, comment)
                continue
            if self.in_list or code.startswith("claims = ["):
                self.in_list = not code.startswith("]")
                continue
            if HEADER.match(code):
                self.open_table(code, comment)
                continue
            trouble = self.trouble(code, comment)
            checked += trouble is not None
            if trouble:
                found.append(f"{self.name}:{number}: {trouble}: {line.strip()[:90]}")
            self.above = ""
        return found, checked

    def comment_line(self, line, comment):
        if SECTION.match(line):
            self.section = self.above = self.table = ""
        elif comment:
            self.above = f"{self.above} {comment}".strip()
            self.section = f"{self.section} {comment}"
        else:
            self.above = ""

    def open_table(self, code, comment):
        self.header = HEADER.match(code)[1]
        self.in_claims = self.header == "claims"
        self.table, self.above = f"{self.above} {comment}".strip(), ""

    def trouble(self, code, comment):
        """Nothing where a line has no number to account for, a text where that is wrong, else an empty text."""
        key = KEY.match(code)
        bare = TEXT.sub("", code)
        value = bare.partition("=")[2] if key else bare
        value = re.sub(r"\b\d{4}-\d\d-\d\d\b", "", value)
        name = key[1] if key else ""
        if self.in_claims or self.header.startswith("materials") or not NUMBER.search(value) or NOT_DATA.search(name):
            return None
        own = comment or self.above or self.table
        self.comments[f"{self.header}.{name}"] = f"{own} {self.section}" if POINTS_UP.search(own) else own
        if not own:
            return "no comment"
        if not says_source(f"{comment} {self.above}") and not says_source(self.table):
            return "neither a source nor judgement"
        if POINTS_UP.search(own) and not says_source(self.section):
            return "nothing above in this section to see"
        as_scenario = AS_SCENARIO.search(own)
        if as_scenario and as_scenario[1] != self.name and as_scenario[1] not in self.known:
            return f"no scenario {as_scenario[1]}"
        return ""


def claims_of(name, text):
    """Claims carry their source in a key."""
    return [f"{name}: the claim {claim.get('name', '')!r} has no source" for claim in tomllib.loads(text).get("claims", [])
            if "value" in claim and not str(claim.get("source", "")).strip()]


COLUMNS = "variable,index,year,value,sd,relative,basis,factor,published,source"


def wrong_in_actuals(name, text):
    """Lines that say not where a figure comes from, or when it came."""
    rows = csv.DictReader(io.StringIO(text))
    if ",".join(rows.fieldnames or []) != COLUMNS:
        return [f"{name}:1: the columns are not {COLUMNS}"], 1
    found, count = [], 0
    for count, row in enumerate(rows, start=1):
        where = f"{name}:{count + 1}"
        source = row["source"] or ""
        if not SOURCED.search(source):
            found.append(f"{where}: neither a source nor judgement: {source!r}")
        if row["sd"] and not re.search(r"judgement|between|sd:", source):
            found.append(f"{where}: it is not said where the sd comes from: {source!r}")
        if row["factor"] and not re.search(r"factor", source):
            found.append(f"{where}: it is not said where the factor comes from: {source!r}")
        if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", row["published"] or ""):
            found.append(f"{where}: {row['published']!r} is no date on which it was published")
        elif int(row["published"][:4]) < int(row["year"]):
            found.append(f"{where}: published before the year that it is about")
    return found, count


def wrong_in_scenario(name, text, known=()):
    found, checked = Reader(name, known).wrong(text)
    return found + claims_of(name, text), checked


# (text, whether a fault is planted in it)
PLANTED = [
    ("[a]\nprice = 0.5 # yuan/Wh; judgement\n", False),
    ("[a]\nprice = 0.5\n", True),
    ("[a]\nprice = 0.5 # yuan/Wh\n", True),
    ("[a]\nprice = 0.5 # yuan/Wh; CABIA, 2024\n", False),
    ("[a]\n# yuan/Wh; 3 + 4 of MIIT\nprice = { dist = \"uniform\", low = 1, high = 2 }\n", False),
    ("[a]\n# yuan/Wh; MIIT\nprice = 1\nother = 2\n", True),
    ("# of 2021 (MIIT)\n[a]\nprice = 1\nother = 2\n", False),
    ("# of 2021 (MIIT)\n[a]\nprice = 1\n[b]\nother = 2\n", True),
    ("[a] # kg/kWh; BatPaC\nprice = 1\n", False),
    ("# --- One\n# all of BNEF\n\n[a]\nprice = 1 # see above\n", False),
    ("# --- One\n# all of BNEF\n\n# --- Two\n[a]\nprice = 1 # see above\n", True),
    ("[a]\nprice = 1 # 1; as china-2030\n", False),
    ("[a]\nprice = 1 # 1; as china-2099\n", True),
    ("[a]\nname = \"5 # 6\"\nfrom = 2024-01-01\n", False),
    ("[[claims]]\nname = \"x\"\nvalue = 5\nsource = \"MIIT\"\n", False),
    ("[[claims]]\nname = \"x\"\nvalue = 5\n", True),
    ("[a]\nrates = [\n  0.1,\n]\n", True),
]
ACTUAL = f"{COLUMNS}\nprice,power,2024,{{}},{{}},,,{{}},{{}},{{}}\n"
PLANTED_ACTUALS = [
    (("1", "", "", "2025-01", "CABIA"), False), (("1", "", "", "2025-01", ""), True), (("1", "", "", "2025-01", "somebody"), True),
    (("1", "", "", "2025-01", "judgement"), False), (("1", "0.1", "", "2025-01", "CABIA"), True), (("1", "", "2", "2025-01", "CABIA"), True),
    (("1", "0.1", "2", "2025-01-20", "CABIA; factor and sd: judgement"), False), (("1", "", "", "", "CABIA"), True),
    (("1", "", "", "2023-12", "CABIA"), True),
]


def self_test():
    failures = []
    for text, planted in PLANTED:
        found, _ = wrong_in_scenario("planted", text, {"china-2030"})
        if bool(found) != planted:
            failures.append(f"self-test: {text!r} should {'' if planted else 'not '}be refused: {found}")
    for cells, planted in PLANTED_ACTUALS:
        found, _ = wrong_in_actuals("planted", ACTUAL.format(*cells))
        if bool(found) != planted:
            failures.append(f"self-test: actual {cells} should {'' if planted else 'not '}be refused: {found}")
    return failures


def main():
    root = pathlib.Path(sys.argv[1]).resolve() / "scenarios"
    failures, checked = self_test(), 0
    files = [path for path in sorted(root.rglob("*.toml")) if not path.is_symlink() and "sweeps" not in path.parts]
    known = {path.stem for path in files}
    for path in files:
        found, count = wrong_in_scenario(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"), known)
        failures, checked = failures + found, checked + count
    found, count = wrong_in_actuals("actuals.csv", (root / "actuals.csv").read_text(encoding="utf-8"))
    failures, checked = failures + found, checked + count
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{checked + len(PLANTED) + len(PLANTED_ACTUALS) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or checked < 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
