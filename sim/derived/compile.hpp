#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/function_ref.hpp"
#include "config/expression/expression.hpp"
#include "sim/derived/meaning.hpp"
#include "sim/derived/program.hpp"

namespace cellcast::sim {

/// Makes the steps of expressions, one after the other.
class ProgramBuilder {
 public:
  using RowOf = base::FunctionRef<Row(const std::string&)>;

  /// `row_of` finds the row of a number of the model by its path, or of a shock by its name. Both must outlive this.
  ProgramBuilder(const Labels& labels, RowOf row_of);

  /// What the next `difference` looks back to is a variable of the base's plan, that after it the next variable, and so on.
  void look_back_to(VariableId first_of_base, const Labels& base);

  /// Adds the steps that compute an expression into the rows of a derived output.
  void add(const config::Expression& expression, const Meaning& meaning, VariableId to);

  Program take() { return std::move(program_); }

 private:
  View view_of(const config::Expression& expression, const Meaning& meaning, std::span<const View> views, std::size_t node);
  View call(const config::ExpressionNode& node, const NodeMeaning& meaning, std::span<const View> in);
  View difference(const View& later);
  View constant(double value);
  View input(const std::string& path);
  View step(Operation operation, std::span<const View> in, AxisSet axes, Axis over = Axis::year, int exponent = 0);
  View contiguous(Source source, std::uint32_t index, const std::vector<Axis>& axes) const;
  View variable(VariableId id) const;

  std::uint32_t allocate(std::uint32_t rows);

  const Labels* labels_;
  RowOf row_of_;
  Program program_;
  std::unordered_map<std::uint64_t, std::uint32_t> constants_;  ///< by the bits of the value
  std::unordered_map<std::string, std::uint32_t> inputs_;
  std::map<std::uint32_t, std::uint32_t> live_;  ///< first row of temporaries in use, and how many
  VariableId next_base_{};
  const Labels* base_ = nullptr;
};

/// The expressions of which `difference` is taken, in the order in which a builder meets them.
std::vector<config::Expression> looked_back(const config::Expression& expression);

/// The outputs that an expression names, the model's and derived ones.
std::vector<VariableId> named_outputs(const Meaning& meaning);

}  // namespace cellcast::sim
