#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

PYBIND11_MODULE(_core, core) {
  namespace python = cellcast::python;
  core.doc() = "The library's functions, one to one. Use the package cellcast.";
  core.def("version", &cellcast::version, "The version of the library that is loaded: `0.1.0`.");
  python::bind_errors(core);
  python::bind_scenarios(core);
  python::bind_results(core);
  python::bind_answers(core);
  python::bind_scores(core);
  python::bind_runs(core);
  python::bind_questions(core);
  python::bind_pictures(core);
}
