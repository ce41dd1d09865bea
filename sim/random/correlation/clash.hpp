#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/random/correlation/copula.hpp"

namespace cellcast::sim {

/// Sets of inputs whose correlations no random variables can have.
struct ClashingSets {
  /// [set][member], members by name. The matrix of each set, pairs that are not given counting as 0, is not positive definite, while that
  /// of each part of it is. Smallest first, then by the names of members; no given pair stands in two.
  std::vector<std::vector<std::size_t>> sets;
  bool has_more = false;        ///< further such sets, which share no given pair with one another or with those
  std::size_t more_inputs = 0;  ///< in the further sets, and in none of `sets`
  bool is_complete = true;      ///< else more_inputs are those that were found in time, and sets of many inputs need not be the smallest
};

/// Whether the correlation of two inputs is not known: no set has both.
using IsUnknown = std::function<bool(std::size_t, std::size_t)>;

/// The first `most` sets that clash. All sets are looked through, as far as that can be done in about a third of a second: every triple of
/// 300 inputs, every set of 24 in a matrix that is nearly positive definite. Beyond that sets are found by leaving inputs out. Where
/// one exists, at least one is found, as long as no pair is unknown.
ClashingSets clashing_sets(std::span<const std::string> names, std::span<const PairCorrelation> pairs, std::size_t most,
                           const IsUnknown& is_unknown = {});

/// A set that clashes, and how to mend it.
struct Clash {
  std::vector<std::size_t> members;  ///< see ClashingSets
  double smallest_eigenvalue;        ///< of the set's matrix
  std::size_t pair;                  ///< index of the pair to change: the one that needs the smallest change, as far as time allows
  std::optional<double> nearest;     ///< the Pearson value nearest to the given one (just inside) that makes the inputs valid:
  bool mends_group;                  ///< all that are tied to this set, where one change can do that, else the set alone
};

/// Of a set that clashes; `group` are all inputs tied to it, empty where not all of their correlations are known.
/// Precondition: a pair of the set is not fixed.
Clash describe_clash(const std::vector<std::size_t>& members, const std::vector<std::size_t>& group,
                     std::span<const PairCorrelation> pairs);

/// The first clash, or nothing.
std::optional<Clash> find_clash(std::span<const std::string> names, std::span<const PairCorrelation> pairs);

}  // namespace cellcast::sim
