#include "config/scenario/distribution.hpp"

#include <limits>

#include "base/suggest.hpp"
#include "config/diagnostics/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;

namespace {


void check_support(const Distribution& distribution, const Interval& expected) {
  const Interval found = support(distribution);
  CHECK(found.low == expected.low);
  CHECK(found.high == expected.high);
  CHECK(found.low_open == expected.low_open);
  CHECK(found.high_open == expected.high_open);
}

}  // namespace

TEST_CASE("supports") {
  check_support({Normal{0, 1}}, {-kInfinity, kInfinity, true, true});
  check_support({Normal{0, 1}, -1, 2}, {-1, 2});
  check_support({Lognormal{1, 1}}, {0, kInfinity, true, true});
  check_support({Lognormal{1, 1}, 0, 3}, {0, 3, true, false});  // min = 0 truncates nothing
  check_support({LognormalMoments{1, 1}, 0.5}, {0.5, kInfinity, false, true});
  check_support({Uniform{1, 2}, 0, 5}, {1, 2});
  check_support({Uniform{1, 2}, 1.5, 5}, {1.5, 2});
  check_support({Beta{2, 3}}, {0, 1});
  check_support({Gamma{2, 3}}, {0, kInfinity, true, true});
  check_support({StudentT{2, 0, 1}}, {-kInfinity, kInfinity, true, true});
  check_support({Metalog{1, 2, 3}}, {-kInfinity, kInfinity, true, true});
  check_support({Metalog{1, 2, 3}, 0, 9}, {0, 9, true, true});  // approached, not reached
  check_support({Discrete{{1, 5}, {1, 1}}}, {1, 5});
  check_support({Empirical{{0, 1}, {2, 3}}}, {2, 3});
  check_support({EmpiricalData{{2, 2, 3}}}, {2, 3});
  check_support({Mixture{{{Uniform{1, 2}}, {Lognormal{1, 1}}}, {1, 1}}}, {0, kInfinity, true, true});
  check_support({Mixture{{{Uniform{0, 2}}, {Lognormal{1, 1}, -kInfinity, 2}}, {1, 1}}}, {0, 2});  // closed where one of them is
}

