#include "sim/random/rank_correlation.hpp"

#include "sim/math/sine.hpp"

namespace cellcast::sim {

double pearson_of_rank(double rank) { return 2 * math::sin(math::kPi / 6 * rank); }

double rank_of_pearson(double pearson) { return 6 / math::kPi * math::asin(pearson / 2); }

}  // namespace cellcast::sim
