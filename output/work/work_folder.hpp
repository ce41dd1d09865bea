#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/files/sealed_file.hpp"
#include "output/work/work_plan.hpp"

namespace cellcast::output {

/// What a work folder holds of a shard.
struct ShardState {
  enum class Kind { missing, begun, failed, damaged, unreadable, done };
  Kind kind = Kind::missing;
  std::uint64_t trials = 0;  ///< that are counted and kept
  std::string what{};        ///< failed: the error that its last attempt ended in; damaged or unreadable: what is wrong with the file
};

/// A folder in which a run or a sweep is computed shard by shard, by any number of processes on any machines that see it. It holds a file
/// `plan`, a file for each finished shard, and checkpoints of shards that were begun. All of them are whole or absent, prove themselves
/// before they are used, and are pure functions of plan and range: two writers of one shard do no harm, and nothing is ever locked.
/// A symbolic link among them is read through, but never written through: it is replaced itself.
class WorkFolder {
 public:
  /// Opens a folder for this plan; creates both where they are missing. Throws OutputError, and ReadError where the folder holds another
  /// plan.
  WorkFolder(const std::string& path, const WorkPlan& plan);
  /// Opens a folder that has a plan. Throws ReadError.
  explicit WorkFolder(const std::string& path);

  const std::string& path() const { return path_; }
  const WorkPlan& plan() const { return plan_; }
  const std::vector<sim::Shard>& shards() const { return shards_; }
  std::vector<sim::Shard> shards_of(std::uint64_t point) const;
  /// Divides more trials. Throws OutputError.
  void grow(const WorkPlan& plan);

  std::string shard_path(const sim::Shard& shard) const { return file_path(shard, ".shard"); }

  /// Reads all of a shard's file. Never throws for what is wrong with it; ReadError where the folder cannot be read, std::system_error
  /// where descriptors or memory are short.
  ShardState look(const sim::Shard& shard) const;
  /// The contents of a finished shard. Throws ReadError.
  std::string read(const sim::Shard& shard) const;
  /// How far a shard was counted, and to what that came; nothing where there is no checkpoint that can be used.
  struct Checkpoint {
    std::uint64_t done;
    std::string contents;
  };
  std::optional<Checkpoint> checkpoint(const sim::Shard& shard) const;

  /// Keeps the trials shard.first ... done - 1 of a shard; all of it: done = shard.end. Throws OutputError.
  void save(const sim::Shard& shard, std::uint64_t done, const std::string& contents) const;
  /// Notes why an attempt failed, if that can be written.
  void note_failure(const sim::Shard& shard, const std::string& what) const noexcept;
  /// Removes what attempts left behind that have died, and what is no longer needed of shards that were looked at and are done. Lists the
  /// folder. Never fails.
  void tidy(const std::vector<sim::Shard>& done) const noexcept;

 private:
  std::string file_path(const sim::Shard& shard, const char* suffix) const;
  std::string plan_path() const { return path_ + "/plan"; }
  WorkPlan read_plan() const;
  void set(WorkPlan plan);
  void remove_what_led_to(const sim::Shard& shard) const;
  Sealed read_own(const std::string& path, SealedKind kind, const sim::Shard& shard) const;

  std::string path_;
  WorkPlan plan_;
  std::vector<sim::Shard> shards_;
};

/// `1-3,7`, as sbatch --array takes it; numbers ascend.
std::string index_list(const std::vector<std::uint64_t>& numbers);

}  // namespace cellcast::output
