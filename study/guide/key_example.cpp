#include "study/guide/key_example.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "config/load/shipped.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/input_file.hpp"
#include "config/toml/syntax.hpp"

namespace cellcast::study {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) c == '\n' ? void(out.emplace_back()) : out.back().push_back(c);
  return out;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Where the comment of a line begins: a hash outside of quotes.
std::size_t comment_at(const std::string& line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote == 0 && line[i] == '#') return i;
    if (quote == 0 && (line[i] == '"' || line[i] == '\'')) quote = line[i];
    else if (line[i] == quote) quote = 0;
  }
  return line.size();
}

/// `1/yr; judgement` without the unit before the semicolon, which the key has already.
std::string without_unit(const std::string& comment) {
  const std::size_t end = comment.find("; ");
  return end != std::string::npos && end < 24 ? comment.substr(end + 2) : comment;
}

/// The first node below a table that the key stands for.
const config::Node* find(const config::Node& node, const std::string& path, const config::Key& key) {
  for (const config::Node& child : node.children) {
    const std::string here = path.empty() ? child.name : child.name.empty() ? path : path + "." + child.name;
    if (config::find_key(here) == &key) return &child;
    if (child.kind == config::Kind::table || child.kind == config::Kind::array)
      if (const config::Node* found = find(child, here, key)) return found;
  }
  return nullptr;
}

/// The lines about a place in a scenario: its header, the statement there, and the comment on it or above it.
KeyExample cut_out(const std::vector<std::string>& lines, std::size_t at, const std::string& file) {
  KeyExample out;
  out.place = file + ":" + std::to_string(at + 1);
  const auto is_header = [&](std::size_t i) { return lines[i].starts_with('['); };
  const std::string line = lines[at];
  if (is_header(at)) {
    for (std::size_t i = at; i < lines.size() && !lines[i].empty() && (i == at || !is_header(i)) && !lines[i].starts_with('#'); ++i)
      out.lines += trimmed(lines[i].substr(0, comment_at(lines[i]))) + "\n";
  } else {
    std::size_t header = at;
    while (header > 0 && !is_header(header)) --header;
    if (is_header(header)) out.lines = trimmed(lines[header].substr(0, comment_at(lines[header]))) + "\n";
    out.lines += trimmed(line.substr(0, comment_at(line))) + "\n";
  }
  if (comment_at(line) < line.size()) {
    out.source = without_unit(trimmed(line.substr(comment_at(line) + 1)));
  } else {
    for (std::size_t i = at; i-- > 0 && lines[i].starts_with("# ");) out.source = lines[i].substr(2) + (out.source.empty() ? "" : " ") + out.source;
    out.source = without_unit(out.source);
  }
  return out;
}

std::optional<KeyExample> from_scenario(const std::string& name, const config::Key& key) {
  const config::Named named = config::find_shipped(name);
  if (!named.problem.empty()) return std::nullopt;
  try {
    const config::Source source{named.shown, config::read_input(named.canonical)};
    config::Report report;
    const config::Node root = config::parse(source, 0, report);
    const config::Node* found = find(root, "", key);
    if (found == nullptr || found->key.line == 0) return std::nullopt;
    return cut_out(lines_of(source.text), found->key.line - 1, std::filesystem::path(named.canonical).filename().string());
  } catch (const config::InputError&) {
    return std::nullopt;
  }
}

/// What stands in backticks behind a colon at the end of a meaning: a text of that kind.
std::string example_in(std::string_view meaning) {
  const std::size_t begin = meaning.rfind(": `");
  return begin == std::string_view::npos || !meaning.ends_with('`') ? "..." : std::string(meaning.substr(begin + 3, meaning.size() - begin - 4));
}

/// A value that the key takes.
std::string sample(const config::Key& key) {
  switch (key.type) {
    case config::KeyType::boolean:
      return "true";
    case config::KeyType::date:
      return "2027-01-01";
    case config::KeyType::numbers:
      return "[0.05, 0.5, 0.95]";
    case config::KeyType::integers:
      return "[1, 3, 10]";
    case config::KeyType::strings:
    case config::KeyType::names:
      return "[\"...\"]";
    case config::KeyType::table:
    case config::KeyType::loadings:
      return "{}";
    case config::KeyType::labels:
      return "{ power = \"Vehicles\", \"segments.power.price\" = \"Price of vehicle cells\" }";
    case config::KeyType::string:
      return "\"" + (key.choices.empty() ? example_in(key.meaning) : std::string(key.choices.substr(0, key.choices.find(' ')))) + "\"";
    default:
      return key.fallback.size() > 1 || (key.fallback.size() == 1 && key.fallback != "-") ? std::string(key.fallback) : "1";
  }
}

KeyExample made_up(const config::Key& key) {
  std::string path;
  for (const char c : key.pattern) c == '*' ? path += "name" : path += c;
  const std::size_t dot = path.rfind('.'), year = path.rfind("YEAR");
  if (year != std::string::npos) path.replace(year, 4, "2027");
  if (dot == std::string::npos) return {path + " = " + sample(key) + "\n", "", ""};
  const std::string table = path.substr(0, dot);
  const bool is_list = config::is_list_of_tables(table);
  return {(is_list ? "[[" : "[") + table + (is_list ? "]]" : "]") + "\n" + path.substr(dot + 1) + " = " + sample(key) + "\n", "", ""};
}

}  // namespace

KeyExample key_example(const config::Key& key) {
  std::vector<std::string> names = config::shipped_names();
  const auto best = std::ranges::find(names, "china-2031");
  if (best != names.end()) std::rotate(names.begin(), best, best + 1);
  for (const std::string& name : names)
    if (auto found = from_scenario(name, key)) return *std::move(found);
  return made_up(key);
}

}  // namespace cellcast::study
