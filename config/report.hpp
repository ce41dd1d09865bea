#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/diagnostics.hpp"

namespace cellcast::config {

/// Errors that are shown: what a person could read; more is a file of another kind.
inline constexpr std::size_t kMostErrors = 1000;

/// Collects what is wrong with a scenario while it is read; nothing stops at the first error.
class Report {
 public:
  void error(Place place, std::string problem, std::string why = "", std::string suggestion = "") {
    add({place, std::move(problem), std::move(why), std::move(suggestion), Severity::error});
  }

  /// Like error, but silent where the reader of the file has seen only a part of it, or the user has evidently misspelt this key.
  void missing(Place place, const std::string& path, std::string problem, std::string why = "", std::string suggestion = "") {
    if (!partial_ && !excused(path)) error(place, std::move(problem), std::move(why), std::move(suggestion));
  }

  /// Lines were left out because of their syntax: keys may seem to be missing, and are not.
  void set_partial() { partial_ = true; }
  bool partial() const { return partial_; }

  /// Nothing could be made of a text: what was read must not be checked any further.
  void set_unreadable() { partial_ = unreadable_ = true; }
  bool unreadable() const { return unreadable_; }

  /// What stands at this path (or below it) was reported already, in other words.
  void excuse(std::string path) { excused_.insert(std::move(path)); }

  /// All errors so far, shown or not.
  std::size_t count() const { return count_; }

  /// No further error would be shown: there is no need to look for one.
  bool is_full() const { return diagnostics_.size() >= kMostErrors; }
  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

 private:
  void add(Diagnostic diagnostic) {
    ++count_;
    if (diagnostics_.size() < kMostErrors) diagnostics_.push_back(std::move(diagnostic));
  }

  bool excused(std::string path) const {
    for (;;) {
      if (excused_.contains(path)) return true;
      const std::size_t dot = path.rfind('.');
      if (dot == std::string::npos) return false;
      path.resize(dot);
    }
  }

  std::vector<Diagnostic> diagnostics_;
  std::set<std::string> excused_;
  std::size_t count_ = 0;
  bool partial_ = false, unreadable_ = false;
};

}  // namespace cellcast::config
