#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/random/correlation/correlation_matrix.hpp"
#include "sim/random/correlation/student_normal.hpp"
#include "sim/random/laws/quantile.hpp"

namespace cellcast::sim {

/// Inputs tied to one another, directly or through others: a block of the copula.
struct CorrelatedGroup {
  std::vector<std::size_t> members;  ///< indices of inputs, sorted by name, so that the draws do not depend on the file's order
  std::vector<double> factor;        ///< Cholesky factor, row-major lower triangle with zeros above, [member][member]
};

/// The groups of inputs, in the order of their first names; every pair stands once. Precondition: find_clash (clash.hpp) finds nothing.
std::vector<CorrelatedGroup> correlated_groups(std::span<const std::string> names, std::span<const PairCorrelation> pairs);

/// Replaces each member's uniforms by correlated ones, u' = Phi(L Phi^-1(u)), within [kSmallestUniform, kLargestUniform].
/// rows[k] points at `count` uniforms of member k, [member][trial].
void correlate(const CorrelatedGroup& group, std::span<double* const> rows, std::size_t count);

/// The Student-t copula: as above, but with u' = T(x) of x = L Phi^-1(u) sqrt(dof / W), T being Student's distribution function. The
/// chi-square W, one to a group and trial, makes all members extreme at once where it is small.
class StudentCopula {
 public:
  /// dof in [1, 1000]
  explicit StudentCopula(double dof);
  double dof() const { return dof_; }

  /// `uniforms` are those behind W, [trial]; they become scratch.
  void correlate(const CorrelatedGroup& group, std::span<double* const> rows, std::span<double> uniforms) const;

 private:
  double dof_;
  std::shared_ptr<const Quantile> chi_square_;  ///< W / dof
  StudentNormal to_normal_;
};

}  // namespace cellcast::sim
