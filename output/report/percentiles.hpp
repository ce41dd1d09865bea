#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/report/selection.hpp"

namespace cellcast::output {

/// `P2.5`: what a quantile is called in a heading.
std::string percentile(double probability);

/// Indices of the probabilities that a table shows: the usual five, or all where one of them is missing.
std::vector<std::size_t> shown_probabilities(const std::vector<double>& probabilities);

/// The same, or those that the selection asks for, in its order. A quantile that the run did not keep is not guessed from others: throws
/// SelectionError, with those there are.
std::vector<std::size_t> shown_probabilities(const std::vector<double>& probabilities, const Selection& selection);

/// All of them, or those that the selection asks for.
std::vector<std::size_t> kept_probabilities(const std::vector<double>& probabilities, const Selection& selection);

}  // namespace cellcast::output
