"""Includes go down: a room uses the rooms below it, a folder the folders below it, and some folders keep to less."""
import re

from sources import ROOMS, is_below, room_of

GENERATED = {"cellcast/version.hpp", "cellcast/slurm_template.hpp"}  # written by the build; a room called cellcast has no part in them

# Bottom up. A folder uses itself and those above it in this list.
FOLDERS = """
base
config/diagnostics config/expression config/scenario config/toml config/schema config/read config/load config/write config/sweep config/actuals
sim/math
sim/random/stream sim/random/design sim/random/laws sim/random/correlation
sim/model sim/model/accounts sim/model/stages
sim/derived
sim/stats/accumulate sim/stats/infer
sim/claims sim/plan sim/results sim/check/influence sim/check
sim/engine sim/engine/trials sim/engine/counts sim/engine/findings sim/engine/run sim/engine/replay
sim/sweep sim/batch sim/score sim/questions sim/discover sim/decide
output/files output/hdf5 output/result output/sweep output/work output/report output/tables output/verify
chart/draw chart/charts
study study/score study/plot study/report study/guide study/questions study/whatif
cellcast
cli/terminal cli/parse cli/commands cli/commands/pictures cli/commands/questions cli/guide cli/shell cli
""".split()

# Folders that keep to less than the order permits: (folder, what it must not include, why).
PURE = [
    ("sim/model", re.compile(r"sim/(random|engine|stats)/|(oneapi/)?tbb(/|\.h$)|Eigen/|eigen3/|boost/|Random123/|filesystem$|fstream$|iostream$"),
     "the model is pure: no randomness, no engine, no statistics, no I/O, no heavy library"),
    ("sim/random", re.compile(r"sim/(model|engine|stats)/"), "draws know nothing of what they are for"),
    ("sim/stats", re.compile(r"sim/(random|engine)/"), "accumulators know nothing of where values come from"),
    ("sim/math", re.compile(r"sim/(random|model|engine|stats)/|config/"), "functions of numbers only"),
]


def trouble(source, include, paths):
    """What is wrong with one include, or nothing."""
    target = include.target
    if target in GENERATED:
        return None
    if ".." in target.split("/") or target.startswith("/"):
        return "an include starts at the root"
    if target.startswith("tests/"):
        return "the product includes no test"
    if include.from_root and target not in paths:
        return "no such file stands at the root"
    room, other = room_of(source.path), room_of(target)
    if other and ROOMS.index(other) > ROOMS.index(room):
        return f"{room} may not use {other} ({' <- '.join(ROOMS)})"
    folder = target.rsplit("/", 1)[0]
    if other and source.folder in FOLDERS and folder in FOLDERS and FOLDERS.index(folder) > FOLDERS.index(source.folder):
        return f"{source.folder} may not use {folder}, which stands above it in the order of folders"
    for pure, forbidden, why in PURE:
        if is_below(source.path, pure) and forbidden.match(target):
            return why
    return None


def wrong(sources):
    """A line for everything wrong in them."""
    paths = {source.path for source in sources}
    found = [f"{folder}: has no place in the order of folders (FOLDERS in tests/architecture/order.py)"
             for folder in sorted({source.folder for source in sources} - set(FOLDERS))]
    for source in sources:
        for include in source.includes():
            why = trouble(source, include, paths)
            if why:
                found.append(f"{include.file}:{include.line}: includes {include.target} ({why})")
    return found


# Trees of a few files that must be found guilty, or not.
CASES = [
    *[({file: text, **{place: "" for place in ("base/b.hpp", "config/toml/b.hpp", "sim/plan/b.hpp", "sim/model/b.hpp", "sim/random/laws/b.hpp",
                                               "sim/engine/run/b.hpp", "sim/stats/infer/b.hpp", "output/files/b.hpp", "study/b.hpp",
                                               "cellcast/b.hpp", "cli/parse/b.hpp")}}, guilty)
      for file, text, guilty in [
          ("base/a.hpp", '#include "config/toml/b.hpp"', True),
          ("config/load/a.hpp", '#include "sim/plan/b.hpp"', True),
          ("config/load/a.hpp", '#include "output/files/b.hpp"', True),
          ("config/toml/a.hpp", '#include "cli/parse/b.hpp"', True),
          ("sim/plan/a.cpp", '#include "output/files/b.hpp"', True),
          ("sim/batch/a.cpp", '#include "cli/parse/b.hpp"', True),
          ("output/work/a.cpp", '#include "study/b.hpp"', True),
          ("output/work/a.cpp", "#include <cli/parse/b.hpp>", True),
          ("study/a.cpp", '#include "cellcast/b.hpp"', True),
          ("cellcast/a.cpp", '#include "cli/parse/b.hpp"', True),
          ("sim/plan/a.cpp", '#  include   "output/files/b.hpp"  // why', True),
          ("sim/plan/a.cpp", '/* a\n comment */ #include "output/files/b.hpp"', True),
          ("sim/plan/a.cpp", '#include "../output/files/b.hpp"', True),
          ("sim/plan/a.cpp", '#include "b.hpp"', True),
          ("sim/plan/a.cpp", '#include "tests/b.hpp"', True),
          ("config/diagnostics/a.cpp", '#include "config/toml/b.hpp"', True),  # a folder above it
          ("sim/plan/a.cpp", '#include "sim/engine/run/b.hpp"', True),
          ("output/files/a.cpp", '#include "output/files/b.hpp"', False),
          ("output/verify/a.cpp", '#include "output/files/b.hpp"', False),
          ("sim/invented/a.cpp", "int a;", True),  # without a place in the order
          ("sim/a.cpp", "int a;", True),
          ("sim/model/a.cpp", '#include "sim/random/laws/b.hpp"', True),
          ("sim/model/a.cpp", '#include "sim/engine/run/b.hpp"', True),
          ("sim/model/a.cpp", '#include "sim/stats/infer/b.hpp"', True),
          ("sim/model/stages/a.cpp", "#include <Eigen/Dense>", True),
          ("sim/model/a.cpp", "#include <boost/math/distributions.hpp>", True),
          ("sim/model/a.cpp", "#include <tbb/parallel_for.h>", True),
          ("sim/random/laws/a.cpp", '#include "sim/engine/run/b.hpp"', True),
          ("sim/stats/infer/a.cpp", '#include "sim/random/laws/b.hpp"', True),
          ("sim/math/a.cpp", '#include "config/toml/b.hpp"', True),
          ("cli/a.cpp", '#include "study/b.hpp"\n#include "output/files/b.hpp"\n#include "sim/plan/b.hpp"\n#include "base/b.hpp"', False),
          ("config/toml/a.cpp", '#include "cellcast/version.hpp"\n#include <vector>', False),
          ("sim/plan/a.cpp", '// #include "output/files/b.hpp"\n/*\n#include "cli/parse/b.hpp"\n*/\n#include "config/toml/b.hpp"', False),
          ("sim/plan/a.cpp", 'auto a = "//"; /*\n*/\n#include "sim/model/b.hpp"', False),
      ]],
]
