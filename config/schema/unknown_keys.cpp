#include "config/schema/unknown_keys.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "config/schema/keys.hpp"

namespace cellcast::config {

namespace {

std::string join(const std::vector<std::string_view>& parts) {
  std::string out;
  for (const std::string_view part : parts) out += (out.empty() ? "" : ".") + std::string(part);
  return out;
}

class Walk {
 public:
  explicit Walk(Report& report) : report_(report) {}

  void table(const Node& node) {
    const std::vector<std::string> known = names_below(parts_);
    for (const Node& child : node.children) {
      if (report_.is_full()) return;
      parts_.push_back(child.name);
      entry(child, known);
      parts_.pop_back();
    }
  }

 private:
  void entry(const Node& child, const std::vector<std::string>& known) {
    const std::string path = join(parts_);
    const bool is_open = std::find(known.begin(), known.end(), "*") != known.end();
    if (is_open && !is_name(child.name)) return not_a_name(child);
    if (const Key* key = find_key(parts_)) return leaf(child, *key, path);
    if (names_below(parts_).empty()) return unknown(child, known, path);
    if (is_list_of_tables(path)) return list_of_tables(child, path);
    if (child.kind == Kind::table && !child.is_distribution() && !child.is_shared()) return table(child);
    const std::vector<std::string> below = names_below(parts_);
    const bool has_names = below.front() == "*";
    report_.error(child.place, "`" + path + "` must be a table", "found " + describe(child),
                  has_names                 ? "write [" + path + ".NAME]"
                  : below.front() == "YEAR" ? "its keys are years"
                                            : "its keys are " + base::listed(below));
    report_.excuse(path);
    if (is_open && parts_.size() > 1) report_.excuse(join(std::vector(parts_.begin(), parts_.end() - 1)));  // it was meant to be one
    if (has_names || is_open) report_.set_partial();  // what refers to its names would seem unknown
  }

  void not_a_name(const Node& child) {
    report_.set_partial();  // what refers to it would seem unknown
    report_.error(child.key, "`" + child.name + "` is no name", "a name has letters, digits, `_` and `-`, and starts with a letter");
  }

  /// A declaration is a table without keys; all other values are read by their sections.
  void leaf(const Node& child, const Key& key, const std::string& path) {
    if (key.type != KeyType::table) return;
    if (child.kind != Kind::table) {
      report_.error(child.place, "`" + path + "` must be a table", "found " + describe(child), "write [" + path + "]");
      report_.set_partial();  // what refers to it would seem unknown
    }
    for (const Node& inner : child.children)
      if (child.kind == Kind::table) report_.error(inner.key, "unknown key `" + path + "." + inner.name + "`", "this table has no keys");
  }

  void list_of_tables(const Node& child, const std::string& path) {
    if (child.kind != Kind::array ||
        std::any_of(child.children.begin(), child.children.end(), [](const Node& item) { return item.kind != Kind::table; }))
      return report_.error(child.place, "`" + path + "` must be a list of tables", "found " + describe(child), "write [[" + path + "]]");
    for (const Node& item : child.children) table(item);
  }

  void unknown(const Node& child, const std::vector<std::string>& known, const std::string& path) {
    if (!known.empty() && known.front() == "YEAR")
      return report_.error(child.key, "`" + path + "` is no year", "this table has a number for each year", "write `2027 = ...`");
    const std::string meant =
        report_unknown_key(child, join(std::vector(parts_.begin(), parts_.end() - 1)), known, other_home(child.name), report_);
    if (parts_.size() == 1 && (meant == "extends" || (!meant.empty() && child.kind == Kind::table)))
      report_.set_partial();  // what it holds would seem unknown
    if (meant == "home") report_.excuse(std::string(parts_.front()));
  }

  /// The table that a key of this name belongs to, where there is just one.
  std::string other_home(const std::string& name) const {
    std::string found;
    for (const Key& key : keys()) {
      const std::size_t dot = key.pattern.rfind('.');
      if (key.pattern.substr(dot + 1) != name) continue;  // npos + 1 is 0
      if (dot == std::string_view::npos || !found.empty()) return "";
      found = key.pattern.substr(0, dot);
    }
    if (found.empty()) return "";
    if (is_list_of_tables(found)) found = "[" + found + "]";
    return "`" + name + "` belongs in `[" + found + "]`" + (found.find('*') != std::string::npos ? " (* is a name of yours)" : "");
  }

  Report& report_;
  std::vector<std::string_view> parts_;
};

}  // namespace

std::string report_unknown_key(const Node& key, const std::string& table, std::span<const std::string> known, const std::string& remedy,
                               Report& report) {
  const std::string in = table.empty() ? "" : table + ".", problem = "unknown key `" + in + key.name + "`";
  std::string meant = base::nearest(key.name, known);
  if (meant.empty()) {
    report.error(key.key, problem, known.empty() ? "nothing stands here" : "here stand " + base::listed(known), remedy);
    return meant;
  }
  report.excuse(in + meant);
  report.error(key.key, problem, base::edit_distance(key.name, meant) == 0 ? "keys are lower case" : "", "did you mean `" + meant + "`?");
  return meant;
}

void report_unknown_keys(const Node& root, Report& report) { Walk(report).table(root); }

}  // namespace cellcast::config
