#include "sim/claims/ledger.hpp"

namespace cellcast::sim {

std::string name(ClaimTest test) {
  switch (test) {
    case ClaimTest::figure:
      return "figure";
    case ClaimTest::sum:
      return "sum";
    case ClaimTest::growth:
      return "growth";
    case ClaimTest::share:
      return "share";
    case ClaimTest::scenario:
      return "scenario";
  }
  return "";
}

std::string name(ClaimVerdict verdict) { return verdict == ClaimVerdict::rounding ? "rounding" : "conflict"; }

}  // namespace cellcast::sim
