#include "sim/plan/dimensions.hpp"

#include <unordered_set>

#include "sim/plan/calendar.hpp"
#include "sim/plan/correlation_pairs.hpp"

namespace cellcast::sim {
namespace {

/// Names in the order of their first mention.
class Order {
 public:
  void add(const std::string& name) {
    if (seen_.insert(name).second) names_.push_back(name);
  }
  bool has(const std::string& name) const { return seen_.contains(name); }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::string> seen_;
};

/// Adds the input that a number draws; a constant has none.
void add_input(const config::Scenario& scenario, const config::Number& number, Order& order) {
  if (const auto* shared = std::get_if<config::Shared>(&number.value)) {
    add_input(scenario, scenario.variables[shared->variable].number, order);
  } else if (!number.is_constant()) {
    order.add(number.path);
  }
}

void add_elasticities(const config::Scenario& scenario, Order& order) {
  for (const config::Segment& segment : scenario.segments) add_input(scenario, segment.price_elasticity, order);
}

void add_growth_rates(const config::Scenario& scenario, Order& order) {
  for (const config::Segment& segment : scenario.segments) {
    for (const config::Driver& driver : segment.growth.drivers) add_input(scenario, driver.rate, order);
    if (segment.growth.process == config::Process::cagr || segment.growth.process == config::Process::logistic)
      add_input(scenario, segment.growth.rate, order);
  }
}

void add_first_shocks(const config::Scenario& scenario, Order& order) {
  for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) {
    order.add(shock_name("common", year));
    for (const config::Segment& segment : scenario.segments) order.add(shock_name(segment.name, year));
  }
  for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) order.add(shock_name("material", year));
}

/// Those of groups whose first member has its place already.
void add_copula_draws(const config::Scenario& scenario, Order& order) {
  static const std::string kPrefix = copula_draw("");
  for (const std::string& draw : copula_draws(scenario))
    if (order.has(draw.substr(kPrefix.size()))) order.add(draw);
}

void add_later(const config::Scenario& scenario, Order& order) {
  for (const config::Number* number : config::later_numbers(scenario)) add_input(scenario, *number, order);
  for (const std::string& kind : config::later_shock_kinds(scenario)) {
    for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) order.add(shock_name(kind, year));
  }
}

}  // namespace

std::vector<std::string> dimension_order(const config::Scenario& scenario) { return dimension_order({&scenario, 1}); }

std::vector<std::string> dimension_order(std::span<const config::Scenario> batch) {
  Order order;
  for (const config::Scenario& scenario : batch) {
    add_growth_rates(scenario, order);
    add_elasticities(scenario, order);
    add_first_shocks(scenario, order);
    for (const config::Number* number : config::first_numbers(scenario)) add_input(scenario, *number, order);
  }
  // Behind these, so that they move no dimension of theirs.
  for (const config::Scenario& scenario : batch) add_copula_draws(scenario, order);
  for (const config::Scenario& scenario : batch) add_later(scenario, order);
  for (const config::Scenario& scenario : batch) add_copula_draws(scenario, order);
  return order.take();
}

}  // namespace cellcast::sim
