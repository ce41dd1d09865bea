#pragma once

#include <string>
#include <vector>

#include "config/actuals/actuals.hpp"
#include "config/scenario/scenario.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

struct WhatIfRequest {
  std::string path;                       ///< of the scenario, as the command line and the downloaded scenario name it
  std::vector<std::string> set{};         ///< changes that were made before, which the page's command repeats
  std::string variable;                   ///< what it shows first; empty: total_production, or the first output
  std::vector<config::Actual> actuals{};  ///< what happened, drawn as points
};

/// The page of HTML 5 that carries the engine: it needs no network and no other file. Runs the scenario for the first picture and for what
/// drives it. Throws base::Error of the kind `resources` where the engine for pages is not installed, and what sim::run throws.
std::string whatif_page(const config::Scenario& scenario, const WhatIfRequest& request, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
