#include "python/core/waiting.hpp"

namespace py = pybind11;

namespace cellcast::python {

Subject subject_of(const py::object& object) {
  if (py::isinstance<Result>(object)) return object.cast<Result>();
  return object.cast<Scenario>();
}

std::vector<Subject> subjects_of(const std::vector<py::object>& objects) {
  std::vector<Subject> subjects;
  for (const py::object& object : objects) subjects.push_back(subject_of(object));
  return subjects;
}

void bind_questions(py::module_& core) {
  core.def(
      "probability",
      [](const std::vector<py::object>& batch, const std::vector<std::string>& conditions, const std::optional<std::string>& given,
         bool updated, int count, const py::object& heard, const py::object& warned) {
        const std::vector<Subject> subjects = subjects_of(batch);
        const ProbabilityQuestion question{conditions, given, updated};
        return wait_for(count, {heard, warned}, [&](const RunOptions& options) -> std::vector<Probabilities> {
          if (subjects.size() == 1) return {probability(subjects.front(), question, options)};
          return probability(subjects, question, options);
        });
      },
      py::arg("batch"), py::arg("conditions"), py::arg("given") = py::none(), py::arg("updated") = false, py::arg("threads") = 0,
      py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "discover",
      [](const py::object& subject, const std::string& condition, int count, const py::object& heard, const py::object& warned) {
        return wait_for(count, {heard, warned},
                        [&, of = subject_of(subject)](const RunOptions& options) { return discover(of, condition, options); });
      },
      py::arg("subject"), py::arg("condition"), py::arg("threads") = 0, py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "seek",
      [](const py::object& subject, const std::string& key, const std::string& from, const std::string& to, const std::string& target,
         int count, const py::object& heard, const py::object& warned) {
        const SeekQuestion question{key, from, to, target};
        return wait_for(count, {heard, warned},
                        [&, of = subject_of(subject)](const RunOptions& options) { return seek(of, question, options); });
      },
      py::arg("subject"), py::arg("key"), py::arg("from_"), py::arg("to"), py::arg("target"), py::arg("threads") = 0,
      py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "decide",
      [](const std::vector<py::object>& choices, const std::string& payoff, bool minimize, const std::optional<double>& cvar, int count,
         const py::object& heard, const py::object& warned) {
        return wait_for(count, {heard, warned}, [&, of = subjects_of(choices)](const RunOptions& options) {
          return decide(of, payoff, {minimize, cvar}, options);
        });
      },
      py::arg("choices"), py::arg("payoff"), py::arg("minimize") = false, py::arg("cvar") = py::none(), py::arg("threads") = 0,
      py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "score",
      [](const std::vector<std::string>& subjects, const std::string& actuals, const Changes& changes, bool updated,
         const std::optional<int>& until, const std::vector<std::string>& observed, int count, const py::object& heard,
         const py::object& warned) {
        const Scoring wanted{subjects, actuals, changes, updated, until, observed};
        return wait_for(count, {heard, warned}, [&](const RunOptions& options) { return score(wanted, options); });
      },
      py::arg("subjects"), py::arg("actuals") = "", py::arg("changes") = Changes{}, py::arg("updated") = false,
      py::arg("until") = py::none(), py::arg("observed") = std::vector<std::string>{}, py::arg("threads") = 0,
      py::arg("progress") = py::none(), py::arg("warn") = py::none());
}

}  // namespace cellcast::python
