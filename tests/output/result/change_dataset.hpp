#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "output/result/shape.hpp"

namespace cellcast::tests {

/// Changes the last value of one dataset among those that it visits, by as little as can be; see output/result/shape.hpp.
class DatasetChanger {
 public:
  /// `number`: of the dataset, from 0, copies not counted.
  explicit DatasetChanger(std::size_t number) : number_(number) {}

  const std::string& changed() const { return changed_; }  ///< `group/name`; empty where there are not as many datasets

  bool has(const std::string&, bool here) const { return here; }
  template <class Body>
  void group(const std::string& name, const std::string&, const Body& body) {
    const std::string outer = path_;
    path_ += name + "/";
    body();
    path_ = outer;
  }
  template <class Value>
  void attribute(const char* name, Value& value) {
    if (is_meant(name, &value)) change(value);
  }
  void digest(const std::vector<sim::Field>&, const std::string&) {}
  template <class Values>
  void coordinate(const output::Description& description, Values& values) {
    if (is_meant(description.name, &values)) change_last(values);
  }
  void counting(const output::Description&, std::size_t) {}
  template <class Row>
  void rows(const output::Description&, std::vector<Row>&) {}
  template <class Row>
  void rows(const output::Description& description, std::vector<Row>& rows, std::string Row::*name) {
    if (is_meant(description.name, &rows)) change(rows.back().*name);
  }
  template <class Row, class Member>
  void column(const output::Description& description, const char*, std::vector<Row>& rows, Member Row::*member) {
    if (is_meant(description.name, &rows, description.name)) change(rows.back().*member);
  }
  template <class Row>
  void matrix(const output::Description& description, const std::array<const char*, 2>&, std::vector<Row>& rows,
              std::vector<double> Row::*member) {
    if (is_meant(description.name, &rows, description.name)) change((rows.back().*member).back());
  }
  void along(const output::Description& description, const char*, std::vector<std::string>& texts) {
    if (is_meant(description.name, &texts)) change(texts.back());
  }
  void fields(const sim::Labels&, const std::vector<sim::Field>&) {}
  template <class Values>
  void cells(const output::CellWords& words, const std::string&, const sim::Labels&, const sim::Field& field, Values& values) {
    const std::string name = output::describe(sim::variable(field.id), words).name;
    if (is_meant(name, nullptr, path_ + name)) change_last(values);
  }

 private:
  bool is_meant(const std::string& name, const void* values, const std::string& dataset = "") {
    if (!seen_.emplace(values, dataset).second || seen_.size() - 1 != number_) return false;
    changed_ = path_ + name;
    return true;
  }

  template <class Values>
  static void change_last(Values& values) {
    if constexpr (!std::is_const_v<Values>) change(values.back());
  }
  template <class Value>
  static void change(Value& value) {
    if constexpr (std::is_same_v<Value, std::string>)
      value += "x";
    else if constexpr (std::is_same_v<Value, double>)
      value = std::nextafter(value, std::numeric_limits<double>::infinity());
    else if constexpr (std::is_same_v<Value, sim::ClaimTest>)
      value = value == sim::ClaimTest::sum ? sim::ClaimTest::share : sim::ClaimTest::sum;
    else if constexpr (std::is_same_v<Value, sim::ClaimVerdict>)
      value = value == sim::ClaimVerdict::conflict ? sim::ClaimVerdict::rounding : sim::ClaimVerdict::conflict;
    else if constexpr (std::is_same_v<Value, bool>)
      value = !value;
    else if constexpr (std::is_same_v<Value, std::size_t>)
      value ^= 1u;
    else
      ++value;
  }

  std::size_t number_;
  std::string path_, changed_;
  std::set<std::pair<const void*, std::string>> seen_;
};

}  // namespace cellcast::tests
