#include "config/expression/lexer.hpp"

#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace cellcast::config {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::array<std::string_view, 4> kLongSymbols{"<=", ">=", "==", "!="};
constexpr std::string_view kSymbols = "()[],^*/+-<>=";

/// Digits, with single underscores between them.
std::size_t digits(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && (is_digit(text[n]) || (n > 0 && text[n] == '_' && is_digit(text[n - 1]) && n + 1 < text.size() && is_digit(text[n + 1])))) ++n;
  return n;
}

std::size_t number_length(std::string_view text) {
  std::size_t n = digits(text);
  if (n < text.size() && text[n] == '.') {
    const std::size_t fraction = digits(text.substr(n + 1));
    if (fraction > 0) n += 1 + fraction;
  }
  if (n < text.size() && (text[n] == 'e' || text[n] == 'E')) {
    const bool has_sign = n + 1 < text.size() && (text[n + 1] == '+' || text[n + 1] == '-');
    const std::size_t first = n + (has_sign ? 2 : 1);
    const std::size_t exponent = first < text.size() ? digits(text.substr(first)) : 0;
    if (exponent > 0) n = first + exponent;
  }
  return n;
}

template <class Belongs>
std::size_t length_while(std::string_view text, Belongs belongs) {
  std::size_t n = 0;
  while (n < text.size() && belongs(text[n])) ++n;
  return n;
}

std::size_t symbol_length(std::string_view text) {
  for (const std::string_view symbol : kLongSymbols)
    if (text.starts_with(symbol)) return symbol.size();
  return kSymbols.find(text.front()) == std::string_view::npos ? 0 : 1;
}

}  // namespace

Token token_at(std::string_view text, std::size_t at, Where where) {
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at >= text.size()) return {TokenKind::end, text.size(), ""};
  const std::string_view rest = text.substr(at);
  const char first = rest.front();
  if (first == '\'' || first == '"') {
    const std::size_t close = rest.find(first, 1);
    if (close == std::string_view::npos) return {TokenKind::unclosed, at, rest};
    return {TokenKind::quoted, at, rest.substr(1, close - 1)};
  }
  if (where == Where::brackets) {
    const auto belongs = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; };
    if (belongs(first)) return {TokenKind::label, at, rest.substr(0, length_while(rest, belongs))};
  } else {
    if (is_digit(first)) return {TokenKind::number, at, rest.substr(0, number_length(rest))};
    const auto belongs = [](char c) { return is_letter(c) || is_digit(c); };
    if (is_letter(first)) return {TokenKind::name, at, rest.substr(0, length_while(rest, belongs))};
  }
  if (const std::size_t length = symbol_length(rest)) return {TokenKind::symbol, at, rest.substr(0, length)};
  return {TokenKind::unknown, at, rest.substr(0, base::first_character(rest).bytes)};
}

std::size_t end_of(std::string_view text, const Token& token) {
  const std::size_t quotes = token.kind == TokenKind::quoted ? 2 : 0;
  return std::min(text.size(), token.at + token.text.size() + quotes);
}

std::optional<ExpressionError> unclosed(std::string_view text) {
  std::vector<std::size_t> open;  // brackets
  std::size_t round = 0;          // of these
  std::optional<std::size_t> first;
  const auto never_closed = [&](std::size_t at) { first = first ? std::min(*first, at) : at; };
  for (std::size_t at = 0; at < text.size();) {
    const Token token = token_at(text, at, Where::expression);
    if (token.kind == TokenKind::unclosed) return ExpressionError{token.at, std::string("the quote `") + text[token.at] + "` is never closed"};
    at = end_of(text, token);
    if (token.is("(") || token.is("[")) open.push_back(token.at);
    if (token.is("(")) ++round;
    if (!token.is(")") && !token.is("]")) continue;
    const char opening = token.is(")") ? '(' : '[';
    if ((opening == '(' ? round : open.size() - round) == 0) continue;  // closes nothing: the parser says so
    for (; text[open.back()] != opening; open.pop_back()) {
      never_closed(open.back());
      if (opening == '[') --round;
    }
    open.pop_back();
    if (opening == '(') --round;
  }
  if (!open.empty()) never_closed(open.front());
  if (!first) return std::nullopt;
  return ExpressionError{*first, std::string("the bracket `") + text[*first] + "` is never closed"};
}

}  // namespace cellcast::config
