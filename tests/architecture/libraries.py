"""Each heavy library stays in its place: one folder, or one unit, may include it."""
import re
import typing

from sources import is_below


class Library(typing.NamedTuple):
    name: str
    header: re.Pattern
    places: tuple[str, ...]  # folders or units


LIBRARIES = [
    Library("toml++", re.compile(r"(toml\+\+|tomlplusplus)/|toml\.(h|hpp)$"), ("config/toml",)),
    Library("TBB", re.compile(r"(oneapi/)?tbb(/|\.h$)|oneapi/dpl"), ("sim/engine/trials/parallel",)),
    Library("Eigen", re.compile(r"(eigen3/|unsupported/)*Eigen/"), ("sim/random/correlation/clash",)),
    Library("HDF5", re.compile(r"(hdf5/.*/)?(H5\w*|hdf5\w*)\.h$|hdf5/|highfive/", re.IGNORECASE), ("output/hdf5",)),
    Library("libxlsxwriter", re.compile(r"xlsxwriter(\.h|/)"), ("output/tables/workbook",)),
    Library("CLI11", re.compile(r"(CLI|CLI11)/|CLI11?\.hpp$"), ("cli/parse/parser",)),
    Library("OpenSSL", re.compile(r"openssl/"), ("base/sha256",)),
    Library("Boost.Sort", re.compile(r"boost/sort/"), ("sim/stats/accumulate/sort_values",)),
    Library("Boost.Multiprecision", re.compile(r"boost/multiprecision/"), ("sim/stats/accumulate/exact",)),
    Library("Boost.Random", re.compile(r"boost/random/"), ("sim/random/design/sobol",)),
    Library("Boost.CRC", re.compile(r"boost/crc\.hpp$"), ("output/files/sealed_file",)),
    Library("Boost.Math", re.compile(r"boost/math/"), ("sim/math/root",)),
    Library("any other part of Boost", re.compile(r"boost/(?!sort/|multiprecision/|random/|math/|crc\.hpp$)"), ()),
]


def wrong(sources):
    """A line for each include of a library out of its place."""
    return [f"{include.file}:{include.line}: includes {include.target} ({library.name} belongs in {' and '.join(library.places) or 'no file'} alone)"
            for source in sources for include in source.includes() for library in LIBRARIES
            if library.header.match(include.target) and not any(is_below(source.path, place) or source.unit == place for place in library.places)]


CASES = [({file: text}, guilty) for file, text, guilty in [
    ("sim/plan/a.cpp", "#include <toml++/toml.h>", True),
    ("config/load/a.cpp", "#include <toml++/toml.hpp>", True),
    ("config/toml/a.cpp", "#include <toml++/toml.h>", False),
    ("sim/plan/a.cpp", "#include <tbb/parallel_for.h>", True),
    ("sim/engine/run/a.cpp", "#include <oneapi/tbb/task_arena.h>", True),
    ("cli/a.cpp", "#include <tbb/tbb.h>", True),
    ("sim/engine/trials/a.cpp", "#include <tbb/parallel_for.h>", True),
    ("sim/engine/trials/parallel.cpp", "#include <tbb/parallel_for.h>", False),
    ("config/load/a.cpp", "#include <hdf5.h>", True),
    ("cli/a.cpp", "#include <hdf5_hl.h>", True),
    ("output/result/a.cpp", "#include <H5Fpublic.h>", True),
    ("sim/plan/a.cpp", "#include <hdf5/serial/H5public.h>", True),
    ("output/hdf5/a.cpp", '#include <hdf5.h>\n#include <H5DSpublic.h>\n#include "output/hdf5/hdf5.hpp"', False),
    ("cli/commands/a.cpp", "#include <CLI/CLI.hpp>", True),
    ("cli/parse/a.cpp", "#include <CLI/CLI.hpp>", True),
    ("cli/parse/parser.cpp", "#include <CLI/CLI.hpp>", False),
    ("sim/random/correlation/a.cpp", "#include <Eigen/Dense>", True),
    ("sim/random/correlation/clash.cpp", "#include <Eigen/Dense>", False),
    ("output/result/a.cpp", "#include <openssl/evp.h>", True),
    ("base/sha256.cpp", "#include <openssl/evp.h>", False),
    ("sim/stats/accumulate/a.cpp", "#include <boost/multiprecision/cpp_int.hpp>", True),
    ("sim/stats/accumulate/exact.cpp", "#include <boost/multiprecision/cpp_int.hpp>", False),
    ("sim/math/a.cpp", "#include <boost/math/distributions.hpp>", True),
    ("sim/math/root.cpp", "#include <boost/math/tools/toms748_solve.hpp>", False),
    ("base/a.cpp", "#include <boost/sortable.hpp>", True),
]]
