#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::cli {

/// A result file that a command has written.
struct Written {
  std::string name, path;  ///< of the scenario, of the file
  config::Sampling sampling;
};

/// A signal ended the program when these files were in place; what() says so.
class StoppedAfter : public base::Error {
 public:
  explicit StoppedAfter(std::span<const Written> written);
};

/// What to say of them on standard output: their paths (raw, but printable on a terminal), or all of it as JSON.
std::string written_results(const std::vector<Written>& written, bool json);

/// Says it, at once. Throws output::OutputError where that fails, whose text tells that the files are in place, and StoppedAfter.
void say_written(const std::vector<Written>& written, const std::string& said);

}  // namespace cellcast::cli
