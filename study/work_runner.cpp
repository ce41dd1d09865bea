#include "study/work_runner.hpp"

#include <functional>

#include "base/utf8.hpp"
#include "output/files/read_error.hpp"
#include "output/work/shard_survey.hpp"
#include "sim/engine/run/rounds.hpp"
#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::study {

WorkRunner::WorkRunner(const output::WorkFolder& folder, Job& job, int threads, Watch watch)
    : folder_(&folder), job_(&job), threads_(threads), watch_(std::move(watch)) {}

void WorkRunner::stop_if_told() const {
  if (watch_.stop != nullptr && *watch_.stop) throw StoppedKept(folder_->path());
}

sim::PartialRun& WorkRunner::run_at(std::size_t point) {
  if (!run_ || run_->point() != point) {
    run_.reset();  // before the next one takes memory
    run_ = std::make_unique<PointRun>(*job_, point, threads_);
  } else {
    run_->run().clear();
  }
  return run_->run();
}

void WorkRunner::compute(const std::vector<sim::Shard>& shards) {
  std::vector<sim::Shard> left, finished;
  std::uint64_t trials = 0;
  for (const sim::Shard& shard : shards) {
    stop_if_told();
    if (folder_->look(shard).kind == output::ShardState::Kind::done) {
      finished.push_back(shard);
      continue;
    }
    left.push_back(shard);
    trials += shard.end - shard.first;
  }
  folder_->tidy(finished);
  const Watch::Done progress = watch_.begin(base::printable(folder_->plan().name), trials);
  std::uint64_t before = 0;
  for (const sim::Shard& shard : left) {
    stop_if_told();
    compute(shard, [&](std::uint64_t done) {
      if (progress) progress(before + done - shard.first);
    });
    before += shard.end - shard.first;
  }
}

void WorkRunner::compute(const sim::Shard& shard, const std::function<void(std::uint64_t)>& progress) {
  try {
    const std::uint64_t begin = go_on(shard);
    sim::PartialRun& run = run_->run();
    const auto keep = [&](std::uint64_t done) { folder_->save(shard, done, run.save()); };
    sim::run_in_rounds(run, begin, shard.end, {.keep = keep, .progress = progress, .stop = watch_.stop});
  } catch (const sim::Stopped&) {
    stop_if_told();
  } catch (const std::exception& error) {
    folder_->note_failure(shard, error.what());
    throw;
  }
}

/// Loads what there is of a shard; the first trial that is not counted.
std::uint64_t WorkRunner::go_on(const sim::Shard& shard) {
  sim::PartialRun& run = run_at(shard.point);
  const auto checkpoint = folder_->checkpoint(shard);
  if (!checkpoint) return shard.first;
  try {
    run.merge(checkpoint->contents);
    return checkpoint->done;
  } catch (const sim::Malformed&) {  // to begin again loses nothing but time
    run.clear();
    return shard.first;
  }
}

void WorkRunner::require_complete() const { output::survey(*folder_).require_none(); }

void WorkRunner::write(TargetFile& file) {
  try {
    file.write(*job_, folder_->plan().provenance, std::bind_front(&WorkRunner::merge, this), watch_.stop);
  } catch (const sim::Stopped&) {
    stop_if_told();
    throw;
  }
}

sim::Results WorkRunner::merge(std::size_t point, const sim::Results* base) {
  sim::PartialRun& run = run_at(point);
  for (const sim::Shard& shard : folder_->shards_of(point)) {
    stop_if_told();
    try {
      run.merge(folder_->read(shard));
    } catch (const sim::Malformed& error) {
      throw output::ReadError(output::ReadError::Kind::data, folder_->shard_path(shard) + ": damaged (" + error.what() + ")");
    }
  }
  if (run.trials() != folder_->plan().trials())
    throw output::ReadError(output::ReadError::Kind::data, folder_->path() + ": its shards hold " + std::to_string(run.trials()) +
                                                               " trials instead of " + std::to_string(folder_->plan().trials()));
  sim::Results results = run_->finish(base, watch_.stop);
  run_.reset();
  return results;
}

}  // namespace cellcast::study
