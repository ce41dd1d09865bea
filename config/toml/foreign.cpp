#include "config/toml/foreign.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "config/toml/input_file.hpp"
#include "config/toml/line_start.hpp"

namespace cellcast::config {

namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes, kind;
  std::string_view suggestion;
  base::Remedy::Kind remedy = base::Remedy::Kind::none;
};

constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n"sv;

constexpr std::array kMagics{
    Magic{kHdf5, "an HDF5 file", "", base::Remedy::Kind::show_result},
    Magic{"\x89"
          "ccwork\n"sv,
          "a file of a work folder", "its scenario is the one that its run was given", base::Remedy::Kind::show_work_folder},
    Magic{"CDF\x01"sv, "a netCDF file", ""},
    Magic{"CDF\x02"sv, "a netCDF file", ""},
    Magic{"CDF\x05"sv, "a netCDF file", ""},
    Magic{"\x7F"
          "ELF"sv,
          "a program (ELF)", ""},
    Magic{"MZ\x90"sv, "a program of Windows", ""},
    Magic{"\x1F\x8B"sv, "a file packed by gzip", "unpack it first"},
    Magic{"PK\x03\x04"sv, "a ZIP file", "unpack it first; of a spreadsheet or document, name a text file"},
    Magic{"BZh"sv, "a file packed by bzip2", "unpack it first"},
    Magic{"\xFD"
          "7zXZ"sv,
          "a file packed by xz", "unpack it first"},
    Magic{"\x28\xB5\x2F\xFD"sv, "a file packed by zstd", "unpack it first"},
    Magic{"\x89PNG"sv, "a picture (PNG)", ""},
    Magic{"\xFF\xD8\xFF"sv, "a picture (JPEG)", ""},
    Magic{"GIF8"sv, "a picture (GIF)", ""},
    Magic{"%PDF-"sv, "a PDF document", ""},
    Magic{"SQLite format 3\0"sv, "a database (SQLite)", ""},
    Magic{"PAR1"sv, "a Parquet file", ""},
    Magic{"<?xml"sv, "XML", ""},
    Magic{"<"sv, "HTML or XML", ""},
};

/// The first lines that are neither empty nor comments, without blanks at their ends.
std::vector<std::string_view> first_lines(std::string_view text, std::size_t most) {
  std::vector<std::string_view> out;
  while (!text.empty() && out.size() < most) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);  // npos + 1 is 0
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin != std::string_view::npos && line[begin] != '#') out.push_back(line.substr(begin));
  }
  return out;
}

/// TOML begins with no `{`; and `[{` or a `[` alone on its line is no header.
bool is_json(const std::vector<std::string_view>& lines) {
  if (lines.empty()) return false;
  if (lines[0].front() == '{' || lines[0] == "[") return true;
  const std::size_t inner = lines[0].find_first_not_of(" \t", 1);
  return lines[0].front() == '[' && inner != std::string_view::npos && lines[0][inner] == '{';
}

bool is_yaml_entry(std::string_view line) {
  if (line.starts_with("- ")) return true;
  const std::size_t end = static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_bare) - line.begin());
  return end > 0 && end < line.size() && line[end] == ':' && (end + 1 == line.size() || line[end + 1] == ' ');
}

bool is_yaml(const std::vector<std::string_view>& lines) {
  if (lines.empty()) return false;
  if (lines[0] == "---" || lines[0].starts_with("%YAML")) return true;
  return lines.size() > 1 && std::all_of(lines.begin(), lines.end(), is_yaml_entry);
}

bool is_csv(const std::vector<std::string_view>& lines) {
  if (lines.size() < 2) return false;
  for (const char separator : {',', ';', '\t'}) {
    const auto fields = [&](std::string_view line) { return std::count(line.begin(), line.end(), separator); };
    const auto is_row = [&](std::string_view line) {
      return fields(line) == fields(lines[0]) && line.find_first_of("=[{") == std::string_view::npos;
    };
    if (fields(lines[0]) > 0 && std::all_of(lines.begin(), lines.end(), is_row)) return true;
  }
  return false;
}

