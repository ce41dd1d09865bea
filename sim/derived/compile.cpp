#include "sim/derived/compile.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace cellcast::sim {
namespace {

using config::Expression;
using config::ExpressionNode;
using config::NodeKind;

/// The exponent n of `x^n` where a whole number is written out: a number of size <= 16 behind any signs.
std::optional<int> whole_exponent(const Expression& expression, const ExpressionNode& power) {
  constexpr double kLargest = 16;
  int sign = 1;
  const ExpressionNode* node = &expression.nodes[power.arguments.back()];
  for (; node->kind == NodeKind::negation; node = &expression.nodes[node->arguments.front()]) sign = -sign;
  if (node->kind != NodeKind::number || node->number > kLargest || node->number != std::floor(node->number)) return std::nullopt;
  return sign * static_cast<int>(node->number);
}

/// Nodes that are not computed: dimensions, paths, exponents that are written out.
std::vector<bool> words_only(const Expression& expression, const Meaning& meaning) {
  std::vector<bool> words(expression.nodes.size());
  for (std::size_t k = 0; k < expression.nodes.size(); ++k) {
    const ExpressionNode& node = expression.nodes[k];
    if (node.kind == NodeKind::text || meaning.nodes[k].is_dimension) words[k] = true;
    if (node.kind != NodeKind::power || !whole_exponent(expression, node)) continue;
    for (std::size_t at = node.arguments.back();; at = expression.nodes[at].arguments.front()) {
      words[at] = true;
      if (expression.nodes[at].kind == NodeKind::number) break;
    }
  }
  return words;
}

Operation elementwise(NodeKind kind) {
  switch (kind) {
    case NodeKind::negation:
      return Operation::negate;
    case NodeKind::logical_not:
      return Operation::logical_not;
    case NodeKind::product:
      return Operation::multiply;
    case NodeKind::quotient:
      return Operation::divide;
    case NodeKind::sum:
      return Operation::add;
    case NodeKind::difference:
      return Operation::subtract;
    case NodeKind::less:
      return Operation::less;
    case NodeKind::less_or_equal:
      return Operation::less_or_equal;
    case NodeKind::greater:
      return Operation::greater;
    case NodeKind::greater_or_equal:
      return Operation::greater_or_equal;
    case NodeKind::equal:
      return Operation::equal;
    case NodeKind::not_equal:
      return Operation::not_equal;
    case NodeKind::logical_and:
      return Operation::logical_and;
    case NodeKind::logical_or:
      return Operation::logical_or;
    default:
      return Operation::power;
  }
}

Operation of_function(FunctionId id, bool is_over) {
  switch (id) {
    case FunctionId::exp:
      return Operation::exp;
    case FunctionId::log:
      return Operation::log;
    case FunctionId::sqrt:
      return Operation::sqrt;
    case FunctionId::abs:
      return Operation::abs;
    case FunctionId::min:
      return is_over ? Operation::least : Operation::min;
    case FunctionId::max:
      return is_over ? Operation::largest : Operation::max;
    case FunctionId::clamp:
      return Operation::clamp;
    case FunctionId::choose:
      return Operation::choose;
    case FunctionId::sum:
      return Operation::sum;
    case FunctionId::mean:
      return Operation::mean;
    case FunctionId::lag:
      return Operation::lag;
    case FunctionId::change:
      return Operation::change;
    case FunctionId::cumsum:
      return Operation::running_sum;
    case FunctionId::cagr:
      return Operation::growth_rate;
    default:
      return Operation::copy;
  }
}

View sliced(View view, const NodeMeaning& meaning) {
  for (const auto& [axis, place] : meaning.places) {
    std::uint32_t& stride = view.strides[static_cast<std::size_t>(axis)];
    view.first += static_cast<std::uint32_t>(place) * stride;
    stride = 0;
    view.axes.remove(axis);
  }
  return view;
}

AxisSet united(std::span<const View> views) {
  AxisSet axes;
  for (const View& view : views) axes.add(view.axes);
  return axes;
}

}  // namespace

ProgramBuilder::ProgramBuilder(const Labels& labels, RowOf row_of) : labels_(&labels), row_of_(row_of) {
  for (const Axis axis : kDerivedOrder) program_.sizes[static_cast<std::size_t>(axis)] = static_cast<std::uint32_t>(labels.size(axis));
}

void ProgramBuilder::look_back_to(VariableId first_of_base, const Labels& base) {
  next_base_ = first_of_base;
  base_ = &base;
}

void ProgramBuilder::add(const Expression& expression, const Meaning& meaning, VariableId to) {
  const std::vector<bool> words = words_only(expression, meaning);
  std::vector<View> views(expression.nodes.size());
  for (std::size_t k = 0; k < views.size(); ++k)
    if (!words[k]) views[k] = view_of(expression, meaning, views, k);
  const View& whole = views.back();
  live_.clear();
  // The last step writes where the result belongs, unless that is only a part of it.
  const bool is_whole = whole.source == Source::temporary && whole.axes == program_.steps.back().out.axes;
  if (!is_whole) step(Operation::copy, std::span(&whole, 1), whole.axes);
  live_.clear();
  program_.steps.back().out = variable(to);
}

