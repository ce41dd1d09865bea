#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/load/load.hpp"
#include "tests/temporary_folder.hpp"

namespace cellcast::config::testing {

/// A small scenario without a fault, 45 lines; tests patch it.
extern const std::string kTiny;

using Folder = tests::TemporaryFolder;

Loaded load_text(const std::string& text, const Overrides& overrides = {});

/// A text with one passage replaced by another; the passage must be there.
std::string patched(std::string text, const std::string& from, const std::string& to);

/// All diagnostics as the user sees them.
std::string messages(const Loaded& loaded);

/// A whole file, which must exist.
std::string read_text(const std::string& path);

}  // namespace cellcast::config::testing
