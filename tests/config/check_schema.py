#!/usr/bin/python3
"""Checks docs/scenario.schema.json: it is a valid schema, accepts every scenario at hand, and refuses what is wrong."""

import datetime
import json
import pathlib
import sys
import tomllib

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]


def plain(value):
    """TOML as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def main():
    schema = json.loads((ROOT / "docs" / "scenario.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    paths = sorted(path for path in ROOT.glob("scenarios/**/*.toml") if path.parent.name != "sweeps") + sorted(ROOT.glob("tests/data/golden/*.toml"))
    scenarios = {path: plain(tomllib.loads(path.read_text())) for path in paths}
    failures = [f"{path}: {error.message[:200]}" for path, scenario in scenarios.items() for error in validator.iter_errors(scenario)]
    if len(paths) < 4:
        failures.append("fewer than 4 scenarios found")

    example = next(iter(scenarios.values()))
    segment = next(iter(example["segments"]))
    for table, key, value in [("sampling", "trails", 1), ("sampling", "trials", 0), ("horizon", "base_year", "2024"),
                              ("sampling", "method", "sobl"), ("segments", segment, {"prise": 1}), ("segments", segment, {"price": -1}),
                              ("segments", segment, {"price": {"dist": "gauss"}})]:
        if validator.is_valid({**example, table: {**example[table], key: value}}):
            failures.append(f"accepts {table}.{key} = {value}")
    ties = {"factors": [{"name": "f", "loads": {"a.b": 0.5, "c": {"d": -0.5}}}], "copula": {"kind": "student_t", "dof": 2.5}}
    if not validator.is_valid({**example, **ties}):
        failures.append("refuses factors and a copula")
    for wrong in [{"factors": ties["factors"][0]}, {"factors": [{"loads": {"a": 1.0}}]}, {"copula": {"kind": "clayton"}}]:
        if validator.is_valid({**example, **wrong}):
            failures.append(f"accepts {wrong}")
    print("\n".join(failures), end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
