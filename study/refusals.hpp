#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"

namespace cellcast::study {

// What a user asked for and cannot have. Each holds what a program needs to say what to do about it.

/// A run or sweep that cannot be divided into shards.
class CannotDivide : public base::UsageError {
 public:
  enum class Why { stopping_rule, too_many_shards };
  CannotDivide(Why why, const std::string& what) : base::UsageError(what), why_(why) {}
  Why why() const { return why_; }

 private:
  Why why_;
};

/// Work in a work folder was stopped; what was done is kept there.
class StoppedKept : public base::Error {
 public:
  explicit StoppedKept(const std::string& folder) : base::Error(Kind::stopped, "stopped; what is done is kept in " + folder) {}
};

}  // namespace cellcast::study
