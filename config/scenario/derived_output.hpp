#pragma once

#include <memory>
#include <string>

#include "config/diagnostics/diagnostics.hpp"
#include "config/expression/expression.hpp"

namespace cellcast::config {

/// An output that the scenario computes of others.
struct DerivedOutput {
  std::string name, text, unit, long_name;
  std::shared_ptr<const Expression> expression;  ///< null where the text is none, which was reported
  Place name_place, text_place;                  ///< the second of the text's opening quote
};

/// A long name where the file has none: the expression, on one line.
std::string default_long_name(const std::string& expression);

}  // namespace cellcast::config
