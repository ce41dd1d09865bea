#include <variant>

#include "python/core/waiting.hpp"

namespace py = pybind11;

namespace cellcast::python {
namespace {

using Which = std::variant<std::uint64_t, AtQuantile>;

}  // namespace

void bind_runs(py::module_& core) {
  py::class_<OutputValue>(core, "OutputValue", "One value of an output.")
      .def_readonly("variable", &OutputValue::variable)
      .def_readonly("index", &OutputValue::index, "Labels of all dimensions but the year, joined by dots; may be empty.")
      .def_readonly("year", &OutputValue::year, "0 of a derived output without years.")
      .def_readonly("value", &OutputValue::value);
  py::class_<AtQuantile>(core, "AtQuantile", "The trial whose value of an output is a quantile of it over a run.")
      .def(py::init<std::string, std::string, int, double>(), py::arg("variable"), py::arg("index"), py::arg("year"),
           py::arg("probability"));
  py::class_<TracedInput>(core, "TracedInput", "What a trial drew of an input.")
      .def_readonly("name", &TracedInput::name)
      .def_readonly("unit", &TracedInput::unit)
      .def_readonly("value", &TracedInput::value)
      .def_readonly("median", &TracedInput::median)
      .def_readonly("probability", &TracedInput::probability, "[0, 1], place of the value in its distribution.")
      .def_readonly("share", &TracedInput::share, "Of the variance of the output that the trial was looked for by; may be not-a-number.");
  py::class_<Trace>(core, "Trace", "One trial of a run, from its inputs to its outputs.")
      .def_readonly("trial", &Trace::trial, "Its number, from 0.")
      .def_readonly("trials", &Trace::trials, "Of the run.")
      .def_readonly("rank", &Trace::rank, "From 1, of its value among all trials, where it was looked for; else None.")
      .def_readonly("inputs", &Trace::inputs)
      .def_readonly("outputs", &Trace::outputs, "All variables.");
  py::class_<Step>(core, "Step", "One thing that was verified.")
      .def_readonly("name", &Step::name)
      .def_readonly("is_ok", &Step::is_ok)
      .def_readonly("texts", &Step::texts, "What agrees, or each thing that does not.")
      .def("__repr__", [](const Step& it) { return "<Step " + it.name + (it.is_ok ? ": ok>" : ": differs>"); });

  core.def(
      "run",
      [](const Scenario& scenario, int count, const py::object& heard, const py::object& warned) {
        return wait_for(count, {heard, warned}, [&](const RunOptions& options) { return run(scenario, options); });
      },
      py::arg("scenario"), py::arg("threads") = 0, py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "run_batch",
      [](const std::vector<Scenario>& batch, int count, const py::object& heard, const py::object& warned) {
        return wait_for(count, {heard, warned}, [&](const RunOptions& options) { return run(batch, options); });
      },
      py::arg("batch"), py::arg("threads") = 0, py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def(
      "sweep",
      [](const std::string& file, const std::string& path, bool replace, const Changes& changes, int count, const py::object& heard,
         const py::object& warned) {
        return wait_for(count, {heard, warned}, [&](const RunOptions& options) {
          return sweep(file, path, replace ? Existing::replace : Existing::refuse, changes, options);
        });
      },
      py::arg("sweep_file"), py::arg("path"), py::arg("replace") = false, py::arg("changes") = Changes{}, py::arg("threads") = 0,
      py::arg("progress") = py::none(), py::arg("warn") = py::none());
  core.def("central", &central, py::arg("scenario"), py::call_guard<py::gil_scoped_release>());
  core.def(
      "trace",
      [](const py::object& subject, const Which& which, int count, const py::object& heard) {
        return wait_for(count, {heard, py::none()}, [&, of = subject_of(subject)](const RunOptions& options) {
          return std::visit([&](const auto& it) { return trace(it, which, options); }, of);
        });
      },
      py::arg("subject"), py::arg("which"), py::arg("threads") = 0, py::arg("progress") = py::none());
  core.def(
      "verify",
      [](const std::string& path, const std::string& base, std::uint64_t blocks, std::uint64_t seed, bool quick, int count,
         const py::object& heard) {
        return wait_for(count, {heard, py::none()}, [&](const RunOptions& options) {
          return verify(path, {base, blocks, seed, quick}, options);
        });
      },
      py::arg("path"), py::arg("base") = "", py::arg("blocks") = 64, py::arg("seed") = 1, py::arg("quick") = false, py::arg("threads") = 0,
      py::arg("progress") = py::none());
}

}  // namespace cellcast::python