/// HDF5 data with cellcast's seal behind them, or what is left of such; in format 1.0 the seal came first. (docs/result-format.md)
bool is_result(std::string_view text) {
  constexpr std::string_view kSeal = "cellcast";
  constexpr std::size_t kSealSize = 512;
  if (text.starts_with(kSeal)) return text.size() > kSeal.size() && static_cast<unsigned char>(text[kSeal.size()]) < 0x09;
  if (!text.starts_with(kHdf5)) return false;
  return (text.size() > kSealSize && text.substr(text.size() - kSealSize).starts_with(kSeal)) || text.find("cellcast_format") != text.npos;
}

/// A line of it would show nothing.
bool is_binary(std::string_view text) {
  return std::ranges::any_of(text.substr(0, 16),
                             [](char c) { return (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; });
}

std::optional<Slip> other_format(std::string_view text) {
  constexpr std::string_view kWhy = "a scenario is a text in TOML";
  const auto is = [&](std::string_view kind, std::string_view suggestion, base::Remedy::Kind remedy = base::Remedy::Kind::none) {
    return Slip{is_binary(text) ? Slip::kNowhere : 0, "this is " + std::string(kind) + ", no scenario", std::string(kWhy),
                std::string(suggestion), {remedy}};
  };
  if (is_result(text)) return is("a result file of cellcast", "", base::Remedy::Kind::show_result);
  for (const Magic& magic : kMagics)
    if (text.starts_with(magic.bytes)) return is(magic.kind, magic.suggestion, magic.remedy);
  const std::vector<std::string_view> lines = first_lines(text.substr(0, 4096), 5);
  if (is_json(lines)) return is("JSON", "write `key = value` below `[headers]`, without braces around them");
  if (is_yaml(lines)) return is("YAML", "write `key = value` below `[headers]`");
  if (is_csv(lines)) return is("a table (CSV)", "");
  return std::nullopt;
}

std::optional<Slip> other_encoding(std::string_view text) {
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  const auto is_wide = [&](std::size_t high) {  // every other byte of ASCII is 0
    return text.size() > 3 && text[high] == '\0' && text[high + 2] == '\0' && text[1 - high] != '\0';
  };
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv))
    return Slip{0, "the file is encoded as UTF-32", "TOML is UTF-8", "save it as UTF-8"};
  if (utf16 || text.starts_with("\0["sv) || is_wide(0) || is_wide(1))
    return Slip{0, "the file is encoded as UTF-16", "TOML is UTF-8", "save it as UTF-8"};
  for (std::size_t at = 0; at < text.size();) {
    const base::Character c = base::first_character(text.substr(at));
    if (c.code == 0) return Slip{at, "a NUL character at byte " + std::to_string(at), "this is no text file", ""};
    if (c.code == base::Character::kInvalid)
      return Slip{at, "invalid UTF-8 at byte " + std::to_string(at), "TOML is UTF-8", "save the file as UTF-8"};
    const bool is_control = (c.code < 0x20 && c.code != '\t' && c.code != '\n' && c.code != '\r') || c.code == 0x7F;
    if (is_control)
      return Slip{at, "a control character at byte " + std::to_string(at), "TOML has none; texts may hold \"\\u001B\"", "remove it"};
    at += c.bytes;
  }
  return std::nullopt;
}

std::optional<Slip> other_line_ends(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    return Slip{at, "a carriage return without a line feed", "TOML ends lines by LF, or CR LF", "save the file with Unix line ends"};
  }
  return std::nullopt;
}

std::optional<Slip> too_large(std::string_view text) {
  if (text.size() <= kLargestFile) return std::nullopt;
  return Slip{Slip::kNowhere, "the file is too large", "a scenario has at most 16 MiB", ""};
}

}  // namespace

std::optional<Slip> foreign(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return Slip{0, "the file is empty", "a scenario is a text in TOML", ""};
  if (auto slip = other_format(text)) return slip;
  if (auto slip = too_large(text)) return slip;
  if (auto slip = other_encoding(text)) return slip;
  return other_line_ends(text);
}

}  // namespace cellcast::config
