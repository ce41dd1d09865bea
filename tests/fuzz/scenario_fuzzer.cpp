// Any bytes as a scenario file.
#include "tests/config/support.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string base = fuzz::write("base.toml", config::testing::kTiny);  // for `extends`
  fuzz::check_loaded(fuzz::write("scenario.toml", fuzz::text_of(data, size)), {});
  return 0;
}
