#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cellcast::study {

/// What comments of a scenario's text say of its numbers: by the dotted path of each line's key its comment, or else those directly above.
/// Numbers in an inline table belong to the line's key. Only what the text itself holds, not what it extends.
class Comments {
 public:
  explicit Comments(std::string_view scenario_text);
  /// Of an input's path; empty where there is none.
  std::string of(std::string_view path) const;

 private:
  std::map<std::string, std::string, std::less<>> by_path_;
};

/// Whether a comment calls its number a judgement: nobody has published it.
bool is_judgement(std::string_view comment);

}  // namespace cellcast::study
