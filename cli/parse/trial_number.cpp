#include "cli/parse/trial_number.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace cellcast::cli {
namespace {

constexpr std::size_t kMostDigits = 19;  // fit 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// The power of ten that a suffix stands for: of `e6` 6, of `k` 3. Nothing where it is neither.
std::optional<std::size_t> power_of(std::string_view suffix) {
  if (suffix.empty()) return 0;
  if (suffix == "k" || suffix == "K") return 3;
  if (suffix == "M") return 6;
  if (suffix == "G") return 9;
  if (suffix.front() != 'e' && suffix.front() != 'E') return std::nullopt;
  suffix.remove_prefix(suffix.starts_with("e+") || suffix.starts_with("E+") ? 2 : 1);
  std::size_t power = 0;
  const auto [end, error] = std::from_chars(suffix.data(), suffix.data() + suffix.size(), power);
  if (suffix.empty() || end != suffix.data() + suffix.size() || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc() ? power : std::string::npos;
}

/// Not more of it than fits a line.
std::string in_quotes(const std::string& text) { return text.size() <= 60 ? "'" + text + "'" : "this"; }

std::string no_number(const std::string& text) {
  const bool is_small_m = text.size() > 1 && text.size() < 20 && text.back() == 'm' && std::all_of(text.begin(), text.end() - 1, is_digit);
  return in_quotes(text) + " is not a whole number of trials; " +
         (is_small_m ? "did you mean " + text.substr(0, text.size() - 1) + "M?" : "write it as 1000000, 1e6, 100k or 1M");
}

}  // namespace

std::string trial_number(std::string& text) {
  std::string plain = text;
  std::erase(plain, '_');
  std::string_view rest = plain;
  const std::string_view whole = take_digits(rest);
  std::string_view decimals;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    decimals = take_digits(rest);
    if (decimals.empty()) return no_number(text);
    decimals = decimals.substr(0, decimals.find_last_not_of('0') + 1);
  }
  const std::optional<std::size_t> power = power_of(rest);
  const bool has_leading_zero = whole.size() > 1 && whole.front() == '0';
  if (whole.empty() || has_leading_zero || !power || decimals.size() > *power) return no_number(text);
  std::string digits = std::string(whole) + std::string(decimals);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // of 0.5M, and of 000 all but one
  if (digits != "0") {
    if (*power > kMostDigits || digits.size() + *power - decimals.size() > kMostDigits)
      return in_quotes(text) + " is too large (4294967296 trials at most)";
    digits.append(*power - decimals.size(), '0');
  }
  text = digits;
  return {};
}

}  // namespace cellcast::cli
