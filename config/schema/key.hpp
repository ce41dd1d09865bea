#pragma once

#include <string_view>

#include "config/scenario/interval.hpp"

namespace cellcast::config {

enum class KeyType {
  number,    ///< a constant, a distribution or a shared draw
  constant,  ///< a number that may not be uncertain
  integer,
  string,
  boolean,
  date,
  numbers,   ///< a list of numbers
  integers,  ///< a list of integers
  strings,  ///< a list of texts
  names,    ///< a text, or a list of texts
  table,    ///< a table without keys of its own
  loadings, ///< a table of constants, whose keys are names of inputs
  labels    ///< a table of texts, whose keys are names of all kinds
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

}  // namespace cellcast::config
