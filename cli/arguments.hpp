#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "config/load.hpp"

namespace cellcast::cli {

// What the command line says, one struct a subcommand.

struct RunArguments {
  std::vector<std::string> scenarios;
  config::Overrides overrides;
  std::string output;  ///< empty: NAME.h5 in the output folder
  std::string out_dir = ".";
  int threads = 0;  ///< 0: as many as the machine has
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

struct ShowArguments {
  std::string result;
  std::optional<std::string> variable;
  std::optional<int> year;
  bool claims = false, json = false;
};

struct ExportArguments {
  std::string result;
  std::optional<std::string> variable;
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
  std::variant<PrintText, RunArguments, CheckArguments, InputsArguments, CentralArguments, ShowArguments, ExportArguments> command;
  Color color = Color::automatic;
};

/// Throws UsageError.
Arguments parse(int argc, const char* const* argv);

}  // namespace cellcast::cli
