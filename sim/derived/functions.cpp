#include "sim/derived/functions.hpp"

#include <algorithm>
#include <array>

#include "sim/derived/axis_set.hpp"

namespace cellcast::sim {
namespace {

constexpr std::array kFunctions{
    Function{FunctionId::exp, "exp", "exp(x)", 1, 1},
    Function{FunctionId::log, "log", "log(x)", 1, 1},
    Function{FunctionId::sqrt, "sqrt", "sqrt(x)", 1, 1},
    Function{FunctionId::abs, "abs", "abs(x)", 1, 1},
    Function{FunctionId::min, "min", "min(a, b) or min(x, year)", 2, kAnyNumber},
    Function{FunctionId::max, "max", "max(a, b) or max(x, year)", 2, kAnyNumber},
    Function{FunctionId::clamp, "clamp", "clamp(x, low, high)", 3, 3},
    Function{FunctionId::choose, "if", "if(condition, a, b)", 3, 3},
    Function{FunctionId::sum, "sum", "sum(x, market)", 2, 2},
    Function{FunctionId::mean, "mean", "mean(x, market)", 2, 2},
    Function{FunctionId::lag, "lag", "lag(x)", 1, 1, true},
    Function{FunctionId::change, "change", "change(x)", 1, 1, true},
    Function{FunctionId::cumsum, "cumsum", "cumsum(x)", 1, 1, true},
    Function{FunctionId::cagr, "cagr", "cagr(x)", 1, 1, true},
    Function{FunctionId::input, "input", "input(\"tariffs.us_mfn.rate\")", 1, 1},
    Function{FunctionId::difference, "difference", "difference(x)", 1, 1},
};

}  // namespace

std::span<const Function> functions() { return kFunctions; }

const Function* find_function(std::string_view name) {
  const auto found = std::ranges::find(kFunctions, name, &Function::name);
  return found == kFunctions.end() ? nullptr : &*found;
}

std::optional<Axis> find_axis(std::string_view name) {
  for (const Axis axis : kDerivedOrder)
    if (sim::name(axis) == name) return axis;
  return std::nullopt;
}

std::vector<std::string> axis_names() {
  std::vector<std::string> names;
  for (const Axis axis : kDerivedOrder) names.emplace_back(name(axis));
  return names;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : kFunctions) names.emplace_back(function.name);
  return names;
}

}  // namespace cellcast::sim
