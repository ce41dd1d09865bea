#include "cli/parse/processor.hpp"

#include <cstdlib>
#include <string>

#include "base/error.hpp"

namespace cellcast::cli {
namespace {

std::string available_names() {
  std::string names;
  for (const sim::Isa isa : sim::kIsas) {
    if (sim::is_available(isa)) names += (names.empty() ? "" : ", ") + std::string(name(isa));
  }
  return names;
}

}  // namespace

sim::Isa wanted_isa() {
  const char* wanted = std::getenv("CELLCAST_ISA");
  if (!wanted || !*wanted) return sim::best_isa();
  const auto isa = sim::find_isa(wanted);
  if (isa && sim::is_available(*isa)) return *isa;
  throw base::UsageError("CELLCAST_ISA is '" + std::string(wanted) + "' (" +
                   (isa ? "this processor or this build cannot do that" : "there is no such kind of processor") +
                   ") unset it, or use one of: " + available_names());
}

}  // namespace cellcast::cli
