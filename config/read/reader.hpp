#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/scenario/day.hpp"
#include "config/scenario/scenario.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// A table of the file while it is read.
struct Section {
  const Node* node = nullptr;  ///< null where the file has no such table
  std::string path;            ///< empty: the whole file
  Place place;                 ///< of the table, or of the nearest one around it: where a missing key is shown

  const Node* find(std::string_view name) const { return node == nullptr ? nullptr : node->find(name); }
  /// Of that key, or of the table where the file does not have it.
  Place place_of(std::string_view key) const {
    const Node* child = find(key);
    return child == nullptr ? place : child->place;
  }
  std::string name() const { return path.substr(path.rfind('.') + 1); }  // npos + 1 is 0
};

/// A word of the file with its place.
struct Word {
  std::string text;
  Place place;
};

/// Reads values under the rules of the table of keys: type, range and default. What is wrong goes to the report, and the value is then
/// NaN, which no later check objects to.
class Reader {
 public:
  /// `variables` are looked up while reading, and may grow.
  Reader(Report& report, const std::vector<Variable>& variables) : report_(report), variables_(variables) {}

  Section section(const Section& parent, std::string_view name) const;
  /// The tables below one whose keys are names of the user's, in the file's order.
  std::vector<Section> named_sections(const Section& parent) const;

  Number number(const Section& section, std::string_view name);
  /// A number where its key need not be the path's: `segments.power.supply.announced.2027`.
  Number number(const Node& node, const Key& key, const std::string& path);
  /// All fields of a part, whose keys stand in the section.
  template <template <class> class Part>
  void numbers(const Section& section, Part<Number>& part) {
    for (const auto& field : Part<Number>::fields()) part.*field.member = number(section, field.name);
  }
  /// Those of a part that the section has.
  template <template <class> class Part>
  void options(const Section& section, Part<std::optional<Number>>& part) {
    for (const auto& field : Part<std::optional<Number>>::fields())
      if (section.find(field.name) != nullptr) part.*field.member = number(section, field.name);
  }
  double constant(const Section& section, std::string_view name);
  double constant(const Node& node, const Key& key, const std::string& path);
  std::int64_t integer(const Section& section, std::string_view name);
  std::string string(const Section& section, std::string_view name);
  /// Empty where it is not given.
  Word word(const Section& section, std::string_view name);
  bool boolean(const Section& section, std::string_view name);
  std::optional<Day> date(const Section& section, std::string_view name);
  std::vector<double> numbers(const Section& section, std::string_view name);
  std::vector<int> integers(const Section& section, std::string_view name);
  std::vector<Word> words(const Section& section, std::string_view name);
  /// Null where it is not given, or no table.
  const Node* table(const Section& section, std::string_view name);

  Report& report() { return report_; }

 private:
  /// The node of a key, or null after a complaint where it is required and missing.
  const Node* require(const Section& section, std::string_view name, const Key& key);
  void wrong_type(const Node& node, const std::string& path, const char* expected);
  double checked_constant(const Node& node, const Key& key, const std::string& path);
  bool check_support(const Number& number, const Key& key);
  std::optional<Shared> shared(const Node& node, const std::string& path);
  std::vector<double> read_numbers(const Node& node, const Key& key, const std::string& path);

  Report& report_;
  const std::vector<Variable>& variables_;
};

/// A `{ dist = ... }`, its parameters checked; empty after a complaint.
std::optional<Distribution> read_distribution(const Node& node, const std::string& path, Report& report);

}  // namespace cellcast::config
