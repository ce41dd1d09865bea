#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "base/json.hpp"
#include "cellcast/version.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "config/load/shipped.hpp"
#include "output/files/seal_format.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::cli {
namespace {

struct DoctorArguments {
  bool json = false;
};

/// A program that may stand beside this one, and what for.
struct Tool {
  const char *name, *purpose;
};

constexpr std::array<Tool, 6> kTools{{{"rsvg-convert", "charts as PNG and PDF; Debian has it in librsvg2-bin"},
                                      {"sbatch", "runs on a Slurm cluster"},
                                      {"python3", "the Python package, and scripts that read results"},
                                      {"Rscript", "results in R, with r-cran-ncdf4"},
                                      {"ncdump", "a look into result files; Debian has it in netcdf-bin"},
                                      {"taplo", "scenario files checked as they are typed"}}};

/// Where the PATH has a program; empty where it has not.
std::string place_of(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "" : path;
  for (std::size_t at = 0; at <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', at), folders.size());
    const std::string file = folders.substr(at, end - at) + "/" + program;
    if (end > at && access(file.c_str(), X_OK) == 0) return file;
    at = end + 1;
  }
  return "";
}

/// A line of the answer: what, and how it is.
struct Fact {
  std::string what, is, remark;
};

std::string kernels() {
  std::string names;
  for (const sim::Isa isa : sim::kIsas)
    if (sim::is_available(isa)) names += (names.empty() ? "" : ", ") + std::string(sim::name(isa));
  return names;
}

std::vector<Fact> facts() {
  const std::vector<std::string> shipped = config::shipped_names();
  std::vector<Fact> found{
      {"program", std::string("cellcast ") + kVersion, std::string("built by ") + kCompiler},
      {"random numbers", "contract " + std::to_string(sim::kRngContract), "results of another contract differ in bits"},
      {"result files", "format " + std::to_string(output::kFormatMajor) + "." + std::to_string(output::kFormatMinor), ""},
      {"kernels", kernels(), "computes by " + std::string(sim::name(wanted_isa())) + "; results are the same by each"},
      {"threads", std::to_string(std::thread::hardware_concurrency()), ""},
      {"shipped scenarios", std::to_string(shipped.size()),
       shipped.empty() ? "`extends = \"shipped:...\"` and `explain` find none: is the program moved?" : ""},
  };
  for (const Tool& tool : kTools) {
    const std::string place = place_of(tool.name);
    found.push_back({tool.name, place.empty() ? "not found" : place, tool.purpose});
  }
  return found;
}

int execute(const DoctorArguments& arguments) {
  std::string text = arguments.json ? "{\"schema\": \"cellcast-doctor-1\"" : "";
  for (const Fact& each : facts()) {
    if (arguments.json) {
      text += ",\n " + base::json_text(each.what) + ": " + base::json_text(each.is);
      continue;
    }
    std::string line = each.what;
    line.resize(20, ' ');
    text += line + each.is + (each.remark.empty() ? "" : " (" + each.remark + ")") + "\n";
  }
  std::cout << text << (arguments.json ? "}\n" : "");
  return kDone;
}

void declare(Options& options, DoctorArguments& arguments) { options.flag("--json", arguments.json, "as JSON"); }

}  // namespace

Command doctor() { return make_command<DoctorArguments>("doctor", "versions, processor, and what is installed beside", declare, execute); }

}  // namespace cellcast::cli
