#include "sim/check/basis.hpp"

#include <string>

#include "sim/check/words.hpp"
#include "sim/model/basis.hpp"

namespace cellcast::sim {

void check_basis(const ObservedBasis& observed, std::vector<config::Diagnostic>& out) {
  const std::optional<config::Basis> own = basis(observed.variable);
  if (!observed.basis || !own || observed.basis == own || observed.has_factor) return;
  out.push_back({observed.place,
                 quoted(std::string(variable(observed.variable).name)) + " counts what is " + std::string(word_of(*own)) +
                     ", the observation what is " + std::string(word_of(*observed.basis)),
                 "the two differ by what lies in stock or is on its way", "give the `factor` that leads from one to the other, 1 if they are the same",
                 config::Severity::warning});
}

}  // namespace cellcast::sim
