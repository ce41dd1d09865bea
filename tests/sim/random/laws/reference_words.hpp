#pragma once

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace cellcast::tests {

/// The parts of a line of references.
inline std::vector<std::string> parts_of(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

inline double value_of(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

}  // namespace cellcast::tests
