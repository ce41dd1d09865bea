#include "output/verify/compare_results.hpp"

#include <cmath>
#include <limits>
#include <set>

#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/verified_file.hpp"
#include "output/result/result_datasets.hpp"
#include "output/result/result_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/change_dataset.hpp"
#include "tests/output/result/full_results.hpp"
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

/// `group/name` of every dataset of a file below a group, but of its provenance.
void list_file(hid_t parent, const std::string& name, const std::string& path, std::set<std::string>& all) {
  const output::GroupReader group(parent, name);
  for (const std::string& each : group.names()) {
    const output::h5::Handle<H5Oclose> object(H5Oopen(group.id(), each.c_str(), H5P_DEFAULT), "cannot open");
    if (H5Iget_type(object.id()) == H5I_GROUP) {
      if (each != "provenance") list_file(group.id(), each, path + each + "/", all);
    } else {
      all.insert(path + each);
    }
  }
}

}  // namespace

TEST_CASE("what is listed of results are the datasets of their file", "[output][verify]") {
  const sim::Results results = tests::full_results();
  const tests::TemporaryFolder folder;
  tests::write_sample(folder.file("x.h5"), results);
  std::set<std::string> stored, listed;
  const output::VerifiedFile file(folder.file("x.h5"));
  list_file(file.hdf5(), "/", "", stored);
  for (const output::ResultDataset& dataset : output::result_datasets(results)) {
    if (dataset.role == output::ResultDataset::Role::attribute) continue;
    const std::string name = dataset.group + "/" + dataset.name;
    INFO(name);
    CHECK(listed.insert(name).second);
    const std::size_t size = std::visit([](const auto& all) { return all.size(); }, dataset.values());
    std::size_t product = 1;
    for (const std::size_t length : dataset.shape) product *= length;
    CHECK(size == product);
    CHECK(dataset.axes.size() == dataset.shape.size());
    CHECK_FALSE(dataset.long_name.empty());
    for (std::size_t i = 0; i < size; i += 7) CHECK_NOTHROW(dataset.place(i));
  }
  CHECK(stored == listed);
  CHECK(stored.size() > 250);
}

TEST_CASE("a changed value is found in every dataset that a file holds", "[output][verify]") {
  const sim::Results before = tests::full_results();
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("x.h5");
  std::set<std::string> changed;
  for (std::size_t number = 0;; ++number) {
    sim::Results results = before;
    tests::DatasetChanger changer(number);
    output::visit_results(changer, results);
    const std::string& name = changer.changed();
    if (name.empty()) break;
    INFO(name);
    tests::write_sample(path, results);
    const output::Comparison found = output::compare(output::read_result(path, output::Samples::read).results, before);
    REQUIRE(found.different == 1);
    CHECK(found.first->group + "/" + found.first->dataset == name);
    changed.insert(name);
  }
  for (const output::ResultDataset& dataset : output::result_datasets(before)) {
    const std::string name = dataset.group + "/" + dataset.name;
    INFO(name);
    if (dataset.role != output::ResultDataset::Role::copy) CHECK(changed.contains(name));
  }
}

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
