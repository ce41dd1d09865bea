// Any text as a file of actuals.
#include "config/actuals/actuals.hpp"
#include "sim/check/actuals.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  config::LoadedActuals loaded = config::read_actuals({"actuals.csv", std::string(fuzz::text_of(data, size))});
  sim::check_actuals(loaded.actuals, loaded.diagnostics);
  const std::vector<config::Source> sources{loaded.actuals.source};
  for (const config::Diagnostic& found : loaded.diagnostics) fuzz::check_place(found, sources);
  fuzz::expect(fuzz::is_printable(config::format(loaded.diagnostics, sources)), "a message holds control characters");
  if (!loaded.diagnostics.empty()) return 0;
  for (const config::Actual& row : loaded.actuals.rows) {
    fuzz::expect(row.year >= 1900 && row.year <= 2200, "a year that no scenario has");
    fuzz::expect(row.sd >= 0 && row.factor.value_or(1) > 0, "a negative error or factor");
    fuzz::expect(!row.relative || row.value > 0, "a relative error of what has no logarithm");
    fuzz::expect(row.place.line >= 2, "a row in the header's place");
  }
  return 0;
}
