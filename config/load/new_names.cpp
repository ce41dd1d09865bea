#include "config/load/new_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "base/suggest.hpp"

namespace cellcast::config {

namespace {

constexpr std::array<std::string_view, 8> kNamed{"segments",  "markets",     "tariffs",   "quotas",
                                                 "producers", "chemistries", "materials", "variables"};
const Node kNothing{};

/// Walks two trees side by side, into the tables that both have.
class Walk {
 public:
  void tables(const Node& base, const Node& over) {
    for (const Node& child : over.children) {
      if (child.kind != Kind::table) continue;
      const Node* known = base.find(child.name);
      if (std::ranges::find(kNamed, child.name) == kNamed.end()) continue;
      if (known == nullptr || known->kind == Kind::table) names(known == nullptr ? kNothing : *known, child, child.name);
    }
  }

  std::vector<NewName> take() { return std::move(found_); }

 private:
  void names(const Node& base, const Node& over, const std::string& path) {
    std::unordered_map<std::string_view, const Node*> known;
    for (const Node& child : base.children) known.emplace(child.name, &child);
    std::shared_ptr<const std::vector<std::string>> listed;
    for (const Node& child : over.children) {
      const std::string below = path + "." + child.name;
      if (const auto same = known.find(child.name); same != known.end()) {
        if (path == "segments") of_segment(*same->second, child, below);
        continue;
      }
      if (!listed) listed = std::make_shared<const std::vector<std::string>>(names_of(base));
      found_.push_back({below, child.key, listed});
    }
  }

  void of_segment(const Node& base, const Node& over, const std::string& path) {
    // A segment that had no drivers gets them with its process, and they cannot be misspelt.
    const Node *known = below(base, {"growth", "drivers"}), *given = below(over, {"growth", "drivers"});
    if (known != nullptr && given != nullptr) names(*known, *given, path + ".growth.drivers");
    if (given = below(over, {"submarkets"}); given != nullptr) names(or_nothing(below(base, {"submarkets"})), *given, path + ".submarkets");
    if (given = below(over, {"splits"}); given == nullptr) return;
    const Node& splits = or_nothing(below(base, {"splits"}));
    names(splits, *given, path + ".splits");
    for (const Node& split : given->children) {
      const Node* same = splits.find(split.name);
      const bool are_tables = same != nullptr && same->kind == Kind::table && split.kind == Kind::table;
      if (are_tables) names(*same, split, path + ".splits." + split.name);
    }
  }

  static const Node& or_nothing(const Node* table) { return table == nullptr ? kNothing : *table; }

  static const Node* below(const Node& segment, std::initializer_list<const char*> steps) {
    const Node* node = &segment;
    for (const char* step : steps)
      if (node = node->find(step); node == nullptr || node->kind != Kind::table) return nullptr;
    return node;
  }

  static std::vector<std::string> names_of(const Node& table) {
    std::vector<std::string> names;
    for (const Node& child : table.children) names.push_back(child.name);
    return names;
  }

  std::vector<NewName> found_;
};

}  // namespace

std::vector<NewName> new_names(const Node& base, const Node& over) {
  Walk walk;
  walk.tables(base, over);
  return walk.take();
}

bool refuse_new_names(const Node& base, const Node& over, Report& report) {
  constexpr std::size_t kMostListed = 12;
  if (report.partial()) return false;  // the file may have them
  const std::vector<NewName> names = new_names(base, over);
  for (const NewName& name : names) {
    const std::string meant = base::did_you_mean(name.path.substr(name.path.rfind('.') + 1), *name.known);
    const std::size_t known = name.known->size();
    report.error(name.place, "`" + name.path + "` does not exist",
                 !meant.empty()        ? ""
                 : known == 0          ? "the scenario has none"
                 : known > kMostListed ? ""
                                       : "known: " + base::listed(*name.known),
                 meant.empty() ? "write what is new into a file that extends the scenario" : meant);
  }
  return !names.empty();
}

void suspect_new_names(const Node& base, const Node& over, Report& report) {
  for (NewName& name : new_names(base, over)) report.suspect(std::move(name.path), {name.place, std::move(name.known)});
}

}  // namespace cellcast::config
