#include "base/json_reader.hpp"

#include <charconv>
#include <limits>

#include "base/error.hpp"

namespace cellcast::base {
namespace {

constexpr int kDeepest = 64;

void append_utf8(std::string& out, unsigned code) {
  const auto byte = [&](unsigned value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  JsonValue all() {
    JsonValue found = value(0);
    blanks();
    if (at_ < text_.size()) fail("something follows its end");
    return found;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    std::size_t line = 1, column = 1;
    for (std::size_t k = 0; k < at_ && k < text_.size(); ++k) {
      column = text_[k] == '\n' ? 1 : column + 1;
      line += text_[k] == '\n' ? 1 : 0;
    }
    throw Error(Error::Kind::data, "no JSON at line " + std::to_string(line) + ", column " + std::to_string(column) + " (" + what + ")");
  }

  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
  }
  bool take(char wanted) {
    blanks();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void require(char wanted) {
    if (!take(wanted)) fail(std::string("expected `") + wanted + "`");
  }
  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  JsonValue value(int depth) {
    if (depth > kDeepest) fail("nested too deep");
    blanks();
    if (at_ >= text_.size()) fail("it ends too early");
    JsonValue found;
    if (text_[at_] == '{') return object(depth);
    if (text_[at_] == '[') return array(depth);
    if (text_[at_] == '"') {
      found.kind = JsonValue::Kind::text;
      found.text = string();
    } else if (take_word("null")) {
      // as it is
    } else if (take_word("true") || take_word("false")) {
      found.kind = JsonValue::Kind::boolean;
      found.boolean = text_[at_ - 2] == 'u';
    } else {
      found.kind = JsonValue::Kind::number;
      found.number = number();
    }
    return found;
  }

  JsonValue object(int depth) {
    JsonValue found;
    found.kind = JsonValue::Kind::object;
    require('{');
    if (take('}')) return found;
    do {
      blanks();
      std::string name = string();
      require(':');
      JsonValue its = value(depth + 1);
      found.members.emplace_back(std::move(name), std::move(its));
    } while (take(','));
    require('}');
    return found;
  }

  JsonValue array(int depth) {
    JsonValue found;
    found.kind = JsonValue::Kind::array;
    require('[');
    if (take(']')) return found;
    do found.items.push_back(value(depth + 1));
    while (take(','));
    require(']');
    return found;
  }

  double number() {
    const char* const first = text_.data() + at_;
    const char* const last = text_.data() + text_.size();
    double found = 0;
    const auto [end, error] = std::from_chars(first, last, found);
    const bool is_digit = *first == '-' ? first + 1 < last && first[1] >= '0' && first[1] <= '9' : *first >= '0' && *first <= '9';
    if (!is_digit || error == std::errc::invalid_argument) fail("expected a value");
    if (error == std::errc::result_out_of_range) fail("a number that is too large");
    at_ += static_cast<std::size_t>(end - first);
    return found;
  }

  unsigned hexadecimal() {
    unsigned code = 0;
    const auto four = text_.substr(at_, 4);
    const auto [end, error] = std::from_chars(four.data(), four.data() + four.size(), code, 16);
    if (error != std::errc() || end != four.data() + 4) fail("expected four hexadecimal digits");
    at_ += 4;
    return code;
  }

  std::string string() {
    if (at_ >= text_.size() || text_[at_] != '"') fail("expected a text in quotes");
    ++at_;
    std::string out;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) fail("a control character in a text");
      ++at_;
      c == '\\' ? escape(out) : out.push_back(c);
    }
    if (at_ >= text_.size()) fail("a text without an end");
    ++at_;
    return out;
  }

  void escape(std::string& out) {
    if (at_ >= text_.size()) fail("a text without an end");
    static constexpr std::string_view kNames = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    const char c = text_[at_++];
    if (const std::size_t k = kNames.find(c); k != std::string_view::npos) {
      out += kMeant[k];
      return;
    }
    if (c != 'u') fail("an unknown escape");
    unsigned code = hexadecimal();
    if (code >= 0xD800 && code < 0xDC00 && take_word("\\u")) {
      const unsigned low = hexadecimal();
      code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
    append_utf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const JsonValue& JsonValue::operator[](std::string_view name) const {
  static const JsonValue kNull;
  for (const auto& [its_name, value] : members)
    if (its_name == name) return value;
  return kNull;
}

double JsonValue::number_or_nan() const { return kind == Kind::number ? number : std::numeric_limits<double>::quiet_NaN(); }

JsonValue read_json(std::string_view text) { return JsonReader(text).all(); }

}  // namespace cellcast::base
