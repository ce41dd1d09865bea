#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// A name of a segment, market, tariff, quota, group of producers, chemistry, material, variable, driver, submarket, split or class that a tree
/// gives and the one below it has not.
struct NewName {
  std::string path;  ///< `segments.pover`
  Place place;
  std::shared_ptr<const std::vector<std::string>> known;  ///< what the tree below has in its place
};

/// The names that are new in `over`, which is to be laid upon `base`.
std::vector<NewName> new_names(const Node& base, const Node& over);

/// Reports the names that are new in `over`, where only what `base` has can be changed, and says whether there were any.
bool refuse_new_names(const Node& base, const Node& over, Report& report);

/// Notes the names that are new in a file, so that one of them which is incomplete is taken for a misspelt one.
void suspect_new_names(const Node& base, const Node& over, Report& report);

}  // namespace cellcast::config
