#include "output/sweep/sweep_file.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <sstream>

#include "base/sha256.hpp"
#include "output/report/csv.hpp"
#include "output/report/sweep_table.hpp"
#include "output/result/result_reader.hpp"
#include "output/result/results_digest.hpp"
#include "output/result/statistics.hpp"
#include "output/sweep/sweep_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/files/limited_process.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;
using tests::TemporaryFolder;

namespace {

constexpr std::size_t kBase = 1;

/// Points along a numeric and a text axis, differences from the second point.
SweepSummary sample_summary(std::size_t points = 3) {
  SweepSummary summary;
  summary.name = "sample-sweep";
  summary.title = "A sweep: 电池";
  summary.design = "grid";
  summary.axes = {{"us_tariff", {"tariffs.us_base.rate", "tariffs.us_extra.rate"}, "1", {}, {}}, {"policy", {"policy.kind"}, "1", {}, {}}};
  for (std::size_t i = 0; i < points; ++i) {
    summary.axes[0].numbers.push_back(0.25 * static_cast<double>(i));
    summary.axes[1].texts.push_back(i % 2 == 0 ? "frei" : "zölle");
  }
  summary.points = points;
  summary.base = kBase;
  summary.sampling = tests::sample_scenario().sampling;
  summary.provenance = tests::sample_provenance();
  summary.sweep_text = "[sweep]\nbase = \"sample.toml\"  # α\n";
  return summary;
}

/// The sample's results, moved by the number of the point.
sim::Results point_results(std::size_t point) {
  sim::Results results = tests::sample_results({.samples = 0});
  const double shift = 1000.0 * static_cast<double>(point);
  for (sim::Field& field : results.fields)
    for (auto* values : {&field.mean, &field.min, &field.max, &field.quantiles, &field.quantiles_low, &field.quantiles_high})
      for (double& value : *values) value += shift;
  for (sim::InputSummary& input : results.inputs) input.mean += shift;
  if (point == 2) results.inputs.erase(results.inputs.begin() + 1);
  if (point == kBase) return results;
  sim::Difference& difference = results.difference.emplace();
  difference.labels = results.labels;
  difference.fields = results.fields;
  for (sim::Field& field : difference.fields) {
    field.thresholds = {0};
    field.exceedance.assign(field.cells, 0.5 + 0.125 * static_cast<double>(point));
    difference.variance_reduction.emplace_back(field.cells, 10.0 + static_cast<double>(point));
  }
  return results;
}

void write_sweep(const std::string& path, const SweepSummary& summary) {
  SweepFile file(path, IfExists::replace);
  file.begin(summary, point_results(0));
  for (std::size_t i = 0; i < summary.points; ++i) file.add(i, point_results(i));
  file.finish();
}

void check_equal(const sim::Field& read, const sim::Field& written) {
  INFO(sim::variable(written.id).name);
  CHECK(read.id == written.id);
  for (const auto member : {&sim::Field::mean, &sim::Field::sd, &sim::Field::min, &sim::Field::max, &sim::Field::mean_error,
                            &sim::Field::quantiles, &sim::Field::quantiles_low, &sim::Field::quantiles_high, &sim::Field::thresholds,
                            &sim::Field::exceedance, &sim::Field::histogram_edges})
    CHECK(read.*member == written.*member);
  CHECK(read.histogram == written.histogram);
}

void check_equal(const std::vector<sim::Field>& read, const std::vector<sim::Field>& written) {
  REQUIRE(read.size() == written.size());
  for (std::size_t i = 0; i < read.size(); ++i) check_equal(read[i], written[i]);
}

bool all_equal(const std::vector<double>& values, double value) { return std::ranges::count(values, value) == std::ssize(values); }

/// With files limited to so many bytes: 0 where the write failed as it should and left nothing, 1 where it succeeded, other numbers where
/// it went wrong.
int write_with_limit(const std::string& path, rlim_t bytes) {
  return tests::with_file_limit(bytes, [&] {
    try {
      write_sweep(path, sample_summary());
      return 1;
    } catch (const OutputError& error) {
      return error.kind() == OutputError::Kind::io && std::string(error.what()).ends_with("cannot write (File too large)") ? 0 : 11;
    } catch (const std::exception&) {
      return 12;
    }
  });
}

}  // namespace

TEST_CASE("a sweep's file holds each point's statistics and where it stands on the axes") {
  const TemporaryFolder folder;
  const std::string path = folder.file("sweep.h5");
  const SweepSummary summary = sample_summary();
  write_sweep(path, summary);
  CHECK(folder.entries() == 1);

  const SweepReader file(path);
  REQUIRE(file.points() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    INFO("point " << i);
    const sim::Results read = file.read(i), written = point_results(i);
    check_equal(read.fields, written.fields);
    CHECK(read.probabilities == written.probabilities);
    CHECK(read.labels.drivers == written.labels.drivers);
    CHECK(read.labels.driver_units == written.labels.driver_units);
    CHECK(read.labels.years == written.labels.years);
  }
  REQUIRE(file.axes().size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const SweepAxis &read = file.axes()[k], &written = summary.axes[k];
    CHECK(read.name == written.name);
    CHECK(read.keys == written.keys);
    CHECK(read.unit == written.unit);
    CHECK(read.numbers == written.numbers);
    CHECK(read.texts == written.texts);
  }
}

