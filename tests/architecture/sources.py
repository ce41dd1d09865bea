"""The product's sources as the rules of the architecture see them: files, what each includes, and units (a header with its source)."""
import pathlib
import re
import typing

ROOMS = ["base", "config", "sim", "output", "chart", "study", "cellcast", "cli"]  # each may use itself and what stands to its left
SUFFIXES = {".hpp", ".cpp", ".h", ".cc", ".in"}
INCLUDE = re.compile(r'^\s*#\s*(?:include(?:_next)?|import)\s*(?:([<"])([^>"]+)[>"]|(\w+))')
TOKEN = re.compile(r'R"(\w*)\((?s:.*?)\)\1"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*(?s:.*?)\*/')


class Include(typing.NamedTuple):
    file: str  # relative to the root
    line: int  # from 1
    target: str
    from_root: bool  # in quotes


class Source(typing.NamedTuple):
    path: str  # relative to the root
    text: str

    @property
    def folder(self):
        return self.path.rsplit("/", 1)[0]

    @property
    def unit(self):
        return unit_of(self.path)

    @property
    def lines(self):
        return self.text.count("\n")

    def code(self):
        """Without comments; line breaks stay. Texts stay too, so that `//` in one starts no comment."""
        return TOKEN.sub(lambda m: "\n" * m[0].count("\n") if m[0].startswith(("//", "/*")) else m[0], self.text)

    def bare_code(self):
        """Without comments and without what stands in texts."""
        return TOKEN.sub(lambda m: "\n" * m[0].count("\n") if m[0].startswith(("//", "/*")) else '""', self.text)

    def texts(self):
        """Each text with the line that it begins in."""
        for found in TOKEN.finditer(self.text):
            if not found[0].startswith(("//", "/*")):
                yield self.text.count("\n", 0, found.start()) + 1, found[0]

    def includes(self):
        for number, line in enumerate(self.code().split("\n"), 1):
            found = INCLUDE.match(line)
            if found:
                yield Include(self.path, number, found[2] or found[3], found[1] == '"')


def unit_of(path):
    """A header and its source are one unit: their path without its ending."""
    return path.rsplit(".", 1)[0]


def is_below(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    room = path.split("/", 1)[0]
    return room if room in ROOMS else None


def read(root):
    """All sources of the product, in order of their paths."""
    return [Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
            for room in ROOMS for path in sorted((pathlib.Path(root) / room).rglob("*")) if path.suffix in SUFFIXES and path.is_file()]
