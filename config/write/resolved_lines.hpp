#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

/// The lines of a resolved scenario as they are written, table after table.
class ResolvedLines {
 public:
  explicit ResolvedLines(const Scenario& scenario) : scenario_(scenario) {}

  const Scenario& scenario() const { return scenario_; }
  std::string take() { return std::move(out_); }

  void header(const std::string& path) { out_ += "\n[" + path + "]\n"; }
  void list_header(const std::string& path) { out_ += "\n[[" + path + "]]\n"; }
  void text_line(const std::string& text) { out_ += text; }
  void line(std::string_view key, const std::string& value) { out_ += std::string(key) + " = " + value + "\n"; }
  void words(std::string_view key, const std::string& value) { line(key, quoted_text(value)); }
  void integer(std::string_view key, std::uint64_t value) { line(key, std::to_string(value)); }
  void number(std::string_view key, const Number& number) { line(key, value(number)); }

  template <template <class> class Part>
  void numbers(const Part<Number>& part) {
    for (const auto& field : Part<Number>::fields()) number(field.name, part.*field.member);
  }
  template <template <class> class Part>
  void options(const Part<std::optional<Number>>& part) {
    for (const auto& field : Part<std::optional<Number>>::fields())
      if (part.*field.member) number(field.name, *(part.*field.member));
  }

  /// `numbers` [year - base year - 1] under their years.
  void by_year(const std::string& path, const std::vector<Number>& numbers) {
    header(path);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      number(std::to_string(scenario_.horizon.base_year + 1 + static_cast<int>(i)), numbers[i]);
  }

  template <class Items, class Text>
  static std::string list(const Items& items, Text text_of) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + text_of(item);
    return "[" + out + "]";
  }

 protected:
  const Scenario& scenario_;

 private:
  std::string value(const Number& number) const {
    if (const auto* constant = std::get_if<double>(&number.value)) return text(*constant);
    if (const auto* distribution = std::get_if<Distribution>(&number.value)) return text(*distribution);
    const auto& shared = std::get<Shared>(number.value);
    return "{ var = " + quoted_text(scenario_.variables[shared.variable].name) + ", scale = " + text(shared.scale) +
           ", offset = " + text(shared.offset) + " }";
  }

  std::string out_;
};

}  // namespace cellcast::config
