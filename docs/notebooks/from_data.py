# %% [markdown]
# # A scenario from data
#
# Ten years of growth become a distribution, and the distribution a scenario.

# %%
import numpy as np

import cellcast as cc

growth = np.array([0.31, 0.24, 0.18, 0.09, 0.12, 0.58, 0.42, 0.28, 0.26, 0.22])

# %% [markdown]
# Which laws fit? `loss` is Akaike's criterion above that of the best: below 2 there is little to choose. Ten values choose little.

# %%
fits = cc.fit(growth)
for each in fits:
    print(f"{each.law.dist:10} loss {each.loss:5.2f}  distance {each.distance:.2f}")

# %% [markdown]
# The scatter of single years is not the doubt about their mean. The mean's doubt belongs into `rate`, the scatter into `volatility`
# (docs/distributions.md says why).

# %%
mean, scatter = float(np.mean(np.log1p(growth))), float(np.std(np.log1p(growth), ddof=1))
scenario = cc.Scenario("scenarios/china-2031.toml", trials=8192)
scenario["segments.power.growth.rate"] = cc.normal(mean=float(np.expm1(mean)), sd=scatter / np.sqrt(len(growth)), min=-0.2, max=1.0)
print(scenario.inputs.loc["segments.power.growth.rate"])

# %%
before = cc.Scenario("scenarios/china-2031.toml", trials=8192).run(keep=["total_demand"])
after = scenario.run(keep=["total_demand"])
for name, each in (("as shipped", before), ("from data", after)):
    low, middle, high = each.quantiles["total_demand"].sel(year=2030).sel(quantile=[0.05, 0.5, 0.95], method="nearest").values
    print(f"{name:10} demand of 2030: {middle:,.0f} GWh ({low:,.0f} to {high:,.0f})")

# %% [markdown]
# The scenario with its change, as a file that the program runs too:

# %%
with open("from-data.toml", "w", encoding="utf-8") as file:
    file.write(scenario.resolved())
