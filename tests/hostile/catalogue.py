"""Bad inputs, grouped by kind. What each must be answered is in expected.txt, under the group and the input's number.

A patch is (old, new): the passage of base.toml replaced. A case of `FILES` is a whole input; of `SETS`, a word for --set;
of `LINES`, a command line; of `FOLDERS`, several files of which the first (or those named) are checked. `WARNED` are valid, and do nothing.
"""
import pathlib

import later_tables

BASE = (pathlib.Path(__file__).resolve().parent / "base.toml").read_text(encoding="utf-8")
PRICE, SEED, NAME = "price = 0.5", "seed = 1\n", '"tiny"'
HEAD = "[economy]"


def price(*values):
    return [(PRICE, f"price = {value}") for value in values]


def before_economy(*texts):
    return [(HEAD, f"{text}\n{HEAD}") for text in texts]


def lines(count, form):
    return "".join(form.format(i) for i in range(count))


def correlations(*triples):
    """Three inputs, pairwise."""
    names = {"x": "variables.x", "g": "segments.power.growth.rate", "s": "shock.power[2025]"}
    pairs = "".join(f'[[correlations]]\nbetween = ["{names[a]}", "{names[b]}"]\n{kind}\n' for a, b, kind in triples)
    return (BASE[BASE.index("[[correlations]]"):], pairs)


def tied(count, tie):
    """So many variables, each tied to the next."""
    variables = BASE.replace("[variables]\n", "[variables]\n" + lines(count, 'v{} = {{ dist = "uniform", low = 0.1, high = 0.2 }}\n'))
    return variables + "".join(tie.format(i, a=f"variables.v{i}", b=f"variables.v{i + 1}") for i in range(count - 1))


def clash(*triples, then=""):
    """Four variables, some pairs of them, and what else is to be wrong."""
    variables = BASE[:BASE.index("[[correlations]]")].replace("[variables]\n", "[variables]\n" + "".join(
        f'{name} = {{ dist = "uniform", low = 0.1, high = 0.2 }}\n' for name in "abcd"))
    return {"s.toml": variables + "".join(f'[[correlations]]\nbetween = ["variables.{a}", "variables.{b}"]\n{kind}\n' for a, b, kind in triples) + then}


