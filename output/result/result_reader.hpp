#pragma once

#include <map>
#include <string>

#include "output/files/read_error.hpp"
#include "output/result/provenance.hpp"
#include "sim/results/results.hpp"

namespace cellcast::config {
struct Scenario;
}

namespace cellcast::output {

/// What a result file holds.
struct StoredResult {
  int format_minor = 0;                           ///< minor version of its format
  std::map<std::string, std::string> attributes;  ///< of the root group; integers as decimal text
  Provenance provenance;
  std::string program_version, compiler;
  sim::Results results;
};

/// The file is a sweep's: see SweepReader.
class SweepFileError : public ReadError {
 public:
  explicit SweepFileError(const std::string& path);
};

enum class Samples { skip, read };

/// Reads a result file. Magic, version, length and SHA-256 are checked before the HDF5 library sees the file, names and shapes after.
/// Variables that a newer minor version added are passed over, and statistics that an older one lacks have no values. With Samples::skip
/// no sample is read, and results.samples is 0.
/// Throws ReadError; SweepFileError where the file is whole, but a sweep's.
StoredResult read_result(const std::string& path, Samples samples = Samples::skip);

/// What reading the file of a run would give, without a file. Throws h5::Error.
StoredResult as_stored(const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                       Samples samples = Samples::skip);

}  // namespace cellcast::output
