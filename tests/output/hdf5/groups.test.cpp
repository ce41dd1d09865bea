// The groups of a result that not every run has: what drives outputs, updated distributions, differences, claims.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <limits>

#include "output/files/seal.hpp"
#include "output/report/difference_table.hpp"
#include "output/report/sensitivity_table.hpp"
#include "output/report/update_table.hpp"
#include "output/result/result_reader.hpp"
#include "output/verify/compare_results.hpp"
#include "tests/catch.hpp"
#include "tests/output/hdf5/sample_groups.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using Catch::Matchers::Contains;

namespace {

sim::Results sample() {
  sim::Results results = tests::sample_results({.samples = 2, .years = 2});
  tests::add_groups(results);
  return results;
}

/// What the program says of a sample that h5py has changed, and that is sealed again; empty where it can be read.
std::string refusal(const std::string& statements) {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_sample(path, sample());
  const std::string command = "/usr/bin/python3 -c 'import h5py\nf = h5py.File(\"" + path + "\", \"r+\")\n" + statements + "\nf.close()'";
  REQUIRE(std::system(command.c_str()) == 0);
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  output::append_seal(file);
  ::close(file);
  try {
    output::read_result(path, output::Samples::read);
  } catch (const output::ReadError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("every group of a result reads back to the bit", "[output]") {
  const tests::TemporaryFolder folder;
  const sim::Results written = sample();
  tests::write_sample(folder.file("a.h5"), written);
  const sim::Results read = output::read_result(folder.file("a.h5"), output::Samples::read).results;
  const output::Comparison found = output::compare(written, read);
  CHECK(found.different == 0);
  CHECK(found.values > 10000);
  CHECK(read.sensitivity->design->factors == written.sensitivity->design->factors);
  CHECK(read.sensitivity->design->points == 4096);
  CHECK(read.update->observations[1].relative);
  CHECK(read.difference->changes[0].later == "1200");
  CHECK(read.ledger.conflicts[0].derivation == "823 + 254 + 94");
}

TEST_CASE("groups that do not fit the run are refused with a reason", "[output][slow]") {
  CHECK(refusal("") == "");
  const std::string shorter =
      "for name in (\"quantiles\", \"quantiles_low\", \"quantiles_high\"):\n"
      "  for key, data in list(g[name].items()):\n"
      "    if key == \"quantile\" or data.ndim > 1 and data.shape[-1] == 9:\n"
      "      values = data[...][..., :4]\n      del g[name][key]\n      g[name][key] = values\n";
  CHECK_THAT(refusal("g = f[\"difference\"]\n" + shorter), Contains("difference has other quantiles than the run"));
  CHECK_THAT(refusal("g = f[\"updated\"]\n" + shorter), Contains("updated has other quantiles than the run"));
  CHECK_THAT(refusal("f[\"updated/quantiles_high/quantile\"][0] = 0.02\n"), Contains("updated has other quantiles"));
  CHECK_THAT(refusal("del f[\"difference/exceedance\"]\n"), Contains("no probability that ") && Contains("is above zero"));
  CHECK_THAT(refusal("g = f[\"difference/median_shift\"]\nfor key, data in list(g.items()):\n"
                     "  if key.startswith(\"change\"):\n    del g[key]\n    g[key] = data[:0]\n"),
             Contains("median_shift has no changes"));
  CHECK_THAT(refusal("del f[\"difference\"].attrs[\"base\"]\n"), Contains("the attribute base is missing"));
  CHECK_THAT(refusal("del f[\"updated\"].attrs[\"effective_trials\"]\n"), Contains("the attribute effective_trials is missing"));
  CHECK_THAT(refusal("f[\"claims/conflict_claim\"][0] = 2\n"), Contains("a conflict of no claim"));
  CHECK_THAT(refusal("f[\"claims/conflict_test\"][0] = \"guess\"\n"), Contains("unknown word in claims: guess"));
  CHECK_THAT(refusal("del f[\"sensitivity/spearman\"]\n"), Contains("cannot open the group spearman"));
}

TEST_CASE("numbers that are none do not keep a table from ending", "[output]") {
  sim::Results results = sample();
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();
  for (const double odd : {kNone, kInfinity, -kInfinity}) {
    for (std::vector<double>& field : results.sensitivity->given_data.first_order) field.assign(field.size(), odd);
    for (std::vector<double>& field : results.sensitivity->design->total) field.assign(field.size(), odd);
    for (sim::UpdatedInput& input : results.update->inputs) input.mean = input.shift = odd;
    for (sim::AttributedChange& change : results.difference->changes) change.shift.assign(change.shift.size(), odd);
    CHECK(output::sensitivity_table(*results.sensitivity, {}, 10).size() < 100'000);
    CHECK_THAT(output::sensitivity_json(*results.sensitivity, {}), Contains("null"));
    CHECK_THAT(output::update_table(results, {"a", "", "", ""}), Contains("effective trials agree with"));
    CHECK_THAT(output::update_json(results, {"a", "", "", ""}), Contains("null"));
    CHECK_THAT(output::difference_table(results, "a"), Contains("a minus base"));
    CHECK_THAT(output::difference_json(results, "a"), Contains("null"));
  }
}
