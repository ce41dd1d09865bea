#pragma once

#include <string>

namespace cellcast::sim {

/// A name as messages show it.
inline std::string quoted(const std::string& text) { return "`" + text + "`"; }

}  // namespace cellcast::sim
