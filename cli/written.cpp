#include "cli/written.hpp"

#include <unistd.h>

#include "output/json.hpp"
#include "output/text.hpp"

namespace cellcast::cli {

namespace {

/// A path as scripts take it, byte for byte; on a terminal without what could steer it.
std::string shown(const std::string& path) { return isatty(STDOUT_FILENO) != 0 ? output::printable(path) : path; }

}  // namespace

std::string written_results(const std::vector<Written>& written, bool json) {
  std::string text;
  for (const Written& each : written) {
    if (!json) {
      text += shown(each.path) + "\n";
      continue;
    }
    text += std::string(text.empty() ? "" : ", ") + "{\"name\": " + output::json_text(each.name) +
            ", \"file\": " + output::json_text(each.path) + ", \"trials\": " + std::to_string(each.sampling.trials) + ", \"seed\": \"" +
            std::to_string(each.sampling.seed) + "\"}";
  }
  return json ? "{\"schema\": \"cellcast-run-1\", \"results\": [" + text + "]}\n" : text;
}

}  // namespace cellcast::cli
