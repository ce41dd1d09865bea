#include <pybind11/numpy.h>

#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

namespace py = pybind11;

namespace cellcast::python {
namespace {

/// A NumPy array of the values where they are, which may not be written to. It keeps the result alive.
template <class Value>
py::object view(const std::span<const Value>& values, const std::vector<std::size_t>& shape, const Result& result) {
  const py::capsule owner(new Result(result), [](void* it) { delete static_cast<Result*>(it); });
  py::array_t<Value> array(std::vector<py::ssize_t>(shape.begin(), shape.end()), values.data(), owner);
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

/// Texts in an array of objects.
py::object texts(const std::span<const std::string>& values, const std::vector<std::size_t>& shape) {
  py::list list;
  for (const std::string& value : values) list.append(value);
  const py::object numpy = py::module_::import("numpy");
  const py::tuple dimensions = py::cast(std::vector<py::ssize_t>(shape.begin(), shape.end())).cast<py::tuple>();
  return numpy.attr("array")(list, py::arg("dtype") = "object").attr("reshape")(dimensions);
}

/// (name, unit, long_name, dims, values)
py::tuple described(const Array& array, const Result& result) {
  py::object values;
  if (const auto* reals = std::get_if<std::span<const double>>(&array.values)) values = view(*reals, array.shape, result);
  if (const auto* integers = std::get_if<std::span<const std::int64_t>>(&array.values)) values = view(*integers, array.shape, result);
  if (const auto* words = std::get_if<std::span<const std::string>>(&array.values)) values = texts(*words, array.shape);
  return py::make_tuple(array.name, array.unit, array.long_name, array.dims, values);
}

}  // namespace

void bind_results(py::module_& core) {
  const auto free = py::call_guard<py::gil_scoped_release>();
  py::class_<Result>(core, "Result", "What a run found: all that a result file holds. It never changes.")
      .def_static("open", &Result::open, py::arg("path"), free)
      .def(
          "save",
          [](const Result& result, const std::string& path, bool replace) {
            result.save(path, replace ? Existing::replace : Existing::refuse);
          },
          py::arg("path"), py::arg("replace") = false, free)
      .def_property_readonly("name", &Result::name)
      .def_property_readonly("trials", &Result::trials)
      .def("groups", &Result::groups, free)
      .def(
          "group",
          [](const Result& result, const std::string& name) {
            std::vector<Array> arrays;
            {
              const py::gil_scoped_release others;
              arrays = result.group(name);
            }
            py::list all;
            for (const Array& array : arrays) all.append(described(array, result));
            return all;
          },
          py::arg("name"),
          "All arrays of a group, each as (name, unit, long_name, dims, values); numbers are views that cannot be written to.")
      .def("resolved", &Result::resolved, free);
}

}  // namespace cellcast::python