# b and c clash with a unless another value than the given one stands for their pair.
NARROW = (("a", "b", "rank = 0.8"), ("a", "c", "rank = 0.8"))
PATCHES = {
    "slips": [
        *price(".5", "-.5", "+.5", "5.", "50%", "50 %", "0,25", "1,000.5", "1.000.5", "01", "1e", "1e5.5", "1_", "_1", "0x", "0b2", "1 000", "½",
               "0.5 yuan", "abc", "yes", "None", "null", "NaN", "Infinity", "TRUE", "'0.5", '"0.5', "\"\"\"0.5", "[0.5", "{ dist", "{", "}", "]", "",
               "= 1", "−0.5", "–0.5", "5\u00a0", "\u00a05", "“0.5”", "«x»", "５", "0.5 # fine\nprise", "0.5 price = 3", "0.5;", "$0.5", "1/2", "50e%"),
        (PRICE, "price\u00a0= 0.5"), (PRICE, "\u00a0price = 0.5"), (PRICE, "price = 0.5\u2028"), (PRICE, "\ufeffprice = 0.5"),
        (PRICE, "price == 0.5"), (PRICE, "price: 0.5"), (PRICE, "price 0.5"), (PRICE, "prix_é = 0.5"), (PRICE, "= 0.5"), (PRICE, "price ="),
        (PRICE, "price = 0.5\u200b"), (PRICE, "price = 0.5,"), (PRICE, "price = 0.5\nprice = 0.6"), (PRICE, "price.a = 1\nprice.a = 2"),
        ("[horizon]", "[horizon"), ("[horizon]", "horizon]"), ("[horizon]", "[[horizon]"), ("[horizon]", "[]"), ("[horizon]", "[horizon]]"),
        ("[horizon]", "[horizon] base_year = 1"), ("[horizon]", "[horizon]\n[horizon]"), ("[horizon]", "[hori zon]"),
        ("low = 0.1, high = 0.2 }", "low = 0.1,\n  high = 0.2 }"), ("low = 0.1, high = 0.2 }", "low = 0.1, high = 0.2, }"),
        ("low = 0.1, high = 0.2 }", "low = 0.1 high = 0.2 }"), ("low = 0.1, high = 0.2 }", "low = 0.1, high = 0.2"),
        ("low = 0.1, high = 0.2 }", "low = 0,1, high = 0,2 }"), ("low = 0.1, high", "low: 0.1, high"),
        (NAME, '"ti\\ny"x'), (NAME, '"ti\\qny"'), (NAME, '"ti\ny"'), (NAME, "'''tiny"), (NAME, '"\\ud800"'), (NAME, "tiny"),
    ],
    "types": [
        *price("true", '"0.5"', '"50%"', "[0.5]", "{}", "{ mean = 1 }", "2024-01-01", "12:00:00", "nan", "-nan", "inf", "-inf", "'x'"),
        *[("trials = 1000", f"trials = {x}") for x in ("0", "-1", "4294967297", "1000000000000000000", "99999999999999999999", "1e6", "1.5", '"1000"', "true", "[1]")],
        *[(SEED, f"seed = {x}\n") for x in ("-1", "9223372036854775808", "1.0", '"1"')],
        ("base_year = 2024", "base_year = 2024.5"), ("base_year = 2024", "base_year = 2024-01-01"), ("base_year = 2024", 'base_year = "2024"'),
        ("home = true", "home = 1"), ("home = true", 'home = "true"'), (NAME, "3"), (NAME, "[]"), ("schema = 1", 'schema = "1"'),
        ("[markets.home]", "markets = 3\n[market.home]"), ("[markets.home]\nhome = true", "[[markets]]\nhome = true"), ("[[correlations]]", "[correlations]"),
    ],
    "ranges": [
        *price("0", "-0.5", "1e400", "-1e400", "1e-400"),
        *[("utilization = 0.6", f"utilization = {x}") for x in ("60", "0", "1.2", "-60", "600")],
        *[("freight = 0.05", f"freight = {x}") for x in ("5000", "50", "-1")],
        ("gross_margin = 0.2", "gross_margin = 20"), ("home_share = 0.5", "home_share = 50"), ("learning_rate = 0.1", "learning_rate = 18"),
        ("base_year = 2024", "base_year = 1"), ("base_year = 2024", "base_year = 24"), ("end_year = 2026", "end_year = 9999"),
        ("end_year = 2026", "end_year = 2020"), ("end_year = 2026", "end_year = 2024"), ("end_year = 2026", "end_year = 999999999999"),
        ("base_year = 2024\nend_year = 2026", "base_year = 2026\nend_year = 2024"),
        *[("rank = 0.3", f"{x}") for x in ("rank = 1", "rank = -1", "rank = 30", "pearson = 1.5", "pearson = nan", "rank = 0.3\npearson = 0.3", "")],
    ],
    "distributions": [
        *price('{ dist = "nromal", mean = 1, sd = 1 }', '{ dist = "gauss" }', "{ dist = 3 }", '{ dist = "normal" }', '{ dist = "normal", mean = 1 }',
               '{ dist = "normal", mean = 1, sd = 0 }', '{ dist = "normal", mean = 1, sd = -1 }', '{ dist = "normal", mean = nan, sd = 1 }',
               '{ dist = "normal", mean = 1, sd = 1 }', '{ dist = "normal", mean = 1, sd = 1, min = 2, max = 1 }',
               '{ dist = "normal", mean = 1, sd = 1, min = 1, max = 1 }', '{ dist = "normal", mean = 0, sd = 0.01, min = 50, max = 51 }',
               '{ dist = "uniform", low = 2, high = 1 }', '{ dist = "uniform", low = 1, high = 1 }', '{ dist = "uniform", low = 1, high = 2, min = 3 }',
               '{ dist = "triangular", low = 1, mode = 0.5, high = 2 }', '{ dist = "triangular", low = 1, mode = 3, high = 2 }',
               '{ dist = "triangular", low = 3, mode = 2, high = 1 }', '{ dist = "pert", low = 1, mode = 2, high = 3, lambda = -1 }',
               '{ dist = "pert", low = 1, high = 3 }', '{ dist = "beta", alpha = 0, beta = 1 }', '{ dist = "gamma", shape = 1, scale = 0 }',
               '{ dist = "student_t", dof = 0, location = 1, scale = 1 }', '{ dist = "metalog", p10 = 1, p50 = 2, p90 = 1.5, min = 0.1 }',
               '{ dist = "metalog", p10 = 1, p50 = 1.01, p90 = 100, min = 0.5 }', '{ dist = "metalog", p10 = 1, p50 = 1.01, p90 = 100 }',
               '{ dist = "metalog", p10 = 1, p50 = 2, p90 = 3, min = 1.5 }', '{ dist = "discrete", values = [], weights = [] }',
               '{ dist = "discrete", values = [1, 1], weights = [1, 1] }', '{ dist = "discrete", values = [2, 1], weights = [1, 1] }',
               '{ dist = "discrete", values = [1, 2], weights = [1, 0] }', '{ dist = "discrete", values = [1, 2], weights = [1] }',
               '{ dist = "discrete", values = [0, 2], weights = [1, 1] }', '{ dist = "discrete", values = 1, weights = 1 }',
               '{ dist = "discrete", values = [1, "2"], weights = [1, 1] }', '{ dist = "empirical", probabilities = [0, 1], values = [1] }',
               '{ dist = "empirical", probabilities = [0, 0.5], values = [1, 2] }', '{ dist = "empirical", probabilities = [], values = [] }',
               '{ dist = "empirical", probabilities = [0, 0.5, 0.5, 1], values = [1, 2, 3, 4] }', '{ dist = "empirical", probabilities = [0, 1], values = [2, 1] }',
               '{ dist = "lognormal", median = 1, sd = 1 }', '{ dist = "uniform", low = 1, hihg = 2 }', '{ dist = "uniform", low = "1", high = 2 }',
               '{ dist = "uniform", low = 1, high = 2, low = 1 }', "{ var = 3 }", '{ var = "" }', '{ var = "y" }', '{ var = "x", scale = "2" }',
               '{ var = "x", scale = nan }', '{ var = "x", factor = 2 }', '{ var = "x", scale = -1 }', '{ var = "x", dist = "normal" }'),
        (PRICE, "[segments.power.price]\ndist = 'uniform'\nlow = 2\nhigh = 1\n[segments.power]"),
        *[("gross_margin = 0.2", f"gross_margin = {{ {x} }}") for x in
          ('dist = "normal", mean = 20, sd = 2', 'dist = "normal", mean = 20, sd = 2, min = 0', 'dist = "lognormal", median = 15, sigma = 0.2',
           'dist = "lognormal", mean = 15, sd = 2', 'dist = "student_t", dof = 4, location = 20, scale = 2', 'dist = "metalog", p10 = 10, p50 = 20, p90 = 35')],
    ],
    "keys": [
        ("price = 0.5", "prise = 0.5"), ("price = 0.5", "Price = 0.5"), ("price = 0.5", '"price " = 0.5'), ("price = 0.5", '"" = 0.5'), (PRICE, PRICE + "\nzzz = 1"),
        (PRICE, ""), (PRICE, '"segments.power.price" = 1'), (PRICE, "price.mean = 1"), ("[segments.power.cost]", "[segments.power.costs]"),
        ("[segments.power.cost]", "[segment.power.cost]"), ("[horizon]", "[horizn]"), ("schema = 1\n", ""), ("schema = 1", "schema = 2"), ("schema = 1", "schema = 0"),
        (NAME, '"../tiny"'), (NAME, '"/etc/passwd"'), (NAME, '"a/b"'), (NAME, '".hidden"'), (NAME, '""'), (NAME, '"a b"'), (NAME, '"\\u001b[31m"'),
        (NAME, '"\\u202e"'), (NAME, '"a\\u0000b"'), (NAME, '"' + "x" * 300 + '"'), (NAME, '"电池"'), (NAME, '"' + "x/" * 5000 + '"'),
        ("[markets.abroad]", '[markets."../x"]\n[markets.abroad]'), ("[markets.abroad]", '[markets."\\u001b[2J"]\n[markets.abroad]'),
        ("[markets.abroad]", '[markets."\u202eabroad"]\n[markets.abroad]'), ("[markets.abroad]", '[markets."1x"]\n[markets.abroad]'),
        ("[markets.abroad]", '[markets.""]\n[markets.abroad]'), ("[segments.power]", "[segments.common]\n[segments.power]"), ("[materials.lithium]", "[materials.lithium]\nkg = 1"),
        (PRICE, PRICE + '\n"' + "k" * 999 + '" = 1'), (PRICE, PRICE + '\n"' + "k" * 1001 + '" = 1'),
        (PRICE, PRICE + '\n"\\u001b]0;title\\u0007" = 1'), (PRICE, PRICE + "\nuse = 1 # \u202e \u2066"), (PRICE, PRICE + "\n" + ".".join("a" * 32) + " = 1"),
    ],
    "references": [
        ('market = "abroad"', 'market = "abraod"'), ('market = "abroad"', 'market = "home"'), ('market = "abroad"', "market = 1"), ('market = "abroad"', ""),
        ('market = "abroad"', 'market = "\\u001b[31m"'), ("rate = 0.1\n", 'rate = 0.1\nsegments = ["pwer"]\n'), ("rate = 0.1\n", "rate = 0.1\nsegments = []\n"),
        ("rate = 0.1\n", 'rate = 0.1\nsegments = ["power", "power"]\n'), ("rate = 0.1\n", "rate = 0.1\nsegments = [1]\n"),
        ("rate = 0.1\n", "rate = 0.1\nfrom = 2025-06-01\nuntil = 2025-05-01\n"), ("rate = 0.1\n", "rate = 0.1\nfrom = 2025-06-01\nuntil = 2025-06-01\n"),
        ("rate = 0.1\n", "rate = 0.1\nfrom = 2025-02-30\n"), ("rate = 0.1\n", "rate = 0.1\nfrom = 2025-6-1\n"), ("rate = 0.1\n", 'rate = 0.1\nfrom = "2025-06-01"\n'),
        ("rate = 0.1\n", "rate = 0.1\nfrom = 01.06.2025\n"), ("rate = 0.1\n", "rate = 0.1\nfrom = 2025\n"),
        ("[segments.power.markets.abroad]", "[segments.power.markets.abrod]"), ("lithium = 0.1", "lihtium = 0.1"), ("lfp = { base", "lpf = { base"),
        ("[materials.lithium]\n", ""), ("home = true\n", ""), ("home = true", "home = false"), ("freight = 0.05", "home = true"),
        ("freight = 0.05", "home = true\nfreight = 0.05"), ("home = true", "home = true\nfreight = 0.1"), ('"variables.x", ', '"variables.y", '),
        ('"variables.x", ', '"segments.power.price", '), ('"variables.x", ', ""), ('"variables.x", ', '"variables.x", "variables.x", '),
        ('"variables.x", ', '"segments.power.growth.rate", '), ('"variables.x", ', '"shock.power[1999]", '), ('"variables.x", ', '"shock.pwoer[2025]", '),
        ('"variables.x", ', "1, "), ('freight = 0.05', 'freight = { var = "z" }'), ("x = { dist", 'y = { var = "x" }\nx = { dist'),
        correlations(("x", "g", "rank = 0.9"), ("g", "s", "rank = 0.9"), ("x", "s", "rank = -0.9")),
        correlations(("x", "g", "pearson = 0.99"), ("g", "s", "pearson = 0.99"), ("x", "s", "pearson = 0")),
        correlations(("x", "g", "rank = 0.9"), ("g", "x", "rank = 0.9")),
    ],
    "outputs": before_economy(
        '[outputs]\nvariables = ["demnad"]', '[outputs]\nvariables = ["total_demand", "total_demand"]', "[outputs]\nvariables = [1]", '[outputs]\nvariables = "price"',
        "[outputs]\nquantiles = []", "[outputs]\nquantiles = [0.5, 0.1]", "[outputs]\nquantiles = [0.5, 0.5]", "[outputs]\nquantiles = [0]", "[outputs]\nquantiles = [50]",
        "[outputs]\nquantiles = [nan]", "[outputs]\nsamples = -1", "[outputs]\nsamples = 4294967297", "[outputs]\nsamples = 0.5", "[outputs.thresholds]\ndemnad = [1]",
        "[outputs.thresholds]\ntotal_demand = []", "[outputs.thresholds]\ntotal_demand = [2, 1]", "[outputs.thresholds]\ntotal_demand = 1", "[outputs.thresholds]\ntotal_demand = [inf]",
        "[outputs]\nthresholds = 3", '[sampling.stop]\nvariable = "total_demand"', '[sampling.stop]\nvariable = "demnad"\nrelative_error = 0.1',
        '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 0', '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 1\nyear = 1999',
        '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 1\nquantile = 2', '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 1\nquantile = "median"',
        '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 1\nmax_trials = 0', '[sampling.stop]\nvariable = "total_demand"\nrelative_error = 1\nindex = "nowhere"',
        '[copula]\nkind = "student_t"', '[copula]\ndof = 3', '[copula]\nkind = "clayton"') + [
        (SEED, 'seed = 1\nmethod = "sobl"\n'), (SEED, "seed = 1\nreplicates = 1\n"), (SEED, "seed = 1\nreplicates = 2000\n"), (SEED, "seed = 1\nstop = 3\n"),
        (SEED, 'seed = 1\nstop = { variable = "", relative_error = 0.1 }\n'), (SEED, "seed = 1\nstop = { variable = 3, relative_error = 0.1 }\n")],
    "rules": [
        ("cumulative_production = 1000", "cumulative_production = 100"), ("cumulative_production = 1000\n", ""), ("gross_margin = 0.2", "gross_margin = -0.2"),
        ("max_utilization = 0.9", "max_utilization = 0.5"), ("local_capacity = 25", "local_capacity = 10"), ("base = 1, end", "base = 0, end"),
        ("rate = { dist = \"normal\", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }", "rate = 20"), ("[segments.power.growth]", "[segments.power.growth]\nprocess = \"drivers\""),
        ("[segments.power.growth]", "[segments.power.growth]\nprocess = \"logistic\""), ("max_utilization = 0.9", "max_utilization = 0.9\nannounced = { 1999 = 1 }"),
        ("max_utilization = 0.9", "max_utilization = 0.9\nannounced = { soon = 1 }"), ("max_utilization = 0.9", "max_utilization = 0.9\nannounced = [1]"),
        ("max_utilization = 0.9", "max_utilization = 0.9\nlead_time = 9"), ("demand = 80", "demand = 80\nlocal_capacity = 3"),
    ],
    "distributions people hold": [
        *price('{ dist = "uniform", min = 1, max = 2 }', '{ dist = "uniform", max = 2 }', '{ dist = "triangular", min = 1, mode = 1.5, max = 2 }',
               '{ dist = "pert", low = 1, mode = 1.5, max = 2 }', '{ dist = "normal", p10 = 1 }', '{ dist = "normal", p10 = 1, p90 = 1 }',
               '{ dist = "normal", p90 = 1, p10 = 2 }', '{ dist = "normal", p10 = 2, p50 = 1 }', '{ dist = "normal", p10 = 1, p50 = 1.5, p90 = 2 }',
               '{ dist = "normal", p10 = 1, p90 = 2 }', '{ dist = "normal", p15 = 1, p90 = 2 }', '{ dist = "normal", mean = 1, p90 = 2 }',
               '{ dist = "normal", p05 = nan, p95 = 2 }', '{ dist = "normal", p05 = "1", p95 = 2 }', '{ dist = "normal", p01 = -1.7e308, p99 = 1.7e308, min = 0.1 }',
               '{ dist = "lognormal", p10 = 0, p90 = 2 }', '{ dist = "lognormal", p10 = 2, p90 = 1 }', '{ dist = "lognormal", p25 = 1e-300, p75 = 1e300 }',
               '{ dist = "lognormal", median = 1, p90 = 2 }', '{ dist = "triangular", p10 = 2, mode = 1, p90 = 3 }', '{ dist = "triangular", p10 = 1, mode = 3, p90 = 2 }',
               '{ dist = "triangular", p10 = 1, mode = 1, p90 = 1 }', '{ dist = "triangular", p10 = 1, p90 = 2 }', '{ dist = "triangular", p10 = 1, mode = 2, high = 3 }',
               '{ dist = "triangular", p10 = 0.1, mode = 1, p90 = 3 }', '{ dist = "empirical", data = [] }', '{ dist = "empirical", data = [1] }',
               '{ dist = "empirical", data = [1, 1.0, 1e0] }', '{ dist = "empirical", data = [1, nan] }', '{ dist = "empirical", data = 1 }',
               '{ dist = "empirical", data = ["1", 2] }', '{ dist = "empirical", data = [1, 2], values = [1, 2] }', '{ dist = "empirical", data = [1, 2], min = 1 }',
               '{ dist = "empirical" }', '{ dist = "empirical", file = "growth.csv" }', '{ dist = "empirical", column = "rate" }',
               '{ dist = "empirical", file = 3, column = "rate" }', '{ dist = "empirical", file = "growth.csv", column = 3 }',
               '{ dist = "empirical", file = "no.csv", column = "rate" }', '{ dist = "empirical", file = "../growth.csv", column = "rate" }',
               '{ dist = "empirical", file = "/etc/passwd", column = "rate" }', '{ dist = "empirical", file = "", column = "rate" }',
               '{ dist = "empirical", file = ".", column = "rate" }', '{ dist = "empirical", file = "growth.csv", column = "rate", data = [1] }',
               '{ dist = "mixture" }', '{ dist = "mixture", of = [], weights = [] }', '{ dist = "mixture", of = 1, weights = [1] }',
               '{ dist = "mixture", of = [1], weights = [1] }', '{ dist = "mixture", of = [{ var = "x" }], weights = [1] }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }], weights = [1, 2] }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }], weights = [0] }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }], weights = [-1] }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }], weights = [1], min = 1 }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 2, high = 1 }, { dist = "nromal", mean = 1, sd = 1 }, { dist = "normal", mean = 1 }], weights = [1, 1, 1] }',
               '{ dist = "mixture", of = [{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }], weights = [1] }], weights = [1] }',
               '{ dist = "mixture", of = [{ dist = "normal", mean = 1, sd = 1 }, { dist = "uniform", low = 1, high = 2 }], weights = [1, 1] }',
               '{ dist = "mixture", of = [{ dist = "uniform", low = 1, high = 2 }, { dist = "normal", mean = 0, sd = 0.01, min = 50, max = 51 }], weights = [1, 1] }',
               '{ dist = "mixture", of = [' + '{ dist = "uniform", low = 1, high = 2 }, ' * 21 + '], weights = [' + '1, ' * 21 + '] }',
               '{ dist = "mixture", of = [{ dist = "empirical", file = "no.csv", column = "rate" }], weights = [1] }'),
    ],
    "extreme distributions": [
        *price(*(f'{{ dist = "beta", alpha = {a}, beta = {b}, low = 0.1 }}' for a, b in (("1e300", "1e300"), ("2", "1e6"), ("1e-3", "1"), ("1e5", "100_001"), ("nan", "1"))),
               *(f'{{ dist = "pert", low = 0.1, mode = 0.15, high = 0.2, lambda = {x} }}' for x in ("1e20", "1e150", "100_001")),
               *(f'{{ dist = "gamma", shape = {k}, scale = {s} }}' for k, s in (("1e12", "1e-12"), ("1e-9", "1"), ("1e6", "1e308"))),
               '{ dist = "weibull", shape = 1e-12, scale = 1 }', '{ dist = "weibull", shape = 1e300, scale = 1 }'),
        ("demand = 80", 'demand = { dist = "gamma", shape = 1e12, scale = 8e-11 }'), ("demand = 80", 'demand = { dist = "beta", alpha = 1e16, beta = 1e16, low = 79, high = 81 }'),
        *[("[variables]\n", f"[variables]\nw = {{ dist = {law} }}\n") for law in (
            '"metalog", p10 = 1, p50 = 2, p90 = 3, min = -1e15', '"metalog", p10 = 1, p50 = 2, p90 = 3, min = 0, max = 1e9',
            '"metalog", p10 = 1e-200, p50 = 2e-200, p90 = 3e-200', '"metalog", p10 = -1.7e308, p50 = 0, p90 = 1.7e308', '"lognormal", median = 1, sigma = 440',
            '"triangular", low = 0, mode = 1e-160, high = 1e-155', '"empirical", probabilities = [0, 0.5, 1], values = [-1.7e308, 1.7e308, 1.7e308]')],
    ],
    "recovery": [  # what stands elsewhere is said all the same, and nothing that only follows
        (HEAD, "[segments.power.growth]\nrate = 0.5\n[sampling\nseed = 3\n[x.]\ny = 1\n" + HEAD + "\nfreight = .5"), ("[horizon]", "horizon:"), ("[horizon]", "(horizon)"),
        ("[horizon]", "\u00a0[horizon]"), ("[horizon]", "\ufeff[horizon]"), ("freight = 0.05", "freight: 0.05"), ("freight = 0.05", "freight 50"),
        (PRICE, PRICE + '\n"price" = 0.6'), (PRICE, PRICE + "\nprice.x = 0.6"), (HEAD, "[segments.power.price.x]\ny = 1\n" + HEAD),
        (HEAD, "[segments.power.price.x]\n[segments.power.price.y]\n" + HEAD), ("sd = 0.02", "sd = 2 %"), ("sd = 0.02,", "sd = 0.02;"), ('"normal",', '"normal";'),
        ("max = 0.2 }", "max = 0.2 ]"), ('.growth.rate"]', '.growth.rate"}'), ('.growth.rate"]', '.growth.rate"'), (PRICE, "price = { values = [1, 2 }"),
        ("home = true", "home = on"), ("home = true", 'home = "No"'), ("home = true", "Home = true"), (PRICE, "price = 0._5"), (PRICE, "price = normal(0.5,0.1)"),
        (SEED, "seed = -9223372036854775809\n"), ("trials = 1000", 'trials = "1e3"'), ("learning_rate = 0.1", 'learning_rate = { dist = "uniform", low = 10, high = 20 }'),
        ("mean = 0.1, sd = 0.02, min = 0, max = 0.2", "mean = 15, sd = 2, min = 0, max = 30"), ("mean = 0.1, sd = 0.02, min = 0, max = 0.2", "mean = 5, sd = 2, min = 0, max = 12"),
        ("[chemistries.lfp.materials]", "[chemistry.lfp.materials]"), ("[materials.lithium]", "[material.lithium]"), ("[materials.lithium]", "[materials]\nlithium = 3"),
        (NAME, NAME + '\nextend = "b.toml"'), ("[segments.power]", '[segments."po wer"]'), ("[variables]\nx", '[variables]\n"2"'),
        ("max_utilization = 0.9", 'max_utilization = 0.9\nannounced = { -2025 = 1, "02025" = 1, 99999999999 = 1, "" = 1 }'),
        ("[economy]", "[outputs]\nquantiles = [" + "0.5, " * 900 + "]\n[economy]"), (PRICE, "price = 2024-02-30"), (PRICE, 'price = "\\UFFFFFFFF"'), (PRICE, "price = 1e999")],
}

