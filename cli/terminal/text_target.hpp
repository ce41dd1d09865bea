#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace cellcast::cli {

/// Whether a name of an output stands for standard output: none at all, or `-`.
bool is_standard_output(const std::string& path);

/// Refuses `-` for a result. Throws UsageError.
void refuse_standard_output(const std::string& path);

/// Where a command's text goes: to standard output as it comes, or to a file that is whole or absent.
struct TextTarget {
  std::string path;  ///< empty or `-`: standard output
  bool force = false;

  /// Calls back with the stream to write to. Throws output::OutputError; sim::Stopped where a signal comes before the file has its name.
  void write(const std::function<void(std::ostream&)>& text) const;
};

}  // namespace cellcast::cli
