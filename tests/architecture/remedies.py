"""Below the program no text names its options or commands: errors carry a base::Remedy, for which cli has words. Variables of
style sheets begin with `--cc-`."""
import re

from sources import room_of

WORDS = re.compile(r'--(?!cc-)[a-z][a-z-]*|"--"|`cellcast [a-z]*')


def wrong(sources):
    """A line for each text below cli."""
    return [f"{source.path}:{line}: {hit[0].strip('`')} in a text (options and commands are for cli; see base/remedy.hpp)"
            for source in sources if room_of(source.path) != "cli" for line, text in source.texts() for hit in WORDS.finditer(text)]


CASES = [({file: text}, guilty) for file, text, guilty in [
    ("output/files/a.cpp", 'const char* a = "exists; use --force";', True),
    ("config/load/a.cpp", 'const char* a = "give it to `cellcast sweep`";', True),
    ("cellcast/a.cpp", 'const char* a = R"(\n--set)";', True),
    ("config/load/a.cpp", 'bool a = name.starts_with("--");', True),
    ("chart/draw/a.cpp", 'const char* a = "fill:var(--cc-ink)";', False),
    ("cli/a.cpp", 'const char* a = "--force";', False),
    ("sim/plan/a.cpp", '// "--force"\nvoid a() { --b; }  /* "`cellcast run`" */', False),
    ("study/a.cpp", 'const char* a = "made by a cellcast that draws otherwise -- or not";', False),
]]