FIGURE = '[[claims]]\nname = "f"\nwhat = "output"\nunit = "GWh"\nvalue = 100\nyear = 2025\n'
OTHER = '[[claims]]\nname = "g"\nwhat = "share"\nunit = "%"\nvalue = 5\n'
PATCHES["claims"] = [("[[correlations]]", claims + "[[correlations]]") for claims in (
    *[FIGURE.replace("value = 100", f"value = {x}") for x in ('"100"', "nan", "inf", "true", "[1]", '{ dist = "uniform", low = 1, high = 2 }', "1e400", "100 GWh")],
    *[FIGURE.replace(line, "") for line in ('what = "output"\n', 'unit = "GWh"\n', "value = 100\n")],
    *[FIGURE + more for more in ('vlaue = 3\n', "tolerance = -1\n", 'tolerance = "wide"\n', 'variable = "price"\n', 'variable = "prcie"\nindex = "power"\n',
                                 'variable = "production"\nindex = "pwer"\n', 'variable = "production"\n', 'variable = "total_production"\nindex = "power"\n',
                                 'variable = "price"\nindex = "power"\n', 'index = "power"\n', "variable = 3\n", 'variable = "\\u001b[31m"\n',
                                 "sum = []\n", "sum = 3\n", 'sum = "f"\n', 'sum = ["h"]\n', 'sum = ["g"]\n' + OTHER, 'sum = [1]\n', "growth = 3\n", "growth = {}\n",
                                 'growth = { form = "g", to = "g" }\n' + OTHER, 'share = { part = "g", whole = "g" }\n' + OTHER)],
    *[FIGURE.replace("year = 2025", f"year = {x}") for x in ("1", '"2025"', "2025.5", "2025-01-01")],
    FIGURE.replace("year = 2025", 'year = 2040\nvariable = "total_production"'), FIGURE.replace("year = 2025", 'variable = "total_production"'),
    FIGURE.replace('"f"', '"2024"'), FIGURE.replace('"f"', '"\\u202e"'), FIGURE.replace('"output"', '""'), FIGURE + FIGURE, "[claims]\nvalue = 1\n", "[claims.f]\nvalue = 1\n",
    FIGURE + OTHER + 'growth = { from = "f", to = "f" }\n' + OTHER.replace('"g"', '"h"').replace('"%"', '"%/year"') + 'growth = { from = "f", to = "f" }\n',
    FIGURE.replace("100", "0") + OTHER + 'share = { part = "f", whole = "f" }\n', FIGURE.replace("100", "-3") + OTHER + 'growth = { from = "f", to = "f" }\n',
    *[FIGURE + more for more in ('variable = ""\n', 'variable = ["price"]\n', 'variable = "production"\nindex = ""\n', 'variable = "production"\nindex = 3\n',
                                 "tolerance = nan\n", "scope = 3\n", "source = 2024-01-01\n", "sd = 3\n", 'sum = ["f"]\n', 'sum = ["g", "g"]\n' + OTHER,
                                 'growth = { from = "g" }\n' + OTHER, 'growth = { from = 3, to = [1] }\n', 'share = { part = [], whole = "" }\n',
                                 'sum = "g"\nshare = { part = "g", whole = "g" }\n' + OTHER)],
    FIGURE.replace('"GWh"', "3"), FIGURE.replace('"f"', "3"), FIGURE.replace('"f"', '""'), "[[claims]]\n", "[[claim]]\nvalue = 1\n")]
