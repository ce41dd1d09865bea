#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cellcast::study {

/// What the page asks: see WhatIf.
struct Question {
  std::string kind, variable, index, name;
  std::vector<std::string> set, baseline;
  std::uint64_t trials = 1024;
  int year = 0;                     ///< 0: the last
  double width = 900, small = 460;  ///< pixels
};

/// Throws base::Error where it is none. Numbers that cannot be are taken as the nearest that can.
Question read_question(std::string_view json);

}  // namespace cellcast::study
