#include "output/work/work_files.hpp"

#include <filesystem>
#include <system_error>

#include "base/real_path.hpp"
#include "output/files/read_error.hpp"
#include "output/files/sealed_file.hpp"

namespace cellcast::output {
namespace {

namespace fs = std::filesystem;

bool is_name_of_work(const fs::path& path) {
  const std::string name = path.filename().string(), ending = path.extension().string();
  return name == "plan" || ending == ".shard" || ending == ".checkpoint" || ending == ".error" ||
         (name.starts_with('.') && ending == ".partial");
}

bool has_plan(const fs::path& folder) {
  try {
    read_header((folder / "plan").string(), SealedKind::plan);
    return true;
  } catch (const ReadError&) {
    return false;
  }
}

}  // namespace

bool is_work_file(const std::string& path, const std::string& folder) {
  const fs::path real = base::real_path(path);
  if (is_name_of_work(real) && real.parent_path() == base::real_path(folder)) return true;
  std::error_code error;
  if (!fs::exists(real, error)) return false;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (is_name_of_work(entry->path()) && fs::equivalent(entry->path(), real, ignored)) return true;
  }
  return false;
}

bool is_work_file(const std::string& path) {
  const fs::path real = base::real_path(path);
  return is_name_of_work(real) && has_plan(real.parent_path());
}

}  // namespace cellcast::output
