#include "output/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <initializer_list>

#include "config/utf8.hpp"

namespace cellcast::output {

namespace {

constexpr std::uint32_t kBroken = 0xFFFD;

struct Range {
  std::uint32_t first, last;
};

bool is_in(std::uint32_t point, std::initializer_list<Range> ranges) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

/// Takes the first code point off the text; kBroken and one byte where it is not UTF-8.
std::uint32_t next_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = sequence_length(lead);
  std::uint32_t point = length <= 1 ? lead : lead & (0x7Fu >> length);
  bool broken = length == 0 || length > text.size();
  for (std::size_t i = 1; !broken && i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    broken = (byte & 0xC0) != 0x80;
    point = point << 6 | (byte & 0x3F);
  }
  text.remove_prefix(broken ? 1 : length);
  return broken ? kBroken : point;
}

/// The blocks that matter in names, units and titles; not all of Unicode Standard Annex 11.
std::size_t point_width(std::uint32_t point) {
  if (is_in(point, {{0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}})) return 0;
  return is_in(point, {{0x1100, 0x115F},
                       {0x2E80, 0xA4CF},
                       {0xAC00, 0xD7A3},
                       {0xF900, 0xFAFF},
                       {0xFE30, 0xFE6F},
                       {0xFF00, 0xFF60},
                       {0xFFE0, 0xFFE6},
                       {0x1F300, 0x1FAFF},
                       {0x20000, 0x3FFFD}})
             ? 2
             : 1;
}

}  // namespace

std::string shortest(double number) {
  char text[32];
  const auto result = std::to_chars(text, text + sizeof text, number);
  return std::string(text, result.ptr);
}

std::string readable(double number, double scale, double spread) {
  if (number == 0) return "0";
  char text[64];
  const double magnitude = std::fabs(scale);
  if (!(magnitude >= 1e-4 && magnitude < 1e9)) {
    std::snprintf(text, sizeof text, "%.3e", number);
    return text;
  }
  const auto decimals_for = [](double value, int digits) { return digits - 1 - static_cast<int>(std::floor(std::log10(value))); };
  const int decimals = std::max(decimals_for(magnitude, 4), spread > 0 && std::isfinite(spread) ? decimals_for(spread, 2) : 0);
  std::snprintf(text, sizeof text, "%.*f", std::clamp(decimals, 0, 7), number);
  return text;
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view before = text;
    const std::uint32_t point = next_point(text);
    result += point == kBroken || config::is_hidden(point) ? std::string_view("\uFFFD") : before.substr(0, before.size() - text.size());
  }
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += point_width(next_point(text));
  return width;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& alignment) {
  std::vector<std::size_t> widths(alignment.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - display_width(row[i]), ' ');
      text += i > 0 ? "  " : "";
      text += alignment[i] == Align::left ? row[i] + blanks : blanks + row[i];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace cellcast::output
