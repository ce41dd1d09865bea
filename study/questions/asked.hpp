#pragma once

#include <cstdint>
#include <string>

#include "config/scenario/scenario.hpp"
#include "output/report/probability_report.hpp"
#include "sim/questions/events.hpp"

namespace cellcast::study {

/// What an answer says of the trials that it is of.
output::Asked asked(const config::Scenario& scenario, std::uint64_t trials);

/// A scenario as questions need it: so many trials, no rule that ends them, and none of its own findings.
config::Scenario for_questions(config::Scenario scenario, std::uint64_t trials);

/// Throws base::Error of the kind `data` where the trials of a scenario cannot be paired with the base's.
void require_paired(const config::Scenario& base, const config::Scenario& later);

/// Throws sim::NotFinite where the value of an expression was not finite in some of so many trials.
void require_finite(const std::string& expression, const sim::NotFiniteCount& found, std::uint64_t trials);

}  // namespace cellcast::study
