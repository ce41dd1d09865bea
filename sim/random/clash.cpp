#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/random/copula.hpp"
#include "sim/random/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kMostSteps = 500'000;  // members tried in the search for the smallest set

constexpr std::size_t kLargestGroup = 100;  // for which a change that mends all of it is looked for

enum class Outcome { found, none, gave_up };

/// Looks for members of a matrix, at most `size` of them, that clash while no part of them does. Depth first; each step costs the
/// square of the depth.
class SubsetSearch {
 public:
  explicit SubsetSearch(const SquareMatrix& matrix) : size_(matrix.size), factor_(matrix) {}

  Outcome find(std::size_t size) { return extend(0, size); }
  const std::vector<std::size_t>& members() const { return found_; }

 private:
  Outcome extend(std::size_t next, std::size_t size) {
    for (std::size_t i = next; i < size_; ++i) {
      if (++steps_ > kMostSteps) return Outcome::gave_up;
      if (!factor_.push(i)) {
        found_ = factor_.members();
        found_.push_back(i);
        return Outcome::found;
      }
      const Outcome outcome = size > 1 ? extend(i + 1, size - 1) : Outcome::none;
      factor_.pop();
      if (outcome != Outcome::none) return outcome;
    }
    return Outcome::none;
  }

  std::size_t size_;
  GrowingFactor factor_;
  std::vector<std::size_t> found_;
  std::size_t steps_ = 0;
};

SquareMatrix part(const SquareMatrix& matrix, std::span<const std::size_t> members) {
  SquareMatrix result(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t j = 0; j < members.size(); ++j) result(i, j) = matrix(members[i], members[j]);
  }
  return result;
}

/// Members that clash while none can be left out. Precondition: the matrix is not positive definite.
std::vector<std::size_t> irreducible_subset(const SquareMatrix& matrix) {
  GrowingFactor factor(matrix);
  std::size_t last = 0;
  while (factor.push(last)) ++last;
  std::vector<std::size_t> members = factor.members();
  members.push_back(last);
  // The last is needed, as those before it do not clash. Each other one that is not needed now will not be once there are fewer.
  for (std::size_t i = members.size() - 1; i-- > 0;) {
    std::vector<std::size_t> fewer = members;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!is_positive_definite(part(matrix, fewer))) members = std::move(fewer);
  }
  return members;
}

std::vector<std::size_t> smallest_subset(const SquareMatrix& matrix) {
  SubsetSearch search(matrix);
  for (std::size_t size = 2; size <= matrix.size; ++size) {
    const Outcome outcome = search.find(size);
    if (outcome == Outcome::found) return search.members();
    if (outcome == Outcome::gave_up) break;
  }
  return irreducible_subset(matrix);
}

/// The values of entry (i, j) that make the matrix positive definite, all others held: an open interval around what the others imply,
/// centre = R_iK R_KK^-1 R_Kj, half width^2 = the product of both variances given the others K. None where the others clash already.
struct Allowed {
  double centre, half_width;
};
std::optional<Allowed> allowed_values(const SquareMatrix& matrix, std::size_t i, std::size_t j) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  std::vector<Eigen::Index> others;
  for (Eigen::Index k = 0; k < n; ++k) {
    if (k != static_cast<Eigen::Index>(i) && k != static_cast<Eigen::Index>(j)) others.push_back(k);
  }
  if (others.empty()) return Allowed{0, 1};
  const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> r(matrix.values.data(), n, n);
  const Eigen::VectorXd a = r(others, static_cast<Eigen::Index>(i));
  const Eigen::VectorXd b = r(others, static_cast<Eigen::Index>(j));
  const Eigen::LLT<Eigen::MatrixXd> llt(r(others, others));
  if (llt.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd solved = llt.solve(b);
  const double variance_a = 1 - a.dot(llt.solve(a));
  const double variance_b = 1 - b.dot(solved);
  if (!(variance_a > 0 && variance_b > 0)) return std::nullopt;
  return Allowed{a.dot(solved), std::sqrt(variance_a * variance_b)};
}

double smallest_eigenvalue(const SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  const Eigen::Map<const Eigen::MatrixXd> r(matrix.values.data(), n, n);
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(r, Eigen::EigenvaluesOnly).eigenvalues().minCoeff();
}

struct Change {
  std::size_t pair;
  double nearest, size;
};

/// The smallest change of one pair among `clashing` that makes the matrix of `members` positive definite, if there is one.
std::optional<Change> smallest_change(std::span<const PairCorrelation> pairs, std::span<const std::size_t> clashing,
                                      std::span<const std::size_t> members, const SquareMatrix& matrix) {
  constexpr double kInside = 1e-6;  // of the half width: the end itself is not positive definite
  constexpr double kTie = 1e-9;     // of two changes as large, the first pair's: rounding shall not choose
  const auto contains = [&](std::size_t input) { return std::find(clashing.begin(), clashing.end(), input) != clashing.end(); };
  const auto row = [&](std::size_t input) {
    return static_cast<std::size_t>(std::find(members.begin(), members.end(), input) - members.begin());
  };
  std::optional<Change> best;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (pairs[p].is_fixed || !contains(pairs[p].first) || !contains(pairs[p].second)) continue;
    const auto allowed = allowed_values(matrix, row(pairs[p].first), row(pairs[p].second));
    if (!allowed) continue;
    const double reach = allowed->half_width * (1 - kInside);
    const double nearest = std::clamp(pairs[p].pearson, allowed->centre - reach, allowed->centre + reach);
    const double size = std::fabs(nearest - pairs[p].pearson);
    if (!best || size < best->size - kTie) best = Change{p, nearest, size};
  }
  return best;
}

}  // namespace

std::optional<Clash> find_clash(std::span<const std::string> names, std::span<const PairCorrelation> pairs) {
  for (const auto& component : connected_components(names, pairs)) {
    const SquareMatrix matrix = correlation_matrix(component, pairs);
    if (is_positive_definite(matrix)) continue;
    const std::vector<std::size_t> subset = smallest_subset(matrix);
    Clash clash{};
    for (const std::size_t i : subset) clash.members.push_back(component[i]);
    const SquareMatrix clashing = part(matrix, subset);
    clash.smallest_eigenvalue = smallest_eigenvalue(clashing);
    // Best a change that sets the whole group right; where there is more than one clash, none may.
    auto change = component.size() <= kLargestGroup ? smallest_change(pairs, clash.members, component, matrix) : std::nullopt;
    clash.mends_group = change.has_value();
    if (!change) change = smallest_change(pairs, clash.members, clash.members, clashing);
    clash.pair = change->pair;
    clash.nearest = change->nearest;
    return clash;
  }
  return std::nullopt;
}

}  // namespace cellcast::sim
