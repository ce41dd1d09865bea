#pragma once

#include <string>

namespace cellcast::base {

/// What a user can do about an error by an option or a command of the program. Messages are whole without it; the program, which alone
/// knows its options, goes on with words for it.
struct Remedy {
  enum class Kind {
    none,
    replace_file,         ///< let an output replace the file that has its name
    repair_correlations,  ///< run with the nearest valid ones
    read_scenario,        ///< what was taken for a result is a text, perhaps a scenario
    run_scenario,         ///< what was taken for a sweep is a scenario
    run_sweep,            ///< what was taken for a scenario is a sweep
    set_keys,             ///< change keys of a scenario for one run
    show_result,          ///< what was taken for a scenario is a result
    export_sweep,         ///< a sweep's file is read by other commands
    look_at_trial,
    make_work_folder,
    show_work_folder,
    merge_work_folder,    ///< what was taken for a result is a part of one
    mend_work_folder,     ///< about: the folder
    extend_run,           ///< a work folder's run gets more trials
    limit_threads,        ///< about: how many there can be
    trace_trial,          ///< about: its number
    name_actuals,         ///< a file of what happened is not where it is looked for
    limit_trials,         ///< about: how many there can be
    build_page_engine,    ///< the engine for pages is not installed
    name_last_observed,   ///< the year up to which what happened is observed
  };
  Kind kind = Kind::none;
  std::string about{};
};

}  // namespace cellcast::base
