#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "output/csv.hpp"
#include "output/result_reader.hpp"

namespace cellcast::cli {

int export_csv(const ExportArguments& arguments) {
  const output::StoredResult stored = output::read_result(arguments.result);
  output::write_csv(std::cout, stored.results, arguments.variable);
  return kDone;
}

}  // namespace cellcast::cli
