#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "config/read/input_names.hpp"
#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

/// Exactly one of rank and pearson.
bool read_coefficient(const Section& section, Reader& reader, Correlation& out) {
  const bool has_rank = section.find("rank") != nullptr, has_pearson = section.find("pearson") != nullptr;
  if (has_rank && has_pearson) {
    reader.report().error(section.find("pearson")->key, "both `rank` and `pearson`", "a pair has one of them", "remove one");
    return false;
  }
  if (!has_rank && !has_pearson) {
    const std::string path = reader.report().partial() ? "" : section.path + ".rank";
    reader.report().missing(section.place, path, "a correlation without `rank` or `pearson`", "", "add `rank = ...`");
    return false;
  }
  out.rank = has_rank;
  out.rank_or_pearson = reader.constant(section, has_rank ? "rank" : "pearson");
  return !std::isnan(out.rank_or_pearson);
}

/// A pair that was given and could not be read, between what could be.
void add_unread(const std::vector<Word>& between, const InputNames& names, UnreadCorrelations& out) {
  std::set<std::string> inputs;
  for (const Word& word : between) inputs.insert(names.meant(word));
  const bool all_known = inputs.erase("") == 0 && inputs.size() >= 2;
  for (auto first = inputs.begin(); first != inputs.end(); ++first) {
    for (auto second = std::next(first); second != inputs.end(); ++second) out.pairs.emplace_back(*first, *second);
  }
  if (!all_known) out.partners.insert(out.partners.end(), inputs.begin(), inputs.end());
  if (inputs.empty()) out.any = true;
}

bool same_value(const Correlation& a, const Correlation& b) { return a.rank == b.rank && a.rank_or_pearson == b.rank_or_pearson; }

}  // namespace

void read_correlations(const Section& root, Reader& reader, Scenario& scenario) {
  UnreadCorrelations& unread = scenario.unread_correlations;
  const Node* list = root.find("correlations");
  const bool is_list = list != nullptr && list->kind == Kind::array;
  unread.any |= reader.report().may_have("correlations") || (list != nullptr && !is_list);
  if (!is_list) return;
  const InputNames names(scenario);
  std::map<std::pair<std::string, std::string>, Correlation> pairs;
  for (const Node& item : list->children) {
    if (item.kind != Kind::table) {
      unread.any = true;
      continue;
    }
    const Section section{&item, "correlations", item.place};
    Correlation correlation;
    bool is_good = read_coefficient(section, reader, correlation);
    const std::vector<Word> between = reader.words(section, "between");
    const Node* node = section.find("between");
    if (between.size() != 2) {
      add_unread(between, names, unread);
      if (node != nullptr && node->kind == Kind::array && node->children.size() != 2)
        reader.report().error(node->place, "`correlations.between` must name two inputs", "found " + std::to_string(node->children.size()));
      continue;
    }
    for (const Word& word : between) is_good &= names.check(word, "pair", reader.report());
    if (between[0].text == between[1].text) {
      add_unread(between, names, unread);
      reader.report().error(between[1].place, "`" + between[1].text + "` is paired with itself", "", "name two different inputs");
      continue;
    }
    const auto [known, is_new] = pairs.try_emplace(std::minmax(between[0].text, between[1].text), correlation);
    if (!is_new) {
      if (!is_good || !same_value(known->second, correlation)) add_unread(between, names, unread);
      reader.report().error(node->place, "this pair of inputs is correlated already", "each pair stands once", "remove one");
      continue;
    }
    if (!is_good) {
      add_unread(between, names, unread);
      continue;
    }
    correlation.first = between[0].text;
    correlation.second = between[1].text;
    correlation.place = node->place;
    scenario.correlations.push_back(std::move(correlation));
  }
}

}  // namespace cellcast::config
