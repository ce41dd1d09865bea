#include "cli/commands/run_work.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/terminal/exit_code.hpp"
#include "study/work_runner.hpp"

namespace cellcast::cli {
namespace {

struct ShardAddress {
  std::uint64_t number, of;
};

/// `i/N`. Shards are counted from 0, as Slurm does it; N/N is the first again, so that it does no harm to count from 1.
ShardAddress shard_address(const std::string& text) {
  const auto bad = [&] {
    return base::UsageError("--shard " + text + ": write i/N, the i-th of N shards, i from 0 to N - 1, as in --shard 0/16");
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

}  // namespace

int run_shard(const JobArguments& arguments, study::Job& job, const study::Watch& watch) {
  const ShardAddress address = shard_address(*arguments.shard);
  const output::WorkFolder folder(arguments.work, job.work_plan(address.of));
  if (folder.plan().tasks() != address.of)
    throw base::UsageError(arguments.work + " is divided into " + std::to_string(folder.plan().tasks()) + " shards, not " +
                     std::to_string(address.of) + "; use --shard i/" + std::to_string(folder.plan().tasks()) + " or another work folder");
  study::WorkRunner(folder, job, arguments.threads, watch).compute(shards_of(folder, address.number));
  const std::string shard = std::to_string(address.number) + "/" + std::to_string(address.of);
  if (arguments.json) {
    std::cout << "{\"schema\": \"cellcast-shard-1\", \"work\": " << base::json_text(arguments.work) << ", \"shard\": \"" << shard
              << "\"}\n";
  } else {
    std::cout << base::printable(arguments.work) << ": shard " << shard << " is done\n";
  }
  return kDone;
}

int run_kept(const JobArguments& arguments, study::Job& job, study::TargetFile& file, const study::Watch& watch) {
  const output::WorkFolder folder(arguments.work, job.work_plan(job.points()));
  study::WorkRunner runner(folder, job, arguments.threads, watch);
  runner.complete();
  runner.require_complete();
  write_and_say([&] { runner.write(file); }, file, job, arguments.json);
  return kDone;
}

}  // namespace cellcast::cli
