#pragma once

#include <optional>
#include <string>

#include "output/report/probability_report.hpp"

namespace cellcast::output {

/// A value of a key, and what it gives.
struct SoughtValue {
  std::string text;  ///< as a scenario writes it
  bool is_date = false;
  double place = 0;      ///< the number, or days since 1970-01-01
  double statistic = 0;  ///< in the unit of what it is of; not given of an interval's end
};

/// At which value of a key a statistic is what it is to be.
struct Sought {
  Asked asked;
  std::string key, unit;
  std::string statistic;       ///< `P(total_exports[2030] < 900)`
  double target = 0;           ///< what it is to be
  SoughtValue from, to;        ///< the ends between which was sought
  std::optional<SoughtValue> root{};  ///< empty where both ends lie on one side of the target
  std::optional<SoughtValue> low{}, high{};  ///< 95 % interval; empty where it reaches an end
  int runs = 0;                ///< values of the key at which the trials were computed
};

/// The answer for a terminal (UTF-8). Precondition: there is a root.
std::string seek_text(const Sought& answer);
/// What the ends give, in one line, where there is no root.
std::string no_root(const Sought& answer);
/// One JSON object with "schema": "cellcast-seek-1".
std::string seek_json(const Sought& answer);

}  // namespace cellcast::output
