#include "config/syntax.hpp"

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "config/foreign.hpp"
#include "config/scan.hpp"
#include "config/utf8.hpp"

namespace cellcast::config {

namespace {

/// Line and column (in characters) of a byte.
Place place_of(std::string_view text, std::size_t offset, std::uint32_t source) {
  const std::string_view before = text.substr(0, offset);
  Place place{source, 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')), 1};
  std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  for (; !line.empty(); line.remove_prefix(first_character(line).bytes)) ++place.column;
  return place;
}

/// Encoding and size. False where the text must not be parsed.
bool check_text(const Source& source, std::uint32_t index, Report& report) {
  const std::optional<Slip> other = foreign(source.text);
  if (!other) return true;
  const Place place = other->offset == Slip::kNowhere ? Place{index, 0, 0} : place_of(source.text, other->offset, index);
  report.error(place, other->problem, other->why, other->suggestion);
  return false;
}

/// toml++ trees into ours. They are taken apart on the way: both at once would be too much of a large file.
class Converter {
 public:
  explicit Converter(std::uint32_t source) : source_(source) {}

  Node convert(toml::node& node) const {
    Node out;
    out.place = place(node.source());
    out.key = out.place;
    switch (node.type()) {
      case toml::node_type::table:
        table(*node.as_table(), out);
        break;
      case toml::node_type::array:
        out.kind = Kind::array;
        out.children.reserve(node.as_array()->size());
        for (toml::node& item : *node.as_array()) out.children.push_back(convert(item));
        node.as_array()->clear();
        break;
      case toml::node_type::string:
        out.kind = Kind::text, out.text = node.as_string()->get();
        break;
      case toml::node_type::integer:
        out.kind = Kind::integer, out.integer = node.as_integer()->get();
        break;
      case toml::node_type::floating_point:
        out.kind = Kind::real, out.real = node.as_floating_point()->get();
        break;
      case toml::node_type::boolean:
        out.kind = Kind::boolean, out.boolean = node.as_boolean()->get();
        break;
      case toml::node_type::date:
        out.kind = Kind::date, out.date = day(node.as_date()->get());
        break;
      default:
        out.kind = Kind::time;
    }
    return out;
  }

 private:
  Place place(const toml::source_region& region) const { return {source_, region.begin.line, region.begin.column}; }

  static Day day(const toml::date& date) {
    using namespace std::chrono;
    return sys_days(year(date.year) / month(date.month) / date.day).time_since_epoch().count();
  }

  void table(toml::table& table, Node& out) const {
    out.kind = Kind::table;
    out.children.reserve(table.size());
    for (auto&& [key, value] : table) {
      Node child = convert(value);
      child.name = std::string(key.str());
      child.key = place(key.source());
      out.children.push_back(std::move(child));
    }
    table.clear();
    // toml++ sorts by name; the user's order is that of the places.
    std::sort(out.children.begin(), out.children.end(),
              [](const Node& a, const Node& b) { return std::pair(a.key.line, a.key.column) < std::pair(b.key.line, b.key.column); });
  }

  std::uint32_t source_;
};

std::size_t offset_of_line(std::string_view text, std::size_t line) {
  std::size_t offset = 0;
  for (std::size_t i = 1; i < line && offset != std::string_view::npos; ++i) {
    const std::size_t newline = text.find('\n', offset);
    offset = newline == std::string_view::npos ? text.size() : newline + 1;
  }
  return offset;
}

bool is_blank(const std::string& text, const Statement& statement) {
  return text.find_first_not_of(" \r\n", statement.begin) >= statement.end;
}

/// The statement that holds a byte, or the last one before it; or the open one that spoils it.
const Statement* statement_at(const Scan& scan, const std::string& text, std::size_t offset) {
  const auto after = std::upper_bound(scan.statements.begin(), scan.statements.end(), offset,
                                      [](std::size_t at, const Statement& statement) { return at < statement.begin; });
  if (after == scan.statements.begin()) return nullptr;
  const auto here = std::prev(after);
  const bool is_spoilt = here != scan.statements.begin() && std::prev(here)->is_open && !is_blank(text, *std::prev(here));
  return is_spoilt ? &*std::prev(here) : &*here;
}

/// A place that the parser has counted, at the end of its line at most: at the file's end it counts one too far.
Place within(std::string_view text, Place place) {
  const std::string_view rest = text.substr(offset_of_line(text, place.line));
  const Place end = place_of(rest, std::min(rest.find('\n'), rest.size()), place.source);
  return {place.source, place.line, std::min(place.column, end.column)};
}

/// Words for a parser's complaint: our own for a known slip, else the parser's without its preamble.
void report_syntax(const toml::parse_error& error, const Statement* statement, std::string_view text, std::uint32_t source,
                   Report& report) {
  if (statement != nullptr && statement->slip) {
    const Slip& slip = *statement->slip;
    return report.error(place_of(text, slip.offset, source), slip.problem, slip.why, slip.suggestion);
  }
  const Place place = within(text, {source, error.source().begin.line, error.source().begin.column});
  std::string words(error.description());
  constexpr std::string_view kPreamble = "Error while parsing ";
  if (words.starts_with(kPreamble)) words.replace(0, kPreamble.size(), "in ");
  if (words.find("cannot redefine") != std::string::npos)
    return report.error(place, "defined a second time", words.substr(words.find("cannot redefine")), "keep one of the two");
  report.error(place, "not valid TOML", words);
}

void blank_out(std::string& text, const Statement& statement) {
  for (std::size_t i = statement.begin; i < statement.end; ++i)
    if (text[i] != '\n') text[i] = ' ';
}

}  // namespace

Node parse(const Source& source, std::uint32_t source_index, Report& report) {
  constexpr std::size_t kMostSyntaxErrors = 20, kMostParsed = 4 << 20;  // bytes: each error means another pass
  Node empty;
  empty.place = empty.key = {source_index, 1, 1};
  if (!check_text(source, source_index, report)) {
    report.set_unreadable();
    return empty;
  }
  const Scan scanned = scan(source.text);
  if (scanned.excess) {
    report.error(place_of(source.text, scanned.excess->offset, source_index), scanned.excess->problem, scanned.excess->why);
    report.set_unreadable();
    return empty;
  }
  std::string text = source.text;
  for (std::size_t i = 0; i < kMostSyntaxErrors && (i == 0 || i * text.size() < kMostParsed); ++i) {
    try {
      toml::table table = toml::parse(text);
      Node root = Converter(source_index).convert(table);
      root.key = root.place = {source_index, 1, 1};
      return root;
    } catch (const toml::parse_error& error) {
      report.set_partial();
      // An error at the very end, or at a line's end, belongs to what stands before it.
      const std::size_t line = offset_of_line(text, error.source().begin.line);
      const Statement* statement = statement_at(scanned, text, line);
      report_syntax(error, statement, source.text, source_index, report);
      // Without its header what follows would be misread; nor does it help to blank what is blank already.
      if (statement == nullptr || statement->is_header || is_blank(text, *statement)) break;
      blank_out(text, *statement);
    }
  }
  report.set_unreadable();
  return empty;
}

}  // namespace cellcast::config
