#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "output/hdf5/description.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// What the values of a variable's cells are, in words. The dataset is called as the variable, and `suffix`.
struct CellWords {
  const char* suffix = "";
  const char* units = "";    ///< empty: the variable's own
  const char* meaning = "";  ///< stands before the variable's long name
  bool has_missing = false;
};

inline Description describe(const sim::Variable& variable, const CellWords& words) {
  const std::string own(variable.unit), name(variable.long_name), meaning(words.meaning), units(words.units);
  return {std::string(variable.name) + words.suffix, units.empty() ? own : units, meaning.empty() ? name : meaning + ": " + name,
          words.has_missing};
}

/// The names of a variable's axes; `last` is one more, where it is not empty.
inline std::vector<std::string> axes_of(const sim::Variable& variable, const std::string& last) {
  std::vector<std::string> axes;
  for (const sim::Axis axis : variable.axes) axes.emplace_back(sim::name(axis));
  if (!last.empty()) axes.push_back(last);
  return axes;
}

/// Results that are read are filled, all others are constant.
template <class Values>
inline constexpr bool kIsFilled = !std::is_const_v<Values>;

/// What an optional part of results holds; a part that is to be read is made first where there is none.
template <class Part>
auto& value_of(Part& part) {
  if constexpr (kIsFilled<Part>) {
    if (!part) part.emplace();
  }
  return *part;
}

/// Numbers [field][...] for as many fields as there are.
template <class Numbers>
void fit(Numbers& numbers, std::size_t fields) {
  if constexpr (kIsFilled<Numbers>) numbers.resize(fields);
}

/// Values themselves, or what a function makes of them when they are asked for.
template <class Values>
decltype(auto) made(const Values& values) {
  if constexpr (std::is_invocable_v<const Values&>) return values();
  else return (values);
}

}  // namespace cellcast::output
