#include "study/plot/atoms.hpp"

#include "tests/catch.hpp"

using namespace cellcast;

namespace {

const std::vector<double> kLevels{0.1, 0.25, 0.5, 0.75, 0.9};

/// A field of one cell whose histogram has these counts in its first bins, each 0.1 wide, and nothing in the others.
sim::Field field_of(const std::vector<std::int64_t>& counts, const std::vector<double>& quantiles, double low, double high) {
  sim::Field field{};
  field.cells = 1;
  field.min = {low};
  field.max = {high};
  field.quantiles = quantiles;
  field.histogram.assign(sim::kHistogramBins, 0);
  std::copy(counts.begin(), counts.end(), field.histogram.begin());
  for (std::size_t k = 0; k <= sim::kHistogramBins; ++k) field.histogram_edges.push_back(static_cast<double>(k) / 10);
  return field;
}

}  // namespace

TEST_CASE("values that many trials share are found, and others are not", "[charts]") {
  const auto even = study::distribution_of(
      field_of({100, 100, 100, 100, 100, 100, 100, 100, 100, 100}, {0.1, 0.25, 0.5, 0.75, 0.9}, 0.001, 0.999), 0, kLevels, 1000);
  CHECK(even.atoms.empty());

  const sim::Field inside = field_of({50, 50, 50, 550, 50, 50, 50, 50, 50, 50}, {0.15, 0.34, 0.34, 0.55, 0.8}, 0.001, 0.999);
  const auto half = study::distribution_of(inside, 0, kLevels, 1000);
  REQUIRE(half.atoms.size() == 1);
  CHECK(half.atoms[0].value == 0.34);
  CHECK(half.atoms[0].share == Approx(0.5));

  const auto ends = study::distribution_of(field_of({300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 700}, {0, 0, 1, 1, 1}, 0, 1), 0, kLevels, 1000);
  REQUIRE(ends.atoms.size() == 2);
  CHECK(ends.atoms[0].share == Approx(0.3));
  CHECK(ends.atoms[1].share == Approx(0.7));
  // P(X >= x) is 1 at 0, 0.7 between, and upright at both.
  const auto curve = study::exceedance_of(ends);
  CHECK(chart::probability_at(curve, 0) == 1);
  CHECK(chart::probability_at(curve, 0.5) == Approx(0.7));
  CHECK(chart::probability_at(curve, 1) == Approx(0.7));
  CHECK(chart::probability_at(curve, 1.01) == Approx(0).margin(1e-12));
}

TEST_CASE("the exceedance never rises, and what is no atom is spread evenly", "[charts]") {
  const sim::Field field = field_of({50, 50, 50, 550, 50, 50, 50, 50, 50, 50}, {0.15, 0.34, 0.34, 0.55, 0.8}, 0.001, 0.999);
  const auto d = study::distribution_of(field, 0, kLevels, 1000);
  const auto curve = study::exceedance_of(d);
  for (std::size_t k = 1; k < curve.size(); ++k) {
    CHECK(curve[k].value >= curve[k - 1].value);
    CHECK(curve[k].probability <= curve[k - 1].probability + 1e-12);
  }
  // 0.15 and two fifths of 0.05 lie below 0.34.
  CHECK(chart::probability_at(curve, 0.34) == Approx(0.83));
  CHECK(chart::probability_at(curve, 0.3400001) == Approx(0.33).margin(1e-4));
  double rest = 0;
  for (const double share : study::without_atoms(d)) rest += share;
  CHECK(rest == Approx(0.5));
}
