#include "cli/terminal/working_folder.hpp"

#include <filesystem>
#include <system_error>

#include "output/files/partial_file.hpp"

namespace cellcast::cli {

std::string working_folder() {
  if (const std::string lost = lost_working_folder(); !lost.empty())
    throw output::OutputError(output::OutputError::Kind::cannot_create, lost);
  return std::filesystem::current_path().string();
}

std::string lost_working_folder() {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::current_path(error);
  return error == std::errc::no_such_file_or_directory ? "the working folder has been removed; go to another one with `cd`" : "";
}

}  // namespace cellcast::cli
