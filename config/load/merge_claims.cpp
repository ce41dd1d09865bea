#include "config/load/merge_claims.hpp"

#include <unordered_map>

namespace cellcast::config {

namespace {

Node* claims_of(Node& root) {
  Node* claims = root.find("claims");
  return claims != nullptr && claims->kind == Kind::array ? claims : nullptr;
}

/// Empty where it has none.
std::string name_of(const Node& claim) {
  const Node* name = claim.kind == Kind::table ? claim.find("name") : nullptr;
  return name != nullptr && name->kind == Kind::text ? name->text : "";
}

}  // namespace

void merge_claims(Node& base, Node& over) {
  Node *known = claims_of(base), *added = claims_of(over);
  if (known == nullptr || added == nullptr) return;
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < known->children.size(); ++i)
    if (std::string name = name_of(known->children[i]); !name.empty()) index.emplace(std::move(name), i);
  for (Node& claim : added->children) {
    const auto found = index.find(name_of(claim));
    if (found == index.end())
      known->children.push_back(std::move(claim));
    else
      merge(known->children[found->second], std::move(claim));
  }
  std::erase_if(over.children, [](const Node& child) { return child.name == "claims"; });
}

}  // namespace cellcast::config
