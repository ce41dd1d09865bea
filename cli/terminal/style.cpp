#include "cli/terminal/style.hpp"

#include <unistd.h>

#include <cstdlib>
#include <sstream>

namespace cellcast::cli {
namespace {

bool wanted(Color color) {
  if (color != Color::automatic) return color == Color::always;
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDERR_FILENO) != 0 && (no_color == nullptr || *no_color == '\0');
}

/// The caret under a source line stands alone on its line.
bool is_caret_line(const std::string& line) {
  return !line.empty() && line.find_first_not_of(" \t|^~") == std::string::npos && line.find('^') != std::string::npos;
}

/// Where `FILE:LINE:COL:` ends, or npos.
std::size_t end_of_place(const std::string& line) {
  for (std::size_t end = line.find(": "); end != std::string::npos; end = line.find(": ", end + 1)) {
    if (end > 0 && line[end - 1] >= '0' && line[end - 1] <= '9') return end + 1;
  }
  return std::string::npos;
}

}  // namespace

std::string styled(const std::string& diagnostics, Color color) {
  if (!wanted(color)) return diagnostics;
  std::istringstream lines(diagnostics);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (is_caret_line(line)) {
      result += "\x1b[31m" + line + "\x1b[0m\n";
    } else if (const std::size_t end = line.starts_with(' ') ? std::string::npos : end_of_place(line); end != std::string::npos) {
      result += "\x1b[1m" + line.substr(0, end) + "\x1b[0m" + line.substr(end) + "\n";
    } else {
      result += line + "\n";
    }
  }
  return result;
}

}  // namespace cellcast::cli
