#pragma once

#include "cli/parse/arguments.hpp"

namespace cellcast::cli {

// The subcommands. Each returns an exit code or throws; results go to standard output, the rest to standard error.

int run(const RunArguments& arguments);
int check(const CheckArguments& arguments);
int inputs(const InputsArguments& arguments);
int central(const CentralArguments& arguments);
int compare(const CompareArguments& arguments);
int sensitivity(const SensitivityArguments& arguments);
int show(const ShowArguments& arguments);
int export_csv(const ExportArguments& arguments);
int trace(const TraceArguments& arguments);
int verify(const VerifyArguments& arguments);
int run_work(const RunArguments& arguments);  ///< `run --work`
int sweep(const RunArguments& arguments);
int plan(const PlanArguments& arguments);
int status(const StatusArguments& arguments);
int merge(const MergeArguments& arguments);
int resume(const ResumeArguments& arguments);  ///< and `extend`

}  // namespace cellcast::cli
