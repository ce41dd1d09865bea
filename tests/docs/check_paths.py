"""Every path and every link that the documents name leads somewhere, and so does every path in the comments of sources, scripts and tests.

check_paths.py REPOSITORY; the last line is `N passed, N failed`. Before it judges them it looks at made-up pages, and fails if it does not
notice what is wrong in one.
"""
import pathlib
import re
import sys
import tempfile

CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"[\w.*{},/+-]*\w[\w.*{},/+-]*")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
COMMENT = re.compile(r"(?m)(?:^|\s)(?://+|#)\s(.*)$")
# In comments only what is a file or a folder beyond doubt: `and/or` and `config/toml` as a folder of a room are both words with a slash.
COMMENTED = re.compile(r"(?<![\w/.-])[\w-]+(?:/[\w.-]+)*/[\w-]+\.(?:hpp|cpp|h|py|md|cmake|toml|json|csv|txt|c|in)(?![\w/])")
COMMENTED_FILES = {".hpp", ".cpp", ".h", ".py", ".cmake", ".txt", ".in", ""}
MADE_UP = ("tests/architecture/", "tests/docs/check_paths.py")  # their comments speak of files of made-up trees


def anchors(text):
    """What GitHub makes of a page's headings."""
    found = []
    for heading in HEADING.findall(BLOCK.sub("", text)):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", lambda m: m[1] or "", heading).lower()
        found.append(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


def leads_somewhere(root, path):
    """A file, a folder, a unit without its ending, or a pattern that matches some."""
    alternatives = re.fullmatch(r"(.*)\{([^{}]*)\}(.*)", path)
    if alternatives:
        return all(leads_somewhere(root, alternatives[1] + word + alternatives[3]) for word in alternatives[2].split(","))
    if "*" in path:
        return any(root.glob(path))
    return (root / path).exists() or any((root / path).parent.glob(pathlib.Path(path).name + ".?pp"))


def tops(root):
    """The folders at the root that are the repository's own."""
    return {path.name for path in root.iterdir() if path.is_dir() and path.name not in (".git", "build", "results")}


def wrong_in_page(root, page):
    text, names, found = page.read_text(encoding="utf-8"), tops(root), []
    for quoted in CODE.findall(text):
        for path in PATH.findall(quoted):
            path = path.rstrip(".,")
            if path.split("/")[0] in names and "/" in path and not leads_somewhere(root, path):
                found.append(f"{page.relative_to(root)}: `{path}` does not exist")
    for link in LINK.findall(BLOCK.sub("", text)):
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, anchor = link.partition("#")
        file = page.parent / target if target else page
        if not file.exists():
            found.append(f"{page.relative_to(root)}: links to {link}, which does not exist")
        elif anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
            found.append(f"{page.relative_to(root)}: links to {link}, but that page has no such heading")
    return found


def wrong_in_comments(root, file):
    names = tops(root)
    return [f"{file.relative_to(root)}: a comment names {path}, which does not exist"
            for comment in COMMENT.findall(file.read_text(encoding="utf-8", errors="replace")) for path in COMMENTED.findall(comment)
            if path.split("/")[0] in names and not (root / path).exists()]


def pages(root):
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md")), *sorted((root / "tests").rglob("*.md"))]


def sources(root):
    for top in sorted(tops(root)):
        for path in sorted((root / top).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in COMMENTED_FILES and path.is_file() and "corpus/" not in name and "__pycache__" not in name and not name.startswith(MADE_UP):
                yield path


# (page, the words of what is wrong, or nothing)
CASES = [
    ("see `sim/plan.hpp`", "does not exist"), ("see `sim/a.hpp`, `sim/a`, `sim/*.hpp`, `sim/{a,b}.hpp` and `and/or`", ""),
    ("see `sim/{a,c}.hpp`", "does not exist"), ("[a](docs/none.md)", "does not exist"), ("[a](docs/page.md#no-such)", "no such heading"),
    ("[a](docs/page.md#two-words), [b](https://example.org/x), [c](#here)\n# Here", ""), ("`build/dev/x`", ""),
]


def self_test():
    failures = []
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for folder, file, text in (("sim", "a.hpp", "// docs/none.md\n"), ("sim", "b.hpp", "int a;  // docs/page.md, sim/a.hpp and and/or\n"),
                                   ("docs", "page.md", "## Two `words`\n")):
            (root / folder).mkdir(exist_ok=True)
            (root / folder / file).write_text(text)
        page = root / "README.md"
        for text, expected in CASES:
            page.write_text(text)
            found = "\n".join(wrong_in_page(root, page))
            if bool(expected) != bool(found) or expected not in found:
                failures.append(f"self-test: {text!r} should give {expected or 'nothing'!r}, but gave {found!r}")
        if [len(wrong_in_comments(root, root / "sim" / file)) for file in ("a.hpp", "b.hpp")] != [1, 0]:
            failures.append("self-test: comments")
    return failures


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    looked_at = [*pages(root), *sources(root)]
    failures = self_test() + [line for page in pages(root) for line in wrong_in_page(root, page)]
    failures += [line for file in sources(root) for line in wrong_in_comments(root, file)]
    print("\n".join(failures), end="\n" if failures else "")
    passed = len(looked_at) - len({line.split(":", 1)[0] for line in failures})
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or passed < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