PATCHES["labels"] = before_economy(*("[labels]\n" + line for line in (
    "power = 3", "power = ''", "power = '  '", "powr = 'x'", "'segments.power.growth.rat' = 'x'", "segments.power.price = 'x'\n'segments.power.price' = 'y'",
    "power = { dist = 'x' }", "'' = 'x'", "'</script>' = 'x'", "total_produktion = 'x'", "'\u202eevil' = 'x'", "power = ['a']", "power = '" + "x" * 201 + "'",
    "'shock.powr' = 'x'", "'shock.power[1999]' = 'x'", "'segments.power.' = 'x'", "power = 'x'\npower = 'y'", "'tariffs.dutty' = 'x'", "'power.us' = 'x'", "power = 2025-01-01")),
    "labels = 3", "[[labels]]\npower = 'x'", "[Labels]\npower = 'x'", "[label]\npower = 'x'")
SHARE = '[derived.own]\nexpression = "total_exports / total_production"\nunit = "1"\n'
PATCHES["derived outputs"] = [("[[correlations]]", tables + "[[correlations]]") for tables in (
    *(SHARE.replace("total_exports / total_production", text) for text in (
        "", " ", "1 +", "(1", "1)", "price[", "price['power", "1 2", "1 < 2 < 3", "=1", "a && b", "π", "\\u202e", "\\u0000", "totl_exports", "price[pover]", "price[2024, 2025]", "sum(price)",
        "sum(price, market)", "foo(1)", "lag(1)", "input(price)", "input('segments.power.prise')", "own", "1e999", "(" * 200, "-" * 200 + "1", "1+" * 6000 + "1", "x" * 5000, "difference(price)",
        "sum(1, 2, 3, year) + input('x')", "total_exports[2030", "unserved", "producer_share", "price.x", "'power'", "\\n\\n  totl_exports")),
    SHARE.replace('"1"', "1"), SHARE.replace('unit = "1"\n', ""), "[derived.own]\n", "[derived]\nown = 3\n", "derived = 3\n", "[[derived]]\nx = 1\n", "[derived.price]\nexpression = 3\n",
    *(SHARE.replace("own", name) for name in ("price", "Own", "own-share", "threshold_x", "x_edges", "year", "and", "lag", "trial", '"a b"', '""')),
    SHARE + SHARE, SHARE + "long_name = 3\n", SHARE + "units = 3\n", SHARE.replace("total_production", "other") + SHARE.replace("own", "other").replace("total_production", "own"),
    "".join(SHARE.replace("own", f"own{k}") for k in range(201)))]
PATCHES["claims"] += [("[horizon]", f"claims = {x}\n[horizon]") for x in ("3", "[1]", "{}", '"f"')]

SEEN = '[[observations]]\nvariable = "production"\nindex = "power"\nyear = 2025\nvalue = 100\nsd = 5\n'
PATCHES["observations"] = [("[[correlations]]", observations + "[[correlations]]") for observations in (
    *[SEEN.replace("value = 100", f"value = {x}") for x in ('"100"', "nan", "-inf", "true", "[100]", '{ dist = "normal", mean = 1, sd = 1 }', '{ var = "x" }', "1e400")],
    *[SEEN.replace("sd = 5", f"sd = {x}") for x in ("-5", "0", "nan", "inf", '"5"', "true", "5%", "{}", "1e-400", '{ var = "x" }')],
    *[SEEN.replace("year = 2025", f"year = {x}") for x in ("2023", "2027", "1899", "25", "2025.0", '"2025"', "2025-01-01", "true", "[2025, 2026]")],
    *[SEEN.replace('"production"', x) for x in ('"prodcution"', '"power"', '""', "3", '["production"]', '"\\u001b[31m"', '"driver_level"', '"total_production"')],
    *[SEEN.replace('"power"', x) for x in ('"pwoer"', '"power.abroad"', '""', "3", '["power"]', '"power."', '"\\u202e"')],
    *[SEEN.replace(line, "") for line in SEEN.splitlines(keepends=True)[1:]], "[[observations]]\n",
    *[SEEN + more for more in ('relative = "yes"\n', "relative = 1\n", "vlaue = 3\n", "stdev = 3\n", "sd = 5\n", "unit = 'GWh'\n", "rel = true\n")],
    *[SEEN.replace("value = 100", f"value = {x}\nrelative = true") for x in ("0", "-100", "nan")],
    "[observations]\nvariable = 'production'\n", "[observations.f]\nvalue = 1\n", "[[observation]]\nvalue = 1\n", SEEN + SEEN.replace("sd = 5", "sd = -5"),
    SEEN.replace('"power"', '"pwoer"').replace("2025", "2040").replace("sd = 5", "sd = 0"))]
PATCHES["observations"] += [("[horizon]", f"observations = {x}\n[horizon]") for x in ("3", "[1]", "[[]]", "{}", "[{}, 3]", '"production"', "true")]
PATCHES["sensitivity"] = before_economy(*[f"[sensitivity]\n{line}" for line in (
    *[f"method = {x}" for x in ('"sobl"', '"Sobol"', '""', '"given data"', "3", "true", '["sobol"]', '"\\u001b[31m"')],
    *[f"trials = {x}" for x in ("0", "199", "65537", "-1", "1e3", "1000.0", '"1000"', "nan", "true", "[1000]", "99999999999999999999")],
    *[f"year = {x}" for x in ("2023", "2027", "1899", "2025.0", '"2025"', "2025-01-01", "true")],
    *[f"variables = {x}" for x in ('["totl_demand"]', '["total_demand", "total_demand"]', "[1]", '"total_demand"', '[""]', '["power"]', "3", '["\\u202e"]', '["price", 3, "prcie"]')],
    "metod = 'sobol'", "variable = ['total_demand']", "seed = 3", "method = 'sobol'\nmethod = 'none'", "'' = 1",
    "method = 'sobl'\ntrials = 1\nyear = 2040\nvariables = ['demnad']\nzzz = 1")], "[[sensitivity]]\nmethod = 'sobol'", "[sensitivty]\nmethod = 'sobol'")
PATCHES["sensitivity"] += [("[horizon]", f"sensitivity = {x}\n[horizon]") for x in ("3", '"sobol"', "[]", "true")]

