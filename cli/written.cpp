#include "cli/written.hpp"

#include "output/json.hpp"

namespace cellcast::cli {

std::string written_results(const std::vector<Written>& written, bool json) {
  std::string text;
  for (const Written& each : written) {
    if (!json) {
      text += each.path + "\n";
      continue;
    }
    text += std::string(text.empty() ? "" : ", ") + "{\"name\": " + output::json_text(each.name) +
            ", \"file\": " + output::json_text(each.path) + ", \"trials\": " + std::to_string(each.sampling.trials) + ", \"seed\": \"" +
            std::to_string(each.sampling.seed) + "\"}";
  }
  return json ? "{\"schema\": \"cellcast-run-1\", \"results\": [" + text + "]}\n" : text;
}

}  // namespace cellcast::cli
