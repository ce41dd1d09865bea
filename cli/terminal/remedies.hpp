#pragma once

#include <string>

#include "base/error.hpp"
#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::cli {

/// An error in words, with the options and commands that mend it.
std::string in_words(const base::Error& error);

/// A diagnostic's suggestion likewise.
std::string suggestion(const config::Diagnostic& diagnostic);

}  // namespace cellcast::cli
