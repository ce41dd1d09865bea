#include "sim/derived/reserved.hpp"

#include <algorithm>
#include <array>

#include "sim/derived/functions.hpp"

namespace cellcast::sim {
namespace {

constexpr std::array<std::string_view, 6> kWords{"and", "or", "not", "if", "end", "base"};

/// What stands in a group of a result file beside datasets of the variables.
constexpr std::array<std::string_view, 22> kOfFiles{"point", "quantile",     "bin",         "edge",     "trial",       "input",       "inputs",    "copula_draw",
                                                   "claim", "correlation",  "conflict",    "change",   "change_path", "change_base", "change_later", "observation",
                                                   "unit",  "driver_unit",  "mean",        "sd",       "quantiles",   "weight"};

}  // namespace

bool is_in_result_files(std::string_view name) {
  return std::ranges::find(kOfFiles, name) != kOfFiles.end() || find_axis(name).has_value() || name.starts_with("threshold_") ||
         name.ends_with("_edges");
}

std::string reserved_as(std::string_view name) {
  if (find_variable(name)) return "an output of the model";
  if (std::ranges::find(kWords, name) != kWords.end()) return "a word of expressions";
  if (find_function(name) != nullptr) return "a function";
  if (find_axis(name)) return "a dimension";
  if (name.starts_with("threshold_")) return "a coordinate of result files, as all that begins with `threshold_`";
  if (name.ends_with("_edges")) return "a dataset of result files, as all that ends with `_edges`";
  if (is_in_result_files(name)) return "a coordinate or dataset of result files";
  return "";
}

}  // namespace cellcast::sim
