#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::config {

/// Errors that are shown: what a person could read; more is a file of another kind.
inline constexpr std::size_t kMostErrors = 1000;

/// Where a name is new in a file, and the names that what the file extends has in its place.
struct Suspect {
  Place place;
  std::shared_ptr<const std::vector<std::string>> known;
};

/// Warnings that are shown.
inline constexpr std::size_t kMostWarnings = 100;

/// Collects what is wrong with a scenario while it is read; nothing stops at the first error.
class Report {
 public:
  void error(Place place, std::string problem, std::string why = "", std::string suggestion = "", base::Remedy remedy = {}) {
    ++count_;
    if (is_full()) return;
    diagnostics_.push_back({place, std::move(problem), std::move(why), std::move(suggestion), Severity::error, {}, std::move(remedy)});
  }

  /// Like error, but silent where the reader of the file has seen only a part of it, or the user has evidently misspelt this key; of a
  /// suspect that resembles a known name, said once, as its misspelling.
  void missing(Place place, const std::string& path, std::string problem, std::string why = "", std::string suggestion = "");

  /// Like error, but silent where `path`, which something refers to, may be missing for a reason that was reported.
  void unknown(Place place, const std::string& path, std::string problem, std::string why = "", std::string suggestion = "") {
    if (!may_have(path)) error(place, std::move(problem), std::move(why), std::move(suggestion));
  }

  /// What need not keep anyone from using the scenario; silent once there are enough.
  void warning(Place place, std::string problem, std::string why = "", std::string suggestion = "") {
    if (has_warned_enough()) return;
    ++warnings_;
    diagnostics_.push_back({place, std::move(problem), std::move(why), std::move(suggestion), Severity::warning});
  }
  bool has_warned_enough() const { return warnings_ == kMostWarnings; }

  /// Lines were left out because of their syntax: keys may seem to be missing, and are not.
  void set_partial() { partial_ = true; }
  bool partial() const { return partial_; }
  /// Whether what seems to be missing at this path may be there, for a reason that was reported.
  bool may_have(const std::string& path) const { return partial_ || excused(path); }

  /// Nothing could be made of a text: what was read must not be checked any further.
  void set_unreadable() { partial_ = unreadable_ = true; }
  bool unreadable() const { return unreadable_; }

  /// What stands at this path (or below it) was reported already, in other words.
  void excuse(std::string path) { excused_.insert(std::move(path)); }

  /// The name at this path may be misspelt: if anything is missing below it, it is.
  void suspect(std::string path, Suspect suspect) { suspects_.insert_or_assign(std::move(path), std::move(suspect)); }

  /// All errors so far, shown or not.
  std::size_t count() const { return count_; }

  /// No further error would be shown: there is no need to look for one.
  bool is_full() const { return diagnostics_.size() >= kMostErrors; }
  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

 private:
  bool excused(std::string path) const;
  bool is_misspelt(std::string path, const std::string& problem);

  std::vector<Diagnostic> diagnostics_;
  std::set<std::string> excused_;
  std::map<std::string, Suspect> suspects_;
  std::size_t count_ = 0, warnings_ = 0;
  bool partial_ = false, unreadable_ = false;
};

}  // namespace cellcast::config
