#include "study/target_file.hpp"

#include "study/overwriting.hpp"

namespace cellcast::study {

TargetFile::TargetFile(const Job& job, const std::string& path, const std::string& work, output::IfExists if_exists)
    : path_(path.empty() ? job.name() + ".h5" : path) {
  if (!work.empty()) refuse_work_files(work, path_);
  refuse_overwriting(job, path_);
  if (job.is_sweep())
    sweep_.emplace(path_, if_exists);
  else
    result_.emplace(path_, if_exists);
}

void TargetFile::write(const Job& job, const output::Provenance& provenance, const PointResults& results,
                       const std::atomic<bool>* stop) {
  if (sweep_)
    write_sweep(job, provenance, results, stop);
  else
    result_->write(job.scenario(), provenance, results(0, nullptr), stop);
}

void TargetFile::write_sweep(const Job& job, const output::Provenance& provenance, const PointResults& results,
                             const std::atomic<bool>* stop) {
  std::optional<sim::Results> base;
  if (job.base_point() < job.points()) base = results(job.base_point(), nullptr);
  for (std::size_t point = 0; point < job.points(); ++point) {
    const sim::Results found = base && point == job.base_point() ? *base : results(point, base ? &*base : nullptr);
    if (point == 0) sweep_->begin(job.summary(provenance), found);
    sweep_->add(point, found);
  }
  sweep_->finish(stop);
}

}  // namespace cellcast::study