WELL_FORMED = BASE.encode()
ELF = b"\x7fELF\x02\x01\x01" + bytes(100)
HDF5_RESULT = b"\x89HDF\r\n\x1a\n" + bytes(5000) + b"cellcast\x02\0\0\0".ljust(512, b"\0")
FILES = {
    "encodings": [
        b"", b"\n\n", b"\xef\xbb\xbf", BASE.encode("utf-16"), BASE.encode("utf-16-le"), BASE.encode("utf-16-be"), BASE.encode("utf-32"),
        WELL_FORMED.replace(b'"tiny"', b'"t\xefny"'), WELL_FORMED.replace(b'"tiny"', b'"t\0ny"'), WELL_FORMED.replace(b"\n", b"\r"), b"schema = 1\rname = 2\n",
        WELL_FORMED.replace(b"[horizon]", b"[horizon]\rx"), WELL_FORMED[:400], WELL_FORMED[:401], WELL_FORMED[:650], WELL_FORMED + b"\xff", WELL_FORMED + b"\0" * 50,
        WELL_FORMED.replace(b"\n", b"\r\n").replace(b"price = 0.5", b"prise = 0.5"), b"\xef\xbb\xbf" + WELL_FORMED.replace(b"price = 0.5", b"prise = 0.5"),
        b"\xef\xbb\xbf" * 3 + WELL_FORMED, WELL_FORMED.replace(b"[horizon]", b"[horizon] \x1b[31m"), WELL_FORMED.replace(b"[horizon]", b"# \x1b[31m\n[horizon]"),
        WELL_FORMED.replace(b"[horizon]", b"\x0c[horizon]"), b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80",
    ],
    "formats": [
        b'{"schema": 1, "name": "x"}\n', b'{\n  "schema": 1\n}\n', b'[{"a": 1}]\n', b"[\n  1, 2\n]\n", b"---\nschema: 1\n", b"schema: 1\nname: x\nhorizon:\n  base_year: 2024\n",
        b"- a\n- b\n", ELF, b"\x89HDF\r\n\x1a\n" + bytes(100), b"cellcast\x01\0\0\0" + bytes(600), b"CDF\x01" + bytes(50), b"\x1f\x8b\x08" + bytes(50), b"PK\x03\x04" + bytes(50),
        b"BZh9" + bytes(50), b"\xfd7zXZ\0" + bytes(50), b"\x28\xb5\x2f\xfd" + bytes(50), b"\x89PNG\r\n\x1a\n" + bytes(50), b"\xff\xd8\xff\xe0" + bytes(50), b"%PDF-1.7\n",
        b"<html></html>\n", b'<?xml version="1.0"?>\n', b"variable,index,year,value\nprice,power,2024,0.5\n", b"a;b\n1;2\n", b"SQLite format 3\0" + bytes(50), b"PAR1" + bytes(50),
        b"MZ\x90\0" + bytes(50), b"GIF89a" + bytes(50),
        b"#!/bin/sh\necho hello\n", b"import os\nprint(os)\n", b"key value\n", b"[section]\nkey: value\n", bytes(range(256)), b"\0" * 1000, b"hello\n", b"\x1b[31mred\n", HDF5_RESULT,
    ],
    "sizes": [
        "a = " + "[" * 100_000, "a = " + "{ a = " * 100_000, "[" * 100_000, "a." * 100_000 + "a = 1\n", "[" + "a." * 100_000 + "a]\n", lines(100_001, "k{} = 1\n"),
        "a = [" + "0," * 300_001 + "]\n", BASE + "#" * (16 << 20), "#" * (17 << 20), "title = \"" + "x" * (2 << 20) + "\"\n", "x" * 2000 + " = 1\n",
        "a = " + "1" * (2 << 20) + "\n", BASE + lines(101, "[segments.s{}]\n"), BASE + lines(99_000, "[segments.s{}]\n"), BASE + lines(99_000, "[markets.m{}]\n"),
        BASE + lines(30_000, '[tariffs.t{}]\nmarket = "abroad"\nrate = 1\n'), BASE + lines(99_000, "[materials.m{}]\n"), BASE + lines(99_000, "[chemistries.c{}]\n"),
        BASE + lines(33_000, '[[correlations]]\nbetween = ["variables.x", "variables.{}"]\nrank = 0.1\n'), BASE + lines(33_000, '[[factors]]\nname = "f{}"\nloads = {{}}\n'),
        BASE.replace("[variables]", "[variables]\n" + lines(24_000, 'v{} = {{ dist = "uniform", low = 0, high = 1 }}\n')),
        BASE + "[outputs.thresholds]\n" + lines(24_000, "v{} = [1]\n"), BASE + "[outputs]\nvariables = [" + lines(99_000, '"v{}",') + "]\n",
        BASE + "[outputs]\nquantiles = [" + "0.5," * 200_000 + "]\n", BASE + lines(1000, "[markets.m{}]\n") + lines(1000, "[segments.s{}]\n"),
        BASE.replace(PRICE, 'price = { dist = "discrete", values = [' + "1," * 100_000 + "], weights = [" + "1," * 100_000 + "] }"),
        BASE.replace(PRICE, 'price = { dist = "discrete", values = [' + lines(30, "{},") + "], weights = [" + "-1," * 100_000 + "] }"),
        BASE.replace("market = \"abroad\"", "market = \"" + "x" * 100_000 + "\""), BASE.replace(PRICE, "price = \"" + "x" * 100_000 + "\""),
        "\"" * 1_000_000, "x" + "=" * 1_000_000, "[[" * 100_000, "a = '''" + "x" * 100_000,
        BASE + lines(20_000, '[[claims]]\nwhat = "x"\nunit = "t"\nvalue = {}\n'),
    ],
}

# How many messages are enough to look at, of inputs with more: all must be counted.
MANY = {
    "many": [
        ("99,999 unknown keys", lines(99_999, "k{} = 1\n")), ("99,000 unknown keys of a segment", BASE.replace(PRICE, PRICE + "\n" + lines(99_000, "k{} = 1\n"))),
        ("9,000 bad tariffs", BASE + lines(9_000, '[tariffs.t{}]\nmarket = "abrod"\nrate = 1\n')), ("100,000 lines without sense", lines(100_000, "x{}\n")),
        ("10^5 keys without values", lines(99_000, "x{} =\n")), ("10^5 duplicates", "x = 1\n" * 99_000), ("10^5 typographic quotes", lines(99_000, "x{} = “1”\n")),
        ("10^5 open headers", "[x\n" * 99_000), ("9,000 unknown correlations", BASE + lines(9_000, '[[correlations]]\nbetween = ["variables.x", "variables.{}"]\nrank = 0.1\n')),
        ("301 inputs in a chain", tied(301, '[[correlations]]\nbetween = ["{a}", "{b}"]\nrank = 0.3\n')), ("300 that clash", tied(300, '[[correlations]]\nbetween = ["{a}", "{b}"]\nrank = 0.5\n')), ("8,000 in a chain", tied(8_000, '[[correlations]]\nbetween = ["{a}", "{b}"]\nrank = 0.5\n')),
        ("1,001 tied by factors", tied(1_001, '[[factors]]\nname = "f{}"\n[factors.loads]\n"{a}" = 0.5\n"{b}" = 0.5\n')),
        ("9,000 bad variables", BASE.replace("[variables]", "[variables]\n" + lines(9_000, "v{} = 'x'\n"))),
        ("900 unknown thresholds", BASE + "[outputs.thresholds]\n" + lines(900, "v{} = [1]\n")),
        ("9,000 claims of unknown ones", BASE + lines(9_000, '[[claims]]\nname = "c{0}"\nwhat = "x"\nunit = "t"\nvalue = {0}\nsum = ["d{0}"]\n')),
        ("9,000 claims of unknown variables", BASE + lines(9_000, '[[claims]]\nwhat = "x"\nunit = "GWh"\nvalue = 1\nyear = 2025\nvariable = "v{}"\n')),
        ("9,000 claims of unknown indices", BASE + lines(9_000, '[[claims]]\nwhat = "x"\nunit = "GWh"\nvalue = 1\nyear = 2025\nvariable = "demand"\nindex = "power.m{}"\n')),
    ],
}

SETS = {
    "sets": ["", "=", "segments.power.price", "segments.power.price=", "segments.power.price=.5", "segments.power.price=abc", "segments.power.price=[", "segments.power.price=-1",
             "segments.power.prise=1", "segments.pwer.price=1", "segment.power.price=1", "extends='x'", "unset=['x']", "a=1\nb=2", "name='../x'", "name=x", "sampling.trials=0",
             "sampling.trials=1e6", "outputs.variables=['demnad']", "segments.power.price={dist='normal',mean=1,sd=1}", "schema=2", "horizon.end_year=2000", "segments=3", "horizon=3",
             "segments.power=3", "\x1b[31m=1", "\u202ex=1", "markets.abroad.home=true", "sampling.seed=-1", "segments.power.price=0,5", "segments.power.price=50%",
             "segments.power.max_utilization=0.5", "segments.power.supply.max_utilization=0.5", "a." * 100 + "a=1", "[x]", "#", "tariffs.duty.market='abraod'",
             "segments.power.price=" + "[" * 1000, "x" * 3000 + "=1", "segments.power.price=\u2212" + "1", "correlations=[]\x00"[:-1] + "x",
             "variables.xx=0.9", "variables.regime=1", "materials.lithum={}", "materials={void={}}", "markets.void.freight=0.1", "chemistries.lpf.materials.lithium=1",
             "tariffs.new={market='abroad',rate=0.1}", "segments.power.markets.abraod.demand=1", "segments.power.chemistry.lpf.base=1"],
}

RUN = ["run", "base.toml", "-o", "x.h5"]
PRICE_KEY, MEAN = "segments.power.price", "mean(total_exports[2026])"


def sought(key=PRICE_KEY, low="0.1", high="0.9", target=f"{MEAN} = 5"):
    return ["seek", "base.toml", "--quiet", "--key", key, "--from", low, "--to", high, "--target", target]


