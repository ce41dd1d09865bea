#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// What an expression can call.
enum class FunctionId : std::uint8_t {
  exp,
  log,
  sqrt,
  abs,
  min,   ///< of two or more, or over a dimension
  max,   ///< likewise
  clamp,
  choose,  ///< `if`
  sum,
  mean,
  lag,
  change,
  cumsum,
  cagr,
  input,
  difference,
};

struct Function {
  FunctionId id;
  std::string_view name;
  std::string_view usage;  ///< `clamp(x, low, high)`
  std::size_t fewest, most;  ///< arguments
  bool over_years = false;   ///< needs an argument that has years
};

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

std::span<const Function> functions();
const Function* find_function(std::string_view name);
/// Null where a word is no dimension.
std::optional<Axis> find_axis(std::string_view name);
/// `segment`, `market`, ... and the names of all functions.
std::vector<std::string> axis_names();
std::vector<std::string> function_names();

}  // namespace cellcast::sim
