#include "sim/plan/questions.hpp"

#include <utility>

#include "base/error.hpp"
#include "config/expression/places.hpp"
#include "sim/derived/compile.hpp"
#include "sim/plan/derived_outputs.hpp"

namespace cellcast::sim {
namespace {

/// The questions to a base that others look back to.
std::vector<Question> base_questions(const config::Scenario& base, std::span<const Question> questions) {
  std::vector<Question> out;
  const Scope scope = question_scope(base);
  for (const Question& question : questions) {
    for (config::Expression& part : looked_back(question.expression)) {
      Meaning meaning = std::get<Meaning>(understand(part, scope));
      out.push_back({std::move(part), std::move(meaning)});
    }
  }
  return out;
}

}  // namespace

Scope question_scope(const config::Scenario& scenario, const Scope* base) {
  Scope scope = derived_outputs(scenario).scope;
  if (scope.inputs.empty()) scope.inputs = paths_of_inputs(scenario);
  scope.base = base;
  return scope;
}

Question ask(const std::string& text, const Scope& scope, Wanted wanted, const std::string& called) {
  auto parsed = config::parse_expression(text);
  if (const auto* error = std::get_if<config::ExpressionError>(&parsed)) refuse(*error, text, called);
  auto& expression = std::get<config::Expression>(parsed);
  auto understood = wanted == Wanted::single_number ? understand_single(expression, scope) : understand(expression, scope);
  if (const auto* error = std::get_if<config::ExpressionError>(&understood)) refuse(*error, text, called);
  return {std::move(expression), std::move(std::get<Meaning>(understood))};
}

void refuse(const config::ExpressionError& error, const std::string& text, const std::string& called) {
  const config::Diagnostic diagnostic{config::place_in(text, error.at, 0), error.problem, error.why, error.suggestion};
  throw base::Error(base::Error::Kind::usage, config::format(diagnostic, {{called, text}}), base::Error::Form::report);
}

Plan compile(const config::Scenario& scenario, std::span<const std::string> dimensions, std::span<const Question> questions) {
  return compile_questions(scenario, dimensions, questions, nullptr);
}

PairedPlans compile_pair(const config::Scenario& base, const config::Scenario& later, std::span<const std::string> dimensions,
                         std::span<const Question> questions) {
  PairedPlans plans;
  plans.base = compile(base, dimensions, base_questions(base, questions));
  plans.later = compile_questions(later, dimensions, questions, &plans.base);
  return plans;
}

}  // namespace cellcast::sim
