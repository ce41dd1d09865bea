#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "config/expression/expression.hpp"

namespace cellcast::config {

enum class TokenKind { end, number, name, label, quoted, symbol, unknown, unclosed };

/// A word of an expression.
struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t at = 0;
  std::string_view text;  ///< as it stands there; of something in quotes without them

  bool is(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
  bool is_word(std::string_view word) const { return kind == TokenKind::name && text == word; }
};

/// Which words there are: in brackets `-` and `.` belong to labels, and numbers are labels.
enum class Where { expression, brackets };

/// The token that begins at a byte of the text, or at the first after it that is no blank; the end's stands behind the last character.
Token token_at(std::string_view text, std::size_t at, Where where);
/// The byte behind a token.
std::size_t end_of(std::string_view text, const Token& token);

/// The first quote that is never closed, or else the first bracket.
std::optional<ExpressionError> unclosed(std::string_view text);

}  // namespace cellcast::config
