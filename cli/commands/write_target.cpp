#include "cli/commands/write_target.hpp"

#include "cli/terminal/written.hpp"

namespace cellcast::cli {
namespace {

void write_and_say(const std::function<void()>& write, const study::TargetFile& file, const study::Job& job, bool json) {
  const std::vector<Written> written{{job.name(), file.path(), job.scenario().sampling}};
  const std::string said = written_results(written, json);  // once the file is there, nothing may go wrong
  write();
  say_written(written, said);
}

}  // namespace

output::IfExists if_exists(bool force) { return force ? output::IfExists::replace : output::IfExists::refuse; }

void write_and_say(study::WorkRunner& runner, study::TargetFile& file, const study::Job& job, bool json) {
  write_and_say([&] { runner.write(file); }, file, job, json);
}

void write_and_say(study::TargetFile& file, const study::Job& job, const study::TargetFile::PointResults& results,
                   const std::atomic<bool>* stop, bool json) {
  write_and_say([&] { file.write(job, job.provenance(), results, stop); }, file, job, json);
}

}  // namespace cellcast::cli
