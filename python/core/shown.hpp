#pragma once

#include <string>
#include <vector>

#include "python/core/core.hpp"

namespace cellcast::python {

/// A `__repr__` that tells a value's class and fields: `Estimate(value=0.5, low=0.4, high=0.6)`.
inline auto shown(std::vector<const char*> fields) {
  return [fields = std::move(fields)](const pybind11::object& self) {
    std::string text = pybind11::type::of(self).attr("__name__").cast<std::string>() + "(";
    for (const char* field : fields) {
      if (text.back() != '(') text += ", ";
      text += std::string(field) + "=" + pybind11::repr(self.attr(field)).cast<std::string>();
    }
    return text + ")";
  };
}

}  // namespace cellcast::python
