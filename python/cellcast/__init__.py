"""Monte Carlo simulation of supply and demand in the lithium-ion battery industry.

>>> import cellcast as cc
>>> s = cc.Scenario("scenarios/china-2031.toml")
>>> s["segments.power.price"] = cc.lognormal(median=0.6, sigma=0.2)
>>> r = s.run(trials=4096)
>>> r.quantiles["total_production"].sel(year=2030, quantile=0.5).attrs["units"]
'GWh'

docs/python.md has the rest. Results are the same to the bit as the program's, for any number of threads.
"""

from cellcast import _core
from cellcast._core import Diagnostic, Estimate
from cellcast.batches import Comparison, compare, sweep
from cellcast.distributions import (Distribution, beta, discrete, empirical, gamma, lognormal, metalog, mixture, normal, pert, student_t,
                                    triangular, uniform, weibull)
from cellcast.errors import (CannotCreateError, DataError, DiskError, Error, NoInputError, ResourcesError, ScenarioError, Stopped, UsageError)
from cellcast.fit import Fit, fit
from cellcast.plots import Picture, Plots, plot
from cellcast.progress import ScenarioWarning
from cellcast.questions import decide, discover, probability, score, seek, trace, verify
from cellcast.result import Group, Result, open
from cellcast.scenario import Scenario

__version__ = _core.version()

__all__ = [
    "CannotCreateError", "Comparison", "DataError", "Diagnostic", "DiskError", "Distribution", "Error", "Estimate", "Fit", "Group",
    "NoInputError", "Picture", "Plots", "ResourcesError", "Result", "Scenario", "ScenarioError", "ScenarioWarning", "Stopped", "UsageError",
    "beta", "compare", "decide", "discover", "discrete", "empirical", "fit", "gamma", "lognormal", "metalog", "mixture", "normal", "open",
    "pert", "plot", "probability", "score", "seek", "student_t", "sweep", "trace", "triangular", "uniform", "verify", "weibull",
]
