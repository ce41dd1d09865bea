#include "study/plot/names.hpp"

#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

TEST_CASE("every number of the table of keys has a name in words", "[charts]") {
  const study::Names names;
  for (const config::Key& key : config::keys()) {
    if (key.type != config::KeyType::number) continue;
    std::string path;
    for (const std::string_view part : config::split(key.pattern))
      path += (path.empty() ? "" : ".") + (part == "*" ? std::string("thing") : part == "YEAR" ? std::string("2027") : std::string(part));
    const std::string name = names.input(path);
    INFO(path << ": " << name);
    CHECK(name != path);
    CHECK(name.find("the same") == std::string::npos);
    CHECK(name.find(';') == std::string::npos);
    CHECK(name.find("cagr") == std::string::npos);
    CHECK((name.front() >= 'A' && name.front() <= 'Z'));
  }
}

TEST_CASE("names are written as people write them", "[charts]") {
  const study::Names names;
  CHECK(names.word("us") == "US");
  CHECK(names.word("nmc") == "NMC");
  CHECK(names.word("grid_storage") == "Grid storage");
  CHECK(names.word("us_reciprocal") == "US reciprocal");
  CHECK(names.index("power.us") == "Power, US");
  CHECK(names.index("") == "");
  CHECK(names.input("segments.ess.growth.rate") == "ESS: growth of demand");
  CHECK(names.input("segments.ess.growth.rate.p50") == "ESS: growth of demand, p50");
  CHECK(names.input("shock.common[2027]") == "Shocks to all demand in 2027");
  CHECK(names.input("economy.material_price.news.2027") == "Material price in 2027");
  CHECK(names.input("segments.power.supply.announced.2027") == "Power: announced capacity in 2027");
  CHECK(names.input("shock.power") == "Power: demand shocks");
  CHECK(names.input("tariffs.us_reciprocal") == "Tariffs: US reciprocal");
  CHECK(names.input("markets.eu.overseas_home_share_end").ends_with(", in the end year"));
  CHECK(names.input("nothing.at.all") == "nothing.at.all");
}

TEST_CASE("labels of the scenario go before the usual names", "[charts][labels]") {
  config::Scenario scenario;
  scenario.markets.push_back({});
  scenario.markets[0].name = "china";
  scenario.markets[0].home = true;
  scenario.labels = {{"power", "Vehicles"},
                     {"segments.ess.growth.rate", "Growth of storage"},
                     {"total_demand", "World demand"},
                     {"power.us", "Cars over there"}};
  const study::Names names(scenario);
  CHECK(names.word("power") == "Vehicles");
  CHECK(names.index("power.us") == "Cars over there");
  CHECK(names.index("power.eu") == "Vehicles, EU");
  CHECK(names.input("segments.ess.growth.rate") == "Growth of storage");
  CHECK(names.input("segments.power.price") == "Vehicles: home producers' price in the base year");
  CHECK(names.output(sim::variable(sim::VariableId::total_demand), "") == "World demand");
  CHECK(names.output(sim::variable(sim::VariableId::price), "power") == "Price of China's producers, Vehicles");
  CHECK(names.finding(sim::variable(sim::VariableId::total_production), "") == "China makes ");
}
