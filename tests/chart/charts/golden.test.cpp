#include <cstdlib>
#include <fstream>
#include <sstream>

#include "chart/charts/balance.hpp"
#include "chart/charts/boxes.hpp"
#include "chart/charts/convergence.hpp"
#include "chart/charts/curve.hpp"
#include "chart/charts/exceedance.hpp"
#include "chart/charts/fan.hpp"
#include "chart/charts/histogram.hpp"
#include "chart/charts/scorecard.hpp"
#include "chart/charts/stack.hpp"
#include "chart/charts/tornado.hpp"
#include "chart/charts/waterfall.hpp"
#include "tests/catch.hpp"

using namespace cellcast::chart;

// Charts of made-up numbers, as they were when somebody looked at them: tests/data/charts.
// After a change: CELLCAST_WRITE_DOCS=1 cellcast_tests "[charts]" writes them anew; look at them.

namespace {

const std::string kFolder = std::string(CELLCAST_SOURCE_DIR) + "/tests/data/charts/";

void compare_chart(const std::string& name, const std::string& svg) {
  const std::string path = kFolder + name + ".svg";
  if (std::getenv("CELLCAST_WRITE_DOCS") != nullptr) std::ofstream(path, std::ios::binary) << svg;
  std::ostringstream golden;
  golden << std::ifstream(path, std::ios::binary).rdbuf();
  INFO(path << " differs: run the tests once with CELLCAST_WRITE_DOCS=1, and look at it");
  CHECK((golden.str() == svg));
}

/// The style sheet once, in fan.svg: the others are as in a page that has it.
Words words(const std::string& name) {
  return {"A finding about " + name, "What is drawn, GWh", "A picture of " + name, "Published: association (2030).", name, name != "fan"};
}

FanChart fan_of(const std::string& name, double scale) {
  FanChart chart;
  chart.words = words(name);
  chart.quantity = {"GWh", false};
  for (int k = 0; k < 7; ++k) {
    const double middle = scale * (1 + 0.3 * k), spread = 0.05 * k;
    chart.series.years.push_back(
        {2024 + k, middle * (1 - 2 * spread), middle * (1 - spread), middle, middle * (1 + 1.2 * spread), middle * (1 + 2.4 * spread)});
  }
  return chart;
}

}  // namespace

TEST_CASE("charts are drawn as they were", "[charts]") {
  FanChart chart = fan_of("fan", 1170);
  chart.published = {{2021, 324, "MIIT", false}, {2024, 1170, "MIIT, sold", false}, {2030, 3800, "association", true}};
  chart.other = fan_of("before", 1000).series;
  chart.other->name = "before";
  compare_chart("fan", fan(chart));

  FanChart one_year = fan_of("one-year", 10);
  one_year.series.years.resize(1);
  compare_chart("one-year", fan(one_year));

  PanelsChart several{words("panels"), {fan_of("Power", 800), fan_of("Storage", 250), fan_of("Small", 90)}};
  compare_chart("panels", panels(several));

  BalanceChart both{words("balance"), fan_of("Call", 1000), fan_of("Unmet", 10), fan_of("Utilization", 0.25)};
  both.utilization.quantity = {"1", true};
  both.call.other = fan_of("capacity", 1400).series;
  both.call.other->name = "capacity";
  compare_chart("balance", balance(both));

  ExceedanceChart chance{words("exceedance"),
                         {"GWh", false},
                         {{0, 1}, {0, 0.8}, {100, 0.5}, {200, 0.5}, {200, 0.2}, {300, 0}},
                         {},
                         "",
                         {{100, 0.5, "", true, false}, {250, 0.1, "association", false, true}}};
  compare_chart("exceedance", exceedance(chance));

  HistogramChart bars{words("histogram"),
                      {"GWh", false},
                      {0, 1, 2, 3, 4},
                      {0.1, 0.2, 0.15, 0.05},
                      {{0, 0.5}},
                      {},
                      {},
                      "",
                      {{1.7, "median", false}, {3.2, "association", true}},
                      1,
                      3,
                      "P25–P75",
                      std::nullopt};
  compare_chart("histogram", histogram(bars));

  compare_chart(
      "tornado",
      tornado({words("tornado"),
               {"GWh", false},
               3600,
               {{"Vehicles: growth of demand", 2900, 4400, 0.31, 0.27, 0.35},
                {"A name that takes more than the line that there is for it, and a little more", 3700, 3500, 0.02, 0.01, 0.03}}}));

  compare_chart("waterfall", waterfall({words("waterfall"),
                                        {"GWh", false},
                                        "before",
                                        "after",
                                        3591,
                                        3965,
                                        {{"Growth of storage demand", 337}, {"Duty", -20}, {"together, beyond the sum", 57}}}));

  compare_chart("stack", stack({words("stack"),
                                {"GWh", false},
                                {2024, 2025, 2026},
                                {{"Vehicles", {823, 1000, 1200}}, {"Storage", {254, 400, 500}}, {"Small", {94, 96, 99}}},
                                true}));

  CurveChart line{words("curve"),
                  {"GWh", false},
                  {"", false},
                  "duty, 1",
                  "median",
                  "P5–P95",
                  {{0, 50, 49, 51, 20, 90}, {0.5, 40, 39, 41, 15, 80}, {1, 35, 34, 36, 12, 70}},
                  {},
                  45.0};
  compare_chart("curve", curve(line));
  compare_chart("heat-map", heat_map({words("heat-map"),
                                      {"GWh", false},
                                      "storage growth",
                                      "capacity built",
                                      {"0.25", "0.36"},
                                      {"0.2", "1"},
                                      {3260, 3597, 3556, 3904},
                                      3580.0}));

  compare_chart("boxes", boxes({words("boxes"),
                                {{"46 % of its trials are cases",
                                  {{"Vehicles: growth", "1/year", 0.1246, 0.23, false},
                                   {"Vehicles: growth", "1/year", 0.2, 0.9, true},
                                   {"Shocks", "1", 0.7, 0.78, true}}}}}));

  CardRow row{"china-2030", 20, {4, 1, 0, 2, 0, 0, 1, 0, 3, 9}, 0.15, 0.05, 0.36, 0.45, 0.26, 0.66, 0.132, 0.31, std::nan("")};
  compare_chart("scorecard", scorecard({words("scorecard"),
                                        {row, {"nothing scored", 0, {}, 0, 0, 1, 0, 0, 1, std::nan(""), std::nan(""), std::nan("")}}}));

  compare_chart(
      "convergence",
      convergence(
          {words("convergence"), {"GWh", false}, "median", {{64, 3500, 3200, 3800}, {128, 3580, 3400, 3750}, {65536, 3591, 3585, 3597}}}));
}

TEST_CASE("the probability between points is read off their line, at a step before it", "[charts]") {
  const std::vector<ExceedancePoint> curve{{0, 1}, {0, 0.8}, {100, 0.5}, {200, 0.5}, {200, 0.2}, {300, 0}};
  CHECK(probability_at(curve, -1) == 1);
  CHECK(probability_at(curve, 0) == 1);
  CHECK(probability_at(curve, 50) == Approx(0.65));
  CHECK(probability_at(curve, 200) == 0.5);
  CHECK(probability_at(curve, 250) == Approx(0.1));
  CHECK(probability_at(curve, 301) == 0);
  CHECK(probability_at({}, 1) == 1);
}
