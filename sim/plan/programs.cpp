#include "sim/plan/programs.hpp"

#include <algorithm>
#include <unordered_map>

#include "sim/derived/compile.hpp"

namespace cellcast::sim {
namespace {

/// Rows of the model's numbers by their paths, and of shocks by their names.
class RowsByName {
 public:
  RowsByName(const config::Scenario& scenario, RowTable& rows) : rows_(rows) {
    for (const config::Number* number : config::numbers(scenario)) numbers_.emplace(number->path, number);
  }
  Row operator()(const std::string& name) const {
    const auto number = numbers_.find(name);
    return number == numbers_.end() ? rows_.input(name) : rows_(*number->second);
  }

 private:
  RowTable& rows_;
  std::unordered_map<std::string, const config::Number*> numbers_;
};

}  // namespace

Programs::Programs(const config::Scenario& scenario, const DerivedOutputs& outputs, std::span<const Question> questions, const Plan* base,
                   RowTable& rows)
    : scenario_(scenario), outputs_(outputs), questions_(questions), base_(base), rows_(rows) {}

Labels Programs::labels() const {
  Labels labels = outputs_.scope.labels;
  for (const Question& question : questions_) {
    const std::string& text = question.expression.text;
    labels.derived.push_back({derived_id(labels.derived.size()), text, "", text, question.meaning.axes().ordered(), Table::none, text});
  }
  return labels;
}

/// Those of derived outputs and questions that are wanted, and what they are computed of, in turn.
std::shared_ptr<const Program> Programs::program(const std::vector<VariableId>& wanted) const {
  const std::size_t outputs = outputs_.meanings.size();
  std::vector<VariableId> all = wanted;
  for (const Question& question : questions_) {
    const std::vector<VariableId> named = named_outputs(question.meaning);
    all.insert(all.end(), named.begin(), named.end());
  }
  const std::vector<bool> used = used_outputs(outputs_, all);
  if (questions_.empty() && std::ranges::find(used, true) == used.end()) return nullptr;
  const RowsByName row_of(scenario_, rows_);
  const Labels known = labels();
  ProgramBuilder builder(known, row_of);
  for (const std::size_t k : outputs_.order)
    if (used[k]) builder.add(*scenario_.derived[k].expression, *outputs_.meanings[k], derived_id(k));
  if (base_ != nullptr && !base_->questions.empty()) builder.look_back_to(base_->questions.front(), base_->labels);
  for (std::size_t k = 0; k < questions_.size(); ++k)
    builder.add(questions_[k].expression, questions_[k].meaning, derived_id(outputs + k));
  return std::make_shared<const Program>(builder.take());
}

std::vector<VariableId> Programs::model_outputs(const std::vector<VariableId>& wanted) const {
  std::vector<VariableId> all = wanted;
  const auto add = [&](const Meaning& meaning) {
    const std::vector<VariableId> named = named_outputs(meaning);
    all.insert(all.end(), named.begin(), named.end());
  };
  for (const Question& question : questions_) add(question.meaning);
  const std::vector<bool> used = used_outputs(outputs_, all);
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k] && outputs_.meanings[k]) add(*outputs_.meanings[k]);
  std::erase_if(all, [](VariableId id) { return is_derived(id); });
  return all;
}

}  // namespace cellcast::sim
