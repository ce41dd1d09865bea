#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace cellcast::output {

/// How a member of a row stands in a file: a number, a text, or an integer, which flags and indices are too. Words are texts.
template <class Member>
using Stored = std::conditional_t<std::is_same_v<Member, double> || std::is_same_v<Member, std::string>, Member,
                                  std::conditional_t<std::is_enum_v<Member>, std::string, std::int32_t>>;

/// One member of each row.
template <class Row, class Member>
std::vector<Stored<Member>> column(const std::vector<Row>& rows, Member Row::*member) {
  std::vector<Stored<Member>> values;
  values.reserve(rows.size());
  for (const Row& row : rows) {
    if constexpr (std::is_enum_v<Member>)
      values.push_back(name(row.*member));
    else
      values.push_back(static_cast<Stored<Member>>(row.*member));
  }
  return values;
}

/// The values that each row has several of, row after row.
template <class Row>
std::vector<double> matrix(const std::vector<Row>& rows, std::vector<double> Row::*member) {
  std::vector<double> values;
  for (const Row& row : rows) values.insert(values.end(), (row.*member).begin(), (row.*member).end());
  return values;
}

}  // namespace cellcast::output
