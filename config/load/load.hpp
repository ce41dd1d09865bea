#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Keys that go over those of a scenario, with the text where they stand.
struct Overlay {
  Source source;
  Node tree;  ///< its places are in `source`, number 0
};

/// What the command line changes in a scenario. All of it wins over the file.
struct Overrides {
  std::vector<Overlay> overlays{};  ///< first of all
  std::vector<std::string> set{};   ///< `key=value`, the value in TOML; shown in errors as `--set`, with line 1 and its column
  std::optional<std::uint64_t> trials, seed;
  std::optional<std::string> method;
  bool repair_correlations = false;  ///< for sim::load_checked: replace correlations that contradict each other by the nearest valid ones
};

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

/// The file is missing, a directory, unreadable: exit code 66.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The scenario as a TOML text with every default and override written out; it loads back to the same scenario.
std::string resolved(const Scenario& scenario);

}  // namespace cellcast::config
