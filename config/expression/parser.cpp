#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "config/expression/expression.hpp"
#include "config/expression/lexer.hpp"

namespace cellcast::config {
namespace {

/// Operators between two operands, and how tightly they bind.
struct Operator {
  std::string_view word;
  NodeKind kind;
  int level;
};
constexpr int kOr = 1, kAnd = 2, kNot = 3, kCompare = 4, kSum = 5, kProduct = 6;
constexpr Operator kOperators[]{
    {"or", NodeKind::logical_or, kOr},
    {"and", NodeKind::logical_and, kAnd},
    {"<", NodeKind::less, kCompare},
    {"<=", NodeKind::less_or_equal, kCompare},
    {">", NodeKind::greater, kCompare},
    {">=", NodeKind::greater_or_equal, kCompare},
    {"==", NodeKind::equal, kCompare},
    {"!=", NodeKind::not_equal, kCompare},
    {"+", NodeKind::sum, kSum},
    {"-", NodeKind::difference, kSum},
    {"*", NodeKind::product, kProduct},
    {"/", NodeKind::quotient, kProduct},
};

/// What somebody who writes other languages means.
struct SyntaxSlip {
  std::string_view word, suggestion;
};
constexpr SyntaxSlip kSlips[]{
    {"=", "`==` compares"},
    {"&", "write `and`"},
    {"|", "write `or`"},
    {"!", "write `not`, or `!=`"},
    {"%", "write `/ 100` for per cent"},
    {"−", "write `-`"},
    {"≤", "write `<=`"},
    {"≥", "write `>=`"},
    {"≠", "write `!=`"},
    {"×", "write `*`"},
    {"{", "write `(`"},
};

bool is_keyword(std::string_view word) { return word == "and" || word == "or" || word == "not"; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { advance(); }

  Expression parse() {
    operation(kOr);
    if (token_.kind != TokenKind::end) cannot_stand("an operator or the end");
    return {std::string(text_), std::move(nodes_)};
  }

 private:
  using Index = std::uint32_t;

  /// One level of nesting, as long as it lives.
  class Nesting {
   public:
    Nesting(Parser& parser, std::size_t at) : depth_(parser.depth_) {
      if (++depth_ > kMostNesting)
        throw ExpressionError{at, "nested deeper than " + std::to_string(kMostNesting), "", "split it into derived outputs"};
    }
    Nesting(const Nesting&) = delete;
    ~Nesting() { --depth_; }

   private:
    std::size_t& depth_;
  };

  void advance(Where where = Where::expression) { token_ = token_at(text_, token_.kind == TokenKind::end ? 0 : end_of(text_, token_), where); }

  [[noreturn]] void cannot_stand(const std::string& expected) const {
    if (token_.kind == TokenKind::end) throw ExpressionError{text_.size(), "the expression ends here", expected + " is expected"};
    std::string suggestion;
    for (const SyntaxSlip& slip : kSlips)
      if (token_.text == slip.word) suggestion = slip.suggestion;
    if (token_.is("*") && token_.at > 0 && text_[token_.at - 1] == '*') suggestion = "`^` is the power";
    throw ExpressionError{token_.at, "`" + std::string(token_.text) + "` cannot stand here", expected + " is expected", suggestion};
  }

  void expect(std::string_view symbol, const std::string& expected, Where next = Where::expression) {
    if (!token_.is(symbol)) cannot_stand(expected);
    advance(next);
  }

  Index add(ExpressionNode node) {
    if (nodes_.size() == kMostNodes)
      throw ExpressionError{node.at, "the expression has more than " + std::to_string(kMostNodes) + " parts", "",
                            "split it into derived outputs"};
    nodes_.push_back(std::move(node));
    return static_cast<Index>(nodes_.size() - 1);
  }
  Index add(NodeKind kind, std::size_t at, std::vector<Index> arguments) { return add({kind, at, 0, "", std::move(arguments), {}}); }

  std::optional<Operator> binary_operator() const {
    for (const Operator& known : kOperators)
      if (token_.is(known.word) || token_.is_word(known.word)) return known;
    return std::nullopt;
  }

  /// An operand with all operators behind it that bind at least as tightly.
  Index operation(int level) {
    Index left = operand(level);
    for (bool is_compared = false;;) {
      const std::optional<Operator> next = binary_operator();
      if (!next || next->level < level) return left;
      if (next->level == kCompare) {
        if (std::exchange(is_compared, true)) chained();
      }
      const std::size_t at = token_.at;
      advance();
      left = add(next->kind, at, {left, operation(next->level + 1)});
    }
  }

  [[noreturn]] void chained() const {
    throw ExpressionError{token_.at, "`" + std::string(token_.text) + "` cannot stand here", "comparisons do not chain",
                          "write `a < b and b < c`"};
  }

  Index operand(int level) {
    const std::size_t at = token_.at;
    if (level <= kNot && token_.is_word("not")) {
      const Nesting nesting(*this, at);
      advance();
      return add(NodeKind::logical_not, at, {operation(kNot)});
    }
    return signed_operand();
  }

  Index signed_operand() {
    const std::size_t at = token_.at;
    if (!token_.is("-")) return power();
    const Nesting nesting(*this, at);
    advance();
    return add(NodeKind::negation, at, {signed_operand()});
  }

  Index power() {
    const Index base = sliced();
    if (!token_.is("^")) return base;
    const std::size_t at = token_.at;
    const Nesting nesting(*this, at);
    advance();
    return add(NodeKind::power, at, {base, signed_operand()});
  }

  Index sliced() {
    const std::size_t at = token_.at;
    const bool can_be_sliced = token_.kind == TokenKind::name || token_.is("(");
    const Index whole = primary();
    if (!can_be_sliced || !token_.is("[")) return whole;
    ExpressionNode slice{NodeKind::slice, at, 0, "", {whole}, {}};
    do {
      advance(Where::brackets);
      slice.picks.push_back(pick());
    } while (token_.is(","));
    expect("]", "`,` or `]`");
    return add(std::move(slice));
  }

  Pick pick() {
    Pick pick;
    read_label(pick);
    if (pick.is_quoted || !token_.is("=")) return pick;
    pick.dimension = std::exchange(pick.label, "");
    pick.dimension_at = pick.label_at;
    advance(Where::brackets);
    read_label(pick);
    return pick;
  }

  void read_label(Pick& pick) {
    const bool is_quoted = token_.kind == TokenKind::quoted && text_[token_.at] == '\'';
    if (!is_quoted && token_.kind != TokenKind::label) cannot_stand("a label");
    pick.label = token_.text;
    pick.label_at = token_.at;
    pick.is_quoted = is_quoted;
    advance(Where::brackets);
  }

  Index primary() {
    const Token token = token_;
    if (token.kind == TokenKind::number) return number(token);
    if (token.is("(")) {
      const Nesting nesting(*this, token.at);
      advance();
      const Index inner = operation(kOr);
      expect(")", "an operator or `)`");
      return inner;
    }
    if (token.kind != TokenKind::name || is_keyword(token.text)) cannot_stand("a number, a name or `(`");
    advance();
    if (token_.is("(")) return call(token);
    return add({NodeKind::name, token.at, 0, std::string(token.text), {}, {}});
  }

  Index number(const Token& token) {
    std::string digits;
    for (const char c : token.text)
      if (c != '_') digits += c;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range && !is_small(digits))
      throw ExpressionError{token.at, "`" + std::string(token.text) + "` is too large for a number"};
    advance();
    return add({NodeKind::number, token.at, error == std::errc{} ? value : 0, "", {}, {}});
  }