TEST_CASE("numbers are written as TOML reads them back") {
  CHECK(text(5.0) == "5.0");
  CHECK(text(0.3) == "0.3");
  CHECK(text(1e-7) == "1e-07");
  CHECK(text(-1.5e300) == "-1.5e+300");
  CHECK(text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(text(kInfinity) == "inf");
}

TEST_CASE("a distribution's text loads to the same distribution") {
  const std::vector<std::string> texts{
      R"({ dist = "normal", mean = 0.5, sd = 0.1, min = 0.1, max = 0.9 })",
      R"({ dist = "lognormal", median = 0.5, sigma = 0.1 })",
      R"({ dist = "lognormal", mean = 0.5, sd = 0.1, max = 3.0 })",
      R"({ dist = "uniform", low = 0.5, high = 1.0 })",
      R"({ dist = "triangular", low = 0.5, mode = 0.5, high = 1.0 })",
      R"({ dist = "pert", low = 0.5, mode = 0.6, high = 1.0 })",
      R"({ dist = "pert", low = 0.5, mode = 0.6, high = 1.0, lambda = 3.0 })",
      R"({ dist = "beta", alpha = 0.5, beta = 0.6, min = 0.2 })",
      R"({ dist = "beta", alpha = 0.5, beta = 0.6, low = 1.0, high = 2.0 })",
      R"({ dist = "gamma", shape = 0.5, scale = 1.0 })",
      R"({ dist = "weibull", shape = 0.5, scale = 1.0 })",
      R"({ dist = "student_t", dof = 3.0, location = 0.5, scale = 0.1, min = 0.1 })",
      R"({ dist = "metalog", p10 = 0.5, p50 = 0.6, p90 = 0.8, min = 0.1 })",
      R"({ dist = "discrete", values = [0.5, 1.0], weights = [1.0, 3.0] })",
      R"({ dist = "empirical", probabilities = [0.0, 0.5, 1.0], values = [0.5, 0.5, 1.0] })",
      R"({ dist = "normal", p10 = 0.5, p90 = 0.6, min = 0.1, max = 0.9 })",
      R"({ dist = "normal", p01 = 0.5, p50 = 0.6, min = 0.1 })",
      R"({ dist = "lognormal", p25 = 0.5, p99 = 0.6 })",
      R"({ dist = "triangular", p10 = 0.5, mode = 0.5, p90 = 0.6 })",
      R"({ dist = "triangular", p10 = 0.2, mode = 0.5, p90 = 0.6, min = 0.1 })",
      R"({ dist = "empirical", data = [0.5, 0.5, 1.0] })",
      R"({ dist = "mixture", of = [{ dist = "uniform", low = 0.5, high = 1.0 }, { dist = "normal", p05 = 0.5, p95 = 0.6, min = 0.1 }], weights = [1.0, 0.5] })",
  };
  for (const std::string& law : texts) {
    const Loaded loaded = load_text(patched(kTiny, "price = 0.5", "price = " + law));
    INFO(law << "\n" << messages(loaded));
    REQUIRE(loaded.diagnostics.empty());
    CHECK(text(std::get<Distribution>(loaded.scenario.segments[0].price.value)) == law);
  }
}

TEST_CASE("data in any order are one law") {
  const Loaded loaded = load_text(patched(kTiny, "price = 0.5", "price = { dist = \"empirical\", data = [3, 0.5, 2, 0.5] }"));
  REQUIRE(loaded.diagnostics.empty());
  CHECK(text(std::get<Distribution>(loaded.scenario.segments[0].price.value)) == R"({ dist = "empirical", data = [0.5, 0.5, 2.0, 3.0] })");
}

TEST_CASE("many data are summed up for readers") {
  std::vector<double> data(1000, 0.5);
  data.back() = 7;
  CHECK(summary({EmpiricalData{data}}) == R"({ dist = "empirical", data = [1000 values from 0.5 to 7.0] })");
  CHECK(summary({EmpiricalData{{1, 2}}}) == R"({ dist = "empirical", data = [1.0, 2.0] })");
  CHECK(summary({Mixture{{{EmpiricalData{data}}, {Normal{0, 1}}}, {1, 2}}}) ==
        R"({ dist = "mixture", of = [{ dist = "empirical", data = [1000 values from 0.5 to 7.0] }, { dist = "normal", mean = 0.0, sd = 1.0 }], weights = [1.0, 2.0] })");
}

TEST_CASE("edits between words") {
  CHECK(cellcast::base::edit_distance("price", "price") == 0);
  CHECK(cellcast::base::edit_distance("Price", "price") == 0);
  CHECK(cellcast::base::edit_distance("pirce", "price") == 1);  // neighbours swapped
  CHECK(cellcast::base::edit_distance("prce", "price") == 1);
  CHECK(cellcast::base::edit_distance("kitten", "sitting") == 3);
  const std::vector<std::string> names{"power", "ess", "small"};
  CHECK(cellcast::base::nearest("pwoer", names) == "power");
  CHECK(cellcast::base::nearest("zinc", names) == "");
  CHECK(cellcast::base::nearest("s", names) == "");  // any name would be as near
}

TEST_CASE("messages without a line or with an unknown source do not fail") {
  const std::vector<Source> sources{{"a.toml", "x = 1\n"}};
  CHECK(format({{0, 0, 0}, "p", "w", "s"}, sources) == "a.toml: p (w) s");
  CHECK(format({{0, 9, 1}, "p", "", ""}, sources) == "a.toml:9:1: p");
  CHECK(format({{0, 1, 99}, "p", "", ""}, sources) == "a.toml:1:99: p\nx = 1\n     ^");
  CHECK(format({{0, 1, 1}, "p", "", "", Severity::warning}, sources) == "a.toml:1:1: warning: p\nx = 1\n^");
  CHECK(format({{7, 1, 1}, "p", "", ""}, sources) == ":1:1: p");
}
