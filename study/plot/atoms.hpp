#pragma once

#include <cstddef>
#include <vector>

#include "chart/charts/exceedance.hpp"
#include "chart/charts/histogram.hpp"
#include "sim/results/results.hpp"

namespace cellcast::study {

/// A value that many trials share exactly, such as a shortage of 0.
struct Atom {
  double value = 0;
  double share = 0;  ///< of the trials, (0, 1]
  std::size_t bin = 0;
};

/// A cell's distribution, as far as a result file has it.
struct Distribution {
  std::vector<double> edges;   ///< [bin + 1], not decreasing
  std::vector<double> shares;  ///< [bin], of the trials
  std::vector<Atom> atoms;     ///< by value
};

/// Atoms are exact where a bin holds nothing else; else the rest of a bin is taken to be like the bins beside it, within what quantiles
/// leave.
Distribution distribution_of(const sim::Field& field, std::size_t cell, const std::vector<double>& probabilities, double trials);

/// P(X >= x): from bin to bin, what is no atom spread evenly in each, and upright at atoms.
std::vector<chart::ExceedancePoint> exceedance_of(const Distribution& distribution);

/// Shares without the atoms.
std::vector<double> without_atoms(const Distribution& distribution);

/// Bins, and as stems the atoms, unless they are many.
chart::HistogramChart histogram_of(const Distribution& distribution, const chart::Quantity& quantity);

}  // namespace cellcast::study
