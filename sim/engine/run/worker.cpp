#include "sim/engine/run/worker.hpp"

#include "sim/engine/counts/counting.hpp"
#include "sim/engine/findings/claims.hpp"
#include "sim/engine/findings/summarize.hpp"

namespace cellcast::sim {

Setup::Setup(const Plan& to_run, const RunOptions& how, std::uint64_t kept_trials)
    : plan(to_run), options(how), counted(plan), bins(plan_counting(plan, counted, options.isa)), samples(counted.size(), kept_trials) {
  if (!plan.evidence.empty()) weighting.emplace(plan, counted, options.isa);
  if (!options.base) return;
  pairing.emplace(*options.base->plan, plan, options.isa);
  paired_samples.emplace(pairing->cells(), pairing->samples());
}

Worker::Worker(Setup& setup)
    : setup_(&setup), chunk_(setup.plan, kernel(setup.options.isa)), rows_(setup.counted.rows(chunk_)), tally_(setup.bins, *setup.plan.design), achieved_(setup.plan) {
  if (setup.weighting) weighted_.emplace(setup.bins, setup.independent);
  if (!setup.pairing) return;
  paired_.emplace(*setup.pairing);
  differences_.emplace(setup.pairing->bins(), *setup.plan.design);
}

void Worker::run(std::uint64_t first, std::size_t count) {
  chunk_.compute(first, count);
  rows_.first = first;
  rows_.count = count;
  tally_.add(chunk_.kernel(), rows_);
  achieved_.add(chunk_);
  setup_->samples.keep(rows_);
  if (weighted_) {
    setup_->weighting->weigh(rows_, weights_);
    sums_.add(weights_);
    weighted_->add_weighted(rows_, weights_);
  }
  if (!paired_) return;
  const Rows& differences = paired_->compute(chunk_);
  differences_->add(chunk_.kernel(), differences);
  setup_->paired_samples->keep(differences);
}

void Worker::merge(const Worker& other) {
  tally_.merge(other.tally_);
  achieved_.merge(other.achieved_);
  if (weighted_) weighted_->merge(*other.weighted_);
  sums_.merge(other.sums_);
  if (differences_) differences_->merge(*other.differences_);
}

void Worker::merge(PackedReader& saved) {
  tally_.merge(saved);
  achieved_.merge(saved);
  if (weighted_) weighted_->merge(saved);
  sums_.merge(saved);
  if (differences_) differences_->merge(saved);
}

void Worker::save(std::span<const Worker* const> parts, PackedWriter& to) {
  std::vector<const Tally*> tallies, weighted, differences;
  Achieved achieved(parts.front()->setup_->plan);
  WeightSums sums;
  for (const Worker* part : parts) {
    tallies.push_back(&part->tally_);
    if (part->weighted_) weighted.push_back(&*part->weighted_);
    if (part->differences_) differences.push_back(&*part->differences_);
    achieved.merge(part->achieved_);
    sums.merge(part->sums_);
  }
  Tally::save(tallies, to);
  achieved.save(to);
  if (!weighted.empty()) Tally::save(weighted, to);
  sums.save(to);
  if (!differences.empty()) Tally::save(differences, to);
}

Results Worker::summarize(std::uint64_t trials, const Samples& samples) {
  const Setup& setup = *setup_;
  tally_.count_constants();
  Results results = sim::summarize(setup.plan, setup.counted, tally_, samples, trials, setup.options.isa);
  results.correlations = achieved_.summary();
  results.ledger = compare_claims(setup.plan, setup.counted, tally_, setup.options.isa);
  if (weighted_) {
    weighted_->count_constants();
    results.update = summarize_update(setup.plan, setup.counted, *weighted_, sums_, tally_, results);
  }
  if (differences_) {
    differences_->count_constants();
    const Results& base = *setup.options.base->results;
    results.difference = setup.pairing->summarize(*differences_, *setup.paired_samples, base, results);
  }
  return results;
}

}  // namespace cellcast::sim
