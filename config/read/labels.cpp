#include <set>

#include "base/suggest.hpp"
#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

constexpr std::size_t kLongestLabel = 200;  // bytes of a label: more is no name

/// Everything of a scenario that can have a label but its outputs.
std::set<std::string, std::less<>> labelled(const Scenario& scenario) {
  std::set<std::string, std::less<>> names;
  const auto add_all = [&](const auto& parts) {
    for (const auto& part : parts) names.insert(part.name);
  };
  add_all(scenario.segments);
  add_all(scenario.markets);
  add_all(scenario.chemistries);
  add_all(scenario.producers);
  names.insert(scenario.materials.begin(), scenario.materials.end());
  for (const Split& split : scenario.splits) {
    names.insert(split.name);
    names.insert(split.classes.begin(), split.classes.end());
  }
  for (const Segment& segment : scenario.segments) {
    add_all(segment.submarkets);
    add_all(segment.growth.drivers);
  }
  add_all(scenario.derived);
  for (const Tariff& tariff : scenario.tariffs) names.insert("tariffs." + tariff.name);
  for (const Quota& quota : scenario.quotas) names.insert("quotas." + quota.name);
  for (const Number* number : numbers(scenario)) names.insert(number->path);
  for (const Variable& variable : scenario.variables) names.insert("variables." + variable.name);
  for (const std::string& shock : shock_names(scenario)) {
    names.insert(shock);
    names.insert(shock.substr(0, shock.find('[')));
  }
  return names;
}

class LabelReader {
 public:
  LabelReader(Reader& reader, Scenario& scenario) : reader_(reader), scenario_(scenario), names_(labelled(scenario)) {}

  /// A path without quotes has made tables within tables, down to its text.
  void read(const Node& table, const std::string& prefix) {
    for (const Node& child : table.children) {
      const std::string path = prefix + child.name;
      child.kind == Kind::table ? read(child, path + ".") : entry(child, path);
    }
  }

 private:
  void entry(const Node& node, const std::string& key) {
    Report& report = reader_.report();
    if (node.kind != Kind::text)
      return report.error(node.place, "`labels." + key + "` must be a text", "found " + describe(node), "write `\"...\"`");
    if (node.text.find_first_not_of(" \t") == std::string::npos)
      return report.error(node.place, "the label of `" + key + "` is empty", "", "remove it, and it has a usual one");
    if (node.text.size() > kLongestLabel)
      return report.error(node.place, "the label of `" + key + "` is too long",
                          "it has " + std::to_string(node.text.size()) + " bytes, and may have " + std::to_string(kLongestLabel));
    if (!known_.insert(key).second) return report.error(node.key, "`" + key + "` has a label already", "", "remove one");
    const bool is_named = names_.contains(key);
    if (!is_named && !is_name(key)) return unknown(node, key);
    scenario_.labels.push_back({key, node.text, !is_named && !report.partial(), node.key});
  }

  void unknown(const Node& node, const std::string& key) {
    if (reader_.report().partial()) return;
    reader_.report().error(node.key, "nothing is called `" + key + "`",
                           "a label is of a name of the scenario, the path of an input, or an output",
                           base::did_you_mean(key, std::vector<std::string>(names_.begin(), names_.end())));
  }

  Reader& reader_;
  Scenario& scenario_;
  std::set<std::string, std::less<>> names_;
  std::set<std::string> known_;
};

}  // namespace

void read_labels(const Section& root, Reader& reader, Scenario& scenario) {
  if (root.find("labels") == nullptr) return;
  if (const Node* table = reader.table(root, "labels")) LabelReader(reader, scenario).read(*table, "");
}

}  // namespace cellcast::config
