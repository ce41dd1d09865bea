#include "output/result/shape_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <limits>
#include <numeric>

namespace cellcast::output {

namespace {

template <class Word>
Word named(const std::string& text, std::initializer_list<Word> words) {
  for (const Word word : words)
    if (sim::name(word) == text) return word;
  throw h5::Error("unknown word in claims: " + text);
}

template <class Number>
Number number_of(const std::string& text, const char* name) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw h5::Error(std::string("the attribute ") + name + " is not a number: " + text);
  return number;
}

}  // namespace

void read_word(sim::ClaimTest& value, const std::string& word) {
  using enum sim::ClaimTest;
  value = named(word, {figure, sum, growth, share, scenario});
}

void read_word(sim::ClaimVerdict& value, const std::string& word) {
  using enum sim::ClaimVerdict;
  value = named(word, {rounding, conflict});
}

bool ShapeReader::has(const std::string& name, bool) const {
  if (skips_samples_ && name == "samples") return false;
  return GroupReader::exists(id(), name);
}

void ShapeReader::attribute(const char* name, std::int32_t& value) { value = number_of<std::int32_t>(attribute_text(name), name); }
void ShapeReader::attribute(const char* name, std::uint64_t& value) { value = number_of<std::uint64_t>(attribute_text(name), name); }
void ShapeReader::attribute(const char* name, double& value) { value = std::strtod(attribute_text(name).c_str(), nullptr); }

std::string ShapeReader::attribute_text(const char* name) const {
  const std::optional<std::string> text = read_attribute(id(), name);
  if (!text) throw h5::Error(here().name + ": the attribute " + name + " is missing");
  return *text;
}

std::vector<std::int32_t> ShapeReader::narrow(const std::vector<std::int64_t>& values, const std::string& dataset) const {
  using Limits = std::numeric_limits<std::int32_t>;
  std::vector<std::int32_t> narrow;
  narrow.reserve(values.size());
  for (const std::int64_t value : values) {
    if (value < Limits::min() || value > Limits::max()) throw h5::Error(here().name + "/" + dataset + " has numbers that are too large");
    narrow.push_back(static_cast<std::int32_t>(value));
  }
  return narrow;
}

void ShapeReader::refuse_copy(const std::string& dataset) const {
  if (dataset == "quantile" && groups_.size() > 1) throw h5::Error(groups_.front().name + " has other quantiles than the run");
  throw h5::Error(here().name + "/" + dataset + " is another than that of other groups");
}

void ShapeReader::set_length(const std::string& axis, std::size_t length) {
  here().lengths[axis] = length;
  here().known.insert(axis);
}

void ShapeReader::along(const Description& description, const char* axis, std::vector<std::string>& texts) {
  here().known.insert(description.name);
  if (is_seen(&texts) && point_ != nullptr) return;
  std::vector<std::string> found = here().reader.texts(description.name, {length_of(axis)});
  if (texts.empty())
    texts = std::move(found);
  else if (texts != found)
    refuse_copy(description.name);
}

Shape ShapeReader::shape_of(const sim::Labels& labels, const sim::Variable& variable) {
  Shape shape;
  for (const sim::Axis axis : variable.axes) shape.push_back(labels.size(axis));
  return shape;
}

sim::Field ShapeReader::empty_field(const sim::Labels& labels, const std::string& name) const {
  sim::Field field{};
  field.id = labels.find_variable(name).value();
  const Shape shape = shape_of(labels, labels.variable(field.id));
  field.cells = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
  return field;
}

void ShapeReader::fields(const sim::Labels& labels, std::vector<sim::Field>& fields) {
  if (is_seen(&fields)) return;
  for (const std::string& name : here().reader.names()) {
    if (here().known.contains(name) || name == "input") continue;
    if (labels.find_variable(name))
      fields.push_back(empty_field(labels, name));
    else if (unknown_ == UnknownVariables::refuse)
      throw h5::Error("unknown variable " + name);
  }
  const auto needs_years = [&](const sim::Field& field) { return sim::has_years(labels.variable(field.id)); };
  if (labels.years.empty() && std::ranges::any_of(fields, needs_years)) throw h5::Error(here().name + " has no years");
}

}  // namespace cellcast::output
