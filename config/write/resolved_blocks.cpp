#include "config/write/resolved_blocks.hpp"

#include <algorithm>
#include <sstream>

namespace cellcast::config {

std::string ResolvedBlock::path() const {
  return is_list() ? header.substr(2, header.size() - 4) : header.empty() ? "" : header.substr(1, header.size() - 2);
}

std::string ResolvedBlock::text() const {
  std::string out = header + "\n";
  for (const auto& [key, value] : entries) out.append(key).append(" = ").append(value).append("\n");
  return out;
}

const std::string* ResolvedBlock::find(const std::string& key) const {
  const auto found = std::ranges::find(entries, key, &std::pair<std::string, std::string>::first);
  return found == entries.end() ? nullptr : &found->second;
}

std::vector<ResolvedBlock> resolved_blocks(const std::string& resolved) {
  std::vector<ResolvedBlock> blocks{{""}};
  std::istringstream lines(resolved);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t equals = line.find(" = ");
    if (line.starts_with('[')) {
      blocks.push_back({line});
    } else if (equals != std::string::npos) {
      blocks.back().entries.emplace_back(line.substr(0, equals), line.substr(equals + 3));
    }
  }
  return blocks;
}

}  // namespace cellcast::config
