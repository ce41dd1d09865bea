#pragma once

#include <cellcast/cellcast.hpp>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using Words = std::vector<std::string>;
using Tasks = std::map<std::string, void (*)(const Words&)>;

/// Does the task that the first word of a command line names with the others; an Error becomes lines and exit code 1.
inline int do_task(const Tasks& tasks, int argc, char** argv) {
  static const char* const kKinds[] = {"scenario", "usage", "no_input", "data", "cannot_create", "io", "resources", "stopped"};
  const Words words(argv + 1, argv + argc);
  try {
    tasks.at(words.at(0))({words.begin() + 1, words.end()});
  } catch (const cellcast::Error& error) {
    std::cout << "error " << kKinds[static_cast<std::size_t>(error.kind())] << ": " << error.what() << '\n';
    for (const cellcast::Diagnostic& each : error.diagnostics())
      std::cout << each.file << '|' << each.line << '|' << each.column << '|' << each.problem << '|' << each.why << '|' << each.suggestion
                << '\n';
    return 1;
  }
  return 0;
}
