#pragma once

#include <optional>
#include <vector>

#include "sim/engine/samples.hpp"

namespace cellcast::sim {

/// Keeps the leading trials of all inputs and of the outputs to explain, and finds afterwards what drives these. Rows write to places of
/// their own.
class Drivers {
 public:
  /// All arguments must outlive this.
  Drivers(const Plan& plan, const Counted& counted);

  void keep(const Rows& rows);
  /// After so many trials; nothing where these are too few, or there is nothing to explain. The same on any number of threads.
  std::optional<Sensitivity> find(std::uint64_t trials) const;

 private:
  const Plan* plan_;
  std::size_t inputs_;
  Frame frame_;                       ///< the outputs, in the one year
  std::vector<std::size_t> numbers_;  ///< counted numbers: the inputs, then the cells of the frame
  std::vector<std::size_t> rows_;     ///< [cell of the frame], row of the layout
  Samples samples_;
};

/// Names of the shocks of one kind, of which there are several: `shock.power[2025]` is of `shock.power`.
struct ShockGroup {
  std::string name;
  std::vector<std::size_t> inputs;
};
std::vector<ShockGroup> shock_groups(const std::vector<Input>& inputs);

}  // namespace cellcast::sim
