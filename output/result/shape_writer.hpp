#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <string>
#include <type_traits>
#include <vector>

#include "output/hdf5/group_writer.hpp"
#include "output/result/row_values.hpp"
#include "output/result/shape_words.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Writes what it visits, see shape.hpp, below a group of an open file. All members throw h5::Error; sim::Stopped where `stop` is set.
class ShapeWriter {
 public:
  /// With points, datasets of numbers are those of a sweep's points, which get their values later; then the numbers here say nothing.
  explicit ShapeWriter(hid_t root, PointDimension* points = nullptr, const std::atomic<bool>* stop = nullptr)
      : root_(root), points_(points), stop_(stop) {}

  bool has(const std::string&, bool here) const { return here; }

  template <class Body>
  void group(const std::string& name, const std::string& long_name, const Body& body) {
    open(name, long_name);
    body();
    close();
  }

  template <class Value>
  void attribute(const char* name, const Value& value) {
    if constexpr (std::is_same_v<Value, std::uint64_t>)
      write_attribute(id(), name, std::to_string(value));
    else
      write_attribute(id(), name, value);
  }
  void digest(const std::vector<sim::Field>& fields, const std::string&);

  template <class Value>
  void coordinate(const Description& description, const std::vector<Value>& values) {
    here().coordinate(description, values);
  }
  void counting(const Description& description, std::size_t length) { here().coordinate(description, output::counting(length)); }

  template <class Row>
  void rows(const Description& description, const std::vector<Row>& rows) {
    counting(description, rows.size());
  }
  template <class Row>
  void rows(const Description& description, const std::vector<Row>& rows, std::string Row::*name) {
    coordinate(description, output::column(rows, name));
  }
  template <class Row, class Member>
  void column(const Description& description, const char* axis, const std::vector<Row>& rows, Member Row::*member) {
    const auto values = output::column(rows, member);
    if constexpr (std::is_same_v<Member, double>)
      here().result(description, {axis}, values);
    else
      here().variable(description, {axis}, values);
  }
  template <class Row>
  void matrix(const Description& description, const std::array<const char*, 2>& axes, const std::vector<Row>& rows,
              std::vector<double> Row::*member) {
    here().result(description, {axes[0], axes[1]}, output::matrix(rows, member));
  }
  void along(const Description& description, const char* axis, const std::vector<std::string>& texts) {
    here().variable(description, {axis}, texts);
  }

  void fields(const sim::Labels&, const std::vector<sim::Field>&) const {}
  template <class Values>
  void cells(const CellWords& words, const std::string& last, const sim::Labels& labels, const sim::Field& field, const Values& values) {
    const sim::Variable& variable = labels.variable(field.id);
    here().result(describe(variable, words), axes_of(variable, last), made(values));
  }

 private:
  void open(const std::string& name, const std::string& long_name);
  void close();
  GroupWriter& here() { return groups_.back(); }
  hid_t id() const { return groups_.empty() ? root_ : groups_.back().id(); }

  hid_t root_;
  PointDimension* points_;
  const std::atomic<bool>* stop_;
  std::list<GroupWriter> groups_;  ///< open now, outermost first
};

}  // namespace cellcast::output
