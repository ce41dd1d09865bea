#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cellcast::config {

/// A table of a scenario as config::resolved writes it: a header and a line for each key.
struct ResolvedBlock {
  std::string header;                                          ///< `[tariffs.us_duty]`, `[[correlations]]`; empty at the top
  std::vector<std::pair<std::string, std::string>> entries{};  ///< key, value as TOML

  bool is_list() const { return header.starts_with("[["); }  ///< one table of a list
  std::string path() const;                                  ///< `tariffs.us_duty`, `correlations`
  std::string text() const;
  const std::string* find(const std::string& key) const;  ///< the value; null where there is no such key
};

/// The tables of a resolved scenario in their order, the top first.
std::vector<ResolvedBlock> resolved_blocks(const std::string& resolved);

}  // namespace cellcast::config
