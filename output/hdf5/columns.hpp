#pragma once

#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/group_writer.hpp"

namespace cellcast::output {

/// A text or number that each row of a list has, and what its dataset is called.
template <class Row, class Value>
struct Column {
  const char *name, *units, *long_name;
  Value Row::*member;
};
template <class Row>
using NumberColumn = Column<Row, double>;
template <class Row>
using TextColumn = Column<Row, std::string>;

/// One member of each row.
template <class Row, class Value>
std::vector<Value> column(const std::vector<Row>& rows, Value Row::*member) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(row.*member);
  return values;
}

/// The values that each row has several of, row after row.
template <class Row>
std::vector<double> matrix(const std::vector<Row>& rows, std::vector<double> Row::*member) {
  std::vector<double> values;
  for (const Row& row : rows) values.insert(values.end(), (row.*member).begin(), (row.*member).end());
  return values;
}

/// A dataset for each column, over a coordinate of the group that counts or names the rows. Throws h5::Error.
template <class Row, class Value>
void write_columns(GroupWriter& group, const std::string& axis, const std::vector<Row>& rows, std::span<const Column<Row, Value>> columns) {
  for (const Column<Row, Value>& each : columns) group.variable({each.name, each.units, each.long_name}, {axis}, column(rows, each.member));
}

/// Reads them into rows, of which there are as many already. Throws h5::Error.
template <class Row, class Value>
void read_columns(const GroupReader& group, std::vector<Row>& rows, std::span<const Column<Row, Value>> columns) {
  for (const Column<Row, Value>& each : columns) {
    std::vector<Value> values;
    if constexpr (std::is_same_v<Value, double>)
      values = group.doubles(each.name, {rows.size()});
    else
      values = group.texts(each.name, {rows.size()});
    for (std::size_t k = 0; k < rows.size(); ++k) rows[k].*each.member = values[k];
  }
}

}  // namespace cellcast::output
