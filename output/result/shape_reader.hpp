#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "output/hdf5/group_reader.hpp"
#include "output/result/row_values.hpp"
#include "output/result/shape_words.hpp"
#include "sim/claims/ledger.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Names of output variables that this program does not know: a file of a newer minor version may have them.
enum class UnknownVariables { refuse, pass_over };

/// The word's value. Throw h5::Error where it is unknown.
void read_word(sim::ClaimTest& value, const std::string& word);
void read_word(sim::ClaimVerdict& value, const std::string& word);

/// Fills what it visits, see shape.hpp, from below a group of an open file. An axis that other groups have too is read once; then it must
/// be the same. All members throw h5::Error where something is missing, of another type or of another shape.
class ShapeReader {
 public:
  ShapeReader(hid_t root, UnknownVariables unknown, const PointSelection* point = nullptr) : root_(root), unknown_(unknown), point_(point) {}

  /// Samples are as if the file had none.
  void skip_samples() { skips_samples_ = true; }

  bool has(const std::string& name, bool) const;

  template <class Body>
  void group(const std::string& name, const std::string&, const Body& body) {
    groups_.emplace_back(id(), name, point_);
    body();
    groups_.pop_back();
  }

  void attribute(const char* name, std::string& value) { value = attribute_text(name); }
  void attribute(const char* name, std::int32_t& value);
  void attribute(const char* name, std::uint64_t& value);
  void attribute(const char* name, double& value);
  void digest(const std::vector<sim::Field>&, std::string& text) { attribute("results_sha256", text); }

  template <class Values>
  void coordinate(const Description& description, Values& values) {
    const std::string& name = description.name;
    const bool is_known = is_seen(&values);
    if (is_known && point_ != nullptr) return set_length(name, values.size());
    const std::size_t length = here().reader.length(name);
    set_length(name, length);
    auto found = read<typename Values::value_type>(name, {length});
    if (!is_known && kIsFilled<Values>)
      assign(values, std::move(found));
    else if (found != values)
      refuse_copy(name);
  }
  void counting(const Description& description, const std::size_t& length) { set_length(description.name, length); }
  void counting(const Description& description, std::size_t& length) {
    length = here().reader.length(description.name);
    set_length(description.name, length);
  }

  template <class Row>
  void rows(const Description& description, std::vector<Row>& rows) {
    if (!is_seen(&rows)) rows.resize(here().reader.length(description.name));
    set_length(description.name, rows.size());
    if (rows.empty()) throw h5::Error(here().name + " has no " + description.name + "s");
  }
  template <class Row>
  void rows(const Description& description, std::vector<Row>& rows, std::string Row::*name) {
    this->rows(description, rows);
    column(description, description.name.c_str(), rows, name);
  }
  template <class Row, class Member>
  void column(const Description& description, const char* axis, std::vector<Row>& rows, Member Row::*member) {
    if (is_seen(&rows, description.name)) return;
    auto values = read<Stored<Member>>(description.name, {length_of(axis)});
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if constexpr (std::is_enum_v<Member>)
        read_word(rows[k].*member, values[k]);
      else
        rows[k].*member = static_cast<Member>(std::move(values[k]));
    }
  }
  template <class Row>
  void matrix(const Description& description, const std::array<const char*, 2>& axes, std::vector<Row>& rows,
              std::vector<double> Row::*member) {
    const std::size_t length = length_of(axes[1]);
    const std::vector<double> values = read<double>(description.name, {length_of(axes[0]), length});
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const auto first = values.begin() + static_cast<std::ptrdiff_t>(k * length);
      (rows[k].*member).assign(first, first + static_cast<std::ptrdiff_t>(length));
    }
  }
  void along(const Description& description, const char* axis, std::vector<std::string>& texts);

  void fields(const sim::Labels& labels, std::vector<sim::Field>& fields);
  template <class Value>
  void cells(const CellWords& words, const std::string& last, const sim::Labels& labels, const sim::Field& field,
             std::vector<Value>& values) {
    const sim::Variable& variable = labels.variable(field.id);
    Shape shape = shape_of(labels, variable);
    if (!last.empty()) shape.push_back(length_of(last));
    values = read<Value>(describe(variable, words).name, shape);
  }

 private:
  struct Level {
    Level(hid_t parent, const std::string& name_, const PointSelection* point) : name(name_), reader(parent, name_, point) {}
    std::string name;
    GroupReader reader;
    std::map<std::string, std::size_t> lengths{};  ///< of axes
    std::set<std::string> known{};                 ///< axes, and what lies along them, that are no variables
  };

  Level& here() { return groups_.back(); }
  const Level& here() const { return groups_.back(); }
  hid_t id() const { return groups_.empty() ? root_ : groups_.back().reader.id(); }
  void set_length(const std::string& axis, std::size_t length);
  std::size_t length_of(const std::string& axis) const { return here().lengths.at(axis); }
  std::string attribute_text(const char* name) const;
  [[noreturn]] void refuse_copy(const std::string& dataset) const;
  static Shape shape_of(const sim::Labels& labels, const sim::Variable& variable);
  sim::Field empty_field(const sim::Labels& labels, const std::string& name) const;

  /// Whether these values were visited before; from now on they were.
  bool is_seen(const void* values, const std::string& dataset = "") { return !seen_.emplace(values, dataset).second; }

  /// Doubles, texts, or integers, which are 64 bits wide or as many as a row has.
  template <class Value>
  std::vector<Value> read(const std::string& name, const Shape& shape) const {
    if constexpr (std::is_same_v<Value, double>) {
      return here().reader.doubles(name, shape);
    } else if constexpr (std::is_same_v<Value, std::string>) {
      return here().reader.texts(name, shape);
    } else {
      std::vector<std::int64_t> values = here().reader.integers(name, shape);
      if constexpr (std::is_same_v<Value, std::int64_t>)
        return values;
      else
        return narrow(values, name);
    }
  }
  std::vector<std::int32_t> narrow(const std::vector<std::int64_t>& values, const std::string& dataset) const;
  template <class Values>
  static void assign(Values& values, std::remove_const_t<Values>&& found) {
    if constexpr (kIsFilled<Values>) values = std::move(found);
  }

  hid_t root_;
  UnknownVariables unknown_;
  const PointSelection* point_;
  bool skips_samples_ = false;
  std::list<Level> groups_{};                                ///< open now, outermost first
  std::set<std::pair<const void*, std::string>> seen_{};
};

}  // namespace cellcast::output
