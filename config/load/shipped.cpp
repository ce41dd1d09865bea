#include "config/load/shipped.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "base/suggest.hpp"

namespace cellcast::config {

namespace fs = std::filesystem;

namespace {

/// The folders of the running program and of the library that this code is part of, which may be the same.
std::vector<fs::path> own_folders() {
  std::vector<fs::path> out;
  std::error_code error;
  const auto add = [&](const fs::path& file) {
    const fs::path canonical = fs::canonical(file, error);
    if (!error) out.push_back(canonical.parent_path());
  };
  Dl_info library{};
  if (::dladdr(reinterpret_cast<const void*>(&find_shipped), &library) != 0 && library.dli_fname != nullptr) add(library.dli_fname);
  add("/proc/self/exe");
  return out;
}

fs::path shipped_folder() { return shared_folder("scenarios"); }

/// `china-2031`, `policies/rebate-end`, of all that are there.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied | fs::directory_options::follow_directory_symlink;
  for (auto at = fs::recursive_directory_iterator(folder, options, error); !error && at != fs::recursive_directory_iterator(); at.increment(error))
    if (at->path().extension() == ".toml") names.push_back(at->path().lexically_relative(folder).replace_extension().string());
  std::ranges::sort(names);
  return names;
}

/// Without `..`, which would lead elsewhere.
bool is_plain(const std::string& name) {
  const fs::path path(name);
  return !name.empty() && name.find('\0') == std::string::npos && path.is_relative() &&
         std::ranges::none_of(std::vector<fs::path>(path.begin(), path.end()), [](const fs::path& part) { return part == ".." || part == "."; });
}

}  // namespace

/// Programs stand one folder below the prefix, libraries one or two, what was only built none.
std::string shared_folder(const std::string& name) {
  std::error_code error;
  for (const fs::path& own : own_folders()) {
    for (const fs::path& prefix : {own, own.parent_path(), own.parent_path().parent_path()}) {
      const fs::path folder = prefix / "share/cellcast" / name;
      if (fs::is_directory(folder, error)) return folder.string();
    }
  }
  return {};
}

std::vector<std::string> shipped_names() {
  const fs::path folder = shipped_folder();
  return folder.empty() ? std::vector<std::string>{} : names_in(folder);
}

Named find_shipped(const std::string& name) {
  Named out{{}, std::string(kShipped) + name};
  const fs::path folder = shipped_folder();
  if (folder.empty()) {
    out.problem = "cannot be followed", out.why = "the scenarios that come with cellcast are not installed beside this program";
    out.suggestion = "install them as share/cellcast/scenarios, or name a file";
    return out;
  }
  std::error_code error;
  const fs::path file = folder / (name.ends_with(".toml") ? name : name + ".toml");
  if (is_plain(name) && fs::is_regular_file(file, error)) {
    out.canonical = fs::canonical(file, error).string();
    out.shown = file.string();
    return out;
  }
  const std::vector<std::string> names = names_in(folder);
  std::vector<std::string> first;  // those of no folder of their own
  std::ranges::copy_if(names, std::back_inserter(first), [](const std::string& each) { return each.find('/') == std::string::npos; });
  out.problem = "names no shipped scenario", out.suggestion = base::did_you_mean(name, names);
  out.why = out.suggestion.empty() ? "there are " + base::listed(first) : "there is no \"" + name + "\"";
  return out;
}

}  // namespace cellcast::config