LINES = {
    "pages": [
        ["whatif"], ["whatif", "nothing.toml"], ["whatif", "base.toml", "base.toml"], ["whatif", "base.toml", "--variable", "total_productoin"],
        ["whatif", "base.toml", "--variable", "\u202e"], ["whatif", "base.toml", "--set", "schema"], ["whatif", "base.toml", "--set", "horizon.end_year=1"],
        ["whatif", "base.toml", "-o", "base.toml", "--force"], ["whatif", "base.toml", "--actuals", "nothing.csv"], ["whatif", "base.toml", "--threads", "0"],
        ["whatif", "base.toml", "--trials", "9"],
    ],
    "questions": [
        *[["probability", "base.toml", condition, "--quiet"] for condition in (
            "", " ", "1 +", "(1", "prise[power, 2026] > 1", "price > 1", "price[pwoer, 2026] > 1", "price[power, 2031] > 1", "total_exports[2026] = 5", "'", "\x1b[31m", "\u202e",
            "0 / 0", "1e400", "difference(price)[power, 2026] > 0", "(" * 200 + "1" + ")" * 200, "(" * 60000 + "]" * 60000, "1+" * 20000 + "1", "not", "total_exports[2026] > 5 %")],
        ["probability"], ["probability", "base.toml"], ["probability", "nothing.toml", "1"], ["probability", "base.toml", "1", "--given", "0"], ["probability", "base.toml", "1", "--updated"],
        ["probability", "base.toml", "1", "--given", "price"], ["probability", "base.toml", "1", "--given"], ["compare", "base.toml", "--probability", "1"],
        ["compare", "base.toml", "base.toml", "--given", "1"], ["compare", "base.toml", "base.toml", "--probability", "1", "--year", "2026"],
        sought(target=f"{MEAN} = 1e6"), sought(key=""), sought(key="segments.power.prise"), sought(key="segments.pover.price"), sought(key="segments.power"), sought(key="name"),
        sought(key="markets.home.home"), sought(key="sampling.seed", low="1", high="9"), sought(key="horizon.end_year", low="2026", high="2030"), sought(key="a" + ".b" * 3000),
        sought(key="segments.power.price = 1 #"), sought(key="segments.power.growth.rate.sigma"), sought(low="nan"), sought(high="inf"), sought(high="0.1"), sought(low="-1.0"),
        sought(low=""), sought(low="x"), sought(low="1, 2"), sought(high="1]\nx = [2"), sought(high="2026-01-01"), sought(low="1" * 400), sought(low="'0.1'"), sought(low="0.1 # "),
        sought(key="segments.power.supply.lead_time", low="1.5", high="2"), sought(key="tariffs.duty.from"), sought(target=""), sought(target="P"), sought(target="P("), sought(target="P()"),
        sought(target="P() = 1"), sought(target="P(1 > 0) = 50"), sought(target="P(1 > 0) = -1"), sought(target=f"{MEAN} = nan"), sought(target=f"{MEAN} = 1e999"), sought(target=f"{MEAN} =="),
        sought(target=f"{MEAN} = 5 = 5"), sought(target="mean(price) = 1"), sought(target="quantile(1) = 1"), sought(target="quantile(1, 2) = 1"), sought(target="quantile(1, 0) = 1"),
        sought(target="avg(1) = 1"), sought(target="mean(" + "(" * 60000 + ")" * 60000 + ") = 1"), sought(target="mean(1 / 0) = 1"), ["seek"], ["seek", "base.toml"],
        ["seek", "base.toml", "--key", PRICE_KEY, "--from", "0.1", "--to", "0.9"], ["seek", "nothing.toml", *sought()[2:]], ["seek", "base.toml", "base.toml", *sought()[2:]],
    ],
    "guides": [
        ["explain"], ["explain", ""], ["explain", "segments.power.prise"], ["explain", "a.b.c"], ["explain", "x" * 5000], ["explain", "\u202e"], ["explain", "....."], ["explain", "price", "rate"],
        ["explain", "pricee", "--json"], ["variables", "nothing.toml"], ["variables", "--set", "schema=1"], ["variables", "base.toml", "base.toml"], ["init", "--years", "2025"],
        ["init", "--years", "2025:2025"], ["init", "--years", "-1:2025"], ["init", "--years", "2025:2030:2031"], ["init", "--years", "1e3:2e3"], ["init", "--segment", ""],
        ["init", "--segment", "a.b"], ["init", "--segment", "a", "--segment", "a"], ["init", "--segment", "common"], ["init", "--market", "\u0435u"], ["init", "x"], ["init", "-o", "nowhere/x.toml"],
        ["init", "-o", "base.toml"], ["explian", "price"],
    ],
    "lines": [
        *[[*RUN, "--trials", x] for x in ("-1", "1e99", "0x10", "0", "", "1.5", "abc", "4294967297", "99999999999999999999", "1,000", "+1", " 1", "１")],
        *[[*RUN, "--seed", x] for x in ("-1", "9223372036854775808", "1.0", "x", "")], *[[*RUN, "--threads", x] for x in ("0", "-1", "1025", "x", "2.0", "")],
        [*RUN, "--method", "sobl"], [*RUN, "--method", ""], [*RUN, "--trails", "5"], [*RUN, "--trials"], [*RUN, "--set"], [*RUN, "--color", "blue"], ["rnu", "base.toml"], [], ["run"],
        ["check"], ["check", "nothing.toml"], ["check", ""], ["run", "base.toml", "-o", ""], ["show", "base.toml"], ["export", "base.toml"], ["show"], ["show", "base.toml", "--year", "x"],
        ["central", "base.toml", "base.toml"], ["check", "--trials", "5", "base.toml"], ["--versoin"], ["inputs", "base.toml", "--jsn"], ["run", "base.toml", "base.toml"],
        *[["trace", "base.toml", *words] for words in (
            [], ["--trial", "1000"], ["--trial", "-1"], ["--trial", "1.5"], ["--trial", ""], ["--trial", "99999999999999999999"], ["--trial", "1", "--quantile", "0.5"],
            ["--quantile", "0.5"], ["--quantile", "0.5", "--variable", "price"], ["--trial", "1", "--year", "2025"], ["--trial", "1", "--index", "power"],
            ["--trial", "1", "--variable", "prise"], ["--trial", "1", "--variable", "\x1b[31m"], ["--trial", "1", "--trials", "1"], ["--trail", "1"])],
        *[["trace", "base.toml", "--variable", variable, "--index", index, "--year", year, "--quantile", level] for variable, index, year, level in (
            ("prise", "power", "2025", "0.5"), ("price", "pwoer", "2025", "0.5"), ("price", "power.us", "2025", "0.5"), ("price", "", "2025", "0.5"),
            ("total_demand", "power", "2025", "0.5"), ("driver_level", "power.x", "2025", "0.5"), ("price", "power", "2027", "0.5"), ("price", "power", "x", "0.5"),
            ("price", "power", "2025", "0"), ("price", "power", "2025", "1"), ("price", "power", "2025", "95"), ("price", "power", "2025", "95%"),
            ("price", "power", "2025", "nan"), ("price", "power", "2025", "-0.1"), ("price", "power", "2025", "1e-400"), ("price", "power", "2025", ""))],
        ["trace", "nothing.h5", "--trial", "1"], ["trace", "base.toml"], ["trace"], ["verify"], ["verify", "base.toml"], ["verify", "nothing.h5"], ["verify", ""], ["verify", "."],
        ["verify", "base.toml", "--blocks", "-1"], ["verify", "base.toml", "--quik"], ["verify", "base.toml", "base.toml"], ["verify", "base.toml", "--threads", "0"],
        ["check", "\x1b[31mred.toml"], ["\u202e"], ["check", "base.toml", "--set", "name='x'", "--set", "nmae='y'"],
        ["check", "--claims", "--trials", "x", "base.toml"], ["check", "--claims", "--threads", "0", "base.toml"], ["check", "--json", "--resolved", "base.toml"],
        ["check", "--claims", "--resolved", "base.toml"], ["show", "--claims", "--year", "2025", "x.h5"],
        ["compare"], ["compare", "base.toml"], ["compare", "base.toml", "nothing.toml"], ["compare", "nothing.h5"],
        *[["compare", "base.toml", "base.toml", *words] for words in (
            ["--variable", "prise"], ["--variable", "\x1b[31m"], ["--year", "x"], ["--year", "1999"], ["--trials", "0"], ["--threads", "0"], ["--method", "sobl"],
            ["--jsn"])],
        ["sensitivity"], ["sensitivity", "base.toml"], ["sensitivity", "nothing.h5"], ["sensitivity", "base.toml", "base.toml"], ["sensitivity", "."],
        *[["sensitivity", "base.toml", *words] for words in (["--top", "0"], ["--top", "-1"], ["--top", "x"], ["--top", ""], ["--variable"], ["--tpo", "3"])],
        ["show", "--updated", "base.toml"], ["show", "--updated", "--claims", "base.toml"], ["show", "--updated", "--year", "x", "base.toml"],
        ["verify", "base.toml", "--base"], ["verify", "base.toml", "--base", "nothing.toml"], ["verify", "base.toml", "--seed", "-1"],
        *[["run", "base.toml", "-o", "x.h5", "--set", word] for word in ("observations=[{}]", "sensitivity.method='sobl'", "claims=[{value=1}]",
                                                                        "observations=[{variable='',year=2025,value=1,sd=1}]")],
    ],
    "scores": [
        ["score"], ["score", "base.toml"], ["score", "nothing.toml"], ["score", "."], ["score", ""], ["score", "base.toml", "--until", "2025"],
        *[["score", "base.toml", "--actuals", path] for path in ("base.toml", ".", "nothing.csv", "", "/dev/null", "\x1b[31m")],
        *[["score", "base.toml", "--updated", "--until", year] for year in ("x", "", "2025.5", "-1", "99999999999")],
        ["score", "base.toml", "--actual", "a.csv"], ["score", "base.toml", "--update"], ["scroe", "base.toml"]],
    "boxes and choices": [
        ["discover"], ["discover", "base.toml"], ["discover", "--where", "1 < 2"], ["discover", "nothing.toml", "--where", "1 < 2"], ["discover", ".", "--where", "1 < 2"],
        *[["discover", "base.toml", "--trials", "100", "--where", text] for text in (
            "", " ", "1 <", "prise[power, 2025] > 1", "price > 1", "price[pwoer, 2025] > 1", "price[power, 1999] > 1", "(price[power, 2025] > 1", "total_demand[2025] < 0",
            "log(0 - total_demand[2025]) > 1", "input('variables.y') > 1", "\x1b[31m", "difference(total_demand)[2025] > 0", "1" * 5000)],
        ["discover", "base.toml", "--where", "1 < 2", "--where", "2 < 3"], ["discover", "base.toml", "base.toml", "--where", "1 < 2"], ["discover", "base.toml", "--were", "1 < 2"],
        ["decide"], ["decide", "base.toml"], ["decide", "base.toml", "base.toml"], ["decide", "base.toml", "--payoff", "1"], ["decide", "base.toml", "nothing.toml", "--payoff", "1"],
        *[["decide", "base.toml", "base.toml", "--trials", "100", "--payoff", text] for text in ("", "prise", "price", "total_demand[2025", "log(0 - total_demand[2025])", "\x1b[31m")],
        *[["decide", "base.toml", "base.toml", "--payoff", "1", "--risk", risk] for risk in ("", "maen", "cvar", "cvar=", "cvar=0", "cvar=1", "cvar=10", "cvar=10%", "cvar=nan", "cvar=x")],
        ["decide", "base.toml", "base.toml", "--payoff", "1", "--trials", "1"], ["decide", "base.toml", "base.toml", "--payoff", "1", "--trials", "1e9"],
        ["decide", "base.toml", "base.toml", "--payoff", "1", "--minimise"]],
    "short numbers, names and places": [
        *[[*RUN, "--trials", x] for x in ("1kk", "-1k", "1m", "1e", "1e-3", "1.2345k", "5G", "1e" + "9" * 99, ".", "1.", "k", "1" * 5000 + "k", "1.0000000001G", "1.5.5k", "1M k")],
        *[
            ["--trials", "10", "run", "base.toml"], ["--trails=10", "run", "base.toml"], ["--trials", "10", "rnu", "base.toml"], ["-o", "x", "run", "base.toml"], ["--\x1b[31m", "run", "base.toml"],
            ["run", "base.toml", "-o", "-"], ["sweep", "base.toml", "-o", "-"], ["merge", "w", "-o", "-"], ["resume", "w", "-o", "-"], ["plan", "base.toml", "--slurm", "-", "--json"],
            ["check", "[x]"], ["check", "[a,b]"], ["check", "["], ["check", "[\x1b[31m]"], ["run", "[base.toml]"], ["compare", "[base.toml]", "base.toml"], ["[x]"], ["check", "--", "--force"]],
        *[["show", "base.toml", *words] for words in (
            ["--percentiles", "0"], ["--percentiles", "100"], ["--percentiles", "x"], ["--percentiles", ""], ["--percentiles", ","], ["--percentiles", "nan"], ["--percentiles", "1e400"],
            ["--percentiles", "10;50"], ["--percentiles", "P"], ["--percentiles"], ["--year", "2025,x"], ["--year", ","], ["--index"], ["--claims", "--index", "x"], ["--indx", "x"])],
        *[["export", "base.toml", *words] for words in (["-o", ""], ["-o"], ["--wied"], ["--year", "-1"], ["--percentiles", "-5"], ["-o", "base.toml", "--force"], ["-o", "-"])],
        ["export", "nothing.h5", "-o", "x.csv"], ["run", "base.toml", "--quiet=maybe"], ["check", "nothing.toml", "-q"],
    ],
}

