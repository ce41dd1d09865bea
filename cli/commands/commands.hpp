#pragma once

#include <array>

#include "cli/parse/command.hpp"

namespace cellcast::cli {

// The subcommands. Each is made in a file of its own in this folder or cli/guide, which declares its options and carries it out.

Command run();
Command check();
Command inputs();
Command central();
Command compare();
Command sensitivity();
Command show();
Command plot();
Command report();
Command export_csv();
Command probability();
Command seek();
Command discover();
Command decide();
Command trace();
Command verify();
Command score();
Command sweep();
Command plan();
Command status();
Command merge();
Command resume();
Command extend();
Command init();
Command explain();
Command variables();

/// All of them, in the order of `cellcast --help`.
inline constexpr std::array kCommands{init, run, check, inputs, variables, explain, central, compare, sensitivity,
                                      show, plot, report, export_csv, probability, seek, discover, decide, trace, verify, score,
                                      sweep, plan, status, merge, resume, extend};

}  // namespace cellcast::cli
