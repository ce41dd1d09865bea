#pragma once

#include <string>

namespace cellcast::output {

/// What a variable is called and measured in.
struct Description {
  std::string name, units, long_name;
  bool has_missing = false;  ///< not-a-number where there is no value, which readers of netCDF are told: `_FillValue`
};

}  // namespace cellcast::output
