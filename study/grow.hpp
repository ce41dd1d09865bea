#pragma once

#include <cstdint>
#include <optional>

#include "output/work/work_folder.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// The plan of a work folder with more trials: what a run of so many would have been from the first. `tasks`: what the trials to add are
/// divided among; nothing: shards as large as before. `now` is the folder's scenario. Throws CannotGrow.
output::WorkPlan grown(const output::WorkFolder& folder, const config::Scenario& now, std::uint64_t trials,
                       std::optional<std::uint64_t> tasks, const Watch& watch);

}  // namespace cellcast::study
