#include "output/result/result_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "base/sha256.hpp"
#include "output/result/result_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/files/limited_process.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;
using tests::TemporaryFolder;

namespace {

void check_equal(const sim::Field& read, const sim::Field& written) {
  INFO(sim::variable(written.id).name);
  CHECK(read.id == written.id);
  CHECK(read.cells == written.cells);
  for (const auto member : {&sim::Field::mean, &sim::Field::sd, &sim::Field::min, &sim::Field::max, &sim::Field::mean_error,
                            &sim::Field::quantiles, &sim::Field::quantiles_low, &sim::Field::quantiles_high, &sim::Field::thresholds,
                            &sim::Field::exceedance, &sim::Field::histogram_edges, &sim::Field::samples})
    CHECK(read.*member == written.*member);
  CHECK(read.histogram == written.histogram);
}

void check_equal(const sim::InputSummary& read, const sim::InputSummary& written) {
  CHECK(read.name == written.name);
  CHECK(read.distribution == written.distribution);
  CHECK(read.unit == written.unit);
  CHECK(read.mean == written.mean);
  CHECK(read.sd == written.sd);
  CHECK(read.quantiles == written.quantiles);
  CHECK(read.samples == written.samples);
  CHECK(read.dimension == written.dimension);
}

void check_equal(const sim::CorrelationSummary& read, const sim::CorrelationSummary& written) {
  CHECK(read.first == written.first);
  CHECK(read.second == written.second);
  CHECK(read.requested == written.requested);
  CHECK(read.achieved == written.achieved);
}

void check_equal(const sim::Results& read, const sim::Results& written) {
  CHECK(read.trials == written.trials);
  CHECK(read.samples == written.samples);
  CHECK(read.probabilities == written.probabilities);
  REQUIRE(read.fields.size() == written.fields.size());
  for (std::size_t i = 0; i < read.fields.size(); ++i) check_equal(read.fields[i], written.fields[i]);
  REQUIRE(read.inputs.size() == written.inputs.size());
  for (std::size_t i = 0; i < read.inputs.size(); ++i) check_equal(read.inputs[i], written.inputs[i]);
  REQUIRE(read.correlations.size() == written.correlations.size());
  for (std::size_t i = 0; i < read.correlations.size(); ++i) check_equal(read.correlations[i], written.correlations[i]);
}

OutputError::Kind kind_of_refusal(const std::string& path, IfExists if_exists, const std::string& words) {
  try {
    ResultFile file(path, if_exists);
  } catch (const OutputError& error) {
    CHECK_THAT(error.what(), Contains(words));
    CHECK_THAT(error.what(), Contains(path));
    return error.kind();
  }
  throw std::logic_error("not refused: " + path);
}

/// With files limited to so many bytes: 0 where the write failed as it should, with nothing left behind, 1 where it succeeded, other
/// numbers where it went wrong.
int write_with_limit(const std::string& path, rlim_t bytes) {
  return tests::with_file_limit(bytes, [&] {
    int code = 1;
    try {
      ResultFile file(path, IfExists::refuse);
      try {
        file.write(tests::sample_scenario(), tests::sample_provenance(), tests::sample_results());
      } catch (const OutputError& error) {
        code = error.kind() == OutputError::Kind::io && std::string(error.what()).ends_with("cannot write (File too large)") ? 0 : 11;
        if (::access(file.partial().c_str(), F_OK) == 0) code = 12;
      }
    } catch (const std::exception&) {
      code = 13;
    }
    return code;
  });
}

}  // namespace

TEST_CASE("a result file reads back as it was written") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  const sim::Results results = tests::sample_results();
  tests::write_sample(path, results);

  const StoredResult stored = read_result(path, Samples::read);
  check_equal(stored.results, results);
  CHECK(stored.results.labels.segments == results.labels.segments);
  CHECK(stored.results.labels.markets == results.labels.markets);
  CHECK(stored.results.labels.chemistries == results.labels.chemistries);
  CHECK(stored.results.labels.materials == results.labels.materials);
  CHECK(stored.results.labels.drivers == results.labels.drivers);
  CHECK(stored.results.labels.driver_units == results.labels.driver_units);
  CHECK(stored.results.labels.years == results.labels.years);
  CHECK(stored.provenance.scenario_text == tests::sample_provenance().scenario_text);
  CHECK(stored.provenance.scenario_resolved == tests::sample_provenance().scenario_resolved);
  CHECK(stored.attributes.at("Conventions") == "CF-1.10");
  CHECK(stored.attributes.at("title") == tests::sample_scenario().title);
  CHECK(stored.attributes.at("seed") == "9223372036854775807");
  CHECK(stored.attributes.at("trials") == "1000");
  CHECK(stored.attributes.at("method") == "monte-carlo");
  CHECK(stored.attributes.at("replicates") == "16");
  CHECK(stored.attributes.at("rng_contract") == "3");
  CHECK(stored.attributes.at("cellcast_format") == format_version());
  CHECK(stored.attributes.at("scenario_sha256") == base::hex(base::sha256(tests::sample_provenance().scenario_resolved)));
}

