#include "config/toml/word_slips.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "config/toml/date_slips.hpp"

namespace cellcast::config {

namespace {


/// Code points that look like what was meant.
struct Lookalike {
  char32_t low, high;
  std::string_view problem, suggestion;
};

constexpr std::string_view kDash = "a typographic dash", kMinus = "write - for minus";
constexpr std::string_view kBlank = "a blank of another kind", kSpace = "write an ordinary blank";
constexpr std::string_view kQuotes = "typographic quotes", kStraight = "write \"...\"";
constexpr std::string_view kBreak = "a line break of another kind", kLine = "begin a new line";
constexpr std::string_view kHidden = "an invisible character", kRemove = "remove it";
constexpr std::string_view kWide = "a full-width character", kNarrow = "write it in ASCII";

constexpr std::array kLookalikes{
    Lookalike{0x85, 0x85, kBreak, kLine},
    Lookalike{0xA0, 0xA0, kBlank, kSpace},
    Lookalike{0xAB, 0xAB, kQuotes, kStraight},
    Lookalike{0xAD, 0xAD, kHidden, kRemove},
    Lookalike{0xBB, 0xBB, kQuotes, kStraight},
    Lookalike{0x2000, 0x200A, kBlank, kSpace},
    Lookalike{0x200B, 0x200F, kHidden, kRemove},
    Lookalike{0x2010, 0x2015, kDash, kMinus},
    Lookalike{0x2018, 0x201F, kQuotes, kStraight},
    Lookalike{0x2028, 0x2029, kBreak, kLine},
    Lookalike{0x202A, 0x202E, kHidden, kRemove},
    Lookalike{0x202F, 0x202F, kBlank, kSpace},
    Lookalike{0x205F, 0x205F, kBlank, kSpace},
    Lookalike{0x2060, 0x206F, kHidden, kRemove},
    Lookalike{0x2212, 0x2212, kDash, kMinus},
    Lookalike{0x3000, 0x3000, kBlank, kSpace},
    Lookalike{0xFEFF, 0xFEFF, "a byte order mark within the file", kRemove},
    Lookalike{0xFF01, 0xFF60, kWide, kNarrow},
};

std::string code_point(char32_t code) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (; code != 0 || out.size() < 4; code /= 16) out.insert(out.begin(), kDigits[code % 16]);
  return "U+" + out;
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Words for values in other languages that TOML does not have, or writes otherwise.
std::optional<Slip> foreign_word(std::string_view word) {
  const std::string problem = "`" + std::string(word) + "` is no value", known = lower(word);
  if (known == "yes" || known == "no" || known == "on" || known == "off")
    return Slip{0, problem, "TOML has true and false", known == "yes" || known == "on" ? "write true" : "write false"};
  if (known == "true" || known == "false") return Slip{0, problem, "TOML is case-sensitive", "write " + known};
  if (known == "null" || known == "none" || known == "nil" || known == "na") return Slip{0, problem, "TOML has none", "leave the key out"};
  if (known == "nan" || known == "inf" || known == "infinity")
    return Slip{0, problem, "numbers are finite", "leave the key out, or write a number"};
  return std::nullopt;
}

/// What stands behind a number's point and begins with no digit, mended: `_5` as 5, `e3` as 0e3.
std::string decimals(std::string_view text) {
  while (text.starts_with('_')) text.remove_prefix(1);
  return (text.empty() || !base::is_digit(text.front()) ? "0" : "") + std::string(text);
}

bool is_too_large(std::string_view word) {
  std::string plain(word.substr(word.starts_with('+') ? 1 : 0));
  std::erase(plain, '_');
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return error == std::errc::result_out_of_range && end == plain.data() + plain.size();
}

}  // namespace

std::optional<Slip> word_slip(std::string_view word) {
  constexpr std::size_t kShown = 60;
  if (word.empty()) return Slip{0, "no value", "a key needs one", "write a value after `=`"};
  const auto beyond = std::find_if(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (beyond != word.end()) {
    const auto at = static_cast<std::size_t>(beyond - word.begin());
    return odd_character(word.substr(at), at);
  }
  const bool is_divided = word.find_first_of("./-") != std::string_view::npos;  // else a number of eight digits
  if (const std::string day = is_divided ? written_day(word) : ""; !day.empty() && day != word)
    return Slip{0, "`" + std::string(word) + "` is no date", "TOML writes year, month and day, divided by `-`", "write " + day};
  std::string_view digits = word;
  if (digits.front() == '+' || digits.front() == '-') digits.remove_prefix(1);
  const std::string sign(word.substr(0, word.size() - digits.size())), whole(word.substr(0, kShown));
  const std::string no_number = "`" + whole + "` is no number";
  const auto point = word.find('.');
  if (word.ends_with('%')) return Slip{0, no_number, "rates and shares are fractions", "write 0.5 for 50 %"};
  if (digits.size() > 1 && digits.front() == '.' && base::is_digit(digits[1]))
    return Slip{0, no_number, "TOML wants a digit before the point", "write " + sign + "0" + std::string(digits.substr(0, kShown))};
  if (!digits.empty() && base::is_digit(digits.front()) && point != std::string_view::npos && point < kShown &&
      (point + 1 == word.size() || !base::is_digit(word[point + 1])))
    return Slip{0, no_number, "TOML wants a digit after the point",
                "write " + whole.substr(0, point + 1) + decimals(whole.substr(point + 1))};
  if (digits.size() > 1 && digits.front() == '0' && std::all_of(digits.begin(), digits.end(), base::is_digit))
    return Slip{0, no_number, "TOML allows no leading zeros", "leave them out"};
  constexpr std::size_t kDigits = 18;  // which 64 bits hold in any case
  if (digits.size() > kDigits && digits.find_first_not_of("0123456789_") == std::string_view::npos)
    return Slip{0, "`" + whole + "` is out of range", "integers are of 64 bits, from -9223372036854775808 to 9223372036854775807",
                "write one with fewer digits"};
  if (is_too_large(word)) return Slip{0, "`" + whole + "` is out of range", "numbers go up to 1.8e308", "write a smaller one"};
  if (word == "true" || word == "false" || word == "inf" || word == "nan") return std::nullopt;
  if (auto slip = foreign_word(word)) return slip;
  if (base::is_letter(word.front()) && word.find('(') != std::string_view::npos)
    return Slip{0, "`" + whole + "` is no value", "TOML has no functions", "write `{ dist = \"normal\", mean = 0.5, sd = 0.1 }`"};
  if (base::is_letter(word.front())) return Slip{0, "`" + whole + "` is no value", "a text stands in quotes", "write \"" + whole + "\""};
  return std::nullopt;
}

Slip odd_character(std::string_view text, std::size_t offset) {
  const char32_t code = base::first_character(text).code;
  for (const Lookalike& one : kLookalikes)
    if (code >= one.low && code <= one.high)
      return {offset, std::string(one.problem), code_point(code) + "; outside of quotes TOML knows ASCII only",
              std::string(one.suggestion)};
  return {offset, "`" + std::string(text.substr(0, base::first_character(text).bytes)) + "` outside of quotes", "there TOML knows ASCII only",
          "put the text into quotes"};
}

}  // namespace cellcast::config
