#pragma once

#include <cstddef>
#include <string>

#include "base/remedy.hpp"

namespace cellcast::config {

/// A frequent slip in the syntax of a scenario, in words of our own.
struct Slip {
  static constexpr std::size_t kNowhere = ~std::size_t{0};  ///< the offset of what concerns the whole text

  std::size_t offset = 0;  ///< in bytes
  std::string problem, why, suggestion;
  base::Remedy remedy{};
};

}  // namespace cellcast::config
