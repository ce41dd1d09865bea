#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/scenario/laws.hpp"

namespace cellcast::config {

enum class KeyType {
  number,    ///< a constant, a distribution or a shared draw
  constant,  ///< a number that may not be uncertain
  integer,
  string,
  boolean,
  date,
  numbers,  ///< a list of numbers
  strings,  ///< a list of texts
  names,    ///< a text, or a list of texts
  table,    ///< a table without keys of its own
  loadings  ///< a table of constants, whose keys are names of inputs
};

/// One key of a scenario file: the one table behind the checker, `check --resolved`, docs/scenario-format.md and the JSON Schema.
struct Key {
  std::string_view pattern;  ///< dotted path; `*` stands for a name of the user's, `YEAR` for a year: `segments.*.price`
  KeyType type;
  std::string_view unit;          ///< `GWh`, `yuan/Wh`, `1`, `1/year`; empty where there is none
  Interval range;                 ///< allowed values of numbers, constants, integers and lists of numbers
  std::string_view fallback;      ///< default as TOML; empty: required; "-": optional, absent means something of its own (see meaning)
  std::string_view meaning;       ///< one line
  std::string_view choices = {};  ///< words that a text may be, divided by blanks; empty: any
};

/// In the order of the documentation.
std::span<const Key> keys();

/// The key that a path in a file belongs to, or null: `segments.power.price`, `segments.power.supply.announced.2027`,
/// `correlations.rank` (of a list of tables). Null too for a table that has keys, `segments.power`.
const Key* find_key(std::string_view path);
const Key* find_key(std::span<const std::string_view> parts);

/// Whether a list of tables stands at a path: `[[correlations]]`.
bool is_list_of_tables(std::string_view path);

/// What may stand directly below a path: key names, `*` or `YEAR`; empty where nothing may.
std::vector<std::string> names_below(std::span<const std::string_view> parts);

/// `[0, 1]`, `(-1, 10]`, `> 0`, `>= 0`; empty for all numbers.
std::string text(const Interval& interval);

/// Whether `inner` lies within `outer`; an end that is attained does not lie within an open one.
bool contains(const Interval& outer, const Interval& inner);

}  // namespace cellcast::config
