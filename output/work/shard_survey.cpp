#include "output/work/shard_survey.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "base/system_trouble.hpp"
#include "base/utf8.hpp"
#include "output/files/read_error.hpp"

namespace cellcast::output {
namespace {

constexpr std::size_t kMostComplaints = 20;

std::string trials_of(const sim::Shard& shard) {
  return (shard.point > 0 ? "point " + std::to_string(shard.point) + ", " : "") + "trials " + std::to_string(shard.first) + " to " +
         std::to_string(shard.end - 1);
}

/// Names of the files that end in `.shard`, sorted.
std::vector<std::string> shard_files(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(".shard") && !name.starts_with('.')) names.push_back(name);
  }
  if (error) base::require_resources(error.value(), folder);
  if (error) throw ReadError(ReadError::Kind::no_input, folder + ": cannot be listed (" + error.message() + ")");
  std::ranges::sort(names);
  return names;
}

/// Of a file that is none of the plan's: another run's, or trials that are divided otherwise.
std::string describe_stranger(const WorkFolder& folder, const std::string& path) {
  try {
    const SealedHeader header = read_header(path, SealedKind::shard);
    if (header.identity != folder.plan().identity) return path + ": of another run (the scenario, its seed or its design differ)";
    const sim::Shard strange{header.point, header.first, header.end, 0};
    for (const sim::Shard& shard : folder.shards()) {
      if (shard.point == strange.point && shard.first < strange.end && strange.first < shard.end)
        return path + ": its trials overlap those of shard " + std::to_string(shard.task) + " (" + trials_of(shard) + ")";
    }
    return path + ": has trials that the run has not (" + trials_of(strange) + ")";
  } catch (const ReadError& error) {
    return error.what();
  }
}

}  // namespace

void Complaints::add(std::string what, ReadError::Kind kind) {
  if (kind == ReadError::Kind::io) kind_ = kind;
  if (first_.size() < kMostComplaints) first_.push_back(std::move(what));
  ++count_;
}

void Complaints::require_none() const {
  if (count_ == 0) return;
  const std::string folder = base::printable(folder_);
  std::string text = folder + ": cannot be merged";
  for (const std::string& complaint : first_) text += "\n  " + base::printable(complaint);
  if (count_ > first_.size()) text += "\n  and " + std::to_string(count_ - first_.size()) + " more";
  text += "\nmove what is of another run elsewhere, and compute anew what is missing or damaged";
  throw ReadError(kind_, text, ReadError::Form::lines, {base::Remedy::Kind::mend_work_folder, folder});
}

Complaints survey(const WorkFolder& folder) {
  Complaints complaints(folder.path());
  std::map<std::string, const sim::Shard*> missing;  // by name
  for (const sim::Shard& shard : folder.shards())
    missing.emplace(std::filesystem::path(folder.shard_path(shard)).filename().string(), &shard);
  for (const std::string& name : shard_files(folder.path())) {
    const std::string path = folder.path() + "/" + name;
    const auto known = missing.find(name);
    if (known == missing.end()) {
      complaints.add(describe_stranger(folder, path));
      continue;
    }
    const ShardState state = folder.look(*known->second);
    if (state.kind == ShardState::Kind::unreadable) complaints.add(state.what, ReadError::Kind::io);
    if (state.kind == ShardState::Kind::damaged) complaints.add(state.what);
    missing.erase(known);
  }
  std::vector<const sim::Shard*> gaps;
  gaps.reserve(missing.size());
  for (const auto& [name, shard] : missing) gaps.push_back(shard);
  std::ranges::sort(gaps, {}, [](const sim::Shard* shard) { return std::pair(shard->task, shard->point); });
  for (const sim::Shard* shard : gaps) complaints.add("shard " + std::to_string(shard->task) + " is missing (" + trials_of(*shard) + ")");
  return complaints;
}

}  // namespace cellcast::output
