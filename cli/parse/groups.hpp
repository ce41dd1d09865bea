#pragma once

#include <optional>
#include <string>

#include "cli/parse/options.hpp"
#include "config/load/load.hpp"
#include "output/report/selection.hpp"

namespace cellcast::cli {

// Options that several commands have.

inline constexpr int kMostThreads = 1024, kMostTasks = 10'000'000;

void add_set(Options& options, config::Overrides& overrides);
void add_repair(Options& options, config::Overrides& overrides);
/// What changes how a scenario is drawn: --trials, --seed, --method.
void add_sampling(Options& options, config::Overrides& overrides);
Option& add_trials(Options& options, config::Overrides& overrides);
Option& add_threads(Options& options, int& threads);
/// Of what computes trials: --trials, --seed, --method, --threads, --set, --repair-correlations.
void add_drawing(Options& options, config::Overrides& overrides, int& threads);

// Which cells of a result. `usual` are those without the option, in words.
void add_variables(Options& options, output::Selection& selection, const std::string& usual);
void add_years(Options& options, output::Selection& selection, const std::string& usual);
void add_indices(Options& options, output::Selection& selection);
void add_percentiles(Options& options, output::Selection& selection);

/// The work folder that a command is about.
void add_folder(Options& options, std::string& folder);
/// A result file, and --force.
void add_result(Options& options, std::string& output, bool& force, std::string about);
/// Where a table of numbers goes.
void add_csv(Options& options, std::string& output);
/// A work folder to keep a run in, and the one shard of it to compute; the option that is returned is --shard.
Option& add_work(Options& options, std::string& folder, std::optional<std::string>& shard);

}  // namespace cellcast::cli
