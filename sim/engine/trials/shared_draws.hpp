#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/engine/trials/draw.hpp"
#include "sim/engine/trials/kernel.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// What is drawn for trials, kept for plans that draw the same: a block is drawn once, by whoever needs it first. Safe to use from many
/// threads.
class SharedDraws {
 public:
  /// Keeps the draws of leading trials: so many, and more as far as the bytes go. The plan is copied.
  SharedDraws(const Plan& plan, std::uint64_t least, std::size_t bytes);
  ~SharedDraws();

  /// How many trials' draws take so many bytes.
  static std::uint64_t trials_in(const Plan& plan, std::size_t bytes);
  /// As it was made with.
  std::size_t bytes() const { return bytes_; }

  /// Whether a plan's inputs come from the same uniforms in the same way.
  bool are_of(const Plan& plan) const;
  /// The plan that takes these draws, where they are its own; inputs whose distribution is another take the uniforms. What it computes is
  /// the same to the bit. Else the plan as it is.
  static Plan serve(const std::shared_ptr<SharedDraws>& draws, Plan plan);

 private:
  friend class TakenDraws;

  struct Block {
    std::once_flag once;
    std::vector<double> values, uniforms;  ///< [input][kDrawn]; as they are, and correlated, before the quantile functions
  };

  /// Null where it is not kept. `rows` are those of the caller where they draw the same, else null.
  const Block* block(std::uint64_t first, const Kernel& kernel, ParameterRows* rows);

  std::unique_ptr<const Plan> plan_;
  std::size_t bytes_;
  std::vector<std::unique_ptr<Block>> blocks_;
};

/// A plan's way to the draws that it shares.
class TakenDraws {
 public:
  TakenDraws(std::shared_ptr<SharedDraws> draws, std::vector<bool> is_same);

  /// Draws the trials first ... first + kDrawn - 1 into rows of the plan; false where they are not kept.
  bool draw(const Plan& plan, const Kernel& kernel, ParameterRows& rows, std::uint64_t first) const;
  bool is_shared_with(const TakenDraws& other) const { return draws_ == other.draws_; }

 private:
  std::shared_ptr<SharedDraws> draws_;
  std::vector<bool> is_same_;  ///< [input], has the same distribution
  bool are_all_same_;
};

}  // namespace cellcast::sim
