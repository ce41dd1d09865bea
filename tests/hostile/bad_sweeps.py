"""Bad sweeps over base.toml, grouped by kind, as catalogue.py has bad scenarios. What each must be answered is in expected.txt."""
from catalogue import BASE, lines

TAX, RISE = "tariffs.duty.rate", "markets.abroad.freight"
SHARE, DEMAND = "segments.power.markets.abroad.home_share", "segments.power.markets.abroad.demand"
HEAD = 'schema = 1\nname = "tiny-sweep"\nscenario = "base.toml"\n'
GRID = f'{HEAD}design = "grid"\n[axes.tax]\nkey = "{TAX}"\nvalues = [0, 0.1]\n[axes.rise]\nkey = "{RISE}"\nfrom = 0\nto = 0.2\nsteps = 3\n'
LIST = f'{HEAD}design = "list"\n[axes.tax]\nkey = "{TAX}"\n[axes.rise]\nkey = "{RISE}"\n'
DRAWN = f'{HEAD}design = "sobol"\npoints = 4\n[axes.tax]\nkey = "{TAX}"\ndist = "uniform"\nlow = 0\nhigh = 0.2\n'
POINT, KEY, VALUES, STEPS = "[[points]]\ntax = 0.1\nrise = 0.2\n", f'key = "{TAX}"', "values = [0, 0.1]", "steps = 3"
BASE_POINT, LAW = "base = { tax = 0, rise = 0.1 }\n", 'dist = "uniform"\nlow = 0\nhigh = 0.2\n'


def patched(text, old, *news):
    assert old in text, old
    return [text.replace(old, new, 1) for new in news]


def head(*keys):
    return patched(GRID, "[axes.tax]", *[f"{key}\n[axes.tax]" for key in keys])


def axis(key, *values):
    return [f'{HEAD}design = "grid"\n[axes.a]\nkey = "{key}"\n{value}\n' for value in values]


