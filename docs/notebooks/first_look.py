# %% [markdown]
# # A first look
#
# What a scenario says of 2030, how sure that is, and what drives it. Run this file as it is, or cell by cell in Jupyter or an editor.

# %%
import cellcast as cc

scenario = cc.Scenario("scenarios/china-2031.toml")
scenario

# %% [markdown]
# Every number of the scenario that is not certain is an input with a distribution.

# %%
scenario.inputs.head(8)

# %%
result = scenario.run(trials=16_384, progress=True)
production = result.quantiles["total_production"]
production.sel(quantile=[0.05, 0.5, 0.95]).to_pandas().round(0)

# %%
result.plot.fan("total_production", actuals="scenarios/actuals.csv")

# %% [markdown]
# The industry's outlook for 2030 is 3,800 GWh. The answer has its 95 % interval, as trials are finite.

# %%
chance = result.probability("total_production[2030] >= 3800")
print(f"P(at least 3,800 GWh) = {chance.value:.3f} ({chance.low:.3f} to {chance.high:.3f})")

# %% [markdown]
# What drives the last year: the share of variance that each input explains by itself.

# %%
drivers = result.sensitivity.table("total_production")
drivers[["first_order", "first_order_low", "first_order_high"]].head(6).round(3)

# %% [markdown]
# One number a row, for whatever comes next.

# %%
tidy = result.frame("production")
tidy[(tidy.year == 2030) & (tidy.probability == 0.5)]
