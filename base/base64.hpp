#pragma once

#include <string>
#include <string_view>

namespace cellcast::base {

/// Base64 (RFC 4648).
std::string base64(std::string_view bytes);

}  // namespace cellcast::base
