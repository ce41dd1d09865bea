#pragma once

#include <vector>

namespace cellcast::sim {

/// Spearman's rank correlation rho of two inputs against Pearson's r of the normals that underlie them, both in [-1, 1].
/// The same bits on every machine.
///
/// Gaussian copula: r = 2 sin(pi rho / 6) (Pearson 1907, "On further methods of determining correlation", Drapers' Company Research
/// Memoirs, Biometric Series IV). Student-t copula (Heinen & Valdesogo 2020, "Spearman rank correlation of the bivariate Student t and
/// scale mixtures of normal distributions", J. Multivariate Analysis 179, 104650):
///     rho = 6/pi E asin(r / sqrt((1 + W1 / W2) (1 + W1 / W3))),    W independent, chi-square with the copula's degrees of freedom,
/// an integral of which a table is built for all r; |error| < 1e-10.
class RankCorrelation {
 public:
  RankCorrelation() = default;           ///< of the Gaussian copula
  explicit RankCorrelation(double dof);  ///< of the Student-t copula; dof in [1, 1000]

  double rank(double pearson) const;
  double pearson(double rank) const;

 private:
  double student_rank(double artanh) const;

  std::vector<double> series_;  ///< of rho / r in Chebyshev polynomials of artanh r; empty: Gaussian copula
};

}  // namespace cellcast::sim
