#include <algorithm>
#include <charconv>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/processor.hpp"
#include "cli/scenarios.hpp"
#include "cli/signals.hpp"
#include "cli/work_runner.hpp"
#include "output/json.hpp"

namespace cellcast::cli {
namespace {

struct ShardAddress {
  std::uint64_t number, of;
};

/// `i/N`. Shards are counted from 0, as Slurm does it; N/N is the first again, so that it does no harm to count from 1.
ShardAddress shard_address(const std::string& text) {
  const auto bad = [&] {
    return UsageError("--shard " + text + ": write i/N, the i-th of N shards, i from 0 to N - 1, as in --shard 0/16");
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) throw bad();
  const auto number = [&](std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) throw bad();
    return value;
  };
  const std::string_view all = text;
  const ShardAddress address{number(all.substr(0, slash)), number(all.substr(slash + 1))};
  if (address.of == 0 || address.number > address.of) throw bad();
  return {address.number % address.of, address.of};
}

std::vector<sim::Shard> shards_of(const output::WorkFolder& folder, std::uint64_t task) {
  std::vector<sim::Shard> own;
  std::ranges::copy_if(folder.shards(), std::back_inserter(own), [&](const sim::Shard& shard) { return shard.task == task; });
  return own;
}

int run_shard(const RunArguments& arguments, const config::Scenario& scenario) {
  const ShardAddress address = shard_address(*arguments.shard);
  const output::WorkFolder folder(arguments.work, work_plan(scenario, address.of));
  if (folder.plan().tasks() != address.of)
    throw UsageError(arguments.work + " is divided into " + std::to_string(folder.plan().tasks()) + " shards, not " +
                     std::to_string(address.of) + "; use --shard i/" + std::to_string(folder.plan().tasks()) + " or another work folder");
  WorkRunner(folder, scenario, wanted_isa(), arguments.threads).compute(shards_of(folder, address.number));
  const std::string shard = std::to_string(address.number) + "/" + std::to_string(address.of);
  if (arguments.json) {
    std::cout << "{\"schema\": \"cellcast-shard-1\", \"work\": " << output::json_text(arguments.work) << ", \"shard\": \"" << shard
              << "\"}\n";
  } else {
    std::cout << arguments.work << ": shard " << shard << " is done\n";
  }
  return kDone;
}

}  // namespace

int run_work(const RunArguments& arguments) {
  const std::vector<config::Scenario> scenarios = load_all(arguments.scenarios, arguments.overrides);
  if (scenarios.size() > 1)
    throw UsageError("a work folder holds one run, but there are " + std::to_string(scenarios.size()) + " scenarios");
  const config::Scenario& scenario = scenarios.front();
  stop_on_signals_of_clusters();  // before there is a partial file that a signal would leave behind
  if (arguments.shard) return run_shard(arguments, scenario);

  const std::string path = arguments.output.empty() ? arguments.out_dir + "/" + scenario.name + ".h5" : arguments.output;
  refuse_overwriting(scenario, path);
  output::ResultFile file(path, arguments.force ? output::IfExists::replace : output::IfExists::refuse);
  const output::WorkFolder folder(arguments.work, work_plan(scenario, 1));
  WorkRunner runner(folder, scenario, wanted_isa(), arguments.threads);
  runner.complete();
  write_merged(runner, file, folder, path, arguments.json);
  return kDone;
}

}  // namespace cellcast::cli
