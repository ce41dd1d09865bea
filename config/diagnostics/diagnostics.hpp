#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace cellcast::config {

/// A text the scenario was read from: the file itself, one it extends, or a `--set` argument.
struct Source {
  std::string name;  ///< as shown to the user
  std::string text;
};

/// Where something stands; line and column count from 1 (columns in characters), 0 where there is no such place (a default).
struct Place {
  std::uint32_t source = 0;  ///< index into the sources
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

enum class Severity { error, warning };

/// One thing wrong with a scenario: `problem (why) suggestion`; why and suggestion may be empty.
struct Diagnostic {
  Place place;
  std::string problem;
  std::string why;
  std::string suggestion;
  Severity severity = Severity::error;
  Place sorted_at{};  ///< where it is told, if not at its own place (line 0): errors that have an order of their own
};

/// `FILE:LINE:COL: problem (why) suggestion`, the line and a caret under it; control and bidirectional characters are escaped.
std::string format(const Diagnostic& diagnostic, const std::vector<Source>& sources);

/// Sorted by source, line and column; those of one place stay in their order.
void sort(std::vector<Diagnostic>& diagnostics);

/// A scenario that cannot be used; what() is all its diagnostics formatted, sorted.
class ScenarioError : public std::runtime_error {
 public:
  ScenarioError(std::vector<Diagnostic> diagnostics, const std::vector<Source>& sources);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace cellcast::config
