#pragma once

#include <cstdint>
#include <string>

namespace cellcast::cli {

/// `1,000,000`
std::string grouped(std::uint64_t number);

/// `45 s`, `3 min 20 s`, `2 h 5 min`
std::string duration(double seconds);

}  // namespace cellcast::cli
