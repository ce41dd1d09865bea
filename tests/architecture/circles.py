"""No circle of units: a header with its source uses no unit that uses it again, directly or through others."""
from sources import unit_of


def uses_of(sources):
    """For each unit the units that its header or its source includes."""
    uses = {source.unit: set() for source in sources}
    for source in sources:
        uses[source.unit] |= {unit_of(include.target) for include in source.includes() if unit_of(include.target) in uses}
        uses[source.unit].discard(source.unit)
    return uses


def circle_through(unit, uses):
    """A shortest way from a unit back to itself, or nothing."""
    came_from, waiting = {}, [unit]
    for at in waiting:  # grows while it is walked: nearest units first
        for next_unit in sorted(uses[at]):
            if next_unit == unit:
                way = [unit, at]
                while way[-1] != unit:
                    way.append(came_from[way[-1]])
                return way[::-1] if at != unit else [unit, unit]
            if next_unit not in came_from:
                came_from[next_unit] = at
                waiting.append(next_unit)
    return None


def wrong(sources):
    """A line for each circle; a unit is in one line at most."""
    uses, found, told = uses_of(sources), [], set()
    for unit in sorted(uses):
        way = None if unit in told else circle_through(unit, uses)
        if way and not told & set(way):
            told |= set(way)
            found.append(f"{unit}: a circle of units ({' -> '.join(way)})")
    return found


CASES = [
    ({"sim/plan/a.hpp": '#include "sim/plan/b.hpp"', "sim/plan/b.hpp": '#include "sim/plan/a.hpp"'}, True),
    ({"sim/plan/a.hpp": '#include "sim/plan/b.hpp"', "sim/plan/b.hpp": "", "sim/plan/b.cpp": '#include "sim/plan/a.hpp"'}, True),
    ({"sim/plan/a.cpp": '#include "sim/plan/b.hpp"', "sim/plan/a.hpp": "", "sim/plan/b.hpp": "", "sim/plan/b.cpp": '#include "sim/plan/c.hpp"',
      "sim/plan/c.hpp": "", "sim/plan/c.cpp": '#include "sim/plan/a.hpp"'}, True),
    ({"sim/plan/a.hpp": '#include "sim/model/b.hpp"', "sim/plan/a.cpp": '#include "sim/plan/a.hpp"\n#include "sim/model/b.hpp"',
      "sim/model/b.hpp": "", "sim/model/b.cpp": '#include "sim/model/b.hpp"'}, False),
    ({"sim/plan/a.hpp": '#include "sim/plan/b.hpp"\n#include "sim/plan/c.hpp"', "sim/plan/b.hpp": '#include "sim/plan/c.hpp"',
      "sim/plan/c.hpp": ""}, False),
]
