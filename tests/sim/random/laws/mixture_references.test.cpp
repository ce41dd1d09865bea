// Mixtures against references in 45 digits, tests/data/mixture_references.csv (written by make_mixture_references.py).
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

config::Law law_named(const std::string& name, const std::vector<double>& p) {
  std::vector<double> first, second;  // of a list of pairs
  for (std::size_t i = 0; i + 1 < p.size(); i += 2) first.push_back(p[i]), second.push_back(p[i + 1]);
  if (name == "discrete") return config::Discrete{first, second};
  if (name == "empirical") return config::Empirical{first, second};
  if (name == "normal") return config::Normal{p.at(0), p.at(1)};
  if (name == "lognormal") return config::Lognormal{p.at(0), p.at(1)};
  if (name == "lognormal_moments") return config::LognormalMoments{p.at(0), p.at(1)};
  if (name == "uniform") return config::Uniform{p.at(0), p.at(1)};
  if (name == "triangular") return config::Triangular{p.at(0), p.at(1), p.at(2)};
  if (name == "pert") return config::Pert{p.at(0), p.at(1), p.at(2)};
  if (name == "beta") return config::Beta{p.at(0), p.at(1)};
  if (name == "gamma") return config::Gamma{p.at(0), p.at(1)};
  if (name == "weibull") return config::Weibull{p.at(0), p.at(1)};
  if (name == "student_t") return config::StudentT{p.at(0), p.at(1), p.at(2)};
  if (name == "metalog") return config::Metalog{p.at(0), p.at(1), p.at(2)};
  FAIL("unknown law " << name);
  return {};
}

/// `2.0 normal 0.0 1.0 -inf inf|1.0 discrete 3.0 1.0`: weight, law, parameters, and but of laws of steps the bounds.
config::Mixture mixture_of(const std::string& words) {
  config::Mixture out;
  for (const std::string& component : parts_of(words, '|')) {
    const auto word = parts_of(component, ' ');
    std::vector<double> numbers;
    for (std::size_t i = 2; i < word.size(); ++i) numbers.push_back(value_of(word[i]));
    config::Distribution law;
    if (word.at(1) != "discrete" && word.at(1) != "empirical") {
      law.max = numbers.back(), numbers.pop_back();
      law.min = numbers.back(), numbers.pop_back();
    }
    law.law = law_named(word.at(1), numbers);
    out.of.push_back(law);
    out.weights.push_back(value_of(word.at(0)));
  }
  return out;
}

}  // namespace

TEST_CASE("mixtures agree with references to 1e-12 of the largest scale, or to 1e-13 of probability where they are flat", "[quantile][mixture]") {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/mixture_references.csv");
  REQUIRE(file);
  std::string line, words;
  std::shared_ptr<const sim::Quantile> quantile;
  std::getline(file, line);
  int rows = 0, exact = 0;
  for (; std::getline(file, line); ++rows) {
    const auto f = parts_of(line, ',');
    REQUIRE(f.size() == 6);
    if (f[0] != words) quantile = sim::make_quantile({mixture_of(words = f[0])});
    const double scale = value_of(f[1]), u = value_of(f[2]), right = value_of(f[3]);
    const double slack = 1e-12 * (std::fabs(right) + scale);
    for (const double x : {(*quantile)(u), quantile->once(u), quantile->nearly(u)}) {
      INFO(line << ": got " << std::hexfloat << x);
      CHECK(x >= value_of(f[4]) - slack);
      CHECK(x <= value_of(f[5]) + slack);
      exact += std::fabs(x - right) <= slack;
    }
  }
  REQUIRE(rows > 500);
  CHECK(exact > 2.9 * rows);  // the slack of probability is for gaps and far tails alone
}
