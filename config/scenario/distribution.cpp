#include "config/scenario/distribution.hpp"

#include <charconv>
#include <cmath>
#include <tuple>
#include <variant>
#include <vector>

#include "config/scenario/triangle.hpp"

namespace cellcast::config {

namespace {

std::string value_text(double value) { return text(value); }

std::string value_text(const std::vector<double>& values) {
  std::string out;
  for (const double value : values) out += (out.empty() ? "[" : ", ") + text(value);
  return out + "]";
}

std::string value_text(const std::vector<Distribution>& laws) {
  std::string out;
  for (const Distribution& law : laws) out += (out.empty() ? "[" : ", ") + text(law);
  return out + "]";
}

/// A double alone is left out, where exactly some of the parameters are given.
bool is_given(double value) { return !std::isnan(value); }
template <class T>
bool is_given(const std::vector<T>&) { return true; }

bool is_default(double value, const Parameter& parameter) {
  double fallback = 0;
  const auto [end, error] = std::from_chars(parameter.fallback.data(), parameter.fallback.data() + parameter.fallback.size(), fallback);
  return error == std::errc() && value == fallback;
}
template <class T>
bool is_default(const std::vector<T>&, const Parameter&) { return false; }

/// A list of many values by their number and ends.
std::string shortened(const EmpiricalData& law) {
  return "dist = \"empirical\", data = [" + std::to_string(law.data.size()) + " values from " + text(law.data.front()) + " to " +
         text(law.data.back()) + "]";
}

/// The law's part of the text; parameters that all have their defaults are left out.
template <class L>
std::string law_text(const L& law) {
  std::string given = "dist = \"" + std::string(LawOf<L>::dist) + "\"", optional;
  bool is_plain = true;
  std::size_t k = 0;
  const auto add = [&](const auto& value) {
    const Parameter& parameter = LawOf<L>::parameters[k++];
    if (!is_given(value)) return;
    const bool is_optional = !parameter.fallback.empty();
    (is_optional ? optional : given) += ", " + std::string(parameter.name) + " = " + value_text(value);
    if (is_optional) is_plain &= is_default(value, parameter);
  };
  std::apply([&](auto... member) { (add(law.*member), ...); }, LawOf<L>::members);
  return is_plain ? given : given + optional;
}

}  // namespace

Interval LawOf<TriangularPercentiles>::support(const TriangularPercentiles& law) {
  const Triangular whole = triangle(law);
  return {whole.low, whole.high};
}

Interval LawOf<Mixture>::support(const Mixture& law) {
  Interval out{kInfinity, -kInfinity, true, true};
  for (const Distribution& component : law.of) {
    const Interval each = config::support(component);
    if (each.low < out.low || (each.low == out.low && !each.low_open)) out.low = each.low, out.low_open = each.low_open;
    if (each.high > out.high || (each.high == out.high && !each.high_open)) out.high = each.high, out.high_open = each.high_open;
  }
  return out;
}

Interval support(const Distribution& distribution) {
  const Interval law = std::visit([]<class L>(const L& each) { return LawOf<L>::support(each); }, distribution.law);
  // The logit and log metalogs approach their bounds without reaching them; a truncated law begins at its bound.
  const bool bounds_open = std::holds_alternative<Metalog>(distribution.law);
  Interval out = law;
  if (distribution.min > law.low) out.low = distribution.min, out.low_open = bounds_open;
  if (distribution.max < law.high) out.high = distribution.max, out.high_open = bounds_open;
  return out;
}

std::string text(const Distribution& distribution) {
  std::string out = "{ " + std::visit([](const auto& law) { return law_text(law); }, distribution.law);
  if (std::isfinite(distribution.min)) out += ", min = " + text(distribution.min);
  if (std::isfinite(distribution.max)) out += ", max = " + text(distribution.max);
  return out + " }";
}

std::string summary(const Distribution& distribution) {
  constexpr std::size_t kShown = 20;
  const auto* data = std::get_if<EmpiricalData>(&distribution.law);
  if (data != nullptr && data->data.size() > kShown) return "{ " + shortened(*data) + " }";
  const auto* mixture = std::get_if<Mixture>(&distribution.law);
  if (mixture == nullptr) return text(distribution);
  std::string components;
  for (const Distribution& component : mixture->of) components += (components.empty() ? "" : ", ") + summary(component);
  return "{ dist = \"mixture\", of = [" + components + "], weights = " + value_text(mixture->weights) + " }";
}

std::string text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string out(buffer, end);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";  // else TOML reads an integer
  return out;
}

}  // namespace cellcast::config