RATE = "rate = 0.1\n"
PATCHES["dates"] = [(RATE, f"{RATE}from = {day}\n") for day in (
    "2025/01/01", "2025/1/1", "2025.01.01", "2025-1-1", "01.04.2025", "1.4.2025", "04/01/2025", "4-1-2025", "13/01/2025", "01/13/2025", "31.02.2025", "20250101", "2025",
    '"2025/01/01"', '"01.04.2025"', '"2025-01-01"', '"1 April 2025"', "'20250101'", "1.2.3.4", "2025-01-01T00:00:00", "99/99/9999")]
PATCHES["kept"] = before_economy('[outputs]\nvariables = ["price"]\nthresholds.total_demand = [100]', "[outputs]\nvariables = ['price']\nthresholds = { price = [1], pirce = [2] }",
                                 "[outputs]\nvariables = ['price', 'total_demand']\n[outputs.thresholds]\ntotal_demand = [1]\nunmet = [1]")
LAWS = ('dist = "normal", mean = 0.5, sd = 0.1', 'dist = "normal", mean = 0.2, sd = 0.1', 'dist = "lognormal", median = 0.5, sigma = 0.3', 'dist = "lognormal", mean = 0.5, sd = 0.3',
        'dist = "student_t", dof = 3, location = 0.5, scale = 0.02', 'dist = "student_t", dof = 30, location = 0.5, scale = 0.02', 'dist = "gamma", shape = 4, scale = 0.1',
        'dist = "gamma", shape = 400, scale = 0.001', 'dist = "weibull", shape = 2, scale = 0.4', 'dist = "metalog", p10 = 0.4, p50 = 0.5, p90 = 0.6', 'dist = "metalog", p10 = 0.4, p50 = 0.5, p90 = 0.6, min = 0',
        'dist = "normal", mean = 0.5, sd = 0.1, min = 0.1', 'dist = "normal", mean = 0.5, sd = 1e-9', 'dist = "normal", mean = 0.5, sd = 1e9')
PATCHES["bounds"] = [*[("learning_rate = 0.1", f"learning_rate = {{ {law} }}") for law in LAWS], *price(*(f"{{ {law} }}" for law in LAWS if "gamma" not in law and "weibull" not in law and "lognormal" not in law and "min" not in law))]

# Base.toml with a duty that acts and a correlation that does: what is changed then does nothing.
ACTING = BASE.replace("freight = 0.05", "freight = 0.05\nsubstitution = 2").replace(PRICE, 'price = { var = "x", scale = 3 }').replace(
    "gross_margin = 0.2", 'gross_margin = { dist = "uniform", low = 0.1, high = 0.3 }')
WARNED = {"without effect": [ACTING.replace(old, new, 1) for old, new in (
    ("substitution = 2", "substitution = 0"), ("substitution = 2\n", ""), ("home_share = 0.5\nlocal_capacity = 25", "home_share = 1"),
    (RATE, f"{RATE}until = 2024-01-01\n"), (RATE, f"{RATE}from = 2027-01-01\n"), (RATE, f"{RATE}from = 2010-01-01\nuntil = 2011-01-01\n"),
    (RATE, f'{RATE}segments = ["power", "ship"]\n' + BASE[BASE.index("[segments.power]"):BASE.index("[segments.power.markets.abroad]")].replace("power", "ship").replace(
        "production = 100", "production = 80") + "[segments.ship.chemistry]\nlfp = { base = 1, end = 1 }\n"), ("demand = 40\nhome_share = 0.5\nlocal_capacity = 25", "demand = 0\nhome_share = 1"),
    (RATE, "rate = 25\n"), (RATE, 'rate = { dist = "uniform", low = 5, high = 10 }\n'), (RATE, 'rate = { dist = "discrete", values = [0, 25], weights = [9, 1] }\n'),
    (RATE, 'rate = { var = "x", scale = 100 }\n'), ("freight = 0.05", "freight = 5"), ("mean = 0.1, sd = 0.02, min = 0, max = 0.2", "mean = 5, sd = 0.2, min = 4, max = 6"),
    ('"variables.x", ', '"shock.power[2025]", '), ('"variables.x", ', '"shock.material[2026]", '), ('price = { var = "x", scale = 3 }', PRICE),
    (HEAD, f'[outputs]\nvariables = ["tariff"]\n{HEAD}'), ("[[correlations]]", '[[factors]]\nname = "f"\nloads = { "variables.x" = 0.5, "shock.common[2025]" = 0.5 }\n[[correlations]]'),
    *[("[[correlations]]", SEEN.replace("production", name).replace('"power"', index).replace("2025", year) + "[[correlations]]")
      for name, index, year in (("production", '"power"', "2024"), ("tariff", '"power.abroad"', "2025"), ("home_share", '"power.home"', "2026"), ("capacity", '"power"', "2025"),
                                ("material_price_index", '""', "2026"))])]}

