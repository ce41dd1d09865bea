#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace cellcast::config {

/// A text the scenario was read from: the file itself, one it extends, or a change of a key.
struct Source {
  std::string name;  ///< as shown to the user
  std::string text;
  bool is_read = true;     ///< false: the file could not be read, and its diagnostic says why
  bool is_change = false;  ///< no file, but a change of a key
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
  Place sorted_at{};  ///< where it stands among the others, if not at its own place (line 0): errors that have an order of their own
  base::Remedy remedy{};  ///< of an error; the suggestion says nothing of it
};

/// `FILE:LINE:COL: problem (why) suggestion`, the line and a caret under it; control and bidirectional characters are escaped. A file that
/// could not be read is `cellcast: FILE: problem`. No line feed at the end.
std::string format(const Diagnostic& diagnostic, const std::vector<Source>& sources);
/// All of them, in their order.
std::string format(const std::vector<Diagnostic>& diagnostics, const std::vector<Source>& sources);

/// Sorted by source, line and column; those of one place stay in their order.
void sort(std::vector<Diagnostic>& diagnostics);

/// Scenarios that cannot be used: everything that is wrong with them, sorted, as data. what() is that in words, as format() has them.
class ScenarioError : public base::Error {
 public:
  /// Of the kind `no_input` where one of the sources could not be read, else `scenario`.
  ScenarioError(std::vector<Diagnostic> diagnostics, std::vector<Source> sources);

  const std::vector<Diagnostic>& diagnostics() const { return found_->diagnostics; }
  /// What the diagnostics' places are in.
  const std::vector<Source>& sources() const { return found_->sources; }

 private:
  struct Found {
    std::vector<Diagnostic> diagnostics;
    std::vector<Source> sources;
  };
  explicit ScenarioError(std::shared_ptr<const Found> found);

  std::shared_ptr<const Found> found_;  // an exception's copies must not throw
};

/// Gathers what is wrong with several scenarios, one after the other.
class Findings {
 public:
  void add(const ScenarioError& error);
  /// A file that could not be read.
  void add_unread(std::string path, std::string why);
  /// Throws ScenarioError with all of it.
  void require_none();

 private:
  std::vector<Diagnostic> diagnostics_;
  std::vector<Source> sources_;
};

}  // namespace cellcast::config
