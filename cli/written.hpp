#pragma once

#include <string>
#include <vector>

#include "config/scenario.hpp"

namespace cellcast::cli {

/// A result file that a command has written.
struct Written {
  std::string name, path;  ///< of the scenario, of the file
  config::Sampling sampling;
};

/// What to say of them on standard output: their paths (raw, but printable on a terminal), or all of it as JSON.
std::string written_results(const std::vector<Written>& written, bool json);

}  // namespace cellcast::cli
