// What plans of a session leave to one another changes no bit of what they find.
#include "sim/engine/trials/session.hpp"

#include <cstring>
#include <thread>

#include "sim/check/check.hpp"
#include "sim/engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

sim::Plan plan_of(std::vector<std::string> set, const std::string& method, std::uint64_t trials) {
  config::Overrides overrides;
  overrides.set = std::move(set);
  overrides.set.emplace_back("outputs.variables=[\"total_production\", \"price\"]");
  overrides.set.emplace_back("sensitivity.method=\"none\"");
  overrides.trials = trials;
  overrides.method = method;
  return sim::compile(sim::load_checked(tests::shipped("china-2030"), overrides));
}

bool is_same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void require_same(const sim::Results& a, const sim::Results& b) {
  REQUIRE(a.fields.size() == b.fields.size());
  for (std::size_t k = 0; k < a.fields.size(); ++k) {
    REQUIRE(is_same(a.fields[k].mean, b.fields[k].mean));
    REQUIRE(is_same(a.fields[k].sd, b.fields[k].sd));
    REQUIRE(is_same(a.fields[k].quantiles, b.fields[k].quantiles));
  }
  REQUIRE(a.inputs.size() == b.inputs.size());
  for (std::size_t k = 0; k < a.inputs.size(); ++k) REQUIRE(a.inputs[k].mean == b.inputs[k].mean);
  REQUIRE(a.correlations.size() == b.correlations.size());
  for (std::size_t k = 0; k < a.correlations.size(); ++k) REQUIRE(a.correlations[k].achieved == b.correlations[k].achieved);
}

const std::vector<std::vector<std::string>> kChanges{
    {},
    {"segments.power.price_elasticity=0.7"},  // was a distribution: one input less
    {"segments.power.price_elasticity={ dist = \"lognormal\", median = 0.5, sigma = 0.4, max = 2.0 }"},  // another distribution
    {"segments.power.cost.markup_floor=-0.04"},                                                          // no draw depends on it
    {"sampling.seed=7"},
    {"correlations=[]"},
    {"copula={ kind = \"student_t\", dof = 5.0 }"},
    {"copula={ kind = \"student_t\", dof = 9.0 }"},
};

}  // namespace

TEST_CASE("a run under a session finds the bits that it finds alone", "[engine][session]") {
  const std::string method = GENERATE("monte-carlo", "latin-hypercube", "sobol");
  sim::Session session(std::size_t{1} << 22);
  for (const std::uint64_t trials : {2048, 5000}) {  // more than is kept
    for (const auto& change : kChanges) {
      INFO(method << ", " << trials << ", " << (change.empty() ? "as it is" : change.front()));
      const sim::Plan plan = plan_of(change, method, trials);
      require_same(sim::run(session.serve(plan), {.threads = 2}), sim::run(plan, {.threads = 1}));
    }
  }
}

TEST_CASE("a plan that only another key tells apart takes the draws of the one before", "[engine][session]") {
  sim::Session session;
  const sim::Plan first = session.serve(plan_of({}, "sobol", 1024)), second = session.serve(plan_of(kChanges[3], "sobol", 1024));
  REQUIRE(first.inputs.size() == second.inputs.size());
  for (std::size_t k = 0; k < first.inputs.size(); ++k) CHECK(first.inputs[k].quantile == second.inputs[k].quantile);
  CHECK(first.draws != nullptr);
  CHECK(second.draws != nullptr);
  CHECK(first.draws->is_shared_with(*second.draws));
  CHECK_FALSE(first.draws->is_shared_with(*session.serve(plan_of(kChanges[4], "sobol", 1024)).draws));
}

TEST_CASE("the draws of a run that is too long to keep are kept when it comes again", "[engine][session]") {
  sim::Session session(std::size_t{1} << 22);  // two designs of some 1,500 trials
  const auto serve = [&](std::uint64_t trials) { return session.serve(plan_of({}, "sobol", trials)).draws; };
  const auto first = serve(65536), second = serve(65536), third = serve(65536);
  CHECK_FALSE(first->is_shared_with(*second));
  CHECK(second->is_shared_with(*third));
  const auto short_one = session.serve(plan_of(kChanges[4], "sobol", 1024)).draws;
  CHECK(short_one->is_shared_with(*session.serve(plan_of(kChanges[4], "sobol", 1024)).draws));
}

TEST_CASE("several threads may ask a session at once", "[engine][session][threads]") {
  const sim::Plan plan = plan_of({}, "sobol", 2048), other = plan_of(kChanges[3], "sobol", 2048);
  const sim::Results alone = sim::run(plan, {.threads = 1}), other_alone = sim::run(other, {.threads = 1});
  sim::Session session(std::size_t{1} << 24);
  sim::Results found, other_found;
  {
    std::jthread one([&] { found = sim::run(session.serve(plan), {.threads = 2}); });
    std::jthread two([&] { other_found = sim::run(session.serve(other), {.threads = 1}); });
  }
  require_same(found, alone);
  require_same(other_found, other_alone);
}