  /// Of digits that are out of range: whether they are too close to 0, and not too large.
  static bool is_small(const std::string& digits) {
    const std::size_t exponent = digits.find_first_of("eE");
    const std::size_t first = digits.find_first_not_of("0.");
    if (exponent != std::string::npos && digits[exponent + 1] == '-') return true;
    return first != std::string::npos && first > digits.find('.');
  }

  Index call(const Token& function) {
    const Nesting nesting(*this, token_.at);
    ExpressionNode call{NodeKind::call, function.at, 0, std::string(function.text), {}, {}};
    advance();
    if (token_.is(")")) {
      advance();
      return add(std::move(call));
    }
    const bool takes_text = function.text == "input";
    for (;;) {
      call.arguments.push_back(takes_text && token_.kind == TokenKind::quoted ? path() : operation(kOr));
      if (!token_.is(",")) break;
      advance();
    }
    expect(")", "an operator, `,` or `)`");
    return add(std::move(call));
  }

  Index path() {
    const Token token = token_;
    advance();
    return add({NodeKind::text, token.at, 0, std::string(token.text), {}, {}});
  }

  std::string_view text_;
  Token token_;  ///< the next; at first the end
  std::vector<ExpressionNode> nodes_;
  std::size_t depth_ = 0;
};

}  // namespace

std::variant<Expression, ExpressionError> parse_expression(std::string_view text) {
  const std::optional<ExpressionError> open = unclosed(text);
  try {
    Expression expression = Parser(text).parse();
    if (!open) return expression;
  } catch (const ExpressionError& error) {
    if (!open || (error.at < open->at)) return error;
  }
  return *open;
}

}  // namespace cellcast::config
