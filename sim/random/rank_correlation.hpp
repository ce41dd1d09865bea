#pragma once

namespace cellcast::sim {

/// Spearman's rank correlation of two inputs against Pearson's of the normals that underlie them, under the Gaussian copula:
/// r = 2 sin(pi rho / 6) (Pearson 1907, "On further methods of determining correlation", Drapers' Company Research Memoirs,
/// Biometric Series IV). Arguments in [-1, 1]; the same bits on every machine.
double pearson_of_rank(double rank);
double rank_of_pearson(double pearson);

}  // namespace cellcast::sim
