#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "output/csv.hpp"
#include "output/result_reader.hpp"
#include "output/sweep_reader.hpp"

namespace cellcast::cli {

int export_csv(const ExportArguments& arguments) {
  try {
    const output::StoredResult stored = output::read_result(arguments.result);
    output::write_csv(std::cout, stored.results, arguments.variable);
  } catch (const output::SweepFileError&) {
    output::write_csv(std::cout, output::SweepReader(arguments.result), arguments.variable);
  }
  return kDone;
}

}  // namespace cellcast::cli
