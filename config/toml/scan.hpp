#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "config/toml/slip.hpp"

namespace cellcast::config {

/// Brackets within brackets, or parts of a dotted key; a scenario needs 7.
inline constexpr std::size_t kDeepest = 32;

/// `key = value` or `[header]`, perhaps over several lines.
struct Statement {
  std::size_t begin = 0, end = 0;  ///< bytes; whole lines
  bool is_header = false;
  bool is_open = false;              ///< a list that should have been closed: the parser objects to what follows
  std::unique_ptr<const Slip> slip;  ///< or none; only to be believed where the TOML parser objects too
};

/// What a text looks like before a parser sees it.
struct Scan {
  std::vector<Statement> statements;
  std::optional<Slip> excess;  ///< deeper or larger than any scenario: must not reach the parser
};

/// One pass over a text, valid TOML or not. The limits keep the parser's recursion and memory within bounds.
Scan scan(std::string_view text);

}  // namespace cellcast::config
