#include "config/toml/syntax.hpp"

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <utility>

#include "base/utf8.hpp"
#include "config/expression/places.hpp"
#include "config/scenario/day.hpp"
#include "config/toml/foreign.hpp"
#include "config/toml/scan.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

/// Encoding and size. False where the text must not be parsed.
bool check_text(const Source& source, std::uint32_t index, Report& report) {
  const std::optional<Slip> other = foreign(source.text);
  if (!other) return true;
  const Place place = other->offset == Slip::kNowhere ? Place{index, 0, 0} : place_in(source.text, other->offset, index);
  report.error(place, other->problem, other->why, other->suggestion, other->remedy);
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

/// The byte of a place that the parser has counted, at the end of its line at most: at the file's end it counts one too far.
std::size_t offset_of(std::string_view text, toml::source_position place) {
  std::size_t offset = offset_of_line(text, place.line);
  for (std::uint32_t column = 1; column < place.column && offset < text.size() && text[offset] != '\n'; ++column)
    offset += base::first_character(text.substr(offset)).bytes;
  return offset;
}

/// What the parser says, without its preamble.
std::string words_of(const toml::parse_error& error) {
  std::string words(error.description());
  constexpr std::string_view kPreamble = "Error while parsing ";
  if (words.starts_with(kPreamble)) words.replace(0, kPreamble.size(), "in ");
  return words;
}

/// What the parser has in quotes: `a.b` of "cannot redefine existing table 'a.b'".
std::string_view quotation(std::string_view words) {
  const std::size_t open = words.find('\''), close = words.rfind('\'');
  return open < close ? words.substr(open + 1, close - open - 1) : "";
}

/// It reads numbers through a stream of the C++ library, which takes a lack of memory for a bad number.
bool is_want_of_memory(std::string_view words) {
  return words.ends_with("could not be interpreted as a value") && !std::isnan(number_of(quotation(words)));
}

/// toml++ takes the name of a quoted key from the wrong bytes.
bool is_garbled(std::string_view path) { return path.find('"') != std::string_view::npos; }

/// The header of a table that was defined before. The parser objects to it on its line, or on the next.
const Statement* header_of(const Scan& scan, std::string_view text, std::string_view path, const Statement* there) {
  if (there == nullptr) return nullptr;
  for (auto i = static_cast<std::size_t>(there - scan.statements.data()) + 1; i-- > 0;) {
    const Statement& header = scan.statements[i];
    if (!header.is_header) continue;
    const std::string_view line = text.substr(header.begin, header.end - header.begin);
    const std::size_t name = line.find_first_not_of("[ \t");
    if (name != std::string_view::npos && line.substr(name).starts_with(path)) return &header;
    if (&header != there) break;
  }
  return there;
}

/// The byte at which a name is defined a second time: in its statement, before what the parser objects to.
std::size_t second_definition(std::string_view text, std::string_view path, const Statement& statement, std::size_t objection) {
  if (statement.is_header) return text.find('[', statement.begin);
  const std::string_view before = text.substr(statement.begin, objection - statement.begin);
  if (std::count(before.begin(), before.end(), '=') <= 1) return text.find_first_not_of(" \t", statement.begin);
  const std::string_view name = path.substr(path.rfind('.') + 1);  // npos + 1 is 0
  const std::size_t found = before.rfind(name);
  return name.empty() || found == std::string_view::npos ? objection : statement.begin + found;
}

/// The first byte of the value in which the parser has come to `objection`.
std::size_t begin_of_value(std::string_view text, std::size_t objection) {
  const std::size_t last = text.substr(0, objection).find_last_not_of(" \t\r\n");
  const std::size_t before = text.substr(0, last).find_last_of(" \t\n=,[{");  // npos + 1 is 0
  return last == std::string_view::npos ? objection : before + 1;
}

/// A complaint of the parser, and the byte at which it was made.
struct Complaint {
  std::string words;
  std::size_t offset;
};

/// Words for a parser's complaint: our own for a known slip, else the parser's without its preamble.
void report_syntax(const Complaint& complaint, const Statement* statement, std::string_view text, std::uint32_t source, Report& report) {
  if (statement != nullptr && statement->slip) {
    const Slip& slip = *statement->slip;
    return report.error(place_in(text, slip.offset, source), slip.problem, slip.why, slip.suggestion);
  }
  const std::size_t redefined = complaint.words.find("cannot redefine");
  if (redefined != std::string::npos && statement != nullptr) {
    const std::string_view path = quotation(complaint.words);
    return report.error(place_in(text, second_definition(text, path, *statement, complaint.offset), source), "defined a second time",
                        is_garbled(path) ? "" : complaint.words.substr(redefined), "keep one of the two");
  }
  const bool is_in_value = complaint.words.ends_with("could not be interpreted as a value") || complaint.words.starts_with("in date") ||
                           complaint.words.starts_with("in time") || complaint.words.find("integer:") != std::string::npos;
  report.error(place_in(text, is_in_value ? begin_of_value(text, complaint.offset) : complaint.offset, source), "not valid TOML",
               complaint.words);
}

/// A statement; of a header all up to the next one, too: without it that would belong elsewhere.
void blank_out(std::string& text, const Statement& statement, const Scan& scan) {
  std::size_t end = statement.end;
  for (const Statement& next : scan.statements) {
    if (!statement.is_header || next.begin <= statement.begin) continue;
    if (next.is_header) break;
    end = next.end;
  }
  for (std::size_t i = statement.begin; i < end; ++i)
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
    report.error(place_in(source.text, scanned.excess->offset, source_index), scanned.excess->problem, scanned.excess->why);
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
      if (is_want_of_memory(error.description())) throw std::bad_alloc();
      report.set_partial();
      // An error at the very end, or at a line's end, belongs to what stands before it.
      const Complaint complaint{words_of(error), offset_of(text, error.source().begin)};
      const Statement* statement = statement_at(scanned, text, offset_of_line(text, error.source().begin.line));
      if (complaint.words.find(" as table") != std::string::npos || complaint.words.find(" as array-of-tables") != std::string::npos)
        statement = header_of(scanned, source.text, quotation(complaint.words), statement);
      report_syntax(complaint, statement, source.text, source_index, report);
      if (statement == nullptr || is_blank(text, *statement)) break;  // it does not help to blank what is blank already
      blank_out(text, *statement, scanned);
    }
  }
  report.set_unreadable();
  return empty;
}

}  // namespace cellcast::config
