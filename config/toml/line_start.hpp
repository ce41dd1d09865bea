#pragma once

#include <string_view>

namespace cellcast::config {

// What the rest of a text looks like, from a place within a line on, before a parser sees it.

/// Whether a TOML key without quotes may hold the character.
bool is_bare(char c);

bool is_blank(char c);

/// Whether nothing but blanks and a comment stands before the end of the line.
bool ends_line(std::string_view rest);

/// `(a.b)`, `a.b:`, `a.b]` or `[a.b]` behind an invisible character: a header was meant, and what follows belongs to it.
bool is_like_header(std::string_view rest);

/// Where a line begins: whether it looks like the next statement, within a list that should have been closed.
bool starts_statement(std::string_view rest);

}  // namespace cellcast::config
