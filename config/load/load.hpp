#pragma once

#include <string>
#include <vector>

#include "config/load/document.hpp"
#include "config/load/overrides.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::config {

/// A scenario file and everything found wrong with it. `scenario` is complete only while `diagnostics` holds no error.
struct Loaded {
  Scenario scenario;
  std::vector<Diagnostic> diagnostics;
};

/// Reads and checks a scenario file: text, syntax, keys, types, constants, supports, references. Never throws for what the user wrote;
/// throws InputError where the file cannot be read. What needs quantile functions or a matrix is checked by sim::check.
Loaded load(const std::string& path, const Overrides& overrides = {});
/// The same for a text that is no file of its own, and so extends none.
Loaded load(const Source& text, const Overrides& overrides = {});
/// The same for a document of either, read before.
Loaded load(const Document& document, const Overrides& overrides = {});

}  // namespace cellcast::config
