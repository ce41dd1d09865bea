#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "config/load/load.hpp"

namespace cellcast::cli {

// What the command line says, one struct a subcommand.

struct RunArguments {
  std::vector<std::string> scenarios;
  config::Overrides overrides;
  std::string output;  ///< empty: NAME.h5 in the output folder
  std::string out_dir = ".";
  int threads = 0;  ///< 0: as many as the machine has
  bool force = false, json = false;
  std::string work;                  ///< folder to work in; empty: none
  std::optional<std::string> shard;  ///< `i/N`; `work` is given then
};

/// `sweep`; `scenarios` has the sweep file.
struct SweepArguments : RunArguments {};

struct PlanArguments {
  std::string scenario;
  config::Overrides overrides;
  std::uint64_t tasks = 1;
  std::string slurm;   ///< file for the batch script; empty: none
  std::string work;    ///< folder in it; empty: NAME.work
  std::string output;  ///< result file in it; empty: NAME.h5
  bool force = false, json = false;
};

struct StatusArguments {
  std::string folder;
  bool missing = false, json = false;
};

struct MergeArguments {
  std::string folder, output;
  int threads = 0;  ///< 0: as many as the machine has
  bool force = false, json = false;
};

/// `resume`, and `extend` where trials are given.
struct ResumeArguments {
  std::string folder;
  std::string output;                   ///< to merge into; empty: no merge
  std::optional<std::uint64_t> trials;  ///< that the run is to have
  std::optional<std::uint64_t> tasks;   ///< that the trials to add are divided among
  int threads = 0;                      ///< 0: as many as the machine has
  bool force = false, json = false;
};

struct CheckArguments {
  std::vector<std::string> scenarios;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool resolved = false, claims = false, json = false;
};

struct InputsArguments {
  std::string scenario;
  config::Overrides overrides;
  bool json = false;
};

struct CentralArguments {
  std::string scenario;
  config::Overrides overrides;
  std::string output;  ///< empty: standard output
  bool force = false, json = false;
};

/// Which cells of a result; empty lists: those that the command shows by itself.
struct SelectionArguments {
  std::vector<std::string> variables, indices;
  std::vector<int> years;
};

struct CompareArguments {
  std::vector<std::string> files;  ///< one result, or a base and what is compared with it
  config::Overrides overrides;
  SelectionArguments selection;
  int threads = 0;  ///< 0: as many as the machine has
  bool json = false;
};

struct SensitivityArguments {
  std::string result;
  SelectionArguments selection;
  std::size_t top = 10;  ///< inputs of each output
  bool json = false;
};

struct ShowArguments {
  std::string result;
  bool updated = false;  ///< as the observations have it
  SelectionArguments selection;
  std::vector<double> percentiles;  ///< (0, 100); empty: the usual
  bool claims = false, json = false, quiet = false;
};

struct ExportArguments {
  std::string result;
  SelectionArguments selection;
  std::vector<double> percentiles;  ///< (0, 100); empty: all
  std::string output;               ///< empty: standard output
  bool wide = false, force = false;
};

struct TraceArguments {
  std::string source;  ///< a scenario file, or a result file, whose scenario it is
  config::Overrides overrides;
  std::optional<std::uint64_t> trial;
  std::optional<std::string> variable, index;
  std::optional<int> year;
  std::optional<double> quantile;  ///< (0, 1); given if and only if `trial` is not
  int threads = 0;                 ///< 0: as many as the machine has
  bool all = false, json = false;
};

struct VerifyArguments {
  std::string result;
  std::string base;           ///< scenario that the result's differences are from; empty: these are not recomputed
  std::uint64_t blocks = 64;  ///< that are recomputed first
  std::uint64_t seed = 1;     ///< of their choice
  int threads = 0;            ///< 0: as many as the machine has
  bool quick = false, json = false;
};

/// `--help` or `--version`: a text for standard output.
struct PrintText {
  std::string text;
};

/// Misuse of the command line (exit code 64).
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Color { automatic, always, never };

struct Arguments {
  std::variant<PrintText, RunArguments, CheckArguments, InputsArguments, CentralArguments, CompareArguments, SensitivityArguments,
               ShowArguments, ExportArguments, TraceArguments, VerifyArguments, SweepArguments, PlanArguments, StatusArguments,
               MergeArguments, ResumeArguments>
      command;
  Color color = Color::automatic;
  bool quiet = false;  ///< no progress, notes or warnings
};

/// Throws UsageError.
Arguments parse(int argc, const char* const* argv);

}  // namespace cellcast::cli
