#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "config/scenario/distribution.hpp"

namespace cellcast::config {

/// The parameters of a law as a file gives them.
class GivenParameters {
 public:
  virtual ~GivenParameters() = default;
  /// NaN where it is not given.
  virtual double number(std::string_view name) const = 0;
  virtual const std::vector<double>& list(std::string_view name) const = 0;
  virtual const std::vector<Distribution>& laws(std::string_view name) const = 0;
};

/// A law in one of the forms that a scenario may give it in; the lognormal has three.
struct Form {
  std::string_view dist;
  std::span<const Parameter> parameters;
  bool bounded;
  std::size_t picks;  ///< exactly so many of the parameters are given; 0: all that have no default
  std::string_view meaning;
  Law (*make)(const GivenParameters& given);  ///< null: of a column of a file, which is `data` by the time a law is made
};

/// In the order of `Law`, and the column of a file.
std::span<const Form> forms();

}  // namespace cellcast::config
