#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/plan/questions.hpp"
#include "sim/questions/target.hpp"

namespace cellcast::study {

/// The conditions that texts say. Throws base::Error of the kind `usage`, with the place, where one is none.
std::vector<sim::Question> conditions(std::span<const std::string> texts, const sim::Scope& scope);

/// `P(total_exports[2030] < 900) = 0.5`, `median(x) = v`, `mean(x) = v` or `quantile(x, 0.95) = v`: x is an expression without dimensions, v a
/// number.
struct TargetText {
  std::string text;
  std::string statistic{};            ///< what stands before `=`
  std::size_t begin = 0, length = 0;  ///< bytes of x
  sim::Target target;
};

/// Everything but what x means. Throws as conditions() does.
TargetText parse_target(const std::string& text);
/// x, as a question to a scenario. Throws as conditions() does.
sim::Question question(const TargetText& target, const sim::Scope& scope);

}  // namespace cellcast::study
