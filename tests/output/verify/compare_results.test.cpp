#include "output/verify/compare_results.hpp"

#include <cmath>
#include <limits>

#include "output/result/result_datasets.hpp"
#include "output/result/result_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;

namespace {

/// The comparison of the sample results with what `change` makes of them.
template <class Change>
output::Comparison changed(const Change& change) {
  sim::Results results = tests::sample_results();
  change(results);
  return output::compare(results, tests::sample_results());
}

}  // namespace

TEST_CASE("results are the same as themselves, and as what a file holds of them", "[output][verify]") {
  const output::Comparison same = changed([](sim::Results&) {});
  CHECK(same.different == 0);
  CHECK(same.values > 1000);
  const tests::TemporaryFolder folder;
  tests::write_sample(folder.file("x.h5"));
  const output::Comparison read =
      output::compare(output::read_result(folder.file("x.h5"), output::Samples::read).results, tests::sample_results());
  INFO((read.first ? read.first->text() : ""));
  CHECK(read.different == 0);
  CHECK(read.values == same.values);
}

TEST_CASE("every number of results is compared, to the bit", "[output][verify]") {
  const sim::Results results = tests::sample_results();
  for (const output::ResultDataset& dataset : output::result_datasets(results)) {
    const auto values = dataset.values();
    const std::size_t size = std::visit([](const auto& all) { return all.size(); }, values);
    INFO(dataset.group << "/" << dataset.name);
    for (std::size_t i = 0; i < size; i += 7) CHECK_NOTHROW(dataset.place(i));
  }
  const auto up = [](double& value) { value = std::nextafter(value, std::numeric_limits<double>::infinity()); };
  for (auto member :
       {&sim::Field::mean, &sim::Field::sd, &sim::Field::min, &sim::Field::max, &sim::Field::mean_error, &sim::Field::quantiles,
        &sim::Field::quantiles_low, &sim::Field::quantiles_high, &sim::Field::histogram_edges, &sim::Field::samples})
    CHECK(changed([&](sim::Results& r) { up((r.fields.back().*member).back()); }).different == 1);
  CHECK(changed([](sim::Results& r) { ++r.fields.back().histogram.back(); }).different == 1);
  CHECK(changed([&](sim::Results& r) { up(r.inputs.back().mean); }).different == 1);
  CHECK(changed([&](sim::Results& r) { up(r.inputs.back().samples.back()); }).different == 1);
  CHECK(changed([](sim::Results& r) { r.inputs.back().unit += "x"; }).different == 1);
  CHECK(changed([](sim::Results& r) { r.labels.markets.back() += "x"; }).different == 1);
}

TEST_CASE("zeros of either sign differ, and what is no number is the same as itself", "[output][verify]") {
  sim::Results a = tests::sample_results(), b = a;
  a.fields.front().mean.front() = 0.0;
  b.fields.front().mean.front() = -0.0;
  CHECK(output::compare(a, b).different == 1);
  a.fields.front().mean.front() = b.fields.front().mean.front() = std::nan("");
  CHECK(output::compare(a, b).different == 0);
}

TEST_CASE("a dataset that is missing or longer is one difference", "[output][verify]") {
  CHECK(changed([](sim::Results& r) { r.fields.back().mean.pop_back(); }).first->text().find("values is stored") != std::string::npos);
  CHECK(changed([](sim::Results& r) { r.correlations.push_back({"a", "b", 0.5, 0.5}); }).different == 4);
  const output::Comparison less = changed([](sim::Results& r) { r.fields.pop_back(); });
  CHECK(less.different > 0);
  CHECK(less.first->stored == "nothing");
}
