#include "sim/random/correlation/rank_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/math/elementary.hpp"
#include "sim/math/sine.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kTerms = 64;
constexpr double kEnd = 10;  // the largest artanh r of the table: 1 - r = 4e-9

/// The law of V = ln W on a grid with steps h. Functions that are analytic in V, as here, are averaged over such a grid with an error
/// that vanishes exponentially in 1/h (Trefethen & Weideman 2014, SIAM Review 56, 385-458).
struct LogChiSquare {
  double step;
  std::vector<double> masses;  ///< of V = constant + index x step

  explicit LogChiSquare(double dof) : step(std::min(0.45, 0.75 * std::sqrt(2 / dof))) {
    constexpr double kNothing = 1e-12;  // of the largest mass, at V = ln dof
    const auto mass = [&](int i) { return math::exp(dof / 2 * (i * step + 1 - math::exp(i * step))); };
    for (int i = 0; mass(i) > kNothing; --i) masses.push_back(mass(i));
    std::ranges::reverse(masses);
    for (int i = 1; mass(i) > kNothing; ++i) masses.push_back(mass(i));
    double total = 0;
    for (const double m : masses) total += m;
    for (double& m : masses) m /= total;
  }
};

/// A value of q = 1 / sqrt((1 + W1 / W2) (1 + W1 / W3)) with its probability.
struct Atom {
  double q, mass;
};

/// q depends on the differences of the V alone, so all grid points with the same two differences are one atom.
std::vector<Atom> ratio_atoms(double dof) {
  constexpr double kNothing = 1e-14;
  const LogChiSquare law(dof);
  const std::vector<double>& p = law.masses;
  const int n = static_cast<int>(p.size());
  const auto share = [&](int difference) { return 1 / (1 + math::exp(-difference * law.step)); };  // W2 / (W1 + W2)
  std::vector<Atom> atoms;
  for (int j = 1 - n; j < n; ++j) {
    for (int k = j; k < n; ++k) {
      double mass = 0;
      for (int i = std::max({0, -j, -k}); i < std::min({n, n - j, n - k}); ++i) mass += p[i] * p[i + j] * p[i + k];
      if (k > j) mass *= 2;
      if (mass > kNothing) atoms.push_back({std::sqrt(share(j) * share(k)), mass});
    }
  }
  return atoms;
}

double mean_arcsine(double r, const std::vector<Atom>& atoms) {
  double sum = 0;
  for (const Atom& atom : atoms) sum += atom.mass * math::asin(r * atom.q);
  return 6 / math::kPi * sum;
}

double from_artanh(double y) {
  const double e = math::exp(-2 * y);
  return (1 - e) / (1 + e);
}

/// cos(pi t), 0 <= t <= 1
double cosine(double t) {
  const double s = math::sin(math::kPi / 2 * (0.5 - t));
  return 2 * s * std::sqrt(1 - s * s);
}

}  // namespace

RankCorrelation::RankCorrelation(double dof) : series_(kTerms) {
  const std::vector<Atom> atoms = ratio_atoms(dof);
  for (std::size_t k = 0; k < kTerms; ++k) {
    const double node = cosine((static_cast<double>(k) + 0.5) / kTerms);
    const double r = from_artanh(kEnd * (node + 1) / 2);
    const double value = 2.0 / kTerms * (mean_arcsine(r, atoms) / r);
    double before = node, at = 1;  // T_(-1) and T_0
    for (double& coefficient : series_) {
      coefficient += value * at;
      const double next = 2 * node * at - before;
      before = at;
      at = next;
    }
  }
  series_[0] /= 2;
}

/// Of the r whose artanh it is, by Clenshaw's recurrence.
double RankCorrelation::student_rank(double artanh) const {
  const double x = 2 * artanh / kEnd - 1;
  double next = 0, at = 0;
  for (std::size_t n = kTerms; n-- > 1;) {
    const double before = 2 * x * at - next + series_[n];
    next = at;
    at = before;
  }
  return from_artanh(artanh) * (x * at - next + series_[0]);
}

double RankCorrelation::rank(double pearson) const {
  if (series_.empty()) return 6 / math::kPi * math::asin(pearson / 2);
  const double r = std::fabs(pearson), end = from_artanh(kEnd);
  const double inside = student_rank((math::log1p(r < end ? r : end) - math::log1p(r < end ? -r : -end)) / 2);
  const double beyond = r < end ? 0 : (r - end) / (1 - end);  // a straight line to 1
  return std::copysign(inside + (1 - inside) * beyond, pearson);
}

double RankCorrelation::pearson(double rank) const {
  if (series_.empty()) return 2 * math::sin(math::kPi / 6 * rank);
  const double wanted = std::fabs(rank), last = student_rank(kEnd);
  if (wanted >= last) return std::copysign(from_artanh(kEnd) + (1 - from_artanh(kEnd)) * ((wanted - last) / (1 - last)), rank);
  double low = 0, high = kEnd;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (student_rank(middle) < wanted ? low : high) = middle;
  }
  return std::copysign(from_artanh(low), rank);
}

}  // namespace cellcast::sim
