#include "sim/decide/decide.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "sim/decide/information.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/questions/over_trials.hpp"

namespace cellcast::sim {
namespace {

/// Bytes of factors' values that are kept at a time: what is drawn is drawn again for the next ones.
constexpr std::size_t kBytesAtATime = std::size_t{256} << 20;

void negate(PayoffTable& payoffs) {
  for (auto& option : payoffs)
    for (double& each : option) each = 0 - each;
}

/// The replicates of a design, or parts of independent trials.
Blocks blocks_of(const Design& design, std::size_t trials) {
  const std::uint32_t replicates = design.replicates();
  if (replicates == 1) return Blocks::independent(trials);
  std::vector<std::uint32_t> of(trials);
  for (std::size_t i = 0; i < trials;) {
    const Piece piece = design.piece(i);
    for (const std::size_t end = std::min<std::size_t>(trials, i + piece.size); i < end; ++i) of[i] = piece.replicate;
  }
  return {std::move(of), replicates};
}

/// A factor, and the plan that draws it: of several the first.
struct Candidate {
  const Plan* plan;
  DrawnFactor factor;
};

std::vector<Candidate> candidates(std::span<const Plan> plans) {
  std::vector<Candidate> all;
  for (const auto factors_of : {single_factors, shock_factors, correlated_factors}) {
    for (const Plan& plan : plans) {
      for (DrawnFactor& factor : factors_of(plan)) {
        const bool is_known = std::ranges::any_of(all, [&](const Candidate& each) { return each.factor.name == factor.name; });
        if (!is_known) all.push_back({&plan, std::move(factor)});
      }
    }
  }
  return all;
}

/// The single inputs that factors are made of.
std::vector<DrawnFactor> members_of(const Candidate& candidate) {
  std::vector<DrawnFactor> members;
  for (const std::size_t input : candidate.factor.inputs) members.push_back({candidate.plan->inputs[input].name, "", {input}});
  return members;
}

class Worth {
 public:
  Worth(Payoffs payoffs, std::size_t chosen, const Blocks& blocks, const RunOptions& options)
      : payoffs_(payoffs), chosen_(chosen), blocks_(blocks), scores_(blocks.trials()), options_(options) {}

  std::vector<KnownFactor> of(const std::vector<Candidate>& candidates) {
    std::vector<KnownFactor> known(candidates.size());
    const std::size_t together = std::max<std::size_t>(1, kBytesAtATime / (sizeof(double) * blocks_.trials()));
    for (std::size_t first = 0; first < candidates.size();) {
      std::size_t end = first;  // of those that one plan draws, alone or each with as many as fit
      for (std::size_t inputs = 0; end < candidates.size() && candidates[end].plan == candidates[first].plan; ++end) {
        inputs += candidates[end].factor.inputs.size();
        if (end > first && inputs > together) break;
      }
      look_at(std::span(candidates).subspan(first, end - first), std::span(known).subspan(first, end - first));
      first = end;
    }
    return known;
  }

 private:
  void look_at(std::span<const Candidate> some, std::span<KnownFactor> known) {
    std::vector<DrawnFactor> inputs;
    std::vector<std::size_t> firsts;
    for (const Candidate& candidate : some) {
      firsts.push_back(inputs.size());
      std::ranges::move(members_of(candidate), std::back_inserter(inputs));
    }
    const std::vector<std::vector<double>> values = draw_factors(*some.front().plan, inputs, blocks_.trials(), options_);
    parallel_for(some.size(), [&](std::uint64_t k) {
      stop_if_told(options_);
      const std::size_t count = some[k].factor.inputs.size();
      known[k].name = some[k].factor.name;
      for (std::size_t m = 0; m < count; ++m) known[k].inputs.push_back(inputs[firsts[k] + m].name);
      known[k].value = value_of_knowing(regressors(std::span(values).subspan(firsts[k], count)), payoffs_, chosen_, blocks_);
      const std::uint64_t so_far = looked_at_ += blocks_.trials();
      if (options_.progress) options_.progress(so_far);
    });
  }

  Regressors regressors(std::span<const std::vector<double>> values) const {
    std::vector<Ranking> rankings;
    for (const auto& each : values) rankings.push_back(ranking(each));
    if (rankings.size() == 1) return Regressors::of(rankings.front(), scores_);
    std::vector<const Ranking*> pointers;
    for (const Ranking& each : rankings) pointers.push_back(&each);
    return Regressors::of(pointers, scores_);
  }

  Payoffs payoffs_;
  std::size_t chosen_;
  const Blocks& blocks_;
  NormalScores scores_;
  const RunOptions& options_;
  std::atomic<std::uint64_t> looked_at_ = 0;
};

/// Figures of payoffs as they are, where they were turned round for the comparison.
void turn_back(Choice& choice, PayoffTable& payoffs, const Blocks& blocks) {
  negate(payoffs);
  for (std::size_t d = 0; d < payoffs.size(); ++d) {
    OptionFigures& option = choice.options[d];
    const OptionFigures plain = describe(payoffs[d], blocks);
    option.mean = plain.mean;
    option.sd = plain.sd;
    option.p5 = plain.p5;
    option.p50 = plain.p50;
    option.p95 = plain.p95;
    if (option.worst) option.worst = 0 - *option.worst;
  }
}

/// Keeps an output, each thread at places of its own.
class Keeper {
 public:
  Keeper(std::vector<double>& values, std::size_t row) : values_(&values), row_(row) {}

  void add(const Chunk& chunk) {
    const std::span<const double> row = chunk.output(row_);
    not_finite_.add(row, chunk.first());
    std::ranges::copy(row, values_->begin() + static_cast<std::ptrdiff_t>(chunk.first()));
  }
  void merge(const Keeper& other) { not_finite_.merge(other.not_finite_); }
  const NotFiniteCount& not_finite() const { return not_finite_; }

 private:
  std::vector<double>* values_;
  std::size_t row_;
  NotFiniteCount not_finite_;
};

}  // namespace

std::vector<double> payoffs_of(const Plan& plan, std::size_t row, NotFiniteCount& not_finite, const RunOptions& options) {
  std::vector<double> values(static_cast<std::size_t>(plan.trials));
  not_finite.merge(over_trials({&plan, plan.trials}, options, [&] { return Keeper(values, row); }).not_finite());
  return values;
}

std::uint64_t trials_to_look_at(std::span<const Plan> plans) { return candidates(plans).size() * plans.front().trials; }

Decision decide(std::span<const Plan> plans, PayoffTable payoffs, const Preference& preference, const RunOptions& options) {
  return on_threads(options.threads, [&] {
    const Blocks blocks = blocks_of(*plans.front().design, payoffs.front().size());
    if (preference.is_smaller_better) negate(payoffs);
    const std::vector<std::span<const double>> spans(payoffs.begin(), payoffs.end());
    Decision decision;
    decision.choice = preference.alpha ? choose_by_worst(spans, blocks, *preference.alpha) : choose(spans, blocks);
    stop_if_told(options);
    if (!preference.alpha) {
      for (const Plan& plan : plans) build_tables(plan);
      decision.known = Worth(spans, decision.choice.best, blocks, options).of(candidates(plans));
    }
    if (preference.is_smaller_better) turn_back(decision.choice, payoffs, blocks);
    return decision;
  });
}

}  // namespace cellcast::sim
