#include <algorithm>
#include <array>
#include <iostream>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "study/tasks.hpp"

namespace cellcast::cli {
namespace {

struct StatusArguments {
  std::string folder;
  bool missing = false, json = false;
};

void declare(Options& options, StatusArguments& arguments) {
  add_folder(options, arguments.folder);
  options.flag("--missing", arguments.missing, "only the numbers of those not done, as sbatch --array takes them");
  options.flag("--json", arguments.json, "as JSON").excludes("--missing");
}

using study::Task;
using Kind = output::ShardState::Kind;
constexpr std::array kKinds{Kind::done, Kind::begun, Kind::failed, Kind::damaged, Kind::unreadable, Kind::missing};
constexpr std::array kStates{"done", "begun", "failed", "damaged", "unreadable", "missing"};

std::string as_json(const output::WorkFolder& folder, const std::vector<Task>& tasks) {
  const output::WorkPlan& plan = folder.plan();
  std::string text = "{\"schema\": \"cellcast-status-1\", \"name\": " + base::json_text(plan.name) +
                     ", \"work\": " + base::json_text(folder.path()) + ", \"trials\": " + std::to_string(plan.trials()) +
                     ", \"points\": " + std::to_string(plan.points) + ", \"shards\": " + std::to_string(tasks.size());
  for (std::size_t k = 0; k < kKinds.size(); ++k) {
    const auto numbers = study::numbers_of(tasks, [&](Kind kind) { return kind == kKinds[k]; });
    text += std::string(", \"") + kStates[k] + "\": [";
    for (std::size_t i = 0; i < numbers.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
    text += "]";
  }
  const auto to_do = study::numbers_of(tasks, [](Kind kind) { return kind != Kind::done; });
  text += ", \"complete\": " + std::string(to_do.empty() ? "true" : "false") + ", \"to_do\": \"" + output::index_list(to_do) +
          "\", \"trials_kept\": " + std::to_string(study::kept_trials(tasks)) + ", \"errors\": {";
  bool is_first = true;
  for (std::size_t k = 0; k < tasks.size(); ++k) {
    if (tasks[k].what.empty()) continue;
    text += (is_first ? "\"" : ", \"") + std::to_string(k) + "\": " + base::json_text(base::printable(tasks[k].what));
    is_first = false;
  }
  return text + "}}\n";
}

std::string as_text(const output::WorkFolder& folder, const std::vector<Task>& tasks) {
  constexpr std::size_t kMostReasons = 20;
  const output::WorkPlan& plan = folder.plan();
  const std::string path = base::printable(folder.path());
  std::string text = path + ": " + base::printable(plan.name) + ", " + std::to_string(plan.trials()) + " trials" +
                     (plan.points > 1 ? " at each of " + std::to_string(plan.points) + " points" : "") + " in " +
                     std::to_string(tasks.size()) + " shards; " + std::to_string(study::kept_trials(tasks)) + " are kept\n";
  for (std::size_t k = 0; k < kKinds.size(); ++k) {
    const auto numbers = study::numbers_of(tasks, [&](Kind kind) { return kind == kKinds[k]; });
    if (numbers.empty()) continue;
    char line[64];
    std::snprintf(line, sizeof line, "  %-8s %7zu   ", kStates[k], numbers.size());
    text += line + output::index_list(numbers) + "\n";
  }
  std::size_t reasons = 0;
  for (std::size_t k = 0; k < tasks.size() && reasons < kMostReasons; ++k) {
    if (tasks[k].what.empty()) continue;
    text += "shard " + std::to_string(k) + ": " + base::printable(tasks[k].what) + "\n";
    ++reasons;
  }
  const auto to_do = study::numbers_of(tasks, [](Kind kind) { return kind != Kind::done; });
  if (to_do.empty()) return text + "complete: `cellcast merge " + path + "` puts it together\n";
  return text + "to do: " + output::index_list(to_do) + " (`cellcast resume " + path +
         "` here, or sbatch --array=" + output::index_list(to_do) + ")\n";
}

int execute(const StatusArguments& arguments) {
  const output::WorkFolder folder(arguments.folder);
  const std::vector<Task> tasks = study::look_at(folder);
  if (arguments.missing) {
    const std::string list = output::index_list(study::numbers_of(tasks, [](Kind kind) { return kind != Kind::done; }));
    if (!list.empty()) std::cout << list << '\n';
  } else {
    std::cout << (arguments.json ? as_json(folder, tasks) : as_text(folder, tasks));
  }
  const auto has = [&](Kind kind) { return std::ranges::any_of(tasks, [&](const Task& task) { return task.kind == kind; }); };
  return has(Kind::damaged) ? kBadData : has(Kind::unreadable) ? kIoError : kDone;
}

}  // namespace

Command status() {
  return make_command<StatusArguments>("status", "the shards of a work folder: done, begun, failed, damaged, missing", declare, execute);
}

}  // namespace cellcast::cli
