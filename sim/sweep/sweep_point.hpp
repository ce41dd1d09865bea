#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "config/load/document.hpp"
#include "config/sweep/sweep.hpp"

namespace cellcast::sim {

/// What the points of a sweep start from: `resolved` is its base as config::resolved wrote it. Read once, it serves all points.
std::shared_ptr<const config::Document> base_document(const config::Sweep& sweep, const std::string& resolved);

/// Makes the scenario of a point of a sweep, and tells what is wrong with it by the axes that bring it about.
class PointLoader {
 public:
  /// The sweep must outlive this.
  PointLoader(const config::Sweep& sweep, std::shared_ptr<const config::Document> base) : sweep_(sweep), base_(std::move(base)) {}

  /// values[axis]. Throws config::ScenarioError, whose places are all in the sweep's file.
  config::Scenario load(const std::vector<config::Node>& values);

 private:
  using Axes = std::vector<std::size_t>;                                ///< indices, increasing
  using Fault = std::tuple<std::uint32_t, std::uint32_t, std::string>;  ///< line, column and words

  static Fault fault_of(const config::Diagnostic& diagnostic);
  std::vector<config::Diagnostic> in_sweep(const std::vector<config::Diagnostic>& found, const std::vector<config::Node>& values);
  config::Diagnostic at_its_cause(config::Diagnostic diagnostic, const std::vector<config::Node>& values);
  Axes causes(const config::Diagnostic& diagnostic, const std::vector<config::Node>& values) const;
  bool arises(const Fault& fault, const Axes& axes, const std::vector<config::Node>& values) const;

  const config::Sweep& sweep_;
  std::shared_ptr<const config::Document> base_;
  std::map<Fault, Axes> known_;  ///< the axes that a fault of the resolved base was found to be due to
};

}  // namespace cellcast::sim
