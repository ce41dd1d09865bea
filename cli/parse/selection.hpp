#pragma once

#include "cli/parse/arguments.hpp"
#include "output/report/selection.hpp"

namespace cellcast::cli {

inline output::Selection selection_of(const SelectionArguments& arguments) {
  return {arguments.variables, arguments.years, arguments.indices, {}};
}

}  // namespace cellcast::cli
