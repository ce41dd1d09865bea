#include "config/toml/tree.hpp"

#include <algorithm>
#include <unordered_map>

#include "config/scenario/distribution.hpp"

namespace cellcast::config {

namespace {

std::string shortened(const std::string& text) {
  constexpr std::size_t kShown = 40;
  if (text.size() <= kShown) return text;
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not within a character
  return text.substr(0, end) + "...";
}

bool merges(const Node& node) { return node.kind == Kind::table && !node.is_distribution() && !node.is_shared(); }

void collect(const Node& node, const std::string& prefix, std::vector<std::string>& out) {
  for (const Node& child : node.children) {
    if (child.name.empty()) continue;
    out.push_back(prefix + child.name);
    if (child.kind == Kind::table) collect(child, out.back() + ".", out);
  }
}

}  // namespace

const Node* Node::find(std::string_view child) const {
  for (const Node& node : children)
    if (node.name == child) return &node;
  return nullptr;
}

Node* Node::find(std::string_view child) { return const_cast<Node*>(static_cast<const Node*>(this)->find(child)); }

std::string describe(const Node& node) {
  switch (node.kind) {
    case Kind::boolean:
      return node.boolean ? "true" : "false";
    case Kind::integer:
      return "the integer " + std::to_string(node.integer);
    case Kind::real:
      return "the number " + text(node.real);
    case Kind::text:
      return "a text \"" + shortened(node.text) + "\"";
    case Kind::date:
      return "a date";
    case Kind::time:
      return "a time";
    case Kind::array:
      return "a list";
    case Kind::table:
      return node.is_distribution() ? "a distribution" : node.is_shared() ? "a shared draw" : "a table";
  }
  return "";
}

void merge(Node& base, Node&& over) {
  if (!merges(over) || base.kind != Kind::table) {
    base = std::move(over);
    return;
  }
  base.place = over.place;  // what is missing now is best shown where the user last wrote
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < base.children.size(); ++i) index.emplace(base.children[i].name, i);
  for (Node& child : over.children) {
    const auto known = index.find(child.name);
    if (known == index.end())
      base.children.push_back(std::move(child));
    else
      merge(base.children[known->second], std::move(child));
  }
}

bool remove(Node& root, std::string_view path) {
  Node* table = &root;
  const std::vector<std::string_view> parts = split(path);
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    table = table->find(parts[i]);
    if (table == nullptr || table->kind != Kind::table) return false;
  }
  return !parts.empty() && std::erase_if(table->children, [&](const Node& child) { return child.name == parts.back(); }) > 0;
}

std::vector<std::string> paths(const Node& root) {
  std::vector<std::string> out;
  collect(root, "", out);
  return out;
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t dot = path.find('.', start);
    parts.push_back(path.substr(start, dot - start));
    if (dot == std::string_view::npos) return parts;
    start = dot + 1;
  }
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto rest = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), rest);
}

}  // namespace cellcast::config
