#pragma once

#include <string>
#include <vector>

#include "output/files/read_error.hpp"
#include "output/work/work_folder.hpp"

namespace cellcast::output {

/// What is wrong with a work folder: all of it, but never thousands of lines.
class Complaints {
 public:
  explicit Complaints(std::string folder) : folder_(std::move(folder)) {}

  void add(std::string what, ReadError::Kind kind = ReadError::Kind::data);
  /// Throws ReadError with all complaints, in lines, and what to do; of the kind `io` where one of them is.
  void require_none() const;

 private:
  std::string folder_;
  std::vector<std::string> first_;
  std::size_t count_ = 0;
  ReadError::Kind kind_ = ReadError::Kind::data;
};

/// Judges the shards in a folder, each of which is read to its end: mixtures of runs, ranges that overlap, damage, and gaps.
/// Partial files and checkpoints are no shards.
Complaints survey(const WorkFolder& folder);

}  // namespace cellcast::output