TEST_CASE("what a repair has changed reads back, and is left out where there was none") {
  const TemporaryFolder folder;
  Provenance provenance = tests::sample_provenance();
  const auto write = [&](const std::string& path) {
    ResultFile(path, IfExists::refuse).write(tests::sample_scenario(), provenance, tests::sample_results());
    return read_result(path).provenance.repaired_correlations;
  };
  CHECK(write(folder.file("none.h5")).empty());
  CHECK_THAT(tests::read_bytes(folder.file("none.h5")), !Catch::Contains("repaired_correlations"));
  provenance.repaired_correlations = "a ~ b: rank 0.9 -> 0.76069\nb ~ c: rank 0.0 -> 0.1573\n";
  CHECK(write(folder.file("some.h5")) == provenance.repaired_correlations);
}

TEST_CASE("groups with nothing in them are left out, and samples are skipped unless asked for") {
  const TemporaryFolder folder;
  const sim::Results small = tests::sample_results({.years = 1, .all_variables = false});
  tests::write_sample(folder.file("small.h5"), small);
  check_equal(read_result(folder.file("small.h5"), Samples::read).results, small);

  tests::write_sample(folder.file("full.h5"));
  const sim::Results skipped = read_result(folder.file("full.h5")).results;
  CHECK(skipped.samples == 0);
  CHECK(skipped.fields.front().samples.empty());

  sim::Results nothing;
  nothing.trials = 1;
  tests::write_sample(folder.file("nothing.h5"), nothing);
  check_equal(read_result(folder.file("nothing.h5")).results, nothing);
}

TEST_CASE("long lists, long samples, long texts and empty ones survive", "[slow]") {
  const TemporaryFolder folder;
  sim::Results results = tests::sample_results({.samples = 20001});  // several ragged chunks
  for (int i = 0; i < 1000; ++i) {                                   // more strings than fit a page
    results.inputs.push_back(results.inputs.front());
    results.inputs.back().name += std::to_string(i);
  }
  config::Scenario scenario = tests::sample_scenario();
  scenario.title.clear();
  const Provenance provenance{std::string(1 << 20, 'x') + "é", ""};
  ResultFile(folder.file("a.h5"), IfExists::refuse).write(scenario, provenance, results);
  const StoredResult stored = read_result(folder.file("a.h5"), Samples::read);
  check_equal(stored.results, results);
  CHECK(stored.provenance.scenario_text == provenance.scenario_text);
  CHECK(stored.provenance.scenario_resolved.empty());
  CHECK(stored.attributes.at("title").empty());
}

TEST_CASE("the same results give the same bytes") {
  const TemporaryFolder folder;
  const sim::Results results = tests::sample_results({.samples = 20001});
  tests::write_sample(folder.file("a.h5"), results);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a time in the file would have moved by a second
  tests::write_sample(folder.file("another-name.h5"), results);
  const std::string bytes = tests::read_bytes(folder.file("a.h5"));
  CHECK((bytes == tests::read_bytes(folder.file("another-name.h5"))));

  sim::Results changed = results;
  changed.fields.front().mean.front() += 1;
  tests::write_sample(folder.file("changed.h5"), changed);
  CHECK((bytes != tests::read_bytes(folder.file("changed.h5"))));
  CHECK(read_result(folder.file("changed.h5")).attributes.at("results_sha256") !=
        read_result(folder.file("a.h5")).attributes.at("results_sha256"));
}

TEST_CASE("a partial stands beside the target until the file is whole") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  std::string partial;
  {
    ResultFile file(path, IfExists::refuse);
    partial = file.partial();
    CHECK(std::filesystem::exists(partial));
    CHECK(std::filesystem::path(partial).filename().string().starts_with(".a.h5."));
    CHECK_FALSE(std::filesystem::exists(path));
    file.write(tests::sample_scenario(), tests::sample_provenance(), tests::sample_results());
    CHECK(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(partial));
  }
  CHECK(folder.entries() == 1);
  { const ResultFile abandoned(folder.file("b.h5"), IfExists::refuse); }
  CHECK(folder.entries() == 1);
}

