#include "study/questions/discover.hpp"

#include <array>

#include "study/questions/asked.hpp"
#include "study/questions/question_text.hpp"

namespace cellcast::study {
namespace {

void require_cases(const std::string& condition, const sim::Cases& cases) {
  if (cases.count >= sim::kLeastCases) return;
  throw base::Error(base::Error::Kind::data, "`" + condition + "` holds in " + std::to_string(cases.count) + " of " +
                                                 std::to_string(cases.trials) + " trials (at least " + std::to_string(sim::kLeastCases) +
                                                 " are needed to tell where they lie) run more trials, or ask for what is more likely");
}

}  // namespace

output::Discovered discover(const Source& source, const std::string& condition, const Machine& machine, const Watch& watch) {
  const std::vector<sim::Question> questions = conditions(std::array{condition}, sim::question_scope(source.scenario));
  sim::RunOptions options = options_of(machine, watch);
  const std::uint64_t trials = trials_of_run(source, options);
  const sim::Plan plan = sim::compile(for_questions(source.scenario, trials), source.dimensions, questions);
  options.progress = watch.begin(source.scenario.name, trials);
  const sim::Cases cases = sim::find_cases({&plan, trials}, plan.layout.offset(plan.questions.front()), options);
  require_finite(condition, cases.not_finite, trials);
  require_cases(condition, cases);
  return {asked(source.scenario, trials), condition, sim::discover(plan, cases, source.scenario.sampling.seed, options)};
}

}  // namespace cellcast::study
