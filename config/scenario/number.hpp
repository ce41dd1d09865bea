#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/distribution.hpp"

namespace cellcast::config {

/// A shared draw from `[variables.NAME]`, times scale plus offset.
struct Shared {
  std::size_t variable;  ///< index into Scenario::variables
  double scale = 1, offset = 0;
};

struct Key;

/// A quantity of the model: a constant, a distribution, or a shared draw.
struct Number {
  std::variant<double, Distribution, Shared> value = 0.0;
  std::string path;  ///< its path in the file, also the name of the input: `segments.power.price`
  Place place{};
  const Key* key = nullptr;  ///< unit and range, of config/schema/keys.hpp; null where the scenario was not read from a file

  bool is_constant() const { return std::holds_alternative<double>(value); }
};

}  // namespace cellcast::config
