#include "cli/terminal/watching.hpp"

#include <iostream>
#include <memory>

#include "cli/terminal/progress.hpp"

namespace cellcast::cli {

study::Watch watching(const std::atomic<bool>* stop) {
  study::Watch watch;
  watch.progress = [](const std::string& what, std::uint64_t of) -> study::Watch::Done {
    return [line = std::make_shared<Progress>(what, of)](std::uint64_t done) { (*line)(done); };
  };
  watch.warn = [](const study::Warning& warning) { std::cerr << warning.text; };
  watch.stop = stop;
  return watch;
}

}  // namespace cellcast::cli
