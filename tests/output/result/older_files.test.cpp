#include <cmath>
#include <utility>

#include "output/hdf5/memory_file.hpp"
#include "output/result/results_digest.hpp"
#include "output/result/shape_reader.hpp"
#include "output/result/shape_writer.hpp"
#include "output/result/statistics.hpp"
#include "output/verify/compare_results.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;

namespace {

/// The statistics as if the last of them had come with a later minor version than the first.
std::vector<Statistic> with_a_newer_one() {
  std::vector<Statistic> statistics(sim::kCellStatistics.begin(), sim::kCellStatistics.end());
  statistics.back().since = 1;
  return statistics;
}

/// A file of the sample, without the newer statistic or with it.
struct Written {
  explicit Written(bool is_old) {
    if (is_old)
      for (sim::Field& field : results.fields) (field.*statistics.back().values).clear();
    ShapeWriter writer(root.id());
    visit_cell_statistics(writer, std::as_const(results.labels), std::as_const(results.fields), statistics);
  }

  std::vector<sim::Field> read(std::span<const Statistic> expected) const {
    sim::Results found;
    ShapeReader reader(root.id(), UnknownVariables::refuse);
    visit_cell_statistics(reader, found.labels, found.fields, expected);
    return std::move(found.fields);
  }

  std::vector<Statistic> statistics = with_a_newer_one();
  sim::Results results = tests::sample_results();
  h5::File file = create_in_memory();
  h5::Group root = h5::root_group(file.id());
};

std::string digest_of(const std::vector<sim::Field>& fields, std::span<const Statistic> statistics) {
  const sim::Labels labels;
  base::Sha256 hash;
  const auto take = [&hash](const auto& values) { add_values(hash, values); };
  CellVisitor visitor(take);
  visit_cell_statistics(visitor, labels, fields, statistics);
  return base::hex(hash.digest());
}

}  // namespace

TEST_CASE("a file that is older than a statistic is read without it, and has the digest that it had", "[output]") {
  const Written old(true);
  const std::vector<sim::Field> fields = old.read(old.statistics);
  REQUIRE(fields.size() == old.results.fields.size());
  for (std::size_t k = 0; k < fields.size(); ++k) {
    CHECK(fields[k].mean == old.results.fields[k].mean);
    CHECK(fields[k].max == old.results.fields[k].max);
    CHECK(fields[k].mean_error.empty());
    CHECK(std::isnan(value_at(fields[k], old.statistics.back(), 0)));
  }
  const std::span<const Statistic> before(old.statistics.data(), old.statistics.size() - 1);
  CHECK(digest_of(fields, old.statistics) == digest_of(tests::sample_results().fields, before));
}

TEST_CASE("a file that has a newer statistic is read with it", "[output]") {
  const Written whole(false);
  const std::vector<sim::Field> fields = whole.read(whole.statistics);
  for (std::size_t k = 0; k < fields.size(); ++k) CHECK(fields[k].mean_error == whole.results.fields[k].mean_error);
  CHECK(value_at(fields[0], whole.statistics.back(), 0) == fields[0].mean_error[0]);
}

TEST_CASE("a file without a statistic that all have is refused", "[output]") {
  const Written old(true);
  CHECK_THROWS_AS(old.read(sim::kCellStatistics), h5::Error);
}

TEST_CASE("what is recomputed is held against an older file without what it cannot have", "[output][verify]") {
  sim::Results stored = tests::sample_results(), recomputed = tests::sample_results();
  for (sim::Field& field : stored.fields)
    for (const std::span<const Statistic> statistics : {std::span<const Statistic>(sim::kCellStatistics), std::span<const Statistic>(sim::kQuantileStatistics)})
      for (const Statistic& statistic : statistics) (field.*statistic.values).clear();
  CHECK(compare(stored, recomputed).different > 0);
  drop_newer(recomputed, 0);
  CHECK(compare(stored, recomputed).different > 0);
  drop_newer(recomputed, -1);
  CHECK(compare(stored, recomputed).different == 0);
}
