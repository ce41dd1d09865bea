"""A folder and a file that one can take in: at most 20 units in a folder, at most 300 lines in a file."""
MOST_UNITS, MOST_LINES = 20, 300


def wrong(sources):
    """A line for each folder and each file that is too large."""
    folders = {}
    for source in sources:
        folders.setdefault(source.folder, set()).add(source.unit)
    found = [f"{folder}: holds {len(units)} units, more than {MOST_UNITS} (a header counts with its source as one)"
             for folder, units in sorted(folders.items()) if len(units) > MOST_UNITS]
    return found + [f"{source.path}: has {source.lines} lines, more than {MOST_LINES}" for source in sources if source.lines > MOST_LINES]


CASES = [
    ({f"sim/plan/a{i}.cpp": "" for i in range(21)}, True),
    ({f"sim/plan/a{i}.{suffix}": "" for i in range(20) for suffix in ("hpp", "cpp")}, False),
    ({f"sim/{folder}/a{i}.cpp": "" for i in range(20) for folder in ("plan", "model")}, False),
    ({"sim/plan/a.hpp": "\n" * 301}, True),
    ({"sim/plan/a.hpp": "\n" * 300}, False),
]
