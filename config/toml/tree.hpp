#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/day.hpp"

namespace cellcast::config {

enum class Kind { boolean, integer, real, text, date, time, array, table };

/// A value of a scenario file with the places it came from: what is left of TOML once a file is read. Tables keep the file's order.
struct Node {
  std::string name;  ///< its key; empty in an array
  Place key;         ///< where the key stands
  Place place;       ///< where the value stands (a table: its header)
  Kind kind = Kind::table;
  union {  // a large file has many nodes
    std::int64_t integer = 0;
    bool boolean;
    double real;
    Day date;
  };
  std::string text;            ///< of a text
  std::vector<Node> children;  ///< entries of a table, items of an array

  const Node* find(std::string_view child) const;
  Node* find(std::string_view child);
  bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
  double number() const { return kind == Kind::integer ? static_cast<double>(integer) : real; }
  /// A table that stands where a number may: `{ dist = ... }` or `{ var = ... }`, inline or under a header of its own.
  bool is_distribution() const { return kind == Kind::table && find("dist") != nullptr; }
  bool is_shared() const { return kind == Kind::table && find("var") != nullptr; }
};

/// `a text "abc"`, `the integer 3`, `a table`: what was found, for messages.
std::string describe(const Node& node);

/// Lays `over` upon `base`: tables key by key, everything else (lists, `{ dist }` and `{ var }` too) replaced whole.
/// Names new to `base` follow its own.
void merge(Node& base, Node&& over);

/// Removes what stands at a dotted path; false where nothing does.
bool remove(Node& root, std::string_view path);

/// The dotted paths of all keys below a table.
std::vector<std::string> paths(const Node& root);

/// `a.b.c` -> a, b, c.
std::vector<std::string_view> split(std::string_view path);

/// A name that a scenario may give: [A-Za-z][A-Za-z0-9_-]*.
bool is_name(std::string_view text);

}  // namespace cellcast::config
