#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

namespace py = pybind11;

namespace cellcast::python {
namespace {

/// The class of cellcast.errors that stands for a kind.
const char* class_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::scenario:
      return "ScenarioError";
    case Error::Kind::usage:
      return "UsageError";
    case Error::Kind::no_input:
      return "NoInputError";
    case Error::Kind::data:
      return "DataError";
    case Error::Kind::cannot_create:
      return "CannotCreateError";
    case Error::Kind::io:
      return "DiskError";
    case Error::Kind::resources:
      return "ResourcesError";
    case Error::Kind::stopped:
      return "Stopped";
  }
  return "Error";
}

}  // namespace

void bind_errors(py::module_& core) {
  py::class_<Diagnostic>(core, "Diagnostic", "One thing to be said of a scenario.")
      .def(py::init([](std::string file, std::uint32_t line, std::uint32_t column, std::string problem, std::string why,
                       std::string suggestion, bool is_warning) {
             return Diagnostic{std::move(file), line, column, std::move(problem), std::move(why), std::move(suggestion), is_warning};
           }),
           py::arg("file"), py::arg("line"), py::arg("column"), py::arg("problem"), py::arg("why") = "", py::arg("suggestion") = "",
           py::arg("is_warning") = false)
      .def_readonly("file", &Diagnostic::file, "Or what stands for one: the name of a text, a change of a key.")
      .def_readonly("line", &Diagnostic::line, "From 1; 0 where it has no place.")
      .def_readonly("column", &Diagnostic::column, "From 1, in characters; 0 where it has no place.")
      .def_readonly("problem", &Diagnostic::problem)
      .def_readonly("why", &Diagnostic::why, "May be empty.")
      .def_readonly("suggestion", &Diagnostic::suggestion, "May be empty.")
      .def_readonly("is_warning", &Diagnostic::is_warning)
      .def("__repr__",
           [](const Diagnostic& it) {
             return "<Diagnostic " + it.file + ":" + std::to_string(it.line) + ":" + std::to_string(it.column) + ": " + it.problem + ">";
           })
      .def(py::pickle(
          [](const Diagnostic& it) {
            return py::make_tuple(it.file, it.line, it.column, it.problem, it.why, it.suggestion, it.is_warning);
          },
          [](const py::tuple& it) {
            return Diagnostic{it[0].cast<std::string>(), it[1].cast<std::uint32_t>(), it[2].cast<std::uint32_t>(),
                              it[3].cast<std::string>(), it[4].cast<std::string>(),   it[5].cast<std::string>(),
                              it[6].cast<bool>()};
          }));

  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const Error& error) {
      const py::object type = py::module_::import("cellcast.errors").attr(class_of(error.kind()));
      PyErr_SetObject(type.ptr(), type(error.what(), error.diagnostics()).ptr());
    }
  });
}

}  // namespace cellcast::python