SWEEPS = {
    "sweep heads": [
        *patched(GRID, "schema = 1\n", "", "schema = 2\n", 'schema = "1"\n', "shcema = 1\n"),
        *patched(GRID, '"tiny-sweep"', '"../x"', '""', "3", '"a\\u0000b"', '"\\u001b[31m"', '"' + "x" * 300 + '"'),
        *patched(GRID, '"base.toml"', '"nothing.toml"', '""', '"/etc/passwd"', "3", '["base.toml"]', '"."', '"s.toml"', '"a\\u0000b"', '"\\u001b[31m"',
                 '"base.tmol"', '"/dev/zero"'),
        *patched(GRID, 'scenario = "base.toml"\n', "", 'extends = "base.toml"\n', 'scenarios = ["base.toml"]\n'),
        *patched(GRID, '"grid"', '"gird"', '""', "3", '["grid"]', '"Grid"', '"\\u202e"', '"latin hypercube"', '"list"', '"sobol"', '"zip"'),
        *patched(GRID, 'design = "grid"\n', "", 'desing = "grid"\n'),
        *head("seed = -1", "seed = 1.5", 'seed = "1"', "points = 3", "sampling = 3", "outputs = []", "zzz = 1", "title = 3", "extends = 'base.toml'", "base = 3",
              "base = {}", "base = { tax = 7, rise = 0 }", "base = { tax = 0 }", "base = { tax = 0, rsie = 0 }", "base = { tax = [0], rise = 0 }",
              "base = { tax = '0', rise = 0 }", "[sampling]\ntrails = 5", "[sampling]\ntrials = 0", "[sampling]\nstop = { variable = 'price', relative_error = 1 }",
              "[outputs]\nsamples = 5", "[outputs]\nvariables = ['prise']", "[horizon]\nbase_year = 2025", "[sensitivity]\nmethod = 'sobol'", "[claims]\nx = 1"),
    ],
    "axes": [
        *patched(GRID, KEY, "", 'kez = "x"', "key = 3", 'key = ""', 'key = "."', 'key = "a..b"', 'key = "a b"', 'key = "tariffs.duty.rte"', 'key = "tarifs.duty.rate"',
                 'key = "tariffs.dutty.rate"', 'key = "tariffs"', 'key = "tariffs.duty"', 'key = "tariffs.duty.rate.mean"', 'key = "sampling.seed"', 'key = "horizon.end_year"',
                 'key = "name"', 'key = "extends"', 'key = "\\u001b[31m"', 'key = "\\u202e"', 'key = "a\\u0000b"', f'key = "{RISE}"', "keys = []", "keys = 3", "keys = [3]",
                 f'keys = ["{TAX}", "{TAX}"]', f'keys = ["{TAX}"]\nkey = "{TAX}"', 'key = "variables.x"', 'key = "variables.x.lwo"', 'key = "segments.power.growth.rate"',
                 'key = "tariffs.duty.market"', 'key = "tariffs.duty.from"', 'key = "correlations"', 'key = "markets.home.home"'),
        *patched(GRID, VALUES, "", "values = []", "values = 3", "values = [[0]]", "values = [{}]", "values = [nan]", "values = [inf]", "values = [0, 'x']", "values = ['x', 0]",
                 "values = [-9]", "values = [0, 500]", "values = [1e400]", "values = ['0']", "values = [true]", "values = [2025-01-01]", "vaules = [0]", "values = [0]\nfrom = 1",
                 "values = [0, 0.1", "values = [0 0.1]", "values = [0, 0.1, 0.0]", "values = [.5]", "values = [50%]", LAW, "from = 0", "to = 1", "steps = 2", "values = [0]\nunit = 'USD'"),
        *patched(GRID, STEPS, "", "steps = 0", "steps = 1", "steps = -3", "steps = 2.5", "steps = 100001", "steps = '3'", "steps = 60000", "step = 3", "steps = nan"),
        *patched(GRID, "from = 0", "", "from = nan", "from = '0'", "from = []", "from = inf", "from = 99", "form = 0", "from = 2025-01-01"),
        *patched(GRID, "to = 0.2", "", "to = nan", "to = '1'", "to = 1e308"),
        *patched(GRID, "axes.tax", "axes.1tax", 'axes."t x"', 'axes.""', "axes.year", "axes.price", "axes.point", 'axes."\\u001b[31m"', "axes.tax.x", "axes.rise", 'axes."../x"',
                 "axis.tax", "axes.quantiles", "axes.threshold_price", "axes.driver_unit"),
        HEAD + 'design = "grid"\naxes = 3\n[axes_]\n', HEAD + 'design = "grid"\n[axes]\n', HEAD + 'design = "grid"\n[axes]\ntax = 3\n', HEAD + 'design = "grid"\n[[axes]]\nkey = 3\n',
        HEAD + 'design = "zip"\n[axes]\ntax = []\n', GRID.replace('"grid"', '"zip"') + "[axes.third]\n", "[axes\n", "[axes]\n", "\n[axes.tax]\nvalues = 3\n",
    ],
    "points": [
        LIST, LIST + "[points]\ntax = 1\n", LIST + "[[points]]\n", LIST + POINT + "[[point]]\ntax = 1\n", LIST.replace("design", "points = 3\ndesign"),
        LIST.replace("design", "points = [3]\ndesign"), LIST.replace("design", "points = []\ndesign"), LIST + POINT + POINT.replace("tax = 0.1\n", ""),
        *patched(LIST + POINT, "tax = 0.1", "tex = 0.1", "tax = '1'\n[[points]]\ntax = 1\nrise = 0", "tax = [0.1]", "tax = {}", "tax = nan", "tax = 700", "tax = true",
                 "tax = 0.1\nzzz = 1", "tax = 2025-01-01", LAW),
        *patched(LIST + POINT, KEY, KEY + "\nvalues = [1]", KEY + "\n" + LAW, KEY + "\nzzz = 1"),
        *patched(DRAWN, "points = 4", "", "points = 0", "points = 3", "points = -4", "points = 4.0", "points = 131072", "points = '4'", "points = [4]", "[[points]]\ntax = 1", "ponits = 4"),
        *patched(DRAWN, LAW, "", "values = [0, 1]", 'dist = "unifrom"\nlow = 0\nhigh = 1\n', 'dist = "uniform"\nlow = 1\nhigh = 0\n', 'dist = "uniform"\nlow = 0\n', "dist = 3\n",
                 'dist = "uniform"\nlow = 0\nhigh = nan\n', LAW + "steps = 3\n", 'dist = "normal"\nmean = 0\nsd = 9\n', 'var = "x"\n', 'dist = "uniform"\nlow = -9\nhigh = -8\n'),
        *patched(DRAWN, '"sobol"', '"latin-hypercub"', '"grid"', '"list"'),
    ],
    "names of axes": patched(GRID, KEY, 'key = "variables.yy"', 'key = "variables.xx"', 'key = "markets.void.freight"', 'key = "markets.abraod.freight"', 'key = "materials.zinc"',
                             'key = "chemistries.nmc.materials.lithium"', 'key = "tariffs.void.rate"', 'key = "segments.pwer.price"', 'key = "segments.power.markets.void.demand"',
                             'keys = ["tariffs.duty.rate", "markets.void.freight"]'),
    "values of points": [
        *axis("segments.power.growth.rate", "values = [0.1]", "from = 0.1\nto = 0.2\nsteps = 50"), *axis("markets.abroad.home", "values = [true]"),
        *axis("segments.power.markets.abroad.demand", "values = [40, 60]", "from = 40\nto = 60\nsteps = 5"),
        *axis("segments.power.supply.lead_time", "from = 1\nto = 3\nsteps = 4", "from = 1\nto = 4\nsteps = 4", "from = 1.0\nto = 3.0\nsteps = 3", "from = 0\nto = 1000000000000000000\nsteps = 3"),
        GRID.replace('"grid"', '"zip"').replace(KEY, f'key = "{SHARE}"').replace(VALUES, "values = [0.5, 0.4, 0.4]").replace(RISE, DEMAND).replace("from = 0\nto = 0.2", "from = 40\nto = 48"),
        LIST.replace(TAX, SHARE).replace(RISE, "segments.power.production") + "[[points]]\ntax = 0.5\nrise = 100\n[[points]]\ntax = 0.5\nrise = 1000\n[[points]]\ntax = 0.1\nrise = 100\n",
    ],
    "values that do not fit": [  # the rest of a distribution, or a key beside it
        *axis("variables.x.low", "values = [0.05, 0.5]", "from = 0.15\nto = 0.25\nsteps = 3"), *axis("variables.x.high", "values = [0.3, 0.05]"),
        *axis("segments.power.growth.rate.mean", "values = [0.1, 15]", "values = [15]"), *axis("segments.power.growth.rate.sd", "values = [0.02, -1]"),
        *axis("segments.power.growth.rate.min", "values = [0.1, 0.5]"), *axis("segments.power.growth.rate.max", "values = [0.3, 50]", "values = [0.3, -0.5]"),
        *axis("segments.power.growth.rate.dist", "values = ['normal', 'uniform']", "values = ['nromal']"), *axis("segments.power.utilization", "values = [0.5, 0.95]"),
    ],
    "values that repeat": [
        *axis("tariffs.duty.from", "values = [2025-01-01, 2026-01-01, 2025-01-01]"), *axis("markets.home.home", "values = [true, true]"),
        *axis("segments.power.growth.process", "values = ['cagr', 'cagr']", "values = ['', '']"),
        *axis(RISE, "values = [1, 1.0]", "values = [0.0, -0.0]", "from = 1\nto = 1\nsteps = 3", "from = 0.5\nto = 0.5\nsteps = 2", "from = 1\nto = 1.00000000000001\nsteps = 300", "from = -1e308\nto = 1e308\nsteps = 3"),
    ],
    "sweep sizes": [
        *patched(GRID, KEY, "keys = [" + lines(90_000, '"a.b{}",') + "]", 'key = "' + "a." * 90_000 + 'a"', 'key = "' + "a." * 32 + 'a"', 'key = "' + "a" * 900_000 + '"'),
        *patched(GRID, VALUES, "values = [" + lines(90_000, "-{},") + "]", "values = [" + lines(50_000, "{},") + "]", "values = [" + "[" * 100_000, "values = ['" + "x" * 1_000_000 + "']"),
        HEAD + 'design = "grid"\n' + lines(21, '[axes.a{0}]\nkey = "tariffs.t{0}.rate"\nvalues = [1]\n'), GRID.replace("axes.tax", "axes." + "a" * 1001),
        HEAD + 'design = "grid"\n' + lines(20, '[axes.a{0}]\nkey = "tariffs.t{0}.rate"\nfrom = 0\nto = 1\nsteps = 99999\n'),
        HEAD + 'design = "grid"\n' + lines(20_000, '[axes.a{0}]\nkey = "tariffs.t{0}.rate"\nvalues = [1]\n'),
    ],
}
MANY_SWEEPS = {
    "many of a sweep": [
        LIST + "[[points]]\ntex = 0.1\n" * 30_000, LIST + "[[points]]\n" * 90_000, HEAD + 'design = "grid"\n' + lines(90_000, "k{} = 1\n") + "[axes.tax]\n",
        *patched(GRID, VALUES, "values = [" + "nan," * 90_000 + "]", "values = [" + "-9," * 90_000 + "]", "values = [" + "0, 'x'," * 45_000 + "]"),
        *patched(GRID, KEY, "keys = [" + "3," * 200 + "]", f"keys = [{f'{chr(34)}{TAX}{chr(34)},' * 200}]"),
    ],
}
