#pragma once

#include <string>

#include "output/result/result_file.hpp"
#include "sim/results/results.hpp"
#include "tests/temporary_folder.hpp"

namespace cellcast::tests {

/// How large the made-up results are.
struct SampleSize {
  std::size_t samples = 5;
  std::size_t years = 3;
  bool all_variables = true;  ///< false: total_demand only, without inputs, quantiles, thresholds and samples
};

/// Results with every kind of axis, made by hand: each value says where it stands, so that a transposed write shows.
sim::Results sample_results(const SampleSize& size = {});

config::Scenario sample_scenario();
output::Provenance sample_provenance();

/// Writes the sample results to `path`, replacing what is there.
void write_sample(const std::string& path, const sim::Results& results = sample_results());

std::string read_bytes(const std::string& path);
void write_bytes(const std::string& path, const std::string& bytes);

}  // namespace cellcast::tests
