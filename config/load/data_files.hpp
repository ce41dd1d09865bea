#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/load/folder.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Rows of data that a scenario may take from files, all together.
inline constexpr std::size_t kMostData = 250'000;

/// Puts the numbers of files in their place: `{ dist = "empirical", file = "...", column = "..." }` becomes `data = [...]`, wherever it
/// stands in a tree.
class DataFiles {
 public:
  /// A file that is no good is appended to `sources`, that messages can show it.
  DataFiles(std::vector<Source>& sources, Report& report) : sources_(sources), report_(report) {}

  /// `shown` is the path of the file that the tree was read from.
  void embed(Node& tree, const Folder& folder, const std::string& shown) { embed(tree, folder, shown, ""); }

 private:
  void embed(Node& node, const Folder& folder, const std::string& shown, const std::string& path);
  bool embed_file(Node& law, const Folder& folder, const std::string& shown, const std::string& path);

  std::vector<Source>& sources_;
  Report& report_;
  std::size_t rows_ = 0;
};

}  // namespace cellcast::config
