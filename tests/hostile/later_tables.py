"""Bad quotas, submarkets, splits, customs, installation, groups of producers and news, grouped by kind; and valid ones that do nothing.

Each is base.toml with the tables below, of which one passage is replaced.
"""
import pathlib

BASE = (pathlib.Path(__file__).resolve().parent / "base.toml").read_text(encoding="utf-8")
TABLES = BASE.replace("[markets.abroad]\n", "[markets.abroad]\nvolatility = 0.1\n").replace(
    "local_capacity = 25", "local_capacity = 25\ninstalled_ratio = 0.9\nduration = 2\nhome_share_drift = 0.1") + """
[economy.material_price]
news = { 2025 = -0.5 }
[quotas.cap]
market = "abroad"
from = 2025-01-01
until = 2026-01-01
limit = 10
[quotas.ban]
market = "abroad"
segments = ["power"]
from = 2026-01-01
limit = 0
[segments.power.submarkets]
cars = { share = 2, growth = 0.1, cell_energy = 50 }
buses = { share = 1 }
[segments.power.splits.cell]
round = { base = 1, end = 1 }
flat = { base = 3, end = 9 }
[customs]
exchange_rate = 7
[segments.power.customs]
unit_energy = 900
[segments.power.competition]
selection = 1
[concentration]
ranks = [2, 4]
[producers.leaders.segments.power]
share = 3
firms = 2
[producers.others.segments.power]
share = 1
firms = 20
volatility = 0.2
[producers.foreign]
home_owned = false
[producers.foreign.segments.power]
markets.abroad = { base = 0.5 }
"""


def changed(*patches, text=TABLES):
    """A text for each patch: an old passage and what it becomes."""
    for old, _ in patches:
        assert old in text, old
    return [text.replace(old, new, 1) for old, new in patches]


def values(line, *others):
    """A patch for each other value of a line."""
    key = line.split(" = ")[0]
    return [(line, f"{key} = {other}") for other in others]


def after(header, *lines):
    return [(header, f"{header}\n{line}") for line in lines]


CAP, BAN, LEADERS, OTHERS, FOREIGN = "[quotas.cap]", "[quotas.ban]", "[producers.leaders.segments.power]", "[producers.others.segments.power]", "[producers.foreign.segments.power]"
CAPPED = 'market = "abroad"\nfrom = 2025-01-01\nuntil = 2026-01-01\nlimit = 10'
SHIP = BASE[BASE.index("[segments.power]"):BASE.index("[segments.power.markets.abroad]")].replace("power", "ship").replace("production = 100", "production = 80") + (
    "[segments.ship.chemistry]\nlfp = { base = 1, end = 1 }\n")
MIXED = '{ dist = "uniform", low = 0, high = 1 }'

