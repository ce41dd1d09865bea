#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

namespace py = pybind11;

namespace cellcast::python {

void bind_pictures(py::module_& core) {
  const auto free = py::call_guard<py::gil_scoped_release>();
  py::class_<Picture>(core, "Picture", "A chart.")
      .def_readonly("name", &Picture::name, "Fit for a file: `total_production-fan`.")
      .def_readonly("title", &Picture::title, "What it shows, in words.")
      .def_readonly("svg", &Picture::svg, "A document of its own.")
      .def_readonly("csv", &Picture::csv, "Its numbers, comma-separated with a row of names.");
  core.def(
      "plot",
      [](const Result& result, std::string chart, std::string variable, std::string index, std::optional<int> year, std::string title,
         std::optional<double> target, std::string actuals, std::optional<Result> beside) {
        return plot(result, Drawing{std::move(chart), std::move(variable), std::move(index), year, std::move(title), target,
                                    std::move(actuals), std::move(beside)});
      },
      py::arg("result"), py::arg("chart") = "", py::arg("variable") = "", py::arg("index") = "", py::arg("year") = py::none(),
      py::arg("title") = "", py::arg("target") = py::none(), py::arg("actuals") = "", py::arg("beside") = py::none(), free);
  core.def("plot_boxes", py::overload_cast<const Discovery&, const std::string&>(&plot), py::arg("discovery"), py::arg("title") = "", free);
  core.def(
      "plot_scorecard", [](const std::vector<Vintage>& vintages, const std::string& title) { return plot(std::span(vintages), title); },
      py::arg("vintages"), py::arg("title") = "", free);
}

}  // namespace cellcast::python
