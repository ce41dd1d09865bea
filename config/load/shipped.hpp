#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/load/folder.hpp"

namespace cellcast::config {

/// What `extends` begins with where it names a scenario that comes with the program: `shipped:china-2031`.
inline constexpr std::string_view kShipped = "shipped:";

/// The shipped scenario of that name, such as `china-2031` or `policies/rebate-end`: in `share/cellcast/scenarios` beside or above the folder
/// of this program or library, as installed or as built.
Named find_shipped(const std::string& name);

/// The names of all that are there, in order; none where nothing is installed.
std::vector<std::string> shipped_names();

}  // namespace cellcast::config
