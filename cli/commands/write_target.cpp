#include "cli/commands/write_target.hpp"

#include "cli/terminal/written.hpp"

namespace cellcast::cli {

output::IfExists if_exists(bool force) { return force ? output::IfExists::replace : output::IfExists::refuse; }

void write_and_say(const std::function<void()>& write, const study::TargetFile& file, const study::Job& job, bool json) {
  const std::vector<Written> written{{job.name(), file.path(), job.scenario().sampling}};
  const std::string said = written_results(written, json);  // once the file is there, nothing may go wrong
  write();
  say_written(written, said);
}

}  // namespace cellcast::cli
