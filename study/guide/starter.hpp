#pragma once

#include <string>
#include <vector>

namespace cellcast::study {

/// What a first scenario is to have.
struct StarterOptions {
  std::string name = "my-scenario";
  std::vector<std::string> segments{"power", "ess"};
  std::vector<std::string> markets{"home", "abroad"};  ///< the first is the home market
  int base_year = 2025, end_year = 2031;
};

/// A scenario as a text with comments, which passes every check: numbers to replace, and responses (substitution, elasticity, learning, investment)
/// as china-2031 has them, so that duties and growth act. Throws base::UsageError where a name or year cannot be one, or a name comes twice.
std::string starter(const StarterOptions& options);

}  // namespace cellcast::study
