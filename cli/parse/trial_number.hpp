#pragma once

#include <string>

namespace cellcast::cli {

/// Makes digits of a number of trials as people write it: `1000000`, `1_000_000`, `1e6`, `2.5e6`, `100k`, `1M`, `1.5M`, `1G`. Empty, or
/// what is wrong with it; `text` is left as it is then. How many trials there may be is the scenario's check.
std::string trial_number(std::string& text);

}  // namespace cellcast::cli
