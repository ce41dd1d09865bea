#include "output/verify/provenance_check.hpp"

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "cellcast/version.hpp"
#include "config/write/resolved.hpp"
#include "config/write/resolved_blocks.hpp"
#include "output/result/results_digest.hpp"
#include "sim/check/check.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::output {

namespace {

/// Compares attributes of a file with what they should be.
class Attributes {
 public:
  explicit Attributes(const StoredResult& stored) : stored_(stored) {}

  void expect(const char* name, const std::string& expected, const char* by) {
    const auto found = stored_.attributes.find(name);
    if (found == stored_.attributes.end()) {
      differences_.push_back(std::string("the attribute ") + name + " is missing");
    } else if (found->second != expected) {
      differences_.push_back(std::string(name) + " is '" + found->second + "', " + by + " '" + expected + "'");
    }
  }
  /// An attribute that only some files have.
  void expect_if(bool has, const char* name, const std::string& expected, const char* by) {
    if (has || stored_.attributes.contains(name)) expect(name, has ? expected : "absent", by);
  }

  void report(std::string difference) { differences_.push_back(std::move(difference)); }

  std::vector<std::string> differences() { return std::move(differences_); }

 private:
  const StoredResult& stored_;
  std::vector<std::string> differences_;
};

/// [path of the key], its value; of a text that config::resolved wrote. Tables of a list are numbered.
std::map<std::string, std::string> values_of(const std::string& resolved) {
  std::map<std::string, std::string> values;
  std::map<std::string, int> numbers;
  for (const config::ResolvedBlock& block : config::resolved_blocks(resolved)) {
    std::string table = block.path();
    if (block.is_list()) table += "[" + std::to_string(numbers[table]++) + "]";
    for (const auto& [key, value] : block.entries) values[table + (table.empty() ? "" : ".") + key] = value;
  }
  return values;
}

}  // namespace

std::vector<std::string> check_digest(const StoredResult& stored) {
  Attributes attributes(stored);
  attributes.expect("results_sha256", results_sha256(stored.results.fields), "that of the values in the file is");
  const auto group = [&](const char* name, const std::string& kept, const std::vector<sim::Field>& fields) {
    const std::string found = results_sha256(fields);
    if (kept != found) attributes.report(std::string(name) + ": results_sha256 is '" + kept + "', that of its values is '" + found + "'");
  };
  if (stored.results.update) group("updated", stored.results.update->digest, stored.results.update->fields);
  if (stored.results.difference) group("difference", stored.results.difference->digest, stored.results.difference->fields);
  return attributes.differences();
}

std::vector<std::string> check_scenario(const StoredResult& stored, const config::Scenario& scenario) {
  constexpr const char* kScenario = "the embedded scenario says";
  Attributes attributes(stored);
  attributes.expect("scenario_sha256", base::hex(base::sha256(stored.provenance.scenario_resolved)), "that of the embedded scenario is");
  attributes.expect("name", scenario.name, kScenario);
  attributes.expect("title", scenario.title, kScenario);
  attributes.expect("seed", std::to_string(scenario.sampling.seed), kScenario);
  attributes.expect("trials", std::to_string(scenario.sampling.trials), kScenario);
  attributes.expect("method", config::word_of(scenario.sampling.method), kScenario);
  attributes.expect("replicates", std::to_string(scenario.sampling.replicates), kScenario);
  return attributes.differences();
}

std::vector<std::string> check_version(const StoredResult& stored) {
  Attributes attributes(stored);
  attributes.expect("cellcast_version", kVersion, "this program is");
  attributes.expect("rng_contract", std::to_string(sim::kRngContract), "this program draws by");
  std::vector<std::string> differences = attributes.differences();
  if (stored.program_version != kVersion)
    differences.push_back("program_version is '" + stored.program_version + "', this program is '" + kVersion + "'");
  return differences;
}

bool is_other_contract(const StoredResult& stored) {
  const auto found = stored.attributes.find("rng_contract");
  return found == stored.attributes.end() || found->second != std::to_string(sim::kRngContract);
}

std::vector<std::string> check_ending(const StoredResult& stored, const sim::Results& recomputed) {
  constexpr const char* kRecomputed = "recomputed it is";
  Attributes attributes(stored);
  const auto& stop = recomputed.stop;
  attributes.expect("trials", std::to_string(recomputed.trials), kRecomputed);
  attributes.expect("confidence_factor", config::text(recomputed.confidence_factor), kRecomputed);
  attributes.expect_if(stop.has_value(), "stop_relative_error", stop ? config::text(stop->error.value) : "", kRecomputed);
  attributes.expect_if(stop.has_value(), "stop_reached", stop && stop->is_reached ? "true" : "false", kRecomputed);
  return attributes.differences();
}

std::vector<std::string> overridden_keys(const StoredResult& stored) {
  const config::Loaded read = config::load(config::Source{"scenario", stored.provenance.scenario_text});
  for (const config::Diagnostic& diagnostic : read.diagnostics)
    if (diagnostic.severity == config::Severity::error) return {};
  const std::map<std::string, std::string> before = values_of(config::resolved(read.scenario));
  std::map<std::string, std::string> after = values_of(stored.provenance.scenario_resolved);
  std::vector<std::string> keys;
  for (const auto& [key, value] : before) {
    const auto found = after.find(key);
    if (found == after.end() || found->second != value) keys.push_back(key);
    if (found != after.end()) after.erase(found);
  }
  for (const auto& [key, value] : after) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

}  // namespace cellcast::output
