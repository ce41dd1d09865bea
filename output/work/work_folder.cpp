#include "output/work/work_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "base/system_trouble.hpp"
#include "output/files/partial_file.hpp"
#include "output/files/read_error.hpp"
#include "output/files/stale_partials.hpp"
#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::output {
namespace {

/// Files of a shard that is not done.
constexpr std::array kBeforeDone{".checkpoint", ".error"};

/// Throws ReadError where that cannot be told.
bool is_there(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  if (errno == ENOENT) return false;
  base::require_resources(errno, path);
  throw ReadError(errno == EACCES || errno == ENOTDIR ? ReadError::Kind::no_input : ReadError::Kind::io,
                  path + ": cannot read (" + std::generic_category().message(errno) + ")");
}

void create_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0) return;
  struct stat status {};
  const int error = errno == EEXIST && ::stat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode) ? ENOTDIR : errno;
  if (error == EEXIST) return;
  base::require_resources(error, path);
  throw OutputError(OutputError::Kind::cannot_create,
                    path + ": cannot create the work folder (" + std::generic_category().message(error) + ")");
}

[[noreturn]] void another_run(const std::string& path, const std::string& why, base::Remedy remedy = {}) {
  throw ReadError(ReadError::Kind::data, path + ": holds another run (" + why + ") choose another work folder", std::move(remedy));
}

/// The first line of a small file; empty where it cannot be read. Whatever is in its place, it takes neither time nor memory.
std::string first_line(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return {};
  std::string line(1000, '\0');
  std::ifstream file(path);
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(file.gcount()));
  return line.substr(0, line.find('\n'));
}

}  // namespace

WorkFolder::WorkFolder(const std::string& path, const WorkPlan& plan) : path_(path) {
  create_folder(path);
  if (!is_there(plan_path())) {
    try {
      write_sealed(plan_path(), {.kind = SealedKind::plan, .identity = plan.identity}, packed(plan), IfExists::refuse);
    } catch (const OutputError& error) {  // another process was quicker, or it cannot be written
      if (error.kind() == OutputError::Kind::io || !is_there(plan_path())) throw;
    }
  }
  WorkPlan found = read_plan();
  if (found.identity != plan.identity) another_run(path, "of " + found.name + ": the scenario, its seed or its design differ");
  if (found.provenance.scenario_resolved != plan.provenance.scenario_resolved) {
    if (found.trials() == plan.trials()) another_run(path, "the scenario's settings differ");
    another_run(path, "it has " + std::to_string(found.trials()) + " trials, not " + std::to_string(plan.trials()),
                {base::Remedy::Kind::extend_run});
  }
  if (found.sweep != plan.sweep) another_run(path, "the sweep differs");
  set(std::move(found));
}

WorkFolder::WorkFolder(const std::string& path) : path_(path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    throw ReadError(ReadError::Kind::no_input, path + ": cannot read (" + std::generic_category().message(errno) + ")");
  if (!S_ISDIR(status.st_mode)) throw ReadError(ReadError::Kind::no_input, path + ": it is not a folder");
  if (!is_there(plan_path()))
    throw ReadError(ReadError::Kind::data, path + ": not a work folder (it has no file `plan`)", {base::Remedy::Kind::make_work_folder});
  set(read_plan());
}

WorkPlan WorkFolder::read_plan() const {
  const Sealed sealed = read_sealed(plan_path(), SealedKind::plan);
  try {
    WorkPlan plan = unpacked_plan(sealed.contents);
    plan.identity = sealed.header.identity;
    return plan;
  } catch (const sim::Malformed&) {
    throw ReadError(ReadError::Kind::data, plan_path() + ": damaged; remove it and start any of its shards again, which writes it anew");
  }
}

void WorkFolder::set(WorkPlan plan) {
  plan_ = std::move(plan);
  shards_ = sim::divide(plan_.points, plan_.stages);
}

std::vector<sim::Shard> WorkFolder::shards_of(std::uint64_t point) const {
  std::vector<sim::Shard> own;
  std::ranges::copy_if(shards_, std::back_inserter(own), [&](const sim::Shard& shard) { return shard.point == point; });
  return own;
}

void WorkFolder::grow(const WorkPlan& plan) {
  write_sealed(plan_path(), {.kind = SealedKind::plan, .identity = plan.identity}, packed(plan), IfExists::replace_link);
  set(plan);
}

