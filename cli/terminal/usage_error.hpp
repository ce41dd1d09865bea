#pragma once

#include "base/error.hpp"

namespace cellcast::cli {

/// Misuse of the command line.
using base::UsageError;

}  // namespace cellcast::cli
