#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cellcast::config {

/// What comments of a scenario's text say of its numbers: by the dotted path of each line's key its comment, or else those directly above.
/// Numbers in an inline table belong to the line's key. Only what the text itself holds, not what it extends.
class Comments {
 public:
  explicit Comments(std::string_view scenario_text);
  /// Adds those of a text that this one extends: a key that has a line here keeps what is said here, be it nothing.
  void extend(const Comments& base);
  /// Of an input's path; empty where there is none.
  std::string of(std::string_view path) const;
  /// A line `PATH = # COMMENT` for each that says something, claims apart: a text that this class reads.
  std::string text() const;

 private:
  std::map<std::string, std::string, std::less<>> by_path_;
};

}  // namespace cellcast::config
