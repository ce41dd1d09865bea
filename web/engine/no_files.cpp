// A page has no files. Its scenario extends none and has its data within, and so names none, unless somebody types one.
#include "config/load/folder.hpp"
#include "config/load/shipped.hpp"
#include "config/toml/input_file.hpp"

namespace cellcast::config {

constexpr const char* kWhy = "a page reads no files";

Folder::Folder(const std::string& path) : file_(path) {}

Named Folder::find(const std::string& /*shown*/, const std::string& relative) const {
  return {.canonical = "", .shown = relative, .problem = "cannot be followed", .why = kWhy};
}

Named find_shipped(const std::string& name) {
  return {.canonical = "", .shown = std::string(kShipped) + name, .problem = "cannot be followed", .why = kWhy};
}

std::vector<std::string> shipped_names() { return {}; }

std::string read_input(const std::string& path) { throw InputError(path, kWhy); }

}  // namespace cellcast::config
