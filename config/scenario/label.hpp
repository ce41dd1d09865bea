#pragma once

#include <string>

#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::config {

/// What people call something.
struct Label {
  std::string key;         ///< a name of the scenario's, the path of a number or table, the kind of a shock, or an output
  std::string text;        ///< not empty
  bool is_output = false;  ///< the key is none of the former: it must be an output
  Place place{};           ///< of the key
};

}  // namespace cellcast::config
