#include "cli/terminal/written.hpp"

#include <unistd.h>

#include <iostream>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "output/files/partial_file.hpp"
#include "sim/engine/run/run.hpp"

namespace cellcast::cli {
namespace {

/// A path as scripts take it, byte for byte; on a terminal without what could steer it.
std::string shown(const std::string& path) { return isatty(STDOUT_FILENO) != 0 ? base::printable(path) : path; }

std::string in_place(std::span<const Written> written) {
  std::string paths;
  for (const Written& each : written) paths += (paths.empty() ? "" : ", ") + each.path;
  return paths + (written.size() > 1 ? " are" : " is") + " in place and whole";
}

}  // namespace

StoppedAfter::StoppedAfter(std::span<const Written> written) : base::Error(Kind::stopped, "stopped; " + in_place(written)) {}

std::string written_results(const std::vector<Written>& written, bool json) {
  std::string text;
  for (const Written& each : written) {
    if (!json) {
      text += shown(each.path) + "\n";
      continue;
    }
    text += std::string(text.empty() ? "" : ", ") + "{\"name\": " + base::json_text(each.name) +
            ", \"file\": " + base::json_text(each.path) + ", \"trials\": " + std::to_string(each.sampling.trials) + ", \"seed\": \"" +
            std::to_string(each.sampling.seed) + "\"}";
  }
  return json ? "{\"schema\": \"cellcast-run-1\", \"results\": [" + text + "]}\n" : text;
}

void say_written(const std::vector<Written>& written, const std::string& said) {
  try {
    std::cout << said << std::flush;
  } catch (const output::OutputError& error) {
    throw output::OutputError(error.kind(), std::string(error.what()) + "; " + in_place(written));
  } catch (const sim::Stopped&) {
    throw StoppedAfter(written);
  }
}

}  // namespace cellcast::cli
