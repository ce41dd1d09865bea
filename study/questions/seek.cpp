#include "study/questions/seek.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "config/sweep/key_range.hpp"
#include "config/write/resolved.hpp"
#include "sim/engine/trials/session.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/questions/find_root.hpp"
#include "sim/sweep/sweep_point.hpp"
#include "study/questions/asked.hpp"
#include "study/questions/question_text.hpp"

namespace cellcast::study {
namespace {

constexpr std::uint64_t kUsualRuns = 40;                        ///< for the progress; rarely more

/// The scenario at values of the key, always under the same draws.
class Line {
 public:
  Line(const Source& source, std::uint64_t trials, config::KeyRange range)
      : range_(std::move(range)),
        base_(for_questions(source.scenario, trials)),
        dimensions_(source.dimensions),
        loader_(range_.sweep, sim::base_document(range_.sweep, config::resolved(base_))) {}

  config::Scenario scenario(double place) { return loader_.load({range_.value(place)}); }

  sim::Plan plan(const config::Scenario& point, const TargetText& target) {
    const sim::Question asked = question(target, sim::question_scope(point));
    return session_.serve(sim::compile(point, dimensions(point), std::array{asked}));
  }

  const config::KeyRange& range() const { return range_; }

 private:
  /// Inputs that only some values of the key have follow those of the scenario.
  std::vector<std::string> dimensions(const config::Scenario& point) const {
    std::vector<std::string> all = dimensions_;
    for (const std::string& name : sim::dimension_order(std::array{base_, point}))
      if (std::ranges::find(all, name) == all.end()) all.push_back(name);
    return all;
  }

  config::KeyRange range_;
  config::Scenario base_;
  std::vector<std::string> dimensions_;
  sim::PointLoader loader_;
  sim::Session session_{sim::kDrawsInMemory};
};

/// Computes the trials at one value after the other.
class Runs {
 public:
  Runs(Line& line, const TargetText& target, std::uint64_t trials, const Machine& machine, const Watch& watch, const std::string& name)
      : line_(line), target_(target), trials_(trials), options_(options_of(machine, watch)), progress_(watch.begin(name, kUsualRuns * trials)) {}

  sim::Gaps at(double place) {
    const sim::Plan plan = line_.plan(line_.scenario(place), target_);
    const sim::Reading reading = sim::read({&plan, trials_}, plan.layout.offset(plan.questions.front()), target_.target, watched());
    require_finite(target_.text.substr(target_.begin, target_.length), reading.not_finite, trials_);
    readings_[place] = reading.value;
    return reading.gaps;
  }

  /// With what it gives.
  output::SoughtValue value(double place) {
    if (!readings_.contains(place)) at(place);
    output::SoughtValue value = unread(place);
    value.statistic = target_.target.kind == sim::Target::Kind::quantile ? quantile_at(place) : readings_.at(place);
    return value;
  }
  output::SoughtValue unread(double place) const {
    return {line_.range().text(place), line_.range().places == config::KeyRange::Places::date, place};
  }

  int count() const { return static_cast<int>(readings_.size()); }

 private:
  double quantile_at(double place) {
    const sim::Plan plan = line_.plan(line_.scenario(place), target_);
    return sim::quantile_over({&plan, trials_}, plan.questions.front(), target_.target.quantile, watched());
  }

  sim::RunOptions watched() {
    sim::RunOptions options = options_;
    options.progress = [this, before = runs_++ * trials_, most = kUsualRuns * trials_](std::uint64_t done) {
      if (progress_) progress_(std::min(before + done, most));
    };
    return options;
  }

  Line& line_;
  const TargetText& target_;
  std::uint64_t trials_;
  sim::RunOptions options_;
  Watch::Done progress_;
  std::uint64_t runs_ = 0;
  std::map<double, double> readings_;  ///< the statistic at a place
};

}  // namespace

output::Sought seek(const Source& source, const SeekQuestion& asked, const Machine& machine, const Watch& watch) {
  const TargetText target = parse_target(asked.target);
  question(target, sim::question_scope(source.scenario));  // what is wrong with it is told before anything is computed
  config::KeyRange range = config::key_range(asked.key, asked.from, asked.to, asked.called);
  const double from = range.from(), to = range.to();
  const auto places = range.places == config::KeyRange::Places::real ? sim::Places::all : sim::Places::whole_numbers;
  const std::uint64_t trials = trials_of_run(source, options_of(machine, watch));
  Line line(source, trials, std::move(range));
  for (const double end : {from, to}) line.scenario(end);
  Runs runs(line, target, trials, machine, watch, source.scenario.name);
  const sim::RootSearch found = sim::find_root([&](double place) { return runs.at(place); }, from, to, places);

  output::Sought sought{.asked = study::asked(source.scenario, trials),
                        .key = asked.key,
                        .unit = config::unit_of(asked.key),
                        .statistic = target.statistic,
                        .target = target.target.value,
                        .from = runs.value(from),
                        .to = runs.value(to)};
  if (found.root) {
    sought.root = runs.value(found.root->place);
    if (found.root->low) sought.low = runs.unread(*found.root->low);
    if (found.root->high) sought.high = runs.unread(*found.root->high);
  }
  sought.runs = runs.count();
  return sought;
}

}  // namespace cellcast::study
