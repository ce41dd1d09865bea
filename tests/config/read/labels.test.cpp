#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;

namespace {

Loaded with_labels(const std::string& lines) { return load_text(std::string(kTiny) + "\n[labels]\n" + lines); }

}  // namespace

TEST_CASE("names, paths, shocks and outputs can have labels, and keep their order", "[labels]") {
  const Loaded loaded = with_labels(
      "power = 'Vehicles'\nsegments.power.price = 'Price of cells'\n'shock.power' = 'Luck'\ntotal_production = 'Output'\nabroad = "
      "'Elsewhere'\n");
  CHECK(messages(loaded) == "");
  const std::vector<Label>& labels = loaded.scenario.labels;
  REQUIRE(labels.size() == 5);
  CHECK((labels[0].key == "power" && labels[0].text == "Vehicles" && !labels[0].is_output));
  CHECK((labels[1].key == "segments.power.price" && !labels[1].is_output));
  CHECK((labels[3].key == "total_production" && labels[3].is_output));
}

TEST_CASE("labels stand in the resolved scenario as they were meant", "[labels]") {
  const Loaded loaded = with_labels("power = 'Fahrzeuge \"neu\"'\n'segments.power.price' = 'a\\b'\n");
  const Loaded again = load_text(resolved(loaded.scenario));
  CHECK(messages(again) == "");
  REQUIRE(again.scenario.labels.size() == 2);
  CHECK(again.scenario.labels[0].text == "Fahrzeuge \"neu\"");
  CHECK(again.scenario.labels[1].key == "segments.power.price");
  CHECK(again.scenario.labels[1].text == "a\\b");
  CHECK(resolved(load_text(kTiny).scenario).find("[labels]") == std::string::npos);  // nothing changes for who has none
}

TEST_CASE("a label of nothing, an empty one and two of one thing are errors", "[labels]") {
  CHECK_THAT(messages(with_labels("'segments.power.pric' = 'x'\n")),
             Catch::Contains("nothing is called `segments.power.pric`") && Catch::Contains("segments.power.price"));
  CHECK_THAT(messages(with_labels("power = ''\n")), Catch::Contains("is empty"));
  CHECK_THAT(messages(with_labels("power = 3\n")), Catch::Contains("must be a text"));
  CHECK_THAT(messages(with_labels("segments.power.price = 'x'\n'segments.power.price' = 'y'\n")), Catch::Contains("has a label already"));
  CHECK_THAT(messages(with_labels("power = '" + std::string(201, 'x') + "'\n")), Catch::Contains("too long"));
}
