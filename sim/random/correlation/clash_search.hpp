#pragma once

#include <cstddef>
#include <vector>

#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::sim {

/// What a search may spend, in multiplications: the same on every machine.
struct SearchBudget {
  double left;
  bool spend(double work) { return (left -= work) > 0; }
};

/// Looks for sets of inputs that clash: whose matrix is not positive definite, while that of every part is. Sets are found smallest
/// first, those of a size in the order of their members, none with a pair that is blocked, and a set found blocks the pairs given in it.
class ClashSearch {
 public:
  /// [member][member] each, symmetric: the correlations; which pairs are given; which no set may have.
  ClashSearch(SquareMatrix correlations, std::vector<char> given, std::vector<char> blocked);
  ClashSearch(const ClashSearch&) = delete;  // its factor refers to its matrix
  ClashSearch& operator=(const ClashSearch&) = delete;

  /// Looks for sets until there are no more, or there are `enough` and every input is in one. Once the budget is spent, sets are found by
  /// leaving inputs out, and need not be the smallest.
  void find(std::size_t enough, SearchBudget budget);

  const std::vector<std::vector<std::size_t>>& sets() const { return sets_; }
  /// Whether there are no more sets, or none with other inputs.
  bool is_complete() const { return is_complete_; }

 private:
  enum class Outcome { done, stopped };

  bool is_blocked(std::size_t a, std::size_t b) const { return blocked_[a * matrix_.size + b] != 0; }
  bool fits(std::size_t input) const;
  bool has_blocked_pair() const;
  bool has_enough() const { return sets_.size() >= enough_ && covered_ == matrix_.size; }
  Outcome extend(std::size_t next, std::size_t size);
  bool may_clash(std::size_t next, std::size_t size);
  void add(std::vector<std::size_t> members);
  bool find_by_leaving_out();

  SquareMatrix matrix_;
  std::vector<char> given_, blocked_;
  GrowingFactor factor_;
  SearchBudget budget_{0};
  std::size_t enough_ = 0, covered_ = 0;
  bool was_cut_ = false, is_complete_ = false;
  std::vector<std::vector<std::size_t>> sets_;
  std::vector<char> is_covered_;
};

/// Members that clash while none can be left out, of some that clash; in the order of `members`.
std::vector<std::size_t> irreducible_part(const SquareMatrix& matrix, std::vector<std::size_t> members);

/// The matrix of some members.
SquareMatrix part(const SquareMatrix& matrix, const std::vector<std::size_t>& members);

}  // namespace cellcast::sim
