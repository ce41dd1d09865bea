#include "study/sweep.hpp"

namespace cellcast::study {

void run_points(Job& job, TargetFile& file, int threads, const Watch& watch) {
  job.refuse_stopping_rule();
  const Watch::Done progress = watch.begin(job.name(), job.points() * job.trials());
  std::uint64_t done = 0;
  const auto results = [&](std::size_t point, const sim::Results* base) {
    PointRun run(job, point, threads, watch.stop);
    run.run().run(0, job.trials());
    done += job.trials();
    if (progress) progress(done);
    return run.finish(base, watch.stop);
  };
  file.write(job, job.provenance(), results, watch.stop);
}

}  // namespace cellcast::study
