// Any text as a sweep file over a small scenario: refused with reasons, or its points can be laid out and each of the first few is a
// scenario or refused in turn.
#include <algorithm>

#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "sim/sweep/sweep.hpp"
#include "sim/sweep/sweep_point.hpp"
#include "tests/config/support.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

namespace {

void try_points(const config::Sweep& sweep, const std::string& resolved) {
  constexpr std::size_t kTried = 4;
  const sim::SweepPoints points = sim::lay_out(sweep);
  fuzz::expect(points.size() == sweep.points, "as many points as the sweep says");
  sim::PointLoader loader(sweep, sim::base_document(sweep, resolved));
  for (std::size_t point = 0; point < std::min(points.size(), kTried); ++point) {
    try {
      loader.load(points.values[point]);
    } catch (const config::ScenarioError& error) {
      for (const config::Diagnostic& diagnostic : error.diagnostics()) fuzz::check_place(diagnostic, {sweep.source});
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path = fuzz::write("scenario.toml", config::testing::kTiny);
  static const std::string resolved = config::resolved(sim::load_checked(path));
  try {
    const config::Sweep sweep = sim::load_checked_sweep(config::Source{"sweep.toml", std::string(fuzz::text_of(data, size))});
    try_points(sweep, resolved);
  } catch (const config::ScenarioError&) {
  }
  return 0;
}