std::string WorkFolder::file_path(const sim::Shard& shard, const char* suffix) const {
  char name[80];
  std::snprintf(name, sizeof name, "/p%06llu-%010llu-%010llu", static_cast<unsigned long long>(shard.point),
                static_cast<unsigned long long>(shard.first), static_cast<unsigned long long>(shard.end));
  return path_ + name + suffix;
}

/// A file that holds what its name says, of this run.
Sealed WorkFolder::read_own(const std::string& path, SealedKind kind, const sim::Shard& shard) const {
  Sealed sealed = read_sealed(path, kind);
  const SealedHeader& header = sealed.header;
  const auto refuse = [&](const char* why) { throw ReadError(ReadError::Kind::data, path + ": " + why); };
  if (header.identity != plan_.identity)
    refuse("of another run (the scenario, its seed, its design or the rule for random numbers differ)");
  if (header.point != shard.point || header.first != shard.first || header.end != shard.end)
    refuse("holds other trials than its name says");
  const bool is_complete = header.done == header.end;
  if (kind == SealedKind::shard ? !is_complete : header.done <= header.first || header.done > header.end) refuse("damaged (its range)");
  return sealed;
}

ShardState WorkFolder::look(const sim::Shard& shard) const {
  using enum ShardState::Kind;
  const std::string path = shard_path(shard);
  if (is_there(path)) {
    try {
      read_own(path, SealedKind::shard, shard);
      return {done, shard.end - shard.first};
    } catch (const ReadError& error) {
      return {error.kind() == ReadError::Kind::io ? unreadable : damaged, 0, error.what()};
    }
  }
  const std::optional<Checkpoint> begun_at = checkpoint(shard);
  const std::uint64_t kept = begun_at ? begun_at->done - shard.first : 0;
  if (const std::string failure = file_path(shard, ".error"); is_there(failure)) return {failed, kept, first_line(failure)};
  return {begun_at ? begun : missing, kept};
}

std::string WorkFolder::read(const sim::Shard& shard) const { return read_own(shard_path(shard), SealedKind::shard, shard).contents; }

std::optional<WorkFolder::Checkpoint> WorkFolder::checkpoint(const sim::Shard& shard) const {
  const std::string path = file_path(shard, ".checkpoint");
  if (!is_there(path)) return std::nullopt;
  try {
    Sealed sealed = read_own(path, SealedKind::checkpoint, shard);
    return Checkpoint{sealed.header.done, std::move(sealed.contents)};
  } catch (const ReadError&) {  // to begin again loses nothing but time
    return std::nullopt;
  }
}

void WorkFolder::save(const sim::Shard& shard, std::uint64_t done, const std::string& contents) const {
  const bool is_complete = done == shard.end;
  const SealedHeader header{.kind = is_complete ? SealedKind::shard : SealedKind::checkpoint,
                            .point = shard.point,
                            .first = shard.first,
                            .end = shard.end,
                            .done = done,
                            .identity = plan_.identity};
  write_sealed(file_path(shard, is_complete ? ".shard" : ".checkpoint"), header, contents, IfExists::replace_link);
  if (is_complete) remove_what_led_to(shard);
}

void WorkFolder::note_failure(const sim::Shard& shard, const std::string& what) const noexcept {
  try {
    write_whole(file_path(shard, ".error"), what + "\n", IfExists::replace_link);
  } catch (...) {  // what led here is the error to report
  }
}

void WorkFolder::remove_what_led_to(const sim::Shard& shard) const {
  for (const char* suffix : kBeforeDone) ::unlink(file_path(shard, suffix).c_str());
}

void WorkFolder::tidy(const std::vector<sim::Shard>& done) const noexcept {
  try {
    remove_stale_partials(path_);
    std::set<std::string> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(path_, error), end; !error && entry != end; entry.increment(error)) {
      const std::filesystem::path& path = entry->path();
      if (std::ranges::count(kBeforeDone, path.extension().string()) > 0) found.insert(path.stem().string());
    }
    if (found.empty()) return;
    for (const sim::Shard& shard : done)
      if (found.contains(std::filesystem::path(shard_path(shard)).stem().string())) remove_what_led_to(shard);
  } catch (...) {  // they do no harm
  }
}

std::string index_list(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(numbers[i]);
    if (last > i) text += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace cellcast::output
