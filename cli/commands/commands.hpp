#pragma once

#include <array>

#include "cli/parse/command.hpp"

namespace cellcast::cli {

// The subcommands. Each is made in a file of its own in this folder, cli/guide or cli/shell, which declares its options and carries it out.

Command init();
Command check();
Command inputs();
Command variables();
Command explain();
Command central();
Command run();
Command sweep();
Command plan();
Command status();
Command resume();
Command merge();
Command extend();
Command show();
Command plot();
Command report();
Command whatif();
Command export_csv();
Command sensitivity();
Command compare();
Command trace();
Command verify();
Command probability();
Command seek();
Command discover();
Command decide();
Command score();
Command help();
Command man();
Command completion();
Command doctor();

/// All of them, in the order of work, as `cellcast --help` has them.
inline constexpr std::array kCommands{init, check, inputs, variables, explain, central, run, sweep, plan, status, resume, merge, extend,
                                      show, plot, report, whatif, export_csv, sensitivity, compare, trace, verify, probability, seek, discover,
                                      decide, score, help, man, completion, doctor};

}  // namespace cellcast::cli
