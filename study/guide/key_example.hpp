#pragma once

#include <string>

#include "config/schema/key.hpp"

namespace cellcast::study {

/// A key at work.
struct KeyExample {
  std::string lines;  ///< of TOML: the header and what stands below it
  std::string source; ///< the comment on them, or empty
  std::string place;  ///< `china-2031.toml:104`; empty where it is made up
};

/// From the first shipped scenario that has the key, china-2031 before others; made up where none does or none is installed.
KeyExample key_example(const config::Key& key);

}  // namespace cellcast::study
