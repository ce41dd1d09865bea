"""The base years of the vintages are what was published for them, where nothing else is said: `cellcast central`, held against the figures of 2024 on
one statistical basis, and against those of 2021. What the model has and what was published stand side by side; the model's number must be met to
its last digit, the published one to the tolerance beside it.

Usage: check_base_years.py, with CELLCAST_SOURCE and CELLCAST_PROGRAM in the environment. Last line: `N passed, N failed`.
"""
import csv
import os
import pathlib
import subprocess
import sys

SCENARIOS = pathlib.Path(os.environ["CELLCAST_SOURCE"]) / "scenarios"

# (variable, index, the model's number, the published one or None, how far apart they may be, relative)
ONE_BASIS_2024 = [
    ("home_concentration", "power.3", "0.763", 0.761, 0.01),        # CABIA
    ("home_concentration", "power.5", "0.841", 0.841, 0.01),
    ("home_concentration", "power.10", "0.956", 0.956, 0.01),
    ("home_firms", "power", "55", 55, 0),
    ("producer_share", "korea.power", "0.187", 0.184, 0.02),        # SNE; 0.187 as restated
    ("producer_share", "japan.power", "0.041", 0.039, 0.06),
    ("world_concentration", "power.2", "0.527", 0.551, 0.05),
    ("world_concentration", "power.3", "0.635", 0.659, 0.05),
    ("world_concentration", "power.10", "0.878", 0.895, 0.05),
    ("world_concentration", "ess.5", "0.699", None, 0),             # over 75 % of utility storage alone (InfoLink)
    ("world_concentration", "ess.10", "0.873", 0.909, 0.05),        # InfoLink
    ("submarket_demand", "ess.utility", "282.9", 283.0, 0.001),
    ("submarket_demand", "ess.behind_meter", "31.8", 31.7, 0.005),
    ("installed_power", "ess.china", "42.48", 42.46, 0.001),        # CNESA
    ("installed", "ess.china", "109.6", 109.58, 0.001),
    ("installed", "power.china", "548.4", 548.4, 0.001),            # CABIA
    ("total_customs_value", "", "434.0", 434.874, 0.005),           # customs
    ("total_customs_value_usd", "", "60.99", 61.121, 0.005),
    ("total_customs_units", "", "3.898", 3.914, 0.005),
    ("customs_unit_price", "", "111.3", 111.1, 0.005),
    ("producer_gross_margin", "leaders.power", "0.219", 0.244, 0.15),  # CATL
    ("producer_gross_margin", "second.power", "0.142", None, 0),    # EVE earns 0.02 yuan/Wh, CATL 0.09 to 0.12
    ("producer_gross_margin", "third.power", "-0.060", None, 0),    # below cost, says the association
]
MARCH_2022 = [
    ("total_production", "", "324", 324, 0),                        # MIIT
    ("production", "power", "220", 220, 0),
    ("production", "ess", "32", 32, 0),
    ("production", "small", "72", 72, 0),
    ("installed", "power.china", "154.5", 154.5, 0.001),            # CABIA
    ("submarket_demand", "power.all", "368", 308 * 1.195, 0.001),   # SNE
    ("home_share_of_supply", "", "0.586", 0.57, 0.03),              # association
    ("total_customs_value", "", "183.5", 183.5, 0.001),             # MIIT
    ("total_customs_value_usd", "", "28.4", 28.4, 0.002),           # WTO
]


def central(scenario, year):
    """{(variable, index): value} of one year."""
    run = subprocess.run([os.environ["CELLCAST_PROGRAM"], "central", SCENARIOS / scenario], capture_output=True, text=True, check=True)
    rows = csv.DictReader(run.stdout.splitlines())
    return {(row["variable"], row["index"]): float(row["value"]) for row in rows if row["year"] == str(year)}


def wrong(scenario, year, table):
    found = central(scenario, year)
    for variable, index, model, published, tolerance in table:
        value = found[variable, index]
        digits = len(model.partition(".")[2])
        if f"{value:.{digits}f}" != model:
            yield f"{scenario}: {variable} {index} is {value}, not {model}"
        elif published is not None and abs(value - published) > tolerance * abs(published) + 0.5 * 10.0**-digits:
            yield f"{scenario}: {variable} {index} is {value}, published {published}"


def world(scenario, year):
    """GWh that China's plants and others deliver: (storage by others, small cells by others)."""
    found = central(scenario, year)
    local = {segment: sum(v for (variable, index), v in found.items() if variable == "local_supply" and index.startswith(segment + "."))
             for segment in ("ess", "small")}
    return local["ess"], local["small"]


def main():
    failures = [*wrong("china-2030-one-basis.toml", 2024, ONE_BASIS_2024), *wrong("vintages/2022-03.toml", 2021, MARCH_2022)]
    # What the file's own comment says: EVTank counts 369.8 - 345.8 = 24 GWh of storage from plants of others, and 124.1 - 94 = 30 of small cells.
    for scenario, storage, small in (("china-2030.toml", 60, 106), ("china-2030-one-basis.toml", 25, 30)):
        ess, cells = world(scenario, 2024)
        if (round(ess), round(cells)) != (storage, small):
            failures.append(f"{scenario}: plants outside China make {ess} GWh of storage and {cells} GWh of small cells")
    # A table that is wrong is found out.
    planted = [("total_production", "", "325", None, 0), ("total_production", "", "324", 330, 0.01)]
    if len(list(wrong("vintages/2022-03.toml", 2021, planted))) != 2:
        failures.append("self-test: a number that is not the model's or not the published one")
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{len(ONE_BASIS_2024) + len(MARCH_2022) + 3 - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
