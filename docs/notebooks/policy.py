# %% [markdown]
# # A policy
#
# What the duties of section 301 change. Both scenarios run under the same draws, so the difference is of the policy and not of chance.

# %%
import cellcast as cc

base = cc.Scenario("scenarios/china-2031.toml", trials=16_384)
without = base.copy()
for tariff in ("us_section_301_power", "us_section_301_other"):
    without[f"tariffs.{tariff}.rate"] = 0

# %%
compared = cc.compare([base, without])
difference = compared.difference.quantiles["total_exports"]
difference.sel(quantile=[0.05, 0.5, 0.95]).to_pandas().round(1)

# %% [markdown]
# How likely it is that the policy moves exports of 2030 by more than 50 GWh:

# %%
answer = cc.probability([base, without], "difference(total_exports)[2030] > 50")[0].conditions[0]
print(f"{answer.condition}: {answer.probability.value:.3f} ({answer.probability.low:.3f} to {answer.probability.high:.3f})")

# %% [markdown]
# At several rates, under the same draws again:

# %%
swept = cc.sweep(base, {"tariffs.us_mfn.rate": [0.0, 0.05, 0.1, 0.2, 0.4]}, trials=4096, keep=["total_exports", "price"])
swept.quantiles["total_exports"].sel(year=2030, quantile=0.5, method="nearest").to_pandas().round(1)

# %% [markdown]
# The same as a picture:

# %%
swept.plot.curve("total_exports", year=2030)
