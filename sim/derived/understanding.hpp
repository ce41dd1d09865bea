#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// Looks up what the nodes of an expression are, from the first to the last; keeps the leftmost error. Work of `understand`.
class Understanding {
 public:
  Understanding(const config::Expression& expression, const Scope& scope) : expression_(expression), scope_(scope) {
    meaning_.nodes.resize(expression.nodes.size());
  }

  void run();
  const std::optional<config::ExpressionError>& error() const { return error_; }
  Meaning take() { return std::move(meaning_); }

  /// `segment, market and year`
  static std::string dimensions(AxisSet axes);

 private:
  void mark_dimensions();
  void look_at(const config::ExpressionNode& node, NodeMeaning& meaning);

  void look_up(const config::ExpressionNode& node, NodeMeaning& meaning);
  void unknown_name(const config::ExpressionNode& node, NodeMeaning& meaning);

  void take_slice(const config::ExpressionNode& node, NodeMeaning& meaning);
  std::optional<Axis> axis_of(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning);
  std::optional<Axis> axis_of_label(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning);
  std::optional<std::size_t> place_of(const config::Pick& pick, Axis axis) const;
  void unknown_label(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning);

  void look_at_call(const config::ExpressionNode& node, NodeMeaning& meaning);
  void look_at_input(const config::ExpressionNode& node, NodeMeaning& meaning);
  void look_at_reduction(const config::ExpressionNode& node, NodeMeaning& meaning);
  void look_at_difference(const config::ExpressionNode& node, NodeMeaning& meaning);
  bool is_in_difference() const;

  /// Whether an error further left is known, so that nobody need look for what was meant here; then nothing is known of this node either.
  bool is_beside(std::size_t at, NodeMeaning& meaning) const;
  void wrong(std::size_t at, NodeMeaning& meaning, std::string problem, std::string why = "", std::string suggestion = "");

  const config::Expression& expression_;
  const Scope& scope_;
  std::size_t node_ = 0;  ///< that is being looked at
  Meaning meaning_;
  std::optional<config::ExpressionError> error_;

  using Places = std::unordered_map<std::string, std::size_t>;
  const Places& places_along(Axis axis) const;
  mutable std::array<std::optional<Places>, kAxes> places_;  ///< [Axis], of labels, made when they are asked for
};

}  // namespace cellcast::sim
