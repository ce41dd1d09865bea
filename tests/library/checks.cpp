// What docs/library.md promises besides its example; the exit status says whether it is so.
#include <cellcast/cellcast.hpp>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

namespace {

int failures = 0;

void expect(bool is_so, const char* what) {
  if (is_so) return;
  std::printf("not so: %s\n", what);
  ++failures;
}

/// What an error of the kind says; fails where there is none.
template <class Work>
cellcast::Error error_of(cellcast::Error::Kind kind, const Work& work) {
  try {
    work();
  } catch (const cellcast::Error& error) {
    expect(error.kind() == kind, error.what());
    return error;
  }
  expect(false, "an error is thrown");
  return {kind, ""};
}

double first_mean(const cellcast::Result& result) {
  for (const cellcast::Array& array : result.group("mean"))
    if (array.name == "total_production") return std::get<std::span<const double>>(array.values).front();
  return 0;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_same(const cellcast::Array::Values& a, const cellcast::Array::Values& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& values) {
        const auto same = [](const auto& x, const auto& y) { return x == y || (x != x && y != y); };  // not-a-numbers are alike
        return std::ranges::equal(values, std::get<std::decay_t<decltype(values)>>(b), same);
      },
      a);
}

void check_errors(const std::string& path) {
  using Kind = cellcast::Error::Kind;
  const auto bad = error_of(Kind::scenario, [] { cellcast::Scenario::parse("name = \"bad\"\nhorizon = 3\n", {}, "bad.toml"); });
  expect(!bad.diagnostics().empty(), "a bad scenario has diagnostics");
  bool has_place = false;
  for (const cellcast::Diagnostic& each : bad.diagnostics())
    has_place = has_place || (each.file == "bad.toml" && each.line == 2 && each.column > 0 && !each.problem.empty());
  expect(has_place, "a diagnostic names file, line and column");
  error_of(Kind::no_input, [] { cellcast::Scenario::load("does-not-exist.toml"); });
  error_of(Kind::no_input, [] { cellcast::Result::open("does-not-exist.h5"); });
  error_of(Kind::data, [&] { cellcast::Result::open(path); });  // a scenario, not a result
  const auto scenario = cellcast::Scenario::load(path, {.trials = 4096});
  const auto result = cellcast::run(scenario);
  error_of(Kind::usage, [&] { result.group("no_such_group"); });
  error_of(Kind::cannot_create, [&] { result.save("/does-not-exist/a.h5"); });
  std::stop_source source;
  source.request_stop();
  error_of(Kind::stopped, [&] { cellcast::run(scenario, {.watch = {.stop = source.get_token()}}); });
}

/// Two threads run and read the same scenario at once.
void check_threads(const cellcast::Scenario& scenario) {
  const double alone = first_mean(cellcast::run(scenario));
  double means[2] = {};
  {
    std::jthread one([&] { means[0] = first_mean(cellcast::run(scenario)); });
    std::jthread two([&] { means[1] = first_mean(cellcast::run(scenario, {.threads = 1})); });
  }
  expect(alone != 0 && means[0] == alone && means[1] == alone, "threads that run one scenario find the same");
}

void check_files(const cellcast::Scenario& scenario) {
  std::atomic<std::uint64_t> most = 0;
  const auto result = cellcast::run(scenario, {.watch = {.progress = [&](std::uint64_t done, std::uint64_t of) {
                                                 expect(of == scenario.trials(), "progress is of all trials");
                                                 most = std::max(most.load(), done);
                                               }}});
  expect(most > 0, "progress is told");
  result.save("saved.h5", cellcast::Existing::replace);
  const auto opened = cellcast::Result::open("saved.h5");
  expect(opened.groups() == result.groups() && opened.trials() == result.trials(), "a file has what the result had");
  for (const std::string& group : result.groups()) {
    const auto here = result.group(group), there = opened.group(group);
    expect(here.size() == there.size(), group.c_str());
    for (std::size_t k = 0; k < here.size() && k < there.size(); ++k) {
      expect(here[k].name == there[k].name && here[k].unit == there[k].unit && here[k].dims == there[k].dims, group.c_str());
      expect(here[k].shape == there[k].shape && here[k].dims.size() == here[k].shape.size(), group.c_str());
      expect(here[k].long_name == there[k].long_name && is_same(here[k].values, there[k].values), group.c_str());
    }
  }
  opened.save("copied.h5", cellcast::Existing::replace);
  expect(bytes_of("saved.h5") == bytes_of("copied.h5"), "an opened result is saved as it was");
}

/// Runs of scenarios that come from one another, which share what they can, and of each alone.
void check_second_runs(const std::string& path) {
  const cellcast::Changes changes{.trials = 2048};
  const auto first = cellcast::Scenario::load(path, changes);
  cellcast::run(first);
  for (const char* key : {"segments.power.price", "segments.power.price_elasticity", "sampling.seed"}) {
    const std::string value = std::string(key) == "sampling.seed" ? "5" : "0.6";
    const auto alone = cellcast::Scenario::load(path, {.set = {std::string(key) + "=" + value}, .trials = 2048});
    cellcast::run(first.with(key, value)).save("second.h5", cellcast::Existing::replace);
    cellcast::run(alone).save("alone.h5", cellcast::Existing::replace);
    expect(bytes_of("second.h5") == bytes_of("alone.h5"), key);
  }
}

void check_changes(const cellcast::Scenario& scenario) {
  const auto other = scenario.with("segments.power.price_elasticity", "0.7");
  expect(other.resolved() != scenario.resolved(), "a change shows");
  const cellcast::Scenario both[] = {scenario, other};
  const auto results = cellcast::run(both);
  const std::vector<std::string> groups = results.at(1).groups();
  const auto found = std::ranges::find_if(groups, [](const std::string& name) { return name.starts_with("difference/"); });
  expect(found != groups.end() && !results[1].group(*found).empty(), "a batch has differences");
  expect(results[0].groups().size() < groups.size(), "the base of a batch has none");
  expect(!scenario.inputs().empty() && scenario.inputs().front().p5 <= scenario.inputs().front().p95, "inputs have percentiles");
  expect(!cellcast::central(scenario).empty(), "the central run has values");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  const auto scenario = cellcast::Scenario::load(argv[1], {.trials = 4096});
  check_errors(argv[1]);
  check_threads(scenario);
  check_files(scenario);
  check_changes(scenario);
  check_second_runs(argv[1]);
  return failures == 0 ? 0 : 1;
}