TEST_CASE("a sweep's file says what was run") {
  const TemporaryFolder folder;
  const SweepSummary summary = sample_summary();
  write_sweep(folder.file("sweep.h5"), summary);
  const SweepReader file(folder.file("sweep.h5"));
  const auto& attributes = file.attributes();
  CHECK(attributes.at("kind") == "sweep");
  CHECK(attributes.at("design") == "grid");
  CHECK(attributes.at("points") == "3");
  CHECK(attributes.at("name") == summary.name);
  CHECK(attributes.at("title") == summary.title);
  CHECK(attributes.at("trials") == "1000");
  CHECK(attributes.at("scenario_sha256") == base::hex(base::sha256(summary.provenance.scenario_resolved)));
  CHECK(file.sweep_text() == summary.sweep_text);
  CHECK(file.provenance().scenario_text == summary.provenance.scenario_text);
  CHECK(file.provenance().scenario_resolved == summary.provenance.scenario_resolved);
  base::Sha256 hash;  // of the points one after the other, each in the order of a run's
  for (std::size_t i = 0; i < 3; ++i) for_each_values(point_results(i).fields, [&hash](const auto& values) { add_values(hash, values); });
  CHECK(attributes.at("results_sha256") == base::hex(hash.digest()));
}

TEST_CASE("inputs of a sweep are those of any one point, not numbers where another lacks them") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  const SweepReader file(folder.file("sweep.h5"));
  for (std::size_t i = 0; i < 3; ++i) {
    INFO("point " << i);
    const std::vector<sim::InputSummary> read = file.read(i).inputs, first = point_results(0).inputs, own = point_results(i).inputs;
    REQUIRE(read.size() == first.size());
    for (std::size_t k = 0; k < read.size(); ++k) {
      CHECK(read[k].name == first[k].name);
      CHECK(read[k].unit == first[k].unit);
      const auto input = std::ranges::find(own, read[k].name, &sim::InputSummary::name);
      REQUIRE((input == own.end()) == (i == 2 && k == 1));
      if (input == own.end()) {
        CHECK(std::isnan(read[k].mean));
        CHECK(std::isnan(read[k].sd));
        CHECK(std::ranges::all_of(read[k].quantiles, [](double value) { return std::isnan(value); }));
      } else {
        CHECK(read[k].mean == input->mean);
        CHECK(read[k].sd == input->sd);
        CHECK(read[k].quantiles == input->quantiles);
      }
    }
  }
}

TEST_CASE("a sweep's differences are from the base point, whose own is zero") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  const SweepReader file(folder.file("sweep.h5"));
  for (const std::size_t point : {std::size_t{0}, std::size_t{2}}) {
    const sim::Results read = file.read(point), written = point_results(point);
    check_equal(read.difference.value().fields, written.difference->fields);
    CHECK(read.difference->variance_reduction == written.difference->variance_reduction);
  }
  const sim::Difference own = file.read(kBase).difference.value();
  for (const sim::Field& field : own.fields) {
    for (const Statistic& statistic : sim::kCellStatistics) CHECK(all_equal(field.*statistic.values, 0));
    for (const Statistic& statistic : sim::kQuantileStatistics) CHECK(all_equal(field.*statistic.values, 0));
    CHECK(all_equal(field.exceedance, 0));
    CHECK(all_equal(field.histogram_edges, 0));
    CHECK(field.histogram.back() == 1000);
    CHECK(std::ranges::count(field.histogram, 0) == static_cast<std::ptrdiff_t>(field.cells * (sim::kHistogramBins - 1)));
  }
  CHECK(own.variance_reduction.front().front() == std::numeric_limits<double>::infinity());

  SweepSummary without = sample_summary();
  without.base = without.points;
  write_sweep(folder.file("without.h5"), without);
  CHECK_FALSE(SweepReader(folder.file("without.h5")).read(0).difference);
}

TEST_CASE("the same sweep gives the same bytes") {
  const TemporaryFolder folder;
  write_sweep(folder.file("a.h5"), sample_summary(100));
  write_sweep(folder.file("b.h5"), sample_summary(100));
  CHECK((tests::read_bytes(folder.file("a.h5")) == tests::read_bytes(folder.file("b.h5"))));
  const SweepReader file(folder.file("a.h5"));  // several ragged chunks
  for (const std::size_t i : {0u, 2u, 37u, 98u, 99u}) check_equal(file.read(i).fields, point_results(i).fields);
}

