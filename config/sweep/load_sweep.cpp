#include "config/sweep/load_sweep.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/suggest.hpp"
#include "config/load/overrides.hpp"
#include "config/sweep/sweep_axes.hpp"
#include "config/toml/input_file.hpp"
#include "config/toml/syntax.hpp"

namespace cellcast::config {
namespace {

const std::vector<std::string> kKeys{"schema", "name", "title", "description", "source",  "scenario", "design",
                                     "points", "seed", "base",  "sampling",    "outputs", "axes"};
constexpr std::array kSettings{"sampling", "outputs"};

class SweepReader {
 public:
  SweepReader(const Node& root, Report& report) : root_(root), report_(report) {}

  void read(Sweep& sweep) {
    if (is_scenario()) {
      return report_.error(root_.place, "this is a scenario, not a sweep", "it has no axes",
                           "name it as the `scenario` of a sweep", {base::Remedy::Kind::run_scenario});
    }
    refuse_unknown(root_, kKeys, "", report_);
    const std::vector<Variable> none;
    Reader reader(report_, none);
    sweep.head = read_head({&root_, "", root_.place}, reader);
    sweep.scenario = text("scenario");
    check_scenario(sweep.scenario);
    const std::optional<SweepDesign> design = read_design();
    if (const Node* seed = root_.find("seed")) sweep.seed = whole_number(*seed, "seed", 0, std::uint64_t{1} << 62, report_);
    settings(sweep);
    read_axes(root_, design, sweep, report_);
    if (!design) return;  // what the points are depends on it
    sweep.design = *design;
    read_points(root_, sweep, report_);
    read_base(root_, sweep, report_);
  }

 private:
  bool is_scenario() const {
    return root_.find("axes") == nullptr && root_.find("design") == nullptr &&
           (root_.find("horizon") != nullptr || root_.find("segments") != nullptr || root_.find("extends") != nullptr);
  }

  std::string text(const char* key) {
    const Node* node = root_.find(key);
    if (node == nullptr) {
      report_.missing(root_.place, key, std::string("`") + key + "` is missing", "a sweep has a scenario, a design and axes");
      return {};
    }
    if (node->kind == Kind::text) return node->text;
    report_.error(node->place, std::string("`") + key + "` must be a text", "found " + describe(*node));
    return {};
  }

  void check_scenario(const std::string& path) {
    const Node* node = root_.find("scenario");
    if (node == nullptr || node->kind != Kind::text) return;
    if (path.empty() || path.find('\0') != std::string::npos) report_.error(node->place, "`scenario` names no file");
    if (path.starts_with('/'))
      report_.error(node->place, "`scenario` must be a relative path", "found \"" + path + "\"", "it starts at the sweep's folder");
  }

  std::optional<SweepDesign> read_design() {
    const std::string design = text("design");
    const std::vector<std::string>& known = design_names();
    const auto found = std::ranges::find(known, design);
    if (found != known.end()) return static_cast<SweepDesign>(found - known.begin());
    if (const Node* node = root_.find("design"); node != nullptr && node->kind == Kind::text)
      report_.error(node->place, "unknown design \"" + design + "\"", "there are " + base::listed(known),
                    base::did_you_mean(design, known));
    return std::nullopt;
  }

  void settings(Sweep& sweep) {
    for (const char* name : kSettings) {
      const Node* table = root_.find(name);
      if (table == nullptr) continue;
      if (table->kind != Kind::table) {
        report_.error(table->place, std::string("`") + name + "` must be a table", "found " + describe(*table));
        continue;
      }
      if (const Node* samples = table->find("samples"); samples != nullptr && name == std::string_view("outputs"))
        report_.error(samples->key, "a sweep keeps no samples", "", "run the point of interest with outputs.samples",
                      {base::Remedy::Kind::set_keys});
      if (const Node* stop = table->find("stop"); stop != nullptr && name == std::string_view("sampling"))
        report_.error(stop->key, "a sweep has no stopping rule", "all points have the same trials", "set `trials`");
      sweep.settings.children.push_back(*table);
    }
  }

  const Node& root_;
  Report& report_;
};

LoadedSweep loaded(Source source) {
  LoadedSweep out;
  Report report;
  out.sweep.source = std::move(source);
  const Node root = parse(out.sweep.source, 0, report);
  if (!report.unreadable()) SweepReader(root, report).read(out.sweep);
  out.diagnostics = std::move(report.diagnostics());
  sort(out.diagnostics);
  return out;
}

/// Where values stand for the loader of a scenario: a table at each step of the path.
void put(Node& root, const AxisKey& key, const Node& value) {
  Node* table = &root;
  const std::vector<std::string_view> parts = split(key.path);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Node* child = table->find(parts[i]);
    if (child == nullptr) {
      Node& added = table->children.emplace_back();
      added.name = parts[i];
      added.key = key.place;
      added.place = value.place;  // what is wrong with a table is so for this value in it
      child = &added;
    }
    if (i + 1 < parts.size()) {
      table = child;
      continue;
    }
    const std::string name = child->name;
    *child = value;
    child->name = name;
    child->key = key.place;
  }
}

}  // namespace

LoadedSweep load_sweep(const std::string& path) { return loaded({path, read_input(path)}); }

LoadedSweep load_sweep(Source text) { return loaded(std::move(text)); }

bool is_sweep(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;  // a pipe can be read only once
  const std::string text = "\n" + read_input(path);
  return std::ranges::any_of(std::array{"\n[axes", "\n[[axes", "\naxes"},
                             [&](const char* head) { return text.find(head) != std::string::npos; });
}

Overlay settings_overlay(const Sweep& sweep) { return {sweep.source, sweep.settings}; }

Overlay axis_overlay(const Sweep& sweep, std::size_t axis, const Node& value) {
  Overlay overlay{sweep.source, {}};
  for (const AxisKey& key : sweep.axes[axis].keys) put(overlay.tree, key, value);
  return overlay;
}

Overlay point_overlay(const Sweep& sweep, std::span<const Node> values) {
  Overlay overlay{sweep.source, {}};
  for (std::size_t k = 0; k < sweep.axes.size(); ++k)
    for (const AxisKey& key : sweep.axes[k].keys) put(overlay.tree, key, values[k]);
  return overlay;
}

}  // namespace cellcast::config