OVER = "name = 'over'\n"
REFERRING = BASE[:BASE.index("[horizon]")] + """[sampling.stop]
variable = "production"
index = "power"
year = 2025
quantile = 0.5
relative_error = 0.01
max_trials = 1000
[sensitivity]
variables = ["production"]
year = 2025
[[observations]]
variable = "production"
index = "power"
year = 2025
value = 100
sd = 5
""" + FIGURE + 'variable = "production"\nindex = "power"\n'
FOLDERS = {
    "extends": [
        {"s.toml": "extends = 's.toml'\n" + OVER}, {"s.toml": "extends = 'b.toml'\n", "b.toml": "extends = 's.toml'\n"}, {"s.toml": "extends = '../x.toml'\n"},
        {"s.toml": "extends = '/etc/passwd'\n"}, {"s.toml": "extends = 'nothing.toml'\n"}, {"s.toml": "extends = ''\n"}, {"s.toml": "extends = '.'\n"}, {"s.toml": "extends = 3\n"},
        {"s.toml": "extends = ['b.toml']\n"}, {"s.toml": "extends = 'a\\u0000b'\n"}, {"s.toml": 'extends = "a\\u0000b"\n'}, {"s.toml": 'extends = "\\u001b[31m"\n'},
        {"s.toml": "extends = 'link.toml'\n", "link.toml": ("link", "/etc/hostname")}, {"s.toml": "extends = 'link.toml'\n", "link.toml": ("link", "link.toml")},
        {"s.toml": "extends = 'link.toml'\n", "link.toml": ("link", "s.toml")}, {"s.toml": "extends = 'pipe'\n", "pipe": ("pipe", "")}, {"s.toml": "extends = '/dev/zero'\n"},
        {"s.toml": "extends = 'b.toml'\n" + OVER, "b.toml": BASE.replace(PRICE, "prise = 0.5")},
        {"s.toml": "extends = 'b.toml'\nsegments.power.cots = 1\n", "b.toml": BASE.replace("freight = 0.05", "freight = 50")},
        {"s.toml": "extends = 'b.toml'\n" + OVER, "b.toml": BASE.replace(PRICE, "price = .5")}, {"s.toml": "extends = 'b.toml'\n", "b.toml": BASE.replace(PRICE, f"{PRICE}\n{PRICE}")},
        {"s.toml": "extends = 'b.toml'\n", "b.toml": '{"a": 1}'}, {"s.toml": "extends = 'b.toml'\n", "b.toml": lines(100_001, "k{} = 1\n")}, {"s.toml": "extends = 'b.toml'\nunset = ['segments.power.prise']\n", "b.toml": BASE},
        {"s.toml": "extends = 'b.toml'\nunset = ['segments.power.price']\n", "b.toml": BASE}, {"s.toml": "extends = 'b.toml'\nunset = 'price'\n", "b.toml": BASE},
        {"s.toml": "unset = ['a']\n" + BASE}, {f"{'s' if i == 0 else i}.toml": f"extends = '{i + 1}.toml'\n" for i in range(18)},
        {"s.toml": "extends = 'b.toml'\nname = 'x'\nname = 'y'\n", "b.toml": BASE}, {"s.toml": "extends = 'sub/b.toml'\n", "sub/b.toml": "extends = '../../x.toml'\n"},
        {"s.toml": "extends = 'b.toml'\n[[claims]]\nname = 'f'\nvalue = 'x'\n[[claims]]\nname = 'g'\n", "b.toml": BASE + FIGURE},
        {"s.toml": "extends = 'b.toml'\nclaims = 3\n", "b.toml": BASE + FIGURE},
        *[{"s.toml": f"extends = 'b.toml'\n{body}\n", "b.toml": BASE} for body in (
            "[segments.pover]\nprice = 0.6", "[segments.storage]\nprice = 0.6", "[tariffs.dut]\nrate = 0.2", "[tariffs.taxes]\nrate = 0.2",
            "[segments.pwer.growth]\nrate = 9e9\n[segments.poweer.cost]\nlearning_rate = 0.1", "[markets.abraod]\nfreight = 50", "[segments.power.markets.abraod]\ndemand = 1")],
    ],
    "links": [  # out of the folder, by whatever way
        {"in/s.toml": "extends = 'link.toml'\n" + OVER, "in/link.toml": ("link", "../out.toml"), "out.toml": BASE}, {"s.toml": "extends = 'in/link.toml'\n" + OVER, "in/link.toml": ("link", "/etc/hostname")},
        {"in/real.toml": "extends = 'link.toml'\n" + OVER, "s.toml": ("link", "in/real.toml"), "link.toml": ("link", "/etc/hostname")},
        {"in/real.toml": "extends = '../b.toml'\n" + OVER, "s.toml": ("link", "in/real.toml"), "b.toml": BASE},
    ],
    "one slip": [  # and nothing that follows from it
        {"s.toml": "extends = 'nothing.toml'\n" + REFERRING}, {"s.toml": "extends = 'b.toml'\n" + REFERRING, "b.toml": BASE.replace("[segments.power]", "[segments.power")},
        {"s.toml": "extends =\nunset = ['segments']\n"}, {"s.toml": BASE.replace("[segments.power.growth]\n", '[segments.power.growth]\nprocess = logistic\nsaturation = 9\n')},
        {"s.toml": BASE.replace("[segments.power.growth]\n", '[segments.power.growth]\nproces = "logistic"\nsaturation = 9\n')},
        {"s.toml": BASE + REFERRING[REFERRING.index("[[observations]]"):].replace("year", "yeer", 1)},
        {"s.toml": BASE + FIGURE + 'varable = "production"\nindex = "power"\n'}, {"s.toml": BASE + SEEN.replace("index", "indx")},
        {"s.toml": BASE + SEEN.replace('"power"', '["power"]')}, {"s.toml": BASE + SEEN.replace("index", "index.x")},
        *[{"s.toml": BASE + FIGURE.replace(old, new) + OTHER + "sum = ['f']\n"} for old, new in
          (("name", "nmae"), ('"f"', '"1f"'), ('"f"', "3"), ('name = "f"\n', ""), ("[[claims]]", "[[claim]]"))],
        {"s.toml": "extends = 'b.toml'\nunset = ['segments.power.price', 'segments.power.price']\nsegments.power.price = 1\n", "b.toml": BASE},
    ],
    "data files": [
        *[{"s.toml": BASE.replace(PRICE, 'price = { dist = "empirical", file = "d.csv", column = "rate" }'), "d.csv": table} for table in (
            "", "\n\n", "rate", "rate\n", "rate\n0.5\n", "rate\n0.5\n0.5\n", "rat\n0.5\n0.6\n", "year;rate\n2020;0,5\n", "year,rate,rate\n1,2,3\n",
            "year,rate\n2020,0.5\n2021\n2022,0.7\n", "year,rate\n2020,0,5\n", "year,rate\n2020,\n2021,0.5\n", "year,rate\n2020,n/a\n2021,5 %\n2022,inf\n2023,nan\n2024,1_000\n",
            "rate\n\"0,5\"\n0.6\n", "rate\n\"0.5\n0.6\n", "rate\n\"0.5\"x\n", "rate\n0\"5\n", "rate\n0.5\r0.6\r", b"rate\n\x00\x01\n", b"\x89HDF\r\n\x1a\n\x00\x00",
            "rate\n-0.5\n0.6\n", "rate\n" + "x\n" * 50, "rate\n" + "".join(f"{i}\n" for i in range(250_001)), "," * 1200 + "\n", b"\xff\xfer\x00a\x00",
            "\u0435rate\n1\n", "rate\n1e999\n2\n", "rate\n" + "9" * 400 + "\n1\n")],
        {"s.toml": BASE.replace(PRICE, 'price = { dist = "empirical", file = "d.csv", column = "rate" }'), "d.csv/x": "rate\n"},
        {"s.toml": BASE.replace(PRICE, 'price = { dist = "empirical", file = "d.csv", column = "rate" }'), "d.csv": ("link", "/etc/hostname")},
        {"s.toml": BASE.replace(PRICE, 'price = { dist = "empirical", file = "d.csv", column = "rate" }'), "d.csv": ("fifo", "")},
        {"s.toml": "extends = 'sub/b.toml'\n", "sub/b.toml": BASE.replace(PRICE, 'price = { dist = "empirical", file = "d.csv", column = "rate" }'), "sub/d.csv": "rate\n0.5\nx\n"},
        {"s.toml": BASE.replace(PRICE, 'price = { dist = "mixture", of = [{ dist = "empirical", file = "d.csv", column = "rate" }], weights = [1] }'), "d.csv": "rate\n0.5\nx\n"},
    ],
    "shipped scenarios": [
        {"s.toml": f"extends = 'shipped:{name}'\n"} for name in ("../china-2031", "china-2031x")
    ],
    "factors": [
        {"s.toml": BASE + f"[[factors]]\nname = 'cycle'\n{loads}\n"} for loads in (
            "[factors.loads]\n'variables.x' = 0.3\nshock.power[2025] = 0.3", "loads = { 'variables.x' = 0.3, shock.power[2025] = 0.3 }",
            "loads = { 'variables.x' = '0.3' }", "loads = { 'variables.x' = 0.3 }", "loads = {}", "[factors.loads]\n'variables.x = 0.3\n'variables.y' = 0.3",
            "lods = { 'variables.x' = 0.3, 'segments.power.growth.rate' = 0.3 }")
    ],
    "clashes": [
        clash(("a", "b", "pearson = 0.9"), ("a", "c", "pearson = 0.9"), ("b", "c", "pearson = -0.9"), ("a", "d", "pearson = 0.8"), ("b", "d", "pearson = 0.8")),
        clash(("a", "b", "pearson = 0.9"), ("a", "c", "pearson = 0.9"), ("b", "c", "pearson = -0.9"), ("c", "d", "pearson = 1.5")),
        clash(*NARROW), clash(*NARROW, ("b", "c", "rank = 1.0")), clash(*NARROW, ("b", "c", "rank = '0.7'")), clash(*NARROW, ("b", "c", "rnak = 0.7")),
        clash(*NARROW, ("b", "cc", "rank = 0.7")), clash(*NARROW, ("b", "b", "rank = 0.7")), clash(*NARROW, ("b", "c", "rank = 0.1"), ("c", "b", "rank = 0.7")),
        clash(*NARROW, then='[[correlations]]\nbetween = ["variables.b"]\nrank = 0.7\n'), clash(*NARROW, then="[[corelations]]\nrank = 0.7\n"),
        clash(*NARROW, then="[[factors]]\nname = 'f'\n[factors.loads]\n'variables.b' = 0.8\n'variables.c' = 1.8\n"),
        clash(*NARROW, then="[[factors]]\nname = 'f'\n[factors.loads]\n'variables.b' = 0.8\n'variables.cc' = 0.8\n"),
        clash(*NARROW, then="[[factors]]\nname = 'f'\n"), clash(*NARROW, ("b", "c", "rank = 0.2"), then="[copula]\nkind = 'student_t'\ndof = 0.5\n"),
        clash(("a", "b", "pearson = 0.5"), ("b", "c", "pearson = 0.5"), ("a", "c", "pearson = -0.5")),
    ],
    "several": [
        {"s.toml": BASE.replace(PRICE, "prise = 0.5").replace("freight = 0.05", "freight = 50").replace(SEED, "seed = -1\n")},
        {"s.toml": BASE.replace(PRICE, "price = .5").replace("freight = 0.05", "freight = 5%").replace(SEED, "seed = 01\n").replace("demand = 40", "demand = -40")},
        {"s.toml": BASE.replace(PRICE, "prise = 0.5"), "t.toml": BASE.replace(SEED, "seed = -1\n"), "u.toml": BASE},
        {"s.toml": BASE.replace(PRICE, 'price = { dist = "normal", mean = "x", sd = -1, low = 3 }')},
    ],
}

FILES.update(later_tables.FILES)
WARNED["without effect"] += later_tables.WARNED
