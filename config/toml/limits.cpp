#include "config/toml/limits.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace cellcast::config {

namespace {

struct Limit {
  std::string_view path;  ///< `*`: each table there
  std::size_t most;
};

// Each segment has values for each market and chemistry, and each chemistry for each material.
constexpr std::array kLimits{
    Limit{"segments", 100},
    Limit{"segments.*.growth.drivers", 100},
    Limit{"segments.*.submarkets", 100},
    Limit{"segments.*.splits", 100},
    Limit{"segments.*.splits.*", 100},
    Limit{"producers", 100},
    Limit{"quotas", 100},
    Limit{"markets", 100},
    Limit{"chemistries", 100},
    Limit{"materials", 100},
    Limit{"tariffs", 10'000},
    Limit{"variables", 10'000},
    Limit{"correlations", 10'000},
    Limit{"factors", 1'000},
    Limit{"claims", 10'000},
    Limit{"observations", 1'000},
    Limit{"outputs.variables", 1'000},
    Limit{"outputs.quantiles", 1'000},
    Limit{"outputs.thresholds", 1'000},
};

void check(const Node& node, std::string_view rest, const std::string& path, std::size_t most, Report& report) {
  if (rest.empty()) {
    if (node.children.size() <= most) return;
    const Node& first = node.children[most];
    report.error(node.kind == Kind::table ? first.key : first.place, "`" + path + "` has too many entries",
                 std::to_string(node.children.size()) + ", and at most " + std::to_string(most));
    return report.set_unreadable();
  }
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot), after = rest.substr(std::min(dot + 1, rest.size()));
  if (node.kind != Kind::table) return;
  for (const Node& child : node.children)
    if (part == "*" || child.name == part) check(child, after, path + (path.empty() ? "" : ".") + child.name, most, report);
}

}  // namespace

void check_limits(const Node& root, Report& report) {
  for (const Limit& limit : kLimits) check(root, limit.path, "", limit.most, report);
}

}  // namespace cellcast::config
