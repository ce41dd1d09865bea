#include "config/load/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cellcast::config {

namespace fs = std::filesystem;

namespace {

bool is_below(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

}  // namespace

Folder::Folder(const std::string& path) {
  std::error_code error;
  const fs::path parent = fs::path(path).parent_path();
  folder_ = fs::canonical(parent.empty() ? fs::path(".") : parent, error).string();
  const fs::path file = fs::weakly_canonical(fs::absolute(path, error), error);
  file_ = file.string();
  own_folder_ = file.parent_path().string();
}

Named Folder::find(const std::string& shown, const std::string& relative) const {
  const fs::path target = fs::path(shown).parent_path() / relative;
  Named out{{}, target.lexically_normal().string()};
  const auto refuse = [&](const std::string& problem, const std::string& why, const std::string& suggestion = "") {
    out.problem = problem, out.why = why, out.suggestion = suggestion;
    return out;
  };
  if (relative.empty() || relative.find('\0') != std::string::npos) return refuse("names no file", "");
  if (fs::path(relative).is_absolute())
    return refuse("must be a relative path", "found \"" + relative + "\"", "scenarios stay within one folder");
  std::error_code error;
  const fs::path absolute = fs::absolute(target, error);
  out.canonical = fs::weakly_canonical(absolute, error).string();
  if (error) return refuse("cannot be followed", "\"" + relative + "\": " + error.message());
  const fs::path beside = fs::weakly_canonical(absolute.parent_path(), error);
  const bool is_link = is_below(folder_, beside) && is_below(own_folder_, out.canonical);  // as the scenario itself is
  if (!is_below(folder_, out.canonical) && !is_link)
    return refuse("leads out of the scenario's folder", "\"" + relative + "\" is not below it");
  if (!fs::exists(out.canonical, error)) return refuse("names no file", "\"" + target.string() + "\" does not exist");
  if (!fs::is_regular_file(out.canonical, error)) return refuse("names no file", "\"" + target.string() + "\" is something else");
  return out;
}

}  // namespace cellcast::config
