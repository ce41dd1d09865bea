// Quantiles against references in 60 digits, tests/data/quantile_references.csv (written by make_quantile_references.py).
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "sim/random/laws/quantile.hpp"
#include "tests/catch.hpp"
#include "tests/sim/random/laws/reference_words.hpp"

namespace {

using namespace cellcast;

using tests::parts_of;
using tests::value_of;

config::Law law(const std::string& name, const std::vector<std::string>& parameters) {
  std::vector<double> p;
  for (const std::string& parameter : parameters) p.push_back(value_of(parameter));
  const auto or_else = [&](std::size_t i, double fallback) { return i < p.size() ? p[i] : fallback; };
  if (name == "normal") return config::Normal{p.at(0), p.at(1)};
  if (name == "lognormal") return config::Lognormal{p.at(0), p.at(1)};
  if (name == "lognormal_moments") return config::LognormalMoments{p.at(0), p.at(1)};
  if (name == "uniform") return config::Uniform{p.at(0), p.at(1)};
  if (name == "triangular") return config::Triangular{p.at(0), p.at(1), p.at(2)};
  if (name == "pert") return config::Pert{p.at(0), p.at(1), p.at(2), or_else(3, 4)};
  if (name == "beta") return config::Beta{p.at(0), p.at(1), or_else(2, 0), or_else(3, 1)};
  if (name == "gamma") return config::Gamma{p.at(0), p.at(1)};
  if (name == "weibull") return config::Weibull{p.at(0), p.at(1)};
  if (name == "student_t") return config::StudentT{p.at(0), p.at(1), p.at(2)};
  if (name == "metalog") return config::Metalog{p.at(0), p.at(1), p.at(2)};
  FAIL("unknown law " << name);
  return {};
}

struct Reference {
  std::string label;
  config::Distribution distribution;
  double scale, u, x;
};

std::vector<Reference> references() {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/quantile_references.csv");
  REQUIRE(file);
  std::vector<Reference> out;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto f = parts_of(line, ',');
    REQUIRE(f.size() == 7);
    out.push_back({line, {law(f[0], parts_of(f[1], ' ')), value_of(f[2]), value_of(f[3])}, value_of(f[4]), value_of(f[5]), value_of(f[6])});
  }
  return out;
}

}  // namespace

TEST_CASE("quantiles agree with references to 1e-12 of their size and scale", "[quantile]") {
  sim::QuantileFactory factory;
  const auto rows = references();
  REQUIRE(rows.size() > 1000);
  for (const Reference& r : rows) {
    const double x = (*factory.make(r.distribution))(r.u);
    // A truncated law's reference maps u in 60 digits; the 1e-12 covers the mapping too.
    INFO(r.label << ": got " << std::hexfloat << x);
    CHECK(std::fabs(x - r.x) <= 1e-12 * (std::fabs(r.x) + r.scale));
  }
}
