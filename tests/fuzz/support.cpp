#include "tests/fuzz/support.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/utf8.hpp"
#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "sim/plan/plan.hpp"
#include "tests/temporary_folder.hpp"

namespace cellcast::fuzz {

namespace {

namespace fs = std::filesystem;

fs::path parent() {
  const char* given = std::getenv("TMPDIR");
  return given ? given : fs::exists("/dev/shm") ? "/dev/shm" : "/tmp";
}

bool is_error(const config::Diagnostic& diagnostic) { return diagnostic.severity == config::Severity::error; }

/// The line of a text, counted from 1; nothing where there is none. An empty last line counts.
std::string_view line_of(std::string_view text, std::uint32_t number) {
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n', begin);
    expect(end != std::string_view::npos, "a diagnostic stands behind the last line");
    begin = end + 1;
  }
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(base::first_character(text).bytes);
  return count;
}

/// `check --resolved`, twice: the second must say what the first did.
void check_resolved(const config::Scenario& scenario) {
  const std::string once = config::resolved(scenario);
  const config::Loaded again = config::load(write("resolved.toml", once));
  for (const config::Diagnostic& diagnostic : again.diagnostics)
    if (is_error(diagnostic)) fail("what `--resolved` prints is wrong: " + config::format(diagnostic, again.scenario.sources));
  expect(config::resolved(again.scenario) == once, "`--resolved` of what `--resolved` prints differs:\n" + once);
}

/// Whether a plan of it takes little time and memory.
bool is_small(const config::Scenario& scenario) {
  const std::size_t cells = scenario.segments.size() * scenario.markets.size() * scenario.horizon.years();
  return cells <= 1000 && scenario.correlations.size() <= 50 && config::numbers(scenario).size() <= 500;
}

void check_compiled(const std::string& path, config::Overrides overrides) {
  for (const bool repair : {false, true}) {
    overrides.repair_correlations = repair;
    try {
      const config::Scenario scenario = sim::load_checked(path, overrides);
      (void)sim::compile(scenario);
      if (repair) check_resolved(scenario);
    } catch (const config::ScenarioError& error) {
      expect(is_printable(error.what()), "control characters in a message");
    }
  }
}

}  // namespace

const std::string& folder() {
  static const tests::TemporaryFolder made(parent());  // removed when the process ends; after a finding scripts/fuzz does
  return made.path();
}

std::string write(const std::string& name, std::string_view bytes) {
  const std::string path = folder() + "/" + name;
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

void fail(const std::string& what) {
  std::fprintf(stderr, "FINDING: %s\n", what.c_str());
  std::abort();
}

bool is_printable(std::string_view text) {
  while (!text.empty()) {
    const base::Character next = base::first_character(text);
    const bool is_control = next.code < 0x20 || (next.code >= 0x7F && next.code < 0xA0);
    if (next.code == base::Character::kInvalid || (is_control && next.code != '\n')) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

void check_place(const config::Diagnostic& diagnostic, const std::vector<config::Source>& sources) {
  const config::Place& place = diagnostic.place;
  expect(place.source < sources.size(), "a diagnostic of no source: " + diagnostic.problem);
  if (place.line == 0) return;
  const std::string_view line = line_of(sources[place.source].text, place.line);
  expect(place.column <= characters(line) + 1, "a diagnostic stands behind its line: " + config::format(diagnostic, sources));
}

void check_loaded(const std::string& path, const config::Overrides& overrides) {
  const config::Loaded loaded = config::load(path, overrides);
  for (const config::Diagnostic& diagnostic : loaded.diagnostics) {
    check_place(diagnostic, loaded.scenario.sources);
    expect(is_printable(config::format(diagnostic, loaded.scenario.sources)), "control characters in a message");
    expect(!diagnostic.problem.empty(), "a diagnostic without a problem");
  }
  if (std::ranges::any_of(loaded.diagnostics, is_error)) {
    (void)sim::check(loaded.scenario);  // also of an incomplete one
    return;
  }
  check_resolved(loaded.scenario);
  if (is_small(loaded.scenario)) check_compiled(path, overrides);
}

}  // namespace cellcast::fuzz
