#pragma once

#include <string>
#include <vector>

namespace cellcast::study {

/// What there is to know of a key of scenario files.
struct KeyHelp {
  std::string key;      ///< `segments.NAME.price`; NAME stands for a name of the user's, YEAR for a year
  std::string type;     ///< `a number, which may be uncertain`
  std::string unit;     ///< empty: none
  std::string range;    ///< `[0, 1]`, `> 0`; empty: any
  std::string choices;  ///< words that it may be, between commas; empty: any
  std::string fallback; ///< default, as TOML; empty: none
  bool is_required = false;
  std::string meaning;
  std::string example;  ///< lines of TOML, from a scenario that comes with cellcast or made up
  std::string source;   ///< what that scenario says of it, such as where the number is from; empty: nothing
  std::string place;    ///< file and line of the example; empty where it is made up
};

/// A distribution in one of its forms.
struct LawHelp {
  std::string dist, parameters, meaning;
  bool bounded = false;  ///< takes `min` and `max`
};

struct Explanation {
  std::vector<KeyHelp> keys;  ///< of one key, of all that end so, or of all below a table, in the order of the documentation
  std::vector<LawHelp> laws;
};

/// `wanted` is a key as a scenario, an input or a page of documentation has it: `segments.power.price`, `segments.NAME.price`; its end, such as
/// `growth.rate`; a table, `tariffs`; or the name of a distribution. Throws base::UsageError with the one that was probably meant.
Explanation explain(const std::string& wanted);

}  // namespace cellcast::study
