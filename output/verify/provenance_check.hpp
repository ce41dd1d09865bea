#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::output {

// What a result file says of its making, against what it holds. Each function returns what does not agree, in words, or nothing.

/// The digest of the results, against their values.
std::vector<std::string> check_digest(const StoredResult& stored);

/// The embedded scenario, against its digest and against what the file says of name, title, seed, trials, method and replicates.
/// `scenario` is what the resolved text reads as.
std::vector<std::string> check_scenario(const StoredResult& stored, const config::Scenario& scenario);

/// The program and its rule for random numbers, against this program.
std::vector<std::string> check_version(const StoredResult& stored);
/// Whether this program draws other numbers than the one that wrote the file, so that results cannot be expected to be the same.
bool is_other_contract(const StoredResult& stored);

/// What the run's end, as the file's attributes say it, is in recomputed results: confidence factor, stopping rule.
std::vector<std::string> check_ending(const StoredResult& stored, const sim::Results& recomputed);

/// Paths of the keys whose values the command line, `extends` or a repair made others than the scenario as read says: what the resolved
/// text and the read text differ in. Empty too where the read text cannot be resolved by itself.
std::vector<std::string> overridden_keys(const StoredResult& stored);

}  // namespace cellcast::output
