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

/// A work folder that cannot have the trials asked for.
class CannotGrow : public base::Error {
 public:
  enum class Why { design, has_as_many };
  CannotGrow(Why why, const std::string& folder, const std::string& reason)
      : base::Error(Kind::data, folder + ": cannot be extended (" + reason + ")"), why_(why), folder_(folder), reason_(reason) {}
  Why why() const { return why_; }
  const std::string& folder() const { return folder_; }
  const std::string& reason() const { return reason_; }

 private:
  Why why_;
  std::string folder_, reason_;
};

/// A trial that a run has not.
class NoSuchTrial : public base::UsageError {
 public:
  NoSuchTrial(std::uint64_t trial, std::uint64_t trials)
      : base::UsageError("there is no trial " + std::to_string(trial) + " (the run has " + std::to_string(trials) + ", from 0 to " +
                           std::to_string(trials - 1) + ")") {}
};

/// An output that a scenario has not.
class NoSuchOutput : public base::UsageError {
 public:
  enum class Part { variable_name, index_labels, year };  ///< of its name, which is wrong
  NoSuchOutput(Part part, const std::string& what) : base::UsageError(what), part_(part) {}
  Part part() const { return part_; }

 private:
  Part part_;
};

/// A scenario that differences are not from.
class NotTheBase : public base::UsageError {
 public:
  explicit NotTheBase(const std::string& why) : base::UsageError("not the base of these differences: " + why) {}
};

}  // namespace cellcast::study