FILES = {
    "quotas": changed(
        *[(CAPPED, CAPPED.replace("10", x)) for x in ("-1", '"10"', "nan", "inf", "true", "[10]", "1e400", '{ dist = "normal", mean = 10, sd = 3 }', '{ var = "x", scale = -1 }', '{ var = "z" }')],
        (CAPPED, CAPPED.replace("\nlimit = 10", "")), (CAPPED, CAPPED.replace("limit", "rate")), (CAPPED, CAPPED.replace("limit", "limt")), (CAPPED, CAPPED.replace('"abroad"', '"home"')),
        (CAPPED, CAPPED.replace('"abroad"', '"abraod"')), (CAPPED, CAPPED.replace('"abroad"', '["abroad"]')), (CAPPED, CAPPED.replace('market = "abroad"\n', "")),
        *[(CAPPED, f"segments = {x}\n{CAPPED}") for x in ("[]", '["pwer"]', '["power", "power"]', '"power"', "[1]")],
        (CAPPED, CAPPED.replace("2025-01-01", "2026-06-01")), (CAPPED, CAPPED.replace("2026-01-01", "2025-01-01")), (CAPPED, CAPPED.replace("2026-01-01", '"2026-01-01"')),
        (CAPPED, CAPPED.replace("2026-01-01", "01.01.2026")), (CAPPED, CAPPED.replace("2026-01-01", "2026-02-30")), (CAPPED, CAPPED.replace("2026-01-01", "2026")),
        # two that name one segment and market on a day
        (CAPPED, CAPPED.replace("2026-01-01", "2026-01-02")), (CAPPED, CAPPED.replace("\nuntil = 2026-01-01", "")), (CAPPED, 'market = "abroad"\nlimit = 10'),
        (f'{BAN}\nmarket = "abroad"\nsegments = ["power"]\nfrom = 2026-01-01', f'{BAN}\nmarket = "abroad"'), ("from = 2026-01-01\nlimit = 0", "limit = 0"),
        (CAP, '[quotas.third]\nmarket = "abroad"\nlimit = 3\n' + CAP), (CAP, "[quotas]\ncap = 3\n[quota.cap]"), (CAP, "[[quotas]]"), (CAP, '[quotas."the cap"]')),
    "submarkets": changed(
        *[(old, new) for line in ("share = 2",) for old, new in values(line, "-1", "2e9", '"2"', "nan", '{ dist = "normal", mean = 2, sd = 1 }')],
        ("share = 2, growth = 0.1", "growth = 0.1"), ("cars = { share = 2, growth = 0.1, cell_energy = 50 }\nbuses = { share = 1 }", f"cars = {{ share = 0 }}\nbuses = {{ share = {MIXED} }}"),
        ("cars = { share = 2, growth = 0.1, cell_energy = 50 }\nbuses = { share = 1 }", "cars = { share = 0 }\nbuses = { share = 0 }"),
        *values("growth = 0.1", "-0.95", "11", '"10%"', "10 %"), *values("cell_energy = 50", "0", "-3", "1e10", '"50"'), ("cell_energy = 50", "cell_enrgy = 50"),
        ("buses = { share = 1 }", "buses = 1"), ("buses = { share = 1 }", '"big buses" = { share = 1 }'), ("buses = { share = 1 }", "cars = { share = 1 }"),
        ("[segments.power.submarkets]", "[segments.power.submarket]"), ("[segments.power.growth]", '[segments.power.growth]\nprocess = "submarkets"'),
        ('rate = { dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }', 'process = "submarkets"\ndrivers.x = { base = 1, rate = 0.1 }'),
        ('rate = { dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }', 'process = "submarket"')) + [
        BASE.replace('rate = { dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }', 'process = "submarkets"').replace(', "segments.power.growth.rate"', ', "shock.power[2025]"') + more
        for more in ("", "[segments.power.submarkets]\n", "[segments.power.submarket.cars]\nshare = 1\n", "[segments.power.submarkets.cars]\nshare = 0\n",
                     "[segments.power.submarkets]\ncars = { share = 1, growth = -0.8 }\n[segments.power.markets.home]\ngrowth_premium = -0.3\n")] + [
        BASE.replace('rate = { dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }', 'process = "submarkets"').replace(', "segments.power.growth.rate"', ', "shock.power[2025]"').replace(
            "demand = 80", "demand = 80\ngrowth_premium = -0.3") + f"[segments.power.submarkets]\ncars = {{ share = 1, growth = {growth} }}\n" for growth in ("-0.8", '{ dist = "uniform", low = -0.9, high = 0 }')],
    "splits": changed(
        *[(old, new) for old, new in values("round = { base = 1, end = 1 }", "{ base = -1, end = 1 }", '{ base = "1" }', "{ bas = 1 }", "1", "{ base = 2e9, end = 1 }")],
        ("round = { base = 1, end = 1 }\nflat = { base = 3, end = 9 }", ""), ("round = { base = 1, end = 1 }\nflat = { base = 3, end = 9 }", "round = { base = 1 }\nflat = { base = 3 }"),
        ("round = { base = 1, end = 1 }\nflat = { base = 3, end = 9 }", "round = { end = 1 }\nflat = { end = 3 }"), ("round = { base = 1, end = 1 }\nflat = { base = 3, end = 9 }", "round = {}\nflat = {}"),
        ("round = { base = 1, end = 1 }\nflat = { base = 3, end = 9 }", f"round = {{ base = {MIXED}, end = 1 }}\nflat = {{ base = {MIXED}, end = 9 }}"),
        ("[segments.power.splits.cell]", "[segments.power.splits]"), ("[segments.power.splits.cell]", "[segments.power.split.cell]"), ("[segments.power.splits.cell]", "[splits.cell]")),
    "installation": changed(
        *values("installed_ratio = 0.9", "0", "-1", "90", '"0.9"', MIXED), *values("duration = 2", "0", "2000", "-2", '"2h"', "2 h"),
        ("installed_ratio = 0.9\n", ""), ("installed_ratio = 0.9\n", "instaled_ratio = 0.9\n"), ("duration = 2", "duration_end = 2"), ("installed_ratio = 0.9\nduration = 2", "duration_end = 2"),
        ("duration = 2", "duration = 2\nduration_end = 0"), *values("home_share_drift = 0.1", "3", "-3", "10%", MIXED.replace("high = 1", "high = 5")),
        ("demand = 80", "demand = 80\nhome_share_drift = 0.1"), ("demand = 80", "demand = 80\nduration = 2")),
    "customs": changed(
        *values("exchange_rate = 7", "0", "-7", '"7"', "1e7", "nan", '{ dist = "normal", mean = 7, sd = 1 }'), ("exchange_rate = 7", ""), ("exchange_rate = 7", "exchange_rate = 7\nexchange_rate_end = 0"),
        ("exchange_rate = 7", "exchange = 7"), ("[customs]\nexchange_rate = 7\n", ""), ("[segments.power.customs]\nunit_energy = 900\n", ""), ("[segments.power.customs]", "[segments.power.custom]"),
        ("[customs]", "[custom]"), *values("unit_energy = 900", "0", "-1", "1e10", '"900 Wh"'), *after("[segments.power.customs]", "share = 50", "share = 1.5", "value_ratio = 0", "value_ratio = 2000"),
        ("[segments.power.customs]", "[segments.pwer.customs]"), ("[customs]", "[[customs]]")),
    "news": changed(
        *values("news = { 2025 = -0.5 }", "{ 2024 = 0.5 }", "{ 2027 = 0.5 }", "{ 25 = 0.5 }", "{ soon = 0.5 }", "{ 2025 = 6 }", '{ 2025 = "0.5" }', "0.5", "[0.5]", "{ 2025 = nan }"),
        *values("volatility = 0.1", "-0.1", "4", '"high"'), ("home = true", "home = true\nvolatility = -1"), ("home = true", "home = true\nvolatility = 0.1\nfreight = 0.1")),
    "competition": changed(
        *values("selection = 1", "-1", "21", '"1"', MIXED.replace("low = 0", "low = -1")), *after("[segments.power.competition]", "fixed_cost = 2", "fixed_cost = 15", "fixd_cost = 0.1"),
        *values("ranks = [2, 4]", "[]", "[4, 2]", "[2, 2]", "[0]", "[101]", "[2.5]", '["2"]', "2", "[nan]", str(list(range(1, 22))), "[true]"), ("[concentration]", "[concentration]\nrank = [3]")) + [
        BASE + "[concentration]\nranks = [3]\n", BASE + "[segments.power.competition]\nselection = 1\n", BASE + "[concentration]\n[segments.power.competition]\n"],
    "producers": changed(
        *[(f"{LEADERS}\nshare = 3", f"{LEADERS}\nshare = {x}") for x in ("-1", "2e9", '"3"', "nan", "75 %", "{ dist = 'normal', mean = 3, sd = 1 }")],
        *[(f"{LEADERS}\nshare = 3\nfirms = 2", f"{LEADERS}\nshare = 3\nfirms = {x}") for x in ("0", "201", "2.5", '"2"', MIXED, "-1")],
        *after(LEADERS, "skew = -1", "skew = 6", f"skew = {MIXED}", "entry = -1", "entry = 60", "attrition = 0.95", "attrition = 95", "exit_margin = 2", "exit_response = -1", "drift = 3", "volatility = 3",
               "cost = -1", "cost = 11", "premium = -1", "premium = 11", "idle = -1", "overseas = -1", "idel = 1", "markets.abroad = { base = 1 }", "markets = 3"),
        *after(FOREIGN, "overseas = 1", "markets.abraod = { base = 1 }", "markets.home = { base = -1 }", "markets.home = { base = 1, ende = 2 }", "markets.home = 3"),
        ("home_owned = false", "home_owned = 0"), ("home_owned = false", 'home_owned = "no"'), ("home_owned = false", 'home_owned = "yes"'), ("home_owned = false", "home_ownd = false"), ("home_owned = false", "home_owned = true"), ("home_owned = false\n", ""), ("home_owned = false", "foreign = true"),
        (LEADERS, "[producers.leaders.segments.pwer]"), (LEADERS, "[producers.leaders.segment.power]"), (LEADERS, '[producers."the leaders".segments.power]'), (LEADERS, "[producers.common.segments.ship]"),
        (LEADERS, "[[producers.leaders]]"), (f"{LEADERS}\nshare = 3\nfirms = 2\n{OTHERS}\nshare = 1", f"{LEADERS}\nfirms = 2\n{OTHERS}\nidle = 1"),
        (f"{LEADERS}\nshare = 3\nfirms = 2\n{OTHERS}\nshare = 1", f"{LEADERS}\nshare = 0\nfirms = 2\n{OTHERS}\nshare = {MIXED}")) + [
        BASE.replace("end_year = 2026", "end_year = 2060") + f"{LEADERS}\nshare = 1\n{line}\n" for line in ("entry = 30", 'firms = 100\nentry = { dist = "uniform", low = 0, high = 26 }')] + [
        BASE + SHIP + "[producers.leaders.segments.power]\nshare = 1\n[producers.leaders.segments.ship]\nfirms = 3\n"],
    "later outputs": [text.replace("[economy]", f"{line}\n[economy]", 1) for text, line in (
        *[(BASE, f'[outputs]\nvariables = ["{name}"]') for name in ("unserved", "submarket_demand", "installed", "installed_power", "customs_value", "split_share", "producer_share", "home_firms")],
        (TABLES, '[outputs]\nvariables = ["producer_sahre"]'), (BASE, "[outputs.thresholds]\ntotal_unserved = [1]"), (BASE, '[sensitivity]\nvariables = ["home_hhi"]'),
        (BASE, '[sampling.stop]\nvariable = "total_customs_value"\nrelative_error = 0.1'))] + [
        text + f'[[observations]]\nvariable = "{name}"\nindex = "{index}"\nyear = 2025\nvalue = 1\nsd = 1\n' for text, name, index in (
            (BASE, "producer_share", "leaders.power"), (TABLES, "producer_share", "power.leaders"), (TABLES, "home_concentration", "power.3"), (TABLES, "home_concentration", "power"),
            (TABLES, "submarket_demand", "cars"), (TABLES, "split_share", "round"), (TABLES, "market_price", "power"), (TABLES, "total_unserved", "abroad"))] + [
        TABLES + f'[[claims]]\nwhat = "x"\nunit = "{unit}"\nvalue = 1\nyear = 2025\nvariable = "{name}"\nindex = "{index}"\n' for name, index, unit in (
            ("home_firms", "power", "%"), ("installed_power", "power.abroad", "GWh"), ("producer_share", "leaders.powr", "%"), ("total_customs_value_usd", "", "billion yuan"))],
    "later shocks": [text.replace('"variables.x", ', f'"{name}", ', 1) for text, name in (
        (TABLES, "shock.markets.home[2025]"), (TABLES, "shock.producers.leaders[2025]"), (TABLES, "shock.markets.abraod[2025]"), (TABLES, "shock.markets.abroad[2027]"),
        (TABLES, "shock.market.abroad[2025]"), (TABLES, "shock.producers.other[2025]"), (TABLES, "shock.abroad[2025]"), (BASE, "shock.markets.abroad[2025]"), (BASE, "shock.producers.x[2025]"),
        (TABLES, "producers.leaders.segments.power.share"), (TABLES, "quotas.cap.limt"))],
}

