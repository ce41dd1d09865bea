#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/load/folder.hpp"

namespace cellcast::config {

/// What `extends` begins with where it names a scenario that comes with the program: `shipped:china-2031`.
inline constexpr std::string_view kShipped = "shipped:";

/// The folder of that name in `share/cellcast` beside or above the folder of this program or library, as installed or as built; empty where
/// there is none.
std::string shared_folder(const std::string& name);

/// The shipped scenario of that name, such as `china-2031` or `policies/rebate-end`.
Named find_shipped(const std::string& name);

/// The names of all that are there, in order; none where nothing is installed.
std::vector<std::string> shipped_names();

}  // namespace cellcast::config
