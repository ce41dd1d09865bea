#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/actuals/actuals.hpp"

namespace cellcast::study {

/// A scenario that is asked again and again with other keys, by the page of `whatif`: it runs as part of the page. Not for several threads.
///
/// What it is asked and what it answers is JSON. Members of a question, all but the first optional:
///
///     kind       "run", "attribute" (what each change alone does to the median) or "input" (a distribution's shape)
///     set        changes, "key=value" with the value in TOML
///     baseline   the changes of what it is compared with
///     trials     of the run
///     variable, index, year   of the output
///     width, small            of the fan, and of the other charts [pixels]
///     name       of the input
///
/// An answer has "ok", and "message" where that is false: the diagnostics, as the program prints them.
class WhatIf {
 public:
  /// Of what start_text has made. Throws as sim::load_checked; base::Error where it is no JSON.
  explicit WhatIf(std::string_view start);
  ~WhatIf();

  /// Throws base::Error where the question is no JSON of that kind.
  std::string answer(std::string_view question);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What an engine begins with, as JSON: a scenario as config::resolved writes it, and what happened.
std::string start_text(const std::string& resolved, const std::vector<config::Actual>& actuals);

}  // namespace cellcast::study
