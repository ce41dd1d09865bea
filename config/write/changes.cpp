#include "config/write/changes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "config/write/resolved_blocks.hpp"

namespace cellcast::config {

namespace {

using Block = ResolvedBlock;
using Blocks = std::vector<Block>;

std::string joined(const Blocks& blocks) {
  std::string out;
  for (const Block& block : blocks) out += (block.header.empty() ? block.text().substr(1) : block.text()) + "\n";
  return out;
}

bool is_in_table(std::string_view path, std::string_view top) {
  return path.starts_with(top) && (path.size() == top.size() || path[top.size()] == '.' || path[top.size()] == '[');
}

/// Keys that say nothing about the industry.
bool is_aside(const std::string& path) {
  static constexpr std::array<std::string_view, 6> kAside{"labels", "sampling", "outputs", "claims", "observations", "sensitivity"};
  return path.empty() || std::ranges::any_of(kAside, [&](std::string_view top) { return is_in_table(path, top); });
}

const Block* find(const Blocks& blocks, const std::string& header) {
  const auto found = std::ranges::find(blocks, header, &Block::header);
  return found == blocks.end() ? nullptr : &*found;
}

/// The text of all tables at a path and below.
std::string below(const Blocks& blocks, const std::string& path) {
  std::string out;
  for (const Block& block : blocks)
    if (is_in_table(block.path(), path)) out += block.text();
  return out;
}

void compare_entries(const Block& base, const Block& later, std::vector<Change>& out) {
  const auto value = [](const std::string* found) { return found == nullptr ? std::string() : *found; };
  for (const auto& [key, before] : base.entries) {
    const std::string after = value(later.find(key));
    if (before != after) out.push_back({base.path() + "." + key, before, after});
  }
  for (const auto& [key, after] : later.entries)
    if (base.find(key) == nullptr) out.push_back({base.path() + "." + key, "", after});
}

bool covers(const std::vector<Change>& known, const std::string& path) {
  return std::ranges::any_of(known, [&](const Change& change) { return !change.is_key && is_in_table(path, change.path); });
}

void add_tables(const Blocks& base, const Blocks& later, const std::string& path, std::vector<Change>& out) {
  if (covers(out, path)) return;
  Change change{path, below(base, path), below(later, path), false};
  if (change.base != change.later) out.push_back(std::move(change));
}

}  // namespace

std::vector<Change> changes(const std::string& base, const std::string& later) {
  const Blocks before = resolved_blocks(base), after = resolved_blocks(later);
  std::vector<Change> result;
  for (const Block& block : before) {
    if (is_aside(block.path())) continue;
    const Block* same = find(after, block.header);
    if (same == nullptr || block.is_list())
      add_tables(before, after, block.path(), result);
    else
      compare_entries(block, *same, result);
  }
  for (const Block& block : after)
    if (!is_aside(block.path()) && find(before, block.header) == nullptr) add_tables(before, after, block.path(), result);
  return result;
}

std::string with_change(const std::string& base, const Change& change) {
  Blocks blocks = resolved_blocks(base);
  if (!change.is_key) {
    std::erase_if(blocks, [&](const Block& block) { return !block.header.empty() && is_in_table(block.path(), change.path); });
    return joined(blocks) + change.later;
  }
  for (Block& block : blocks) {
    if (block.is_list() || !change.path.starts_with(block.path() + ".")) continue;
    const std::string key = change.path.substr(block.path().size() + 1);
    const bool is_here = block.find(key) != nullptr || (key.find('.') == std::string::npos && change.base.empty());
    if (!is_here) continue;
    std::erase_if(block.entries, [&](const auto& entry) { return entry.first == key; });
    if (!change.later.empty()) block.entries.emplace_back(key, change.later);
    break;
  }
  return joined(blocks);
}

}  // namespace cellcast::config
