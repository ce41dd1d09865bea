// The known answers of tests/data/golden: deterministic runs, and single trials with their inputs given.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "sim/check/check.hpp"
#include "sim/engine/trials/central.hpp"
#include "sim/engine/trials/draw.hpp"
#include "sim/model/stages/stages.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

namespace {

const std::string kFolder = std::string(CELLCAST_SOURCE_DIR) + "/tests/data/golden/";

std::vector<std::vector<std::string>> read_csv(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);  // heading
  while (std::getline(file, line)) {
    std::vector<std::string>& fields = rows.emplace_back();
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  }
  return rows;
}

/// Rows of outputs by `variable,index,year`.
std::map<std::string, std::size_t> output_rows(const sim::Plan& plan) {
  std::map<std::string, std::size_t> rows;
  for (const sim::Variable& variable : sim::variables()) {
    std::vector<std::string> names{""};
    for (const sim::Axis axis : variable.axes) {
      std::vector<std::string> longer;
      for (const std::string& name : names) {
        for (const std::string& label : plan.labels.along(axis)) {
          longer.push_back(name + (axis == sim::Axis::year ? "," : name.empty() ? "" : ".") + label);
        }
      }
      names = longer;
    }
    for (std::size_t cell = 0; cell < names.size(); ++cell) {
      rows[std::string(variable.name) + "," + names[cell]] = plan.layout.offset(variable.id) + cell;
    }
  }
  return rows;
}

bool agrees(double value, double expected) {
  return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected)) || std::abs(value / expected - 1) <= 1e-9;
}

/// Whether a cell is the gross margin of a group whose production is what rounding leaves of a sum: 0 for another order of its terms, as
/// the margin then is.
bool is_margin_of_nothing(const std::string& key, const std::vector<std::pair<std::string, double>>& values) {
  const std::string margin = "producer_gross_margin,";
  if (!key.starts_with(margin)) return false;
  const std::string production = "producer_production," + key.substr(margin.size());
  const auto found = std::ranges::find(values, production, &std::pair<std::string, double>::first);
  return found != values.end() && found->second < 1e-12;
}

struct Known {
  explicit Known(const std::string& name) : plan(sim::compile(sim::load_checked(kFolder + name + ".toml"))), rows(output_rows(plan)) {}
  sim::Plan plan;
  std::map<std::string, std::size_t> rows;
};

}  // namespace

TEST_CASE("central runs equal the known answers", "[model][golden]") {
  const std::string name =
      GENERATE("association-2030", "china-2030", "china-2030-makers", "china-2031", "stress-639", "stress2-1479", "stress2-4562");
  const Known known(name);
  const std::vector<double> values = sim::central(known.plan);
  const auto expected = read_csv(kFolder + name + ".central.csv");
  CHECK(expected.size() == known.plan.layout.rows());
  for (const auto& row : expected) {
    const std::string key = row[0] + "," + row[1] + "," + row[2];
    INFO(name << " " << key);
    REQUIRE(known.rows.contains(key));
    REQUIRE(agrees(values[known.rows.at(key)], std::stod(row[3])));
  }
}

TEST_CASE("single trials with given inputs equal the known answers", "[model][golden]") {
  const std::string name = GENERATE("china-2030", "china-2030-makers", "stress-639", "stress2-1479", "stress2-4562");
  const Known known(name);
  std::map<std::string, std::size_t> inputs;
  for (std::size_t k = 0; k < known.plan.inputs.size(); ++k) inputs[known.plan.inputs[k].name] = k;

  sim::ParameterRows parameters(known.plan);
  std::map<std::size_t, std::vector<std::pair<std::string, double>>> expected;  // [trial]
  for (const auto& row : read_csv(kFolder + name + ".trials.csv")) {
    const auto trial = static_cast<std::size_t>(std::stoul(row[0]));
    if (row[1] == "input") {
      REQUIRE(inputs.contains(row[2]));
      parameters.input(inputs.at(row[2]))[trial] = std::stod(row[5]);
    } else {
      expected[trial].emplace_back(row[2] + "," + row[3] + "," + row[4], std::stod(row[5]));
    }
  }
  REQUIRE(expected.size() >= 4);
  parameters.derive();

  sim::State state(known.plan.model.sizes);
  std::vector<double> outputs(known.plan.layout.rows() * sim::kBlock);
  sim::simulate(known.plan.model, known.plan.layout, parameters.parameters(), outputs.data(), sim::kBlock, state);
  for (const auto& [trial, values] : expected) {
    CHECK(values.size() == known.plan.layout.rows());
    for (const auto& [key, value] : values) {
      if (is_margin_of_nothing(key, values)) continue;
      INFO(name << " trial " << trial << " " << key);
      REQUIRE(agrees(outputs[known.rows.at(key) * sim::kBlock + trial], value));
    }
  }
}

TEST_CASE("the association's outlook is one deterministic path", "[model]") {
  const Known known("association-2030");
  const std::vector<double> values = sim::central(known.plan);
  CHECK(values[known.rows.at("production,power,2030")] == Approx(2457.464832).margin(5e-7).epsilon(0));
  CHECK(values[known.rows.at("production,ess,2030")] == Approx(1226.009486).margin(5e-7).epsilon(0));
  CHECK(values[known.rows.at("production,small,2030")] == Approx(125.968990).margin(5e-7).epsilon(0));
}
