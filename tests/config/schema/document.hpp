#pragma once

#include <string>

namespace cellcast::config {

// What docs/ holds of the table of keys. A test compares the files with these texts and, with CELLCAST_WRITE_DOCS set, writes them.

/// Markdown: the keys of each table with unit, range, default and meaning.
std::string key_reference();

/// Markdown: the distributions with their parameters, ranges and formulas.
std::string distribution_reference();

/// A JSON Schema (draft-07) of a scenario file, for completion in editors.
std::string json_schema();

}  // namespace cellcast::config
