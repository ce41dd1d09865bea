#pragma once

#include "config/read/reader.hpp"

namespace cellcast::config {

/// What a scenario and a sweep begin with, after `schema`.
struct Head {
  std::string name, title, description, source;
};
Head read_head(const Section& root, Reader& reader);

/// Fills a scenario, its variables first, from the tree of its file; what is wrong goes to the report.
/// `reader` looks variables up in this scenario.
void read_sections(const Node& root, Reader& reader, Scenario& scenario);

// Parts of it.
void read_markets(const Section& root, Reader& reader, Scenario& scenario);
void read_tariffs(const Section& root, Reader& reader, Scenario& scenario);
void read_quotas(const Section& root, Reader& reader, Scenario& scenario);
void read_customs(const Section& root, Reader& reader, Scenario& scenario);
/// The accounts of a segment: submarkets, splits (also the scenario's, by first mention), customs, competition.
void read_segment_accounts(const Section& segment, Reader& reader, Scenario& scenario, Segment& out);
/// Once all segments are read: each split has all its classes in every segment that has the split.
void complete_splits(Scenario& scenario);
void read_producers(const Section& root, Reader& reader, Scenario& scenario);
/// Numbers under years of the horizon after its first, 0 where the table has none; `what` is so: "capacity is announced".
std::vector<Number> read_by_year(const Section& table, Reader& reader, const Horizon& horizon, const std::string& what);
void read_segments(const Section& root, Reader& reader, Scenario& scenario);
void read_chemistries(const Section& root, Reader& reader, Scenario& scenario);
void read_correlations(const Section& root, Reader& reader, Scenario& scenario);
void read_factors(const Section& root, Reader& reader, Scenario& scenario);
void read_derived(const Section& root, Reader& reader, Scenario& scenario);
void read_observations(const Section& root, Reader& reader, Scenario& scenario);
void read_claims(const Section& root, Reader& reader, Scenario& scenario);
/// After all that has a name.
void read_labels(const Section& root, Reader& reader, Scenario& scenario);

/// Where the `index` of a cell stands, its table's place if it has none; line 0 if it has one that cannot be read, which was reported.
Place index_place(const Section& cell, const Report& report);

/// Index of a name, or empty after a complaint that names `kind` ("market") and what was probably meant.
std::optional<std::size_t> find_named(const std::vector<std::string>& names, const Word& word, const std::string& kind, Report& report);

template <class Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  names.reserve(items.size());
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

}  // namespace cellcast::config
