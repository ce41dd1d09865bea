#include "config/toml/scan.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "config/toml/line_start.hpp"
#include "config/toml/word_slips.hpp"

namespace cellcast::config {

namespace {

constexpr std::size_t kMostKeys = 100'000;     // a large scenario has some thousands
constexpr std::size_t kMostValues = 300'000;   // entries of lists; 250,000 data make one distribution
constexpr std::size_t kLongestKey = 1000;      // bytes of one part
constexpr std::size_t kLongestText = 1 << 20;  // bytes of a value

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Scan run() {
    while (at_ < text_.size() && !out_.excess) {
      skip_blanks_and_lines();
      if (at_ >= text_.size()) break;
      statement();
    }
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= text_.size() || out_.excess.has_value(); }

  /// True where a line has begun and something stands on it.
  bool skip_blanks_and_lines() {
    bool is_first = at_ == 0;
    while (at_ < text_.size()) {
      if (text_[at_] == '\n')
        ++at_, is_first = true;
      else if (is_blank(text_[at_]))
        ++at_;
      else if (text_[at_] == '#')
        skip_line();
      else
        break;
    }
    return is_first;
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void slip(std::size_t offset, std::string problem, std::string why, std::string suggestion) {
    if (!slip_) slip_ = Slip{offset, std::move(problem), std::move(why), std::move(suggestion)};
  }

  void excess(std::size_t offset, std::string problem, std::string why) {
    if (!out_.excess) out_.excess = Slip{offset, std::move(problem), std::move(why), ""};
  }

  void count_key(std::size_t offset) {
    if (++keys_ > kMostKeys) excess(offset, "too many keys", "a scenario has at most " + std::to_string(kMostKeys));
  }

  void statement() {
    const std::size_t line = text_.rfind('\n', at_);
    Statement statement;
    statement.begin = line == std::string_view::npos ? 0 : line + 1;
    statement.is_header = peek() == '[' || is_like_header(text_.substr(at_));
    slip_.reset();
    is_open_ = false;
    if (peek() == '[')
      header();
    else
      entry();
    skip_spaces();
    check_ascii();
    skip_line();
    statement.end = at_;
    statement.is_open = is_open_;
    if (slip_) statement.slip = std::make_unique<const Slip>(*std::move(slip_));
    out_.statements.push_back(std::move(statement));
  }

  void header() {
    const std::size_t start = at_;
    const bool twice = peek(1) == '[';
    at_ += twice ? 2 : 1;
    key();
    count_key(start);
    const std::string_view rest = text_.substr(at_, text_.find('\n', at_) - at_);
    if (rest.find(twice ? "]]" : "]") == std::string_view::npos)
      slip(start, "this header is never closed", "", twice ? "end it with `]]`" : "end it with `]`");
  }

  /// `key = value`, at the top or in an inline table.
  void entry() {
    const std::size_t start = at_;
    key();
    count_key(start);
    if (peek() == '=') {
      ++at_;
      skip_spaces();
      value();
    } else if (peek() == ':' && ends_line(text_.substr(at_ + 1))) {
      slip(at_, "`:` after a name", "a table's header stands in brackets", "write `[name]`");
    } else if (peek() == ':') {
      slip(at_, "`:` after a key", "TOML joins key and value by `=`", "write `key = value`");
    } else if (const std::size_t end = text_.find_first_of("]\n", at_); peek() == '[' && end < text_.size() && text_[end] == ']') {
      slip(at_, "a bracket in a key", "outside of quotes a key has letters, digits, `_`, `-` and dots",
           "write it in quotes: \"" + std::string(text_.substr(start, end + 1 - start)) + "\"");
    } else if (depth_ == 0) {
      slip(at_, "no `=` after a key", "", "write `key = value`");
    }
  }

  void skip_spaces() {
    while (is_blank(peek())) ++at_;
  }

  /// A dotted key, up to what follows it.
  void key() {
    const std::size_t start = at_;
    std::size_t parts = 1;
    for (;;) {
      skip_spaces();
      const std::size_t part = at_;
      if (peek() == '"' || peek() == '\'')
        quoted_key();
      else
        while (is_bare(peek())) ++at_;
      check_length(part, kLongestKey, "a key of too many bytes");
      skip_spaces();
      check_ascii();
      if (peek() != '.') break;
      ++at_;
      if (++parts > kDeepest) return excess(start, "a dotted key of too many parts", "at most " + std::to_string(kDeepest));
    }
  }

  void quoted_key() {
    if (text_.substr(at_, 3) == std::string(3, peek()))
      slip(at_, "a key in three quotes", "keys stand on one line", "put it into one pair of quotes, or none");
    string(peek());
  }

  /// A string on one line, opening quote included.
  void string(char quote) {
    const std::size_t start = at_++;
    while (at_ < text_.size() && peek() != quote && peek() != '\n') at_ += quote == '"' && peek() == '\\' && peek(1) != '\n' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    if (peek() != quote)
      return slip(start, "this text is never closed", "it must end on its line", "add the closing " + std::string(1, quote));
    ++at_;
  }

  void long_string(char quote) {
    const std::size_t start = at_;
    at_ += 3;
    const std::string end(3, quote);
    while (at_ < text_.size() && text_.substr(at_, 3) != end) at_ += quote == '"' && peek() == '\\' ? 2 : 1;
    if (at_ >= text_.size()) {
      at_ = text_.size();
      return slip(start, "this text is never closed", "", "add the closing " + end);
    }
    at_ += 3;
    while (peek() == quote && at_ < text_.size()) ++at_;  // up to two quotes may stand before the closing ones
  }

  void value() {
    const char c = peek();
    const std::size_t start = at_;
    if (c == '"' || c == '\'') {
      text_.substr(at_, 3) == std::string(3, c) ? long_string(c) : string(c);
      check_length(start, kLongestText, "a text of too many bytes");
    } else if (c == '[')
      nested([this] { array(); });
    else if (c == '{')
      nested([this] { inline_table(); });
    else
      word();
    const std::size_t end = at_;
    skip_spaces();
    if (peek() == '%')
      slip(end, "a percent sign", "rates and shares are fractions", "write 0.5 for 50 %");
    else if (depth_ > 0 && peek() == ';')
      slip(at_, "a semicolon after a value", "", "part values by commas");
    else if (depth_ == 0 && peek() == ',')
      slip(end, "a comma within a value", "decimals have a point, thousands may be divided by `_`", "write 0.25, or 1_000_000");
    else if (depth_ == 0 && at_ < text_.size() && peek() != '\n' && peek() != '#' && static_cast<unsigned char>(peek()) < 0x80)
      slip(at_, "more after the value", "a key has one; a number's unit is that of its key", "remove it, or begin a new line");
  }

  template <class Body>
  void nested(Body body) {
    if (depth_ + 1 > kDeepest) return excess(at_, "brackets nested too deeply", "at most " + std::to_string(kDeepest));
    ++depth_;
    body();
    --depth_;
  }

  void array() {
    const std::size_t start = at_++;
    while (!done()) {
      const bool is_first = skip_blanks_and_lines();
      if (peek() == ']') return void(++at_);
      if (peek() == '}' && depth_ == 1) return wrong_bracket("`}` at the end of a list", "end it with `]`");
      if (peek() == '}') break;  // of the table around it
      if (is_first && starts_statement(text_.substr(at_))) {
        step_back();
        is_open_ = true;
        break;
      }
      const std::size_t before = at_;
      const bool is_comma = peek() == ',';
      if (is_comma)
        ++at_;
      else
        value();
      if (!is_comma && ++values_ > kMostValues)
        excess(start, "too many values", "a scenario has at most " + std::to_string(kMostValues) + " entries of lists");
      if (at_ == before) break;
    }
    slip(start, "this list is never closed", "", "end it with `]`");
  }

  void wrong_bracket(const char* problem, const char* suggestion) { slip(at_++, problem, "", suggestion); }

  /// From the next statement to the end of what has come before it.
  void step_back() { at_ = text_.rfind('\n', at_); }

  void inline_table() {
    const std::size_t start = at_++;
    while (!done()) {
      const std::size_t before = at_;
      skip_spaces();
      if (peek() == '}') return void(++at_);
      if (peek() == ']' && depth_ == 1) return wrong_bracket("`]` at the end of an inline table", "end it with `}`");
      if (peek() == '\n' || peek() == '#') {
        slip(start, "an inline table over several lines", "TOML wants `{ ... }` on one line",
             "join the lines, or give the table a header `[...]` of its own");
        skip_blanks_and_lines();
        if (peek() == '[') return step_back();  // the next header
      } else if (peek() == ',') {
        ++at_;
        skip_spaces();
        decimal_comma();
      } else {
        entry();
      }
      if (at_ == before) break;
    }
    slip(start, "this `{` is never closed", "", "end it with `}`");
  }

  /// `low = 0,25`: digits where the next key should be.
  void decimal_comma() {
    std::size_t i = at_;
    while (i < text_.size() && base::is_digit(text_[i])) ++i;
    if (i == at_) return;
    const std::size_t comma = at_ - 1;
    while (i < text_.size() && is_blank(text_[i])) ++i;
    if (i < text_.size() && text_[i] != ',' && text_[i] != '}') return;
    slip(comma, "a comma within a value", "decimals have a point", "write 0.25");
    at_ = i;
  }

  /// A number, date or boolean: anything up to the next delimiter.
  void word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_blank(peek()) && std::string_view("\n,;]}#=\"'").find(peek()) == std::string_view::npos) ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (const auto found = word_slip(word)) slip(start + found->offset, found->problem, found->why, found->suggestion);
    check_length(start, kLongestText, "a value of too many bytes");
  }

  void check_length(std::size_t start, std::size_t most, const char* problem) {
    if (at_ - start > most) excess(start, problem, "at most " + std::to_string(most));
  }

  void check_ascii() {
    if (static_cast<unsigned char>(peek()) < 0x80) return;
    const Slip found = odd_character(text_.substr(at_), at_);
    slip(at_, found.problem, found.why, found.suggestion);
  }

  std::string_view text_;
  std::size_t at_ = 0, depth_ = 0, keys_ = 0, values_ = 0;
  bool is_open_ = false;
  std::optional<Slip> slip_;
  Scan out_;
};

}  // namespace

Scan scan(std::string_view text) { return Scanner(text).run(); }

}  // namespace cellcast::config
