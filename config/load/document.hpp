#pragma once

#include <string>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// The text of a scenario as a tree, before anything is laid over it, and what was wrong with the text. A tree that many scenarios start
/// from need be read once only.
struct Document {
  std::vector<Source> sources;
  Node root;
  Report report;
  std::string file{};                     ///< as shown; empty where it is a text that is no file
  std::vector<std::string> read_from{};  ///< paths without links, [source]; empty where it is no file
};

}  // namespace cellcast::config
