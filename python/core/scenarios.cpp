#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

namespace py = pybind11;

namespace cellcast::python {

void bind_scenarios(py::module_& core) {
  py::class_<Input>(core, "Input", "An uncertain number of a scenario, or a shock.")
      .def_readonly("name", &Input::name)
      .def_readonly("distribution", &Input::distribution, "In words.")
      .def_readonly("unit", &Input::unit)
      .def_readonly("p5", &Input::p5, "In `unit`, as p50 and p95.")
      .def_readonly("p50", &Input::p50)
      .def_readonly("p95", &Input::p95)
      .def("__repr__", [](const Input& it) { return "<Input " + it.name + ": " + it.distribution + ">"; });

  py::class_<Changes>(core, "Changes", "What is to differ from what a scenario file says.")
      .def(py::init([](std::vector<std::string> set, std::optional<std::uint64_t> trials, std::optional<std::uint64_t> seed,
                       std::optional<std::uint64_t> samples, std::optional<std::string> method, std::vector<std::string> keep,
                       bool repair) { return Changes{std::move(set), trials, seed, samples, std::move(method), std::move(keep), repair}; }),
           py::kw_only(), py::arg("set") = std::vector<std::string>{}, py::arg("trials") = py::none(), py::arg("seed") = py::none(),
           py::arg("samples") = py::none(), py::arg("method") = py::none(), py::arg("keep") = std::vector<std::string>{},
           py::arg("repair_correlations") = false);

  const auto free = py::call_guard<py::gil_scoped_release>();
  py::class_<Scenario>(core, "Scenario", "A scenario that was read and checked. It never changes.")
      .def_static("load", &Scenario::load, py::arg("path"), py::arg("changes") = Changes{}, free)
      .def_static("parse", &Scenario::parse, py::arg("text"), py::arg("changes") = Changes{}, py::arg("name") = "scenario", free)
      .def("with_key", py::overload_cast<const std::string&, const std::string&>(&Scenario::with, py::const_), py::arg("key"),
           py::arg("toml"), free)
      .def("with_changes", py::overload_cast<const Changes&>(&Scenario::with, py::const_), py::arg("changes"), free)
      .def_property_readonly("name", &Scenario::name)
      .def_property_readonly("title", &Scenario::title)
      .def_property_readonly("trials", &Scenario::trials)
      .def("resolved", &Scenario::resolved, free)
      .def("warnings", &Scenario::warnings, free)
      .def("inputs", &Scenario::inputs, free);
}

}  // namespace cellcast::python
