// Any text as the argument of `--set`, or two of them divided by a line feed, upon a small scenario.
#include "tests/config/support.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path = fuzz::write("scenario.toml", config::testing::kTiny);
  const std::string_view text = fuzz::text_of(data, size);
  const std::string_view argument = text.substr(0, text.find('\0'));  // as far as an argument goes
  const std::size_t end = argument.find('\n');
  config::Overrides overrides;
  overrides.set.emplace_back(argument.substr(0, end));
  if (end != std::string_view::npos) overrides.set.emplace_back(argument.substr(end + 1));
  fuzz::check_loaded(path, overrides);
  return 0;
}
