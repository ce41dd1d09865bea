"""Below the program nothing writes to a terminal or handles a signal: results are returned, progress, warnings and stop are handed in."""
import re

from sources import room_of

HEADER = re.compile(r"(iostream|termios\.h|sys/ioctl\.h)$")
WORD = re.compile(r"\bstd::(?:cout|cerr|clog|cin)\b|\b(?:isatty|sigaction|printf|puts)\s*\(|\bstd::signal\b|\b(?:stdout|stderr)\b")


def wrong(sources):
    """A line for each use below cli."""
    found = []
    for source in sources:
        if room_of(source.path) == "cli":
            continue
        found += [f"{include.file}:{include.line}: includes {include.target} (the terminal and signals are for cli)"
                  for include in source.includes() if HEADER.match(include.target)]
        found += [f"{source.path}:{number}: {hit[0].strip('( ')} (the terminal and signals are for cli)"
                  for number, line in enumerate(source.bare_code().split("\n"), 1) for hit in WORD.finditer(line)]
    return found


CASES = [({file: text}, guilty) for file, text, guilty in [
    ("study/a.cpp", "#include <iostream>", True),
    ("base/a.cpp", "#include <csignal>\nvoid a() { std::signal(2, nullptr); }", True),
    ("base/a.cpp", "#include <csignal>\nbool a() { return kill(2, 0) == 0; }", False),  # asks whether a process lives
    ("output/files/a.cpp", "void a() { std::cerr << 1; }", True),
    ("sim/plan/a.cpp", "void a() { ::isatty(2); }", True),
    ("study/a.cpp", "void a() { sigaction(2, nullptr, nullptr); }", True),
    ("cellcast/a.cpp", 'void a() { std::fprintf(stderr, ""); }', True),
    ("cli/a.cpp", "#include <iostream>\nvoid a() { std::cerr << isatty(2); }", False),
    ("study/a.cpp", '// std::cerr\nconst char* a = "stdout";  // isatty(2)\n/* std::cout */ std::string printf_like;', False),
]]
