#pragma once

#include <string>
#include <vector>

namespace cellcast::config {

/// Something in which a scenario differs from another: a key, a table, or a list of tables that only one has or that differ.
struct Change {
  std::string path;         ///< `segments.power.price`, `tariffs.us_duty`, `correlations`
  std::string base, later;  ///< the key's value, or the tables' text, as TOML; empty where the scenario has none
  bool is_key = true;       ///< else tables, all that are below the path
};

/// In what the model reads: not names and texts, nor sampling, outputs and claims. Both as config::resolved writes them; in their order.
std::vector<Change> changes(const std::string& base, const std::string& later);

/// The base, resolved, with one of its changes.
std::string with_change(const std::string& base, const Change& change);

}  // namespace cellcast::config