TEST_CASE("a target that may not be written is refused before the run") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_bytes(path, "precious");
  using Kind = OutputError::Kind;
  CHECK(kind_of_refusal(path, IfExists::refuse, "exists") == Kind::cannot_create);
  CHECK(kind_of_refusal(folder.file(""), IfExists::replace, "folder") == Kind::cannot_create);
  CHECK(kind_of_refusal(folder.file("."), IfExists::replace, "folder") == Kind::cannot_create);
  CHECK(kind_of_refusal(folder.file("none/b.h5"), IfExists::refuse, "there is no folder") == Kind::cannot_create);
  CHECK(kind_of_refusal(path + "/b.h5", IfExists::refuse, "Not a directory") == Kind::cannot_create);
  CHECK(kind_of_refusal(folder.file(std::string(300, 'x')), IfExists::refuse, "File name too long") == Kind::cannot_create);
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  CHECK(kind_of_refusal(folder.file("pipe"), IfExists::replace, "not a regular file") == Kind::cannot_create);
  CHECK_THROWS_AS(ResultFile("", IfExists::refuse), OutputError);
  CHECK(tests::read_bytes(path) == "precious");
  CHECK(folder.entries() == 2);
}

TEST_CASE("a name as long as names may be still finds room for its partial") {
  const TemporaryFolder folder;
  tests::write_sample(folder.file(std::string(252, 'x') + ".h5"));
  CHECK(folder.entries() == 1);
}

TEST_CASE("replacing follows symbolic links, refusing counts them as files") {
  const TemporaryFolder folder;
  tests::write_bytes(folder.file("real.h5"), "old");
  std::filesystem::create_symlink("real.h5", folder.file("link.h5"));
  std::filesystem::create_symlink("nowhere.h5", folder.file("dangling.h5"));
  CHECK_THROWS_AS(ResultFile(folder.file("link.h5"), IfExists::refuse), OutputError);
  CHECK_THROWS_AS(ResultFile(folder.file("dangling.h5"), IfExists::refuse), OutputError);
  CHECK_THROWS_AS(ResultFile(folder.file("dangling.h5"), IfExists::replace), OutputError);
  tests::write_sample(folder.file("link.h5"));
  CHECK(std::filesystem::is_symlink(folder.file("link.h5")));
  CHECK(read_result(folder.file("real.h5")).results.trials == 1000);
}

TEST_CASE("a file that appeared during the run is not overwritten") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  ResultFile file(path, IfExists::refuse);
  tests::write_bytes(path, "precious");
  CHECK_THROWS_AS(file.write(tests::sample_scenario(), tests::sample_provenance(), tests::sample_results()), OutputError);
  CHECK(tests::read_bytes(path) == "precious");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a write that fails anywhere ends in an error with nothing left behind") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_sample(path);
  const rlim_t size = std::filesystem::file_size(path);
  std::filesystem::remove(path);
  for (const rlim_t limit : {rlim_t{0}, rlim_t{1}, rlim_t{512}, rlim_t{600}, rlim_t{2048}, rlim_t{5000}, size / 10, size / 4, size / 2,
                             3 * size / 4, size - 4096, size - 1}) {
    INFO("limit " << limit << " of " << size << " bytes");
    CHECK(write_with_limit(path, limit) == 0);
    CHECK(folder.entries() == 0);
  }
  CHECK(write_with_limit(path, 2 * size) == 1);  // HDF5 needs some room beyond the end until it closes
  CHECK(folder.entries() == 1);
}

TEST_CASE("a text is written whole or not at all") {
  const TemporaryFolder folder;
  write_whole(folder.file("a.csv"), "one\n", IfExists::refuse);
  CHECK_THROWS_AS(write_whole(folder.file("a.csv"), "two\n", IfExists::refuse), OutputError);
  CHECK(tests::read_bytes(folder.file("a.csv")) == "one\n");
  write_whole(folder.file("a.csv"), "two\n", IfExists::replace);
  CHECK(tests::read_bytes(folder.file("a.csv")) == "two\n");
  CHECK(folder.entries() == 1);
}

TEST_CASE("every reader of netCDF-4 opens a result file", "[slow]") {
  const TemporaryFolder folder;
  tests::write_sample(folder.file("full.h5"));
  tests::write_sample(folder.file("small.h5"), tests::sample_results({.years = 1, .all_variables = false}));
  for (const char* name : {"full.h5", "small.h5"}) {
    const std::string command = "/usr/bin/python3 " CELLCAST_SOURCE_DIR "/tests/output/result/check_readers.py " + folder.file(name);
    CHECK(std::system(command.c_str()) == 0);
  }
}
