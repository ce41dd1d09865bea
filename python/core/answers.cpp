#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"
#include "python/core/shown.hpp"

namespace py = pybind11;

namespace cellcast::python {

void bind_answers(py::module_& core) {
  py::class_<Asked>(core, "Asked", "Which trials an answer is of.")
      .def_readonly("name", &Asked::name, "Of the scenario.")
      .def_readonly("title", &Asked::title, "Of the scenario.")
      .def_readonly("method", &Asked::method, "Of the scenario.")
      .def_readonly("seed", &Asked::seed)
      .def_readonly("trials", &Asked::trials)
      .def("__repr__", shown({"name", "title", "method", "seed", "trials"}));
  py::class_<Estimate>(core, "Estimate", "A figure and its 95 % interval, in one unit.")
      .def_readonly("value", &Estimate::value)
      .def_readonly("low", &Estimate::low)
      .def_readonly("high", &Estimate::high)
      .def("__repr__", shown({"value", "low", "high"}));
  py::class_<Probability>(core, "Probability", "How likely one condition is.")
      .def_readonly("condition", &Probability::condition)
      .def_readonly("probability", &Probability::probability, "[0, 1].")
      .def_readonly("effective_trials", &Probability::effective_trials, "Independent ones that would tell as much; > 0.")
      .def_readonly("count", &Probability::count, "Trials in which it holds, and what is given; empty where trials weigh differently.")
      .def("__repr__", shown({"condition", "probability", "effective_trials", "count"}));
  py::class_<Probabilities>(core, "Probabilities")
      .def_readonly("asked", &Probabilities::asked)
      .def_readonly("base", &Probabilities::base, "The scenario that differences are from; empty: none.")
      .def_readonly("given_trials", &Probabilities::given_trials,
                    "In which what is given holds, all where nothing is; empty where trials weigh differently.")
      .def_readonly("conditions", &Probabilities::conditions, "In the order asked.")
      .def("__repr__", shown({"asked", "base", "given_trials", "conditions"}));
  py::class_<Limit>(core, "Limit", "A limit of a box of futures.")
      .def_readonly("input", &Limit::input, "An input, or shocks by name: their sum over the root of their number.")
      .def_readonly("unit", &Limit::unit, "An input, or shocks by name: their sum over the root of their number.")
      .def_readonly("is_upper", &Limit::is_upper, "At most `value`; else at least.")
      .def_readonly("value", &Limit::value, "In `unit`; inside the box.")
      .def_readonly("percentile", &Limit::percentile, "[0, 1], the part of all trials below a lower limit, or not above an upper one.")
      .def_readonly("found_again", &Limit::found_again, "How many of 20 half-samples have a limit on this side.")
      .def("__repr__", shown({"input", "unit", "is_upper", "value", "percentile", "found_again"}));
  py::class_<PathStep>(core, "PathStep", "A box on the way to the one that is offered, counted among the trials searched.")
      .def_readonly("trials", &PathStep::trials, "Inside.")
      .def_readonly("cases", &PathStep::cases, "Inside.")
      .def_readonly("limits", &PathStep::limits)
      .def_readonly("coverage", &PathStep::coverage, "[0, 1].")
      .def_readonly("density", &PathStep::density, "[0, 1].")
      .def_readonly("mass", &PathStep::mass, "[0, 1].")
      .def("__repr__", shown({"trials", "cases", "limits", "coverage", "density", "mass"}));
  py::class_<Box>(core, "Box")
      .def_readonly("trials", &Box::trials, "Inside, of all trials; of a later box without those of the ones before.")
      .def_readonly("cases", &Box::cases, "Inside, of all trials; of a later box without those of the ones before.")
      .def_readonly("coverage", &Box::coverage, "[0, 1]: of all cases inside, of trials inside that are cases, and of all trials inside.")
      .def_readonly("density", &Box::density, "[0, 1]: of all cases inside, of trials inside that are cases, and of all trials inside.")
      .def_readonly("mass", &Box::mass, "[0, 1]: of all cases inside, of trials inside that are cases, and of all trials inside.")
      .def_readonly("limits", &Box::limits)
      .def_readonly("step", &Box::step, "Of the path, that the box was made of.")
      .def_readonly("path", &Box::path)
      .def("__repr__", shown({"trials", "cases", "coverage", "density", "mass", "limits", "step"}));
  py::class_<Discovery>(core, "Discovery", "In which futures a condition holds.")
      .def_readonly("asked", &Discovery::asked)
      .def_readonly("condition", &Discovery::condition)
      .def_readonly("cases", &Discovery::cases, "Trials in which it holds.")
      .def_readonly("probability", &Discovery::probability, "[0, 1].")
      .def_readonly("searched", &Discovery::searched, "Leading trials that were searched, and those of them in which it holds.")
      .def_readonly("searched_cases", &Discovery::searched_cases, "Leading trials that were searched, and those of them in which it holds.")
      .def_readonly("boxes", &Discovery::boxes, "At most two, each searched for without the trials of the one before.")
      .def("__repr__", shown({"asked", "condition", "cases", "probability", "searched", "searched_cases", "boxes"}));
  py::class_<SoughtValue>(core, "SoughtValue", "A value of a key, and what it gives.")
      .def_readonly("text", &SoughtValue::text, "As a scenario writes it.")
      .def_readonly("number", &SoughtValue::number, "The value; of a date, days since 1970-01-01.")
      .def_readonly("statistic", &SoughtValue::statistic, "There, in the unit of what it is of; not-a-number at the ends of an interval.")
      .def("__repr__", shown({"text", "number", "statistic"}));
  py::class_<Sought>(core, "Sought", "At which value of a key a statistic is what it is to be.")
      .def_readonly("asked", &Sought::asked)
      .def_readonly("key", &Sought::key, "Statistic: `P(total_exports[2030] < 900)`.")
      .def_readonly("unit", &Sought::unit, "Statistic: `P(total_exports[2030] < 900)`.")
      .def_readonly("statistic", &Sought::statistic, "Statistic: `P(total_exports[2030] < 900)`.")
      .def_readonly("target", &Sought::target, "What it is to be.")
      .def_readonly("from_", &Sought::from, "The ends.")
      .def_readonly("to", &Sought::to, "The ends.")
      .def_readonly("root", &Sought::root, "Empty where both ends lie on one side of the target.")
      .def_readonly("low", &Sought::low, "Of its 95 % interval; empty where that reaches the end.")
      .def_readonly("high", &Sought::high, "Of its 95 % interval; empty where that reaches the end.")
      .def("__repr__", shown({"asked", "key", "unit", "statistic", "target", "from_", "to", "root", "low", "high"}));
  py::class_<Option>(core, "Option", "What a scenario to choose from pays.")
      .def_readonly("name", &Option::name)
      .def_readonly("mean", &Option::mean, "In the payoff's unit, as all but `best`.")
      .def_readonly("sd", &Option::sd)
      .def_readonly("p5", &Option::p5)
      .def_readonly("p50", &Option::p50)
      .def_readonly("p95", &Option::p95)
      .def_readonly("best", &Option::best, "[0, 1], probability that no other pays more; those that pay the same share a trial.")
      .def_readonly("regret", &Option::regret, "Mean of what the best of each trial pays more.")
      .def_readonly("worst", &Option::worst, "Mean of the worst trials, where that decides.")
      .def("__repr__", shown({"name", "mean", "sd", "p5", "p50", "p95", "best", "regret", "worst"}));
  py::class_<Knowledge>(core, "Knowledge", "What it is worth to know inputs before choosing.")
      .def_readonly("name", &Knowledge::name)
      .def_readonly("inputs", &Knowledge::inputs, "One, or those of a group.")
      .def_readonly("value", &Knowledge::value,
                    "EVPPI, in the payoff's unit; >= 0. What is below 0.5 % of `evpi` is not told apart from nothing.")
      .def("__repr__", shown({"name", "inputs", "value"}));
  py::class_<Decision>(core, "Decision", "Which scenario to choose.")
      .def_readonly("asked", &Decision::asked, "Of the first scenario.")
      .def_readonly("payoff", &Decision::payoff)
      .def_readonly("options", &Decision::options, "In the order asked.")
      .def_readonly("best", &Decision::best, "Of these, the one to choose.")
      .def_readonly("evpi", &Decision::evpi, "What it is worth to know everything before choosing; >= 0.")
      .def_readonly("known", &Decision::known, "Inputs, then groups; none where the worst trials decide.")
      .def("__repr__", shown({"asked", "payoff", "options", "best", "evpi", "known"}));
}

}  // namespace cellcast::python
