#pragma once

#include <string>

namespace cellcast::output {

/// Why a rename onto `path`, a file of `folder` that may be missing, would be refused, as far as that can be known beforehand: the folder
/// is sticky and the file another user's, or one of the two is marked immutable or append-only. Empty where nothing is known.
std::string why_not_replaceable(const std::string& path, const std::string& folder);

}  // namespace cellcast::output