TEST_CASE("a sweep without inputs, quantiles and variables is a file still") {
  const TemporaryFolder folder;
  SweepFile file(folder.file("nothing.h5"), IfExists::refuse);
  sim::Results nothing;
  nothing.trials = 1;
  SweepSummary summary = sample_summary(2);
  file.begin(summary, nothing);
  file.add(0, [&] {
    sim::Results results = nothing;
    results.difference.emplace();
    return results;
  }());
  file.add(1, nothing);
  file.finish();
  CHECK(SweepReader(folder.file("nothing.h5")).read(1).fields.empty());
}

TEST_CASE("points of a sweep out of order or missing are refused, and nothing is left") {
  const TemporaryFolder folder;
  const auto begun = [&] {
    SweepFile file(folder.file("a.h5"), IfExists::refuse);
    file.begin(sample_summary(), point_results(0));
    file.add(0, point_results(0));
    CHECK(std::filesystem::exists(file.partial()));
    return file;
  };
  const auto out_of_order = [&] { begun().add(2, point_results(2)); };
  const auto missing = [&] { begun().finish(); };
  const auto other_variables = [&] { begun().add(1, tests::sample_results({.all_variables = false})); };
  CHECK_THROWS_AS(out_of_order(), std::logic_error);
  CHECK_THROWS_AS(missing(), std::logic_error);
  CHECK_THROWS_AS(other_variables(), std::logic_error);
  CHECK_THROWS_AS(SweepFile(folder.file("a.h5"), IfExists::refuse).add(0, point_results(0)), std::logic_error);
  { const SweepFile abandoned = begun(); }
  CHECK(folder.entries() == 0);
}

TEST_CASE("a full disk leaves nothing of a sweep's file") {
  const TemporaryFolder folder;
  write_sweep(folder.file("whole.h5"), sample_summary());
  const auto size = static_cast<rlim_t>(std::filesystem::file_size(folder.file("whole.h5")));
  for (const rlim_t bytes : {rlim_t{0}, rlim_t{4096}, size / 4, size / 2, size - 5000, size - 1}) {
    INFO(bytes << " of " << size);
    CHECK(write_with_limit(folder.file("a.h5"), bytes) == 0);
    CHECK(folder.entries() == 1);
  }
  CHECK(write_with_limit(folder.file("a.h5"), 2 * size) == 1);  // it is longer for a while than it is at its end
}

TEST_CASE("commands that want a run's result refuse a sweep's") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  CHECK_THROWS_AS(read_result(folder.file("sweep.h5")), SweepFileError);
  tests::write_sample(folder.file("run.h5"));
  CHECK_THROWS_WITH(SweepReader(folder.file("run.h5")), Contains("not the file of a sweep"));
}

TEST_CASE("a sweep as CSV begins each line with the point and its place on the axes") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  const SweepReader sweep(folder.file("sweep.h5"));
  std::ostringstream csv, run;
  write_csv(csv, sweep, {"total_demand"});
  std::string expected = "point,us_tariff,policy,variable,index,year,unit,statistic,value\n";
  const std::vector<std::string> leads{"0,0,frei,", "1,0.25,zölle,", "2,0.5,frei,"};
  for (std::size_t i = 0; i < 3; ++i) {
    std::ostringstream point;
    write_csv(point, point_results(i), {"total_demand"});
    std::istringstream lines(point.str());
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) expected += leads[i] + line + "\n";
  }
  CHECK(csv.str() == expected);
  CHECK_THROWS_AS(write_csv(csv, sweep, {"total_demant"}), SelectionError);
}

TEST_CASE("a sweep as wide CSV has a row for each cell of each point") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  std::ostringstream csv;
  write_csv(csv, SweepReader(folder.file("sweep.h5")), {"total_demand", 2025, {}, 50}, CsvShape::cells);
  const std::string text = csv.str();
  CHECK_THAT(
      text, Catch::Matchers::StartsWith("point,us_tariff,policy,variable,index,year,unit,mean,sd,min,max,mean_error,P50,P50_low,P50_high"));
  CHECK(std::ranges::count(text, '\n') == 4);
  CHECK_THAT(text, Contains("\n1,0.25,zölle,total_demand,total,2025,GWh,"));
}

TEST_CASE("a sweep's table has a row for each point, below each selected cell") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), sample_summary());
  const SweepReader sweep(folder.file("sweep.h5"));
  const std::string table = sweep_table(sweep, {"total_demand", 2025});
  INFO(table);
  CHECK_THAT(table,
             Contains("sample-sweep: A sweep: 电池\n1000 trials, monte-carlo, seed 9223372036854775807\n\ntotal_demand in 2025, GWh\n"));
  CHECK_THAT(table, Contains("point  us_tariff  policy") && Contains("P5") && Contains("P95"));
  CHECK_THAT(table, Contains("\n    1       0.25   zölle"));
  CHECK(std::ranges::count(table, '\n') == 4 + 4);
  CHECK_THAT(sweep_table(sweep, {"total_demand", {}}), Contains("\n\ntotal_demand in 2026, GWh\n"));
  CHECK_THROWS_AS(sweep_table(sweep, {"total_demant", {}}), SelectionError);
}
