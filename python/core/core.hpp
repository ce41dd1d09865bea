#pragma once

#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <vector>

#include "cellcast/cellcast.hpp"

/// The module cellcast._core: the library's functions for Python, one to one. The package around it is what people use.
namespace cellcast::python {

void bind_errors(pybind11::module_& core);
void bind_scenarios(pybind11::module_& core);
void bind_results(pybind11::module_& core);
void bind_runs(pybind11::module_& core);
void bind_answers(pybind11::module_& core);
void bind_scores(pybind11::module_& core);
void bind_questions(pybind11::module_& core);
void bind_pictures(pybind11::module_& core);

/// A scenario or a result. Throws pybind11::cast_error where it is neither.
Subject subject_of(const pybind11::object& object);
std::vector<Subject> subjects_of(const std::vector<pybind11::object>& objects);

}  // namespace cellcast::python
