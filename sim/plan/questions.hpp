#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// An expression that is asked of a scenario, beside the outputs that it has.
struct Question {
  config::Expression expression;
  Meaning meaning;
};

/// What questions to a scenario may name. With the scope of a base, which must outlive this one, they may take a `difference` from it.
Scope question_scope(const config::Scenario& scenario, const Scope* base = nullptr);

enum class Wanted { single_number, any_dimensions };

/// Reads a question. Throws base::Error of the kind `usage`, a report with the place and a caret: `CONDITION:1:7: ...`, where it is none.
/// `called` is what stands in place of a file's name.
Question ask(const std::string& text, const Scope& scope, Wanted wanted, const std::string& called = "CONDITION");

/// Throws that error, of a part of a text.
[[noreturn]] void refuse(const config::ExpressionError& error, const std::string& text, const std::string& called = "CONDITION");

/// A plan that computes questions, and nothing that neither they nor the scenario's observations need. `wanted` are the observed outputs,
/// then the questions: question k is Plan::questions[k], an output like others, which the rows of a Chunk, a Counted and a Tally have.
/// Precondition: no question takes a `difference`.
Plan compile(const config::Scenario& scenario, std::span<const std::string> dimensions, std::span<const Question> questions);

/// Likewise, where questions look back to those of a base's plan (null: they do not).
Plan compile_questions(const config::Scenario& scenario, std::span<const std::string> dimensions, std::span<const Question> questions,
                       const Plan* base);

/// Plans for questions to a later scenario that may take a `difference` from a base. Both have the same draws. The base's questions are what
/// the later's look back to: where there are any, compute its chunk first, and hand it to the later's.
struct PairedPlans {
  Plan base, later;
};
PairedPlans compile_pair(const config::Scenario& base, const config::Scenario& later, std::span<const std::string> dimensions,
                         std::span<const Question> questions);

}  // namespace cellcast::sim
