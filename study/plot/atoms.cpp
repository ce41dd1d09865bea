#include "study/plot/atoms.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace cellcast::study {
namespace {

constexpr double kFewest = 20;   ///< trials in a bin that stands alone, and
constexpr double kLeast = 0.01;  ///< of all: fewer are taken for outliers

/// What a file has of a distribution beside the histogram.
struct Known {
  double trials;
  std::span<const double> levels, quantiles;  ///< rising
  double low, high;
};

std::size_t bin_of(std::span<const double> edges, double value) {
  const auto after = std::upper_bound(edges.begin(), edges.end(), value) - edges.begin();
  return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(after - 1, 0, static_cast<std::ptrdiff_t>(edges.size()) - 2));
}

class Finder {
 public:
  Finder(std::span<const double> edges, const std::vector<double>& shares, const Known& known)
      : edges_(edges), shares_(shares), known_(known) {}

  std::vector<Atom> find() {
    for (std::size_t b = 0; b < shares_.size(); ++b)
      if (is_point(b) && shares_[b] > 0) atoms_.push_back({edges_[b], shares_[b], b});
    for (const double value : values()) {
      const std::size_t b = bin_of(edges_, value);
      if (is_point(b) || shares_[b] <= 0) continue;
      double left = shares_[b];
      for (const Atom& atom : atoms_) left -= atom.bin == b ? atom.share : 0;
      const double share = std::min(share_at(b, value), left);
      if (share > 0) atoms_.push_back({value, share, b});
    }
    std::ranges::stable_sort(atoms_, [](const Atom& a, const Atom& b) { return a.value < b.value; });
    return atoms_;
  }

 private:
  bool is_point(std::size_t b) const { return edges_[b] == edges_[b + 1]; }

  std::vector<double> values() const {
    std::vector<double> all(known_.quantiles.begin(), known_.quantiles.end());
    all.insert(all.end(), {known_.low, known_.high});
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  template <class Use>
  void for_each_beside(std::size_t b, Use use) const {
    if (b > 0 && !is_point(b - 1)) use(shares_[b - 1]);
    if (b + 1 < shares_.size() && !is_point(b + 1)) use(shares_[b + 1]);
  }

  bool stands_alone(std::size_t b) const { return (b == 0 || shares_[b - 1] == 0) && (b + 1 == shares_.size() || shares_[b + 1] == 0); }
  bool is_only(std::size_t b, double value) const {
    return std::ranges::all_of(values(), [&](double other) { return other == value || bin_of(edges_, other) != b; });
  }

  /// 0 where it is no atom.
  double share_at(std::size_t b, double value) const {
    if (stands_alone(b) && is_only(b, value) && shares_[b] >= std::max(kLeast, kFewest / known_.trials)) return shares_[b];
    double first = 2, last = -1;
    int count = 0;
    for (std::size_t i = 0; i < known_.levels.size(); ++i) {
      if (known_.quantiles[i] != value) continue;
      first = std::min(first, known_.levels[i]);
      last = std::max(last, known_.levels[i]);
      ++count;
    }
    if (count < 2 || (last - first) * known_.trials < 2) return 0;
    const double least = (value == known_.high ? 1.0 : last) - (value == known_.low ? 0.0 : first);
    double beside = 0, neighbours = 0;
    for_each_beside(b, [&](double share) {
      beside += share;
      ++neighbours;
    });
    return std::clamp(shares_[b] - (neighbours > 0 ? beside / neighbours : 0), std::min(least, shares_[b]), shares_[b]);
  }

  std::span<const double> edges_;
  const std::vector<double>& shares_;
  Known known_;
  std::vector<Atom> atoms_;
};

}  // namespace

Distribution distribution_of(const sim::Field& field, std::size_t cell, const std::vector<double>& probabilities, double trials) {
  Distribution d;
  const auto first = field.histogram_edges.begin() + static_cast<std::ptrdiff_t>(cell * (sim::kHistogramBins + 1));
  d.edges.assign(first, first + sim::kHistogramBins + 1);
  const auto counts = std::span(field.histogram).subspan(cell * sim::kHistogramBins, sim::kHistogramBins);
  double all = 0;
  for (const std::int64_t count : counts) all += static_cast<double>(count);
  for (const std::int64_t count : counts) d.shares.push_back(all > 0 ? static_cast<double>(count) / all : 0);
  const auto quantiles = std::span(field.quantiles).subspan(cell * probabilities.size(), probabilities.size());
  d.atoms = Finder(d.edges, d.shares, {trials, probabilities, quantiles, field.min[cell], field.max[cell]}).find();
  return d;
}

std::vector<chart::ExceedancePoint> exceedance_of(const Distribution& d) {
  std::vector<chart::ExceedancePoint> points;
  double above = 1;
  std::size_t next = 0;
  for (std::size_t b = 0; b < d.shares.size(); ++b) {
    const double low = d.edges[b], width = d.edges[b + 1] - low;
    double rest = d.shares[b];
    for (std::size_t k = next; k < d.atoms.size() && d.atoms[k].bin == b; ++k) rest -= d.atoms[k].share;
    rest = std::max(rest, 0.0);
    if (points.empty()) points.push_back({low, 1});
    double from = low;
    for (; next < d.atoms.size() && d.atoms[next].bin == b; ++next) {
      const Atom& atom = d.atoms[next];
      if (width > 0) above -= rest * ((atom.value - from) / width);
      points.push_back({atom.value, std::max(above, 0.0)});
      above -= atom.share;
      points.push_back({atom.value, std::max(above, 0.0)});
      from = atom.value;
    }
    if (!(width > 0)) continue;
    above -= rest * ((d.edges[b + 1] - from) / width);
    if (above < 1e-12) above = 0;
    points.push_back({d.edges[b + 1], above});
  }
  return points;
}

std::vector<double> without_atoms(const Distribution& d) {
  std::vector<double> rest = d.shares;
  for (const Atom& atom : d.atoms) rest[atom.bin] = std::max(0.0, rest[atom.bin] - atom.share);
  return rest;
}

chart::HistogramChart histogram_of(const Distribution& distribution, const chart::Quantity& quantity) {
  constexpr std::size_t kMostStems = 12;
  chart::HistogramChart chart;
  chart.quantity = quantity;
  chart.edges = distribution.edges;
  chart.shares = without_atoms(distribution);
  for (const Atom& atom : distribution.atoms)
    if (distribution.atoms.size() <= kMostStems) chart.stems.push_back({atom.value, atom.share});
  return chart;
}

}  // namespace cellcast::study
