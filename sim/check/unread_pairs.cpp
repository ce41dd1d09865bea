#include "sim/check/unread_pairs.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace cellcast::sim {

UnreadPairs::UnreadPairs(const config::Scenario& scenario, const CorrelationPairs& pairs)
    : scenario_(scenario), is_partner_(pairs.names.size()), is_touched_(pairs.names.size()) {
  const config::UnreadCorrelations& unread = scenario.unread_correlations;
  is_empty_ =
      unread.pairs.empty() && unread.implied.empty() && unread.partners.empty() && !unread.any && !unread.ranks && !scenario.is_partial;
  if (is_empty_) return;
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < pairs.names.size(); ++i) numbers[pairs.names[i]] = i;
  const auto add = [&](const std::vector<config::UnreadCorrelations::Pair>& from, std::set<Pair>& to) {
    for (const auto& [first, second] : from) {
      const auto a = numbers.find(first), b = numbers.find(second);
      for (const auto& end : {a, b})
        if (end != numbers.end()) is_touched_[end->second] = 1;
      if (a != numbers.end() && b != numbers.end()) to.insert(std::minmax(a->second, b->second));
    }
  };
  add(unread.pairs, pairs_);
  add(unread.implied, implied_);
  for (const std::string& name : unread.partners) {
    if (const auto found = numbers.find(name); found != numbers.end()) is_partner_[found->second] = 1;
  }
  for (std::size_t p = 0; p < pairs.pairs.size(); ++p) {
    if (pairs.origin[p] != CorrelationPairs::kImplied) given_[std::minmax(pairs.pairs[p].first, pairs.pairs[p].second)] = pairs.origin[p];
  }
}

bool UnreadPairs::operator()(std::size_t a, std::size_t b) const {
  if (is_empty_) return false;
  const Pair pair = std::minmax(a, b);
  if (pairs_.contains(pair)) return true;
  const config::UnreadCorrelations& unread = scenario_.unread_correlations;
  if (const auto given = given_.find(pair); given != given_.end()) return unread.ranks && scenario_.correlations[given->second].rank;
  return unread.any || scenario_.is_partial || is_partner_[a] || is_partner_[b] || implied_.contains(pair);
}

bool UnreadPairs::touch(const std::vector<std::size_t>& inputs) const {
  if (is_empty_) return false;
  const config::UnreadCorrelations& unread = scenario_.unread_correlations;
  if (unread.any || unread.ranks || scenario_.is_partial) return true;
  return std::ranges::any_of(inputs, [&](std::size_t input) { return is_partner_[input] || is_touched_[input]; });
}

}  // namespace cellcast::sim