View ProgramBuilder::view_of(const Expression& expression, const Meaning& meaning, std::span<const View> views, std::size_t k) {
  const ExpressionNode& node = expression.nodes[k];
  const NodeMeaning& is = meaning.nodes[k];
  std::vector<View> in;
  for (const std::uint32_t argument : node.arguments) in.push_back(views[argument]);
  switch (node.kind) {
    case NodeKind::number:
      return constant(node.number);
    case NodeKind::name:
      return variable(*is.variable);
    case NodeKind::slice:
      return sliced(in.front(), is);
    case NodeKind::call:
      if (is.function->id == FunctionId::input) return input(expression.nodes[node.arguments.front()].text);
      return call(node, is, in);
    case NodeKind::power:
      if (const std::optional<int> exponent = whole_exponent(expression, node))
        return step(Operation::whole_power, std::span(in).first(1), in.front().axes, Axis::year, *exponent);
      break;
    case NodeKind::negation:
      if (in.front().source == Source::constant) return constant(-program_.constants[in.front().index]);
      break;
    default:
      break;
  }
  return step(elementwise(node.kind), in, united(in));
}

View ProgramBuilder::call(const ExpressionNode& node, const NodeMeaning& meaning, std::span<const View> in) {
  const FunctionId id = meaning.function->id;
  if (id == FunctionId::difference) return difference(in.front());
  const Operation operation = of_function(id, meaning.over.has_value());
  if (meaning.over) return step(operation, in.first(1), meaning.axes, *meaning.over);
  if (id != FunctionId::min && id != FunctionId::max) return step(operation, in, meaning.axes);
  View least = in.front();
  for (std::size_t k = 1; k < node.arguments.size(); ++k) {
    const std::array pair{least, in[k]};
    least = step(operation, pair, united(pair));
  }
  return least;
}

View ProgramBuilder::difference(const View& later) {
  const std::vector<Axis> axes = later.axes.ordered();
  LookBack look_back{next_base_, {0}};
  next_base_ = static_cast<VariableId>(index(next_base_) + 1);
  for (const Axis axis : axes) {
    const std::vector<std::string> known = base_->along(axis);
    std::vector<std::uint32_t> longer;
    for (const std::uint32_t row : look_back.rows)
      for (const std::string& label : labels_->along(axis))
        longer.push_back(row * static_cast<std::uint32_t>(known.size()) + static_cast<std::uint32_t>(std::ranges::find(known, label) - known.begin()));
    look_back.rows = std::move(longer);
  }
  program_.looks_back.push_back(std::move(look_back));
  const std::array both{later, contiguous(Source::base, static_cast<std::uint32_t>(program_.looks_back.size() - 1), axes)};
  return step(Operation::subtract, both, later.axes);
}

View ProgramBuilder::constant(double value) {
  const auto [found, is_new] =
      constants_.try_emplace(std::bit_cast<std::uint64_t>(value), static_cast<std::uint32_t>(program_.constants.size()));
  if (is_new) program_.constants.push_back(value);
  return {Source::constant, found->second, 0, {}, {}};
}

View ProgramBuilder::input(const std::string& path) {
  const auto [found, is_new] = inputs_.try_emplace(path, static_cast<std::uint32_t>(program_.inputs.size()));
  if (is_new) program_.inputs.push_back(row_of_(path));
  return {Source::input, found->second, 0, {}, {}};
}

View ProgramBuilder::variable(VariableId id) const {
  return contiguous(Source::output, static_cast<std::uint32_t>(index(id)), labels_->variable(id).axes);
}

View ProgramBuilder::contiguous(Source source, std::uint32_t index, const std::vector<Axis>& axes) const {
  View view{source, index, 0, AxisSet(axes), {}};
  std::uint32_t stride = 1;
  for (std::size_t k = axes.size(); k-- > 0;) {
    view.strides[static_cast<std::size_t>(axes[k])] = stride;
    stride *= program_.sizes[static_cast<std::size_t>(axes[k])];
  }
  return view;
}

View ProgramBuilder::step(Operation operation, std::span<const View> in, AxisSet axes, Axis over, int exponent) {
  Step step{operation, {}, {}, exponent, over};
  std::ranges::copy(in, step.in.begin());
  const std::uint32_t first = allocate(static_cast<std::uint32_t>(cells_of(axes, *labels_)));
  step.out = contiguous(Source::temporary, first, axes.ordered());
  for (const View& view : in)
    if (view.source == Source::temporary) live_.erase(view.index);
  program_.steps.push_back(step);
  return step.out;
}

/// The first rows that are free, so that few temporaries do for a long expression.
std::uint32_t ProgramBuilder::allocate(std::uint32_t rows) {
  std::uint32_t first = 0;
  for (const auto& [begin, count] : live_) {
    if (begin - first >= rows) break;
    first = begin + count;
  }
  live_.emplace(first, rows);
  program_.temporaries = std::max<std::size_t>(program_.temporaries, first + rows);
  return first;
}

std::vector<Expression> looked_back(const Expression& expression) {
  std::vector<Expression> parts;
  for (const ExpressionNode& node : expression.nodes)
    if (node.kind == NodeKind::call && node.text == "difference") parts.push_back(part_of(expression, node.arguments.front()));
  return parts;
}

std::vector<VariableId> named_outputs(const Meaning& meaning) {
  std::vector<VariableId> named;
  for (const NodeMeaning& node : meaning.nodes)
    if (node.variable) named.push_back(*node.variable);
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace cellcast::sim