# Words for --set, of a scenario with the tables.
SETS = [
    "quotas.new={market='abroad',limit=3}", "quotas.capp.limit=3", "producers.leader.segments.power.share=2", "producers.leaders.segments.pwer.share=2",
    "producers.leaders.segments.power.markets.abroad.base=1", "segments.power.submarkets.trucks.share=1", "segments.power.submarkets.crs.share=1", "segments.power.splits.cel.round.base=1",
    "segments.power.splits.cell.rond.base=1", "customs.exchange_rate=0", "concentration.ranks=[5,3]", "producers.foreign.home_owned=true", "segments.power.growth={process='submarkets',rate=0.1}",
    "quotas.ban.from=2025-06-01"]

# With a duty that acts and a correlation that does, as it stands without a warning. What is changed then does nothing.
ACTING = TABLES.replace("freight = 0.05", "freight = 0.05\nsubstitution = 2").replace("price = 0.5", 'price = { var = "x", scale = 3 }').replace(
    "gross_margin = 0.2", 'gross_margin = { dist = "uniform", low = 0.1, high = 0.3 }')
WARNED = changed(
    (CAPPED, CAPPED.replace("2025-01-01", "2020-01-01").replace("2026-01-01", "2023-01-01")), (CAPPED, CAPPED.replace("2025-01-01", "2024-01-01").replace("2026-01-01", "2025-01-01")),
    ("from = 2026-01-01\nlimit = 0", "from = 2027-01-01\nlimit = 0"), ("home_share = 0.5\nlocal_capacity = 25\n", "home_share = 0.5\n"), ("demand = 40\nhome_share = 0.5\nlocal_capacity = 25\n", "demand = 40\nhome_share = 0\n"),
    ("demand = 40\nhome_share = 0.5", "demand = 0\nhome_share = 0.5"), ('segments = ["power"]\nfrom = 2026-01-01\nlimit = 0\n', 'segments = ["power", "ship"]\nfrom = 2026-01-01\nlimit = 0\n' + SHIP),
    ("[customs]", SHIP + "[segments.ship.customs]\n[customs]"),
    (f"{LEADERS}\nshare = 3", f"{LEADERS}\nshare = 0"), ("[producers.foreign.segments.power]\nmarkets.abroad = { base = 0.5 }\n", ""), ("markets.abroad = { base = 0.5 }", "markets.abroad = { base = 0 }"),
    ("ranks = [2, 4]", "ranks = [2, 40]"), ("selection = 1", "selection = 1\n[segments.power.submarkets.trams]\nshare = 1\ngrowth = 5"), (LEADERS, f"{LEADERS}\ncost = 5"), text=ACTING)
