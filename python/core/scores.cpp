#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"
#include "python/core/shown.hpp"

namespace py = pybind11;

namespace cellcast::python {

void bind_scores(py::module_& core) {
  py::class_<Naive>(core, "Naive", "What one says who knows nothing but the past: a normal law of the logarithm.")
      .def_readonly("mean", &Naive::mean, "Sd 0: a point.")
      .def_readonly("sd", &Naive::sd, "Sd 0: a point.")
      .def_readonly("growths", &Naive::growths, "Yearly growths that it is made of.")
      .def("__repr__", shown({"mean", "sd", "growths"}));
  py::class_<Score>(core, "Score", "What happened, and what a forecast of it scored.")
      .def_readonly("variable", &Score::variable)
      .def_readonly("index", &Score::index)
      .def_readonly("unit", &Score::unit)
      .def_readonly("year", &Score::year, "Horizon: year less base year, >= 1.")
      .def_readonly("horizon", &Score::horizon, "Horizon: year less base year, >= 1.")
      .def_readonly("value", &Score::value, "Value and sd as published; value x factor is on the variable's basis.")
      .def_readonly("factor", &Score::factor, "Value and sd as published; value x factor is on the variable's basis.")
      .def_readonly("sd", &Score::sd, "Value and sd as published; value x factor is on the variable's basis.")
      .def_readonly("is_relative", &Score::is_relative, "Sd is a part of the value.")
      .def_readonly("published", &Score::published, "When, and by whom.")
      .def_readonly("source", &Score::source, "When, and by whom.")
      .def_readonly("line", &Score::line, "Of the file of actuals.")
      .def_readonly("counts", &Score::counts, "In means: the first row of its number.")
      .def_readonly("is_logarithm", &Score::is_logarithm, "Whether errors and scores are of logarithms.")
      .def_readonly("error", &Score::error, "Sd of what happened, on that scale.")
      .def_readonly("quantiles", &Score::quantiles, "P5, P25, P50, P75, P95 of the forecast, in `unit`.")
      .def_readonly("pit", &Score::pit, "[0, 1], place of what happened in the forecast.")
      .def_readonly("inside_50", &Score::inside_50, "Of the middle half of the forecast, and of its middle nine tenths.")
      .def_readonly("inside_90", &Score::inside_90, "Of the middle half of the forecast, and of its middle nine tenths.")
      .def_readonly("crps", &Score::crps, "Scores on that scale, the less the better.")
      .def_readonly("interval_50", &Score::interval_50, "Scores on that scale, the less the better.")
      .def_readonly("interval_90", &Score::interval_90, "Scores on that scale, the less the better.")
      .def_readonly("miss", &Score::miss, "What happened less the forecast's median, on that scale.")
      .def_readonly("log_score", &Score::log_score, "Nats; of logarithms only.")
      .def_readonly("claims", &Score::claims, "Point forecasts of others, in `unit`.")
      .def_readonly("published_crps", &Score::published_crps, "Their mean; of logarithms only.")
      .def_readonly("naive", &Score::naive)
      .def_readonly("naive_crps", &Score::naive_crps, "Of logarithms only.")
      .def("__repr__", shown({"variable",    "index",       "unit",      "year",      "horizon",        "value",  "factor",
                              "sd",          "is_relative", "published", "source",    "line",           "counts", "is_logarithm",
                              "error",       "quantiles",   "pit",       "inside_50", "inside_90",      "crps",   "interval_50",
                              "interval_90", "miss",        "log_score", "claims",    "published_crps", "naive",  "naive_crps"}));
  py::class_<Reference>(core, "Reference", "What others scored over the actuals that both have.")
      .def_readonly("count", &Reference::count)
      .def_readonly("crps", &Reference::crps, "Their mean.")
      .def_readonly("skill", &Reference::skill, "1 - ratio of mean CRPS; empty where theirs is 0.")
      .def("__repr__", shown({"count", "crps", "skill"}));
  py::class_<ScoreSummary>(core, "ScoreSummary", "Means over scores that count and are of logarithms; 0 where there are none.")
      .def_readonly("count", &ScoreSummary::count)
      .def_readonly("crps", &ScoreSummary::crps)
      .def_readonly("interval_50", &ScoreSummary::interval_50)
      .def_readonly("interval_90", &ScoreSummary::interval_90)
      .def_readonly("pit", &ScoreSummary::pit)
      .def_readonly("miss", &ScoreSummary::miss)
      .def_readonly("log_scores", &ScoreSummary::log_scores, "Of which there are so many.")
      .def_readonly("log_score", &ScoreSummary::log_score)
      .def_readonly("published", &ScoreSummary::published)
      .def_readonly("naive", &ScoreSummary::naive)
      .def_readonly("coverage_50", &ScoreSummary::coverage_50, "[0, 1], the part that lay inside.")
      .def_readonly("coverage_90", &ScoreSummary::coverage_90, "[0, 1], the part that lay inside.")
      .def_readonly("places", &ScoreSummary::places, "How many places lie in each tenth of the forecast.")
      .def("__repr__", shown({"count", "crps", "interval_50", "interval_90", "pit", "miss", "log_scores", "log_score", "published", "naive",
                              "coverage_50", "coverage_90", "places"}));
  py::class_<Vintage>(core, "Vintage", "A scenario with the information of a day, and its scores.")
      .def_readonly("asked", &Vintage::asked)
      .def_readonly("file", &Vintage::file, "What was scored, and the file of what happened.")
      .def_readonly("actuals", &Vintage::actuals, "What was scored, and the file of what happened.")
      .def_readonly("base_year", &Vintage::base_year)
      .def_readonly("end_year", &Vintage::end_year)
      .def_readonly("effective_trials", &Vintage::effective_trials, "Where observations weigh them.")
      .def_readonly("observed_until", &Vintage::observed_until, "Year, where they do; else 0.")
      .def_readonly("observations", &Vintage::observations, "That weigh them; exact figures, which cannot.")
      .def_readonly("exact", &Vintage::exact, "That weigh them; exact figures, which cannot.")
      .def_readonly("unknown", &Vintage::unknown, "Actuals that are not scored, and why.")
      .def_readonly("other_years", &Vintage::other_years, "Actuals that are not scored, and why.")
      .def_readonly("observed", &Vintage::observed, "Actuals that are not scored, and why.")
      .def_readonly("scores", &Vintage::scores)
      .def_readonly("all", &Vintage::all)
      .def_readonly("by_horizon", &Vintage::by_horizon)
      .def_readonly("by_variable", &Vintage::by_variable)
      .def("__repr__", shown({"asked", "file", "actuals", "base_year", "end_year", "effective_trials", "observed_until", "observations",
                              "exact", "unknown", "other_years", "observed", "scores", "all", "by_horizon", "by_variable"}));
}

}  // namespace cellcast::python
