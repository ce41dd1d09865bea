#include "study/questions/question_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

#include "base/suggest.hpp"
#include "config/expression/lexer.hpp"

namespace cellcast::study {
namespace {

using config::Expression;
using config::ExpressionError;
using config::NodeKind;
using config::Token;
using config::TokenKind;
using TargetKind = sim::Target::Kind;

/// A part of a text.
struct Part {
  std::size_t begin, end;
};

class TargetParser {
 public:
  explicit TargetParser(const std::string& text) : text_(text) {}

  TargetText parse() {
    if (const auto open = config::unclosed(text_)) refuse(*open);
    const Token statistic = next();
    const TargetKind kind = kind_of(statistic);
    const Token bracket = next();
    if (!bracket.is("(")) refuse({bracket.at, "`(` must follow `" + std::string(statistic.text) + "`", "found " + shown(bracket)});
    Part inside = up_to_bracket();
    TargetText result{text_, text_.substr(statistic.at, at_ - statistic.at), 0, 0, {kind, 0.5, 0}};
    if (statistic.text == "quantile") result.target.quantile = take_probability(inside);
    result.begin = inside.begin;
    result.length = inside.end - inside.begin;
    const Token equals = next();
    if (!equals.is("="))
      refuse({equals.at, "`=` and a value must follow the `)`", "found " + shown(equals), equals.is("==") ? "write `=`" : ""});
    result.target.value = value(kind);
    return result;
  }

 private:
  [[noreturn]] void refuse(const ExpressionError& error) const { sim::refuse(error, text_); }

  Token next() {
    const Token token = config::token_at(text_, at_, config::Where::expression);
    at_ = config::end_of(text_, token);
    return token;
  }

  static std::string shown(const Token& token) {
    return token.kind == TokenKind::end ? "the end" : "`" + std::string(token.text) + "`";
  }

  TargetKind kind_of(const Token& token) const {
    static const std::vector<std::string> kStatistics{"P", "median", "mean", "quantile"};
    if (token.kind == TokenKind::name && std::ranges::find(kStatistics, token.text) != kStatistics.end())
      return token.text == "P" ? TargetKind::probability : token.text == "mean" ? TargetKind::mean : TargetKind::quantile;
    refuse({token.at, "a target begins with P( ), median( ), mean( ) or quantile( )", "found " + shown(token),
            base::did_you_mean(token.text, kStatistics)});
  }

  /// What stands before the bracket that closes the one before; the last comma of its own is remembered.
  Part up_to_bracket() {
    const std::size_t begin = at_;
    for (std::size_t depth = 1;;) {
      const Token token = next();
      if (token.kind == TokenKind::end) refuse({begin - 1, "the bracket `(` is never closed"});
      if (token.is("(") || token.is("[")) ++depth;
      if (token.is(",") && depth == 1) comma_ = token.at;
      if ((token.is(")") || token.is("]")) && --depth == 0) return {begin, token.at};
    }
  }

  /// Of `x, 0.95`, which becomes `x`.
  double take_probability(Part& inside) const {
    if (!comma_) refuse({inside.end, "`quantile` needs a probability", "it is written quantile(x, 0.95)"});
    const Part last{*comma_ + 1, inside.end};
    const double p = number(last);
    if (!(p > 0 && p < 1)) refuse({first_of(last), "a quantile's probability must lie between 0 and 1", "", "write 0.95 for P95"});
    inside.end = *comma_;
    return p;
  }

  double value(TargetKind kind) const {
    const Part rest{at_, text_.size()};
    const double found = number(rest);
    if (kind == TargetKind::probability && !(found >= 0 && found <= 1))
      refuse({first_of(rest), "a probability must lie in [0, 1]", "", found > 1 && found <= 100 ? "write 0.5 for 50 %" : ""});
    return found;
  }

  std::size_t first_of(const Part& part) const { return config::token_at(text_, part.begin, config::Where::expression).at; }

  /// The number that a part is, with a sign or without.
  double number(const Part& part) const {
    const auto parsed = config::parse_expression(std::string_view(text_).substr(part.begin, part.end - part.begin));
    if (const auto* error = std::get_if<ExpressionError>(&parsed)) refuse_in(part, *error);
    const Expression& expression = std::get<Expression>(parsed);
    const bool is_negative = expression.whole().kind == NodeKind::negation;
    if (expression.nodes.front().kind != NodeKind::number || expression.nodes.size() != (is_negative ? 2 : 1))
      refuse({first_of(part), "a number must stand here"});
    const double size = expression.nodes.front().number;
    return is_negative ? -size : size;
  }

  [[noreturn]] void refuse_in(const Part& part, ExpressionError error) const {
    error.at += part.begin;
    refuse(error);
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::optional<std::size_t> comma_;
};

}  // namespace

std::vector<sim::Question> conditions(std::span<const std::string> texts, const sim::Scope& scope) {
  std::vector<sim::Question> result;
  for (const std::string& text : texts) result.push_back(sim::ask(text, scope, sim::Wanted::single_number));
  return result;
}

TargetText parse_target(const std::string& text) { return TargetParser(text).parse(); }

sim::Question question(const TargetText& target, const sim::Scope& scope) {
  const auto refuse = [&](ExpressionError error) {
    error.at += target.begin;
    sim::refuse(error, target.text);
  };
  auto parsed = config::parse_expression(std::string_view(target.text).substr(target.begin, target.length));
  if (const auto* error = std::get_if<ExpressionError>(&parsed)) refuse(*error);
  auto& expression = std::get<Expression>(parsed);
  auto understood = sim::understand_single(expression, scope);
  if (const auto* error = std::get_if<ExpressionError>(&understood)) refuse(*error);
  return {std::move(expression), std::move(std::get<sim::Meaning>(understood))};
}

}  // namespace cellcast::study
