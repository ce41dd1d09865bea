#include "study/overwriting.hpp"

#include <filesystem>
#include <system_error>

#include "base/real_path.hpp"
#include "output/files/partial_file.hpp"
#include "output/work/work_files.hpp"

namespace cellcast::study {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw output::OutputError(output::OutputError::Kind::cannot_create, path + ": cannot create (" + why + ") choose another name");
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return std::filesystem::equivalent(a, b, ignored);
}

}  // namespace

void refuse_overwriting(const config::Scenario& scenario, const std::string& path) {
  for (const config::Source& source : scenario.sources)
    if (is_same_file(source.name, path)) refuse(path, "the scenario is read from it");
  if (output::is_work_file(path)) refuse(path, "it would replace a file of a work folder");
}

void refuse_overwriting_source(const std::string& source, const std::string& path) {
  if (is_same_file(source, path)) refuse(path, "the result is read from it");
  if (output::is_work_file(path)) refuse(path, "it would replace a file of a work folder");
}

void refuse_overwriting(const Job& job, const std::string& path) {
  if (job.is_sweep() && is_same_file(job.sweep().source.name, path)) refuse(path, "the sweep is read from it");
  refuse_overwriting(job.scenario(), path);
}

void refuse_work_files(const std::string& folder, const std::string& path) {
  if (base::real_path(path) == base::real_path(folder)) refuse(path, "it is the work folder");
  if (output::is_work_file(path, folder)) refuse(path, "it would replace a file of the work folder " + folder);
}

}  // namespace cellcast::study
