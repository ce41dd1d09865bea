#pragma once

#include <string>

namespace cellcast::base {

/// The one name of a file, the same for all paths that lead to it: absolute, without `.`, `..` and symbolic links, as far as it
/// exists. The path as it is where the system does not say.
std::string real_path(const std::string& path);

}  // namespace cellcast::base
