// Uses the library as a program of somebody else's would; check_uses.py holds what it prints against what cellcast itself says.
#include <atomic>
#include <cellcast/cellcast.hpp>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <optional>
#include <thread>

#include "tasks.hpp"

using namespace cellcast;

namespace {

std::string digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}
std::string digits(std::int64_t value) { return std::to_string(value); }
std::string digits(const std::string& value) { return value; }

std::string digits(std::size_t value) { return std::to_string(value); }

std::string joined(const auto& all) {
  std::string text;
  for (const auto& each : all) text += digits(each) + ",";
  return text;
}

void load_bad(const Words& words) { Scenario::load(words.at(0)); }

void load_unknown_key(const Words& words) { Scenario::load(words.at(0), {.set = {"segments.power.prize=1"}}); }

void refuse_group(const Words& words) { Result::open(words.at(0)).group("quantile"); }
void open_and_save(const Words& words) { Result::open(words.at(0)).save(words.at(1)); }

/// Every array of a file, value by value; texts may have lines.
void arrays(const Words& words) {
  const Result result = Result::open(words.at(0));
  for (const std::string& group : result.groups())
    for (const Array& array : result.group(group))
      std::visit(
          [&](const auto& values) {
            std::cout << group << '\x1f' << array.name << '\x1f' << array.unit << '\x1f' << array.long_name << '\x1f' << joined(array.dims)
                      << '\x1f' << joined(array.shape) << '\x1f';
            for (const auto& value : values) std::cout << digits(value) << '\t';
            std::cout << '\x1e';
          },
          array.values);
}

/// SCENARIO FILE KEY VALUE: all kinds of changes, and one key more.
void save_changed(const Words& words) {
  const Changes changes{.set = {"segments.cells.price=0.5"},
                        .trials = 3000,
                        .seed = 11,
                        .samples = 20,
                        .method = "sobol",
                        .keep = {"total_production", "price"}};
  run(Scenario::load(words.at(0), changes).with(words.at(2), words.at(3))).save(words.at(1));
}

void save_batch(const Words& words) {
  const Changes changes{.trials = 2048};
  const std::vector<Scenario> scenarios{Scenario::load(words.at(0), changes), Scenario::load(words.at(1), changes)};
  for (const Result& result : run(scenarios)) result.save(words.at(2) + "/" + result.name() + ".h5");
}

void central_run(const Words& words) {
  for (const OutputValue& each : central(Scenario::load(words.at(0))))
    std::cout << each.variable << ',' << each.index << ',' << each.year << ',' << digits(each.value) << '\n';
}

void inputs(const Words& words) {
  for (const Input& input : Scenario::load(words.at(0)).inputs())
    std::cout << input.name << '|' << input.distribution << '|' << input.unit << '|' << digits(input.p50) << '\n';
}

void resolved(const Words& words) { std::cout << Scenario::load(words.at(0)).resolved(); }

/// Two threads and the same scenario, then the same result; arrays outlive the Result that they were asked of.
void threads(const Words& words) {
  const Scenario scenario = Scenario::load(words.at(0), {.trials = 4096, .samples = 10});
  std::vector<std::optional<Result>> results(2);
  {
    std::vector<std::jthread> both;
    for (std::size_t i = 0; i < 2; ++i)
      both.emplace_back([&, i] {
        const Scenario own = scenario;
        results[i] = run(own, {.threads = 1 + static_cast<int>(i)});
        results[i]->save(words.at(1 + i));
        own.inputs();
      });
  }
  const Result shared = *results[0];
  std::vector<std::vector<Array>> seen(2);
  {
    std::vector<std::jthread> both;
    for (std::size_t i = 0; i < 2; ++i)
      both.emplace_back([&, i] {
        for (const std::string& group : shared.groups())
          for (Array& array : Result(shared).group(group)) seen[i].push_back(std::move(array));
      });
  }
  results.clear();
  std::size_t equal = 0;
  for (std::size_t i = 0; i < seen[0].size(); ++i) {
    const auto* a = std::get_if<std::span<const double>>(&seen[0][i].values);
    const auto* b = std::get_if<std::span<const double>>(&seen[1].at(i).values);
    if (a == nullptr || b == nullptr) continue;
    if (a->size() != b->size() || std::memcmp(a->data(), b->data(), a->size_bytes()) != 0) std::cout << seen[0][i].name << " differs\n";
    ++equal;
  }
  std::cout << (equal > 100 ? "equal\n" : "too few arrays\n");
}

/// Is stopped while it runs, after it has told how far it is.
void stop(const Words& words) {
  std::stop_source source;
  std::atomic<std::uint64_t> most{0};
  const Scenario scenario = Scenario::load(words.at(0), {.trials = 100'000'000});
  const auto progress = [&](std::uint64_t done, std::uint64_t of) {
    if (of != 100'000'000) std::cout << "of " << of << '\n';
    if (done > 0 && most.exchange(done) == 0) source.request_stop();
  };
  run(scenario, {.watch = {.progress = progress, .stop = source.get_token()}});
}

void warn(const Words& words) {
  const Changes changes{.set = {"sampling.stop={ variable=\"total_production\", year=2027, relative_error=1e-9 }"}, .trials = 1000};
  run(Scenario::load(words.at(0), changes),
      {.watch = {.warn = [](const Diagnostic& each) { std::cout << each.file << ' ' << each.is_warning << ' ' << each.problem << '\n'; }}});
}

void about_result(const Words& words) {
  const Result result = Result::open(words.at(0));
  const Array array = result.array("mean", "total_production");
  std::cout << version() << '\n' << array.unit << ' ' << digits(std::get<std::span<const double>>(array.values).front()) << '\n'
            << result.resolved();
}

void refuse_array(const Words& words) { Result::open(words.at(0)).array("mean", "prise"); }

void print(const Trace& found) {
  std::cout << found.trial << ' ' << found.trials << ' ' << found.rank.value_or(0) << '\n';
  for (const TracedInput& each : found.inputs)
    std::cout << "input|" << each.name << '|' << each.unit << '|' << digits(each.value) << '|' << digits(each.median) << '|'
              << digits(each.probability) << '|' << digits(each.share) << '\n';
  for (const OutputValue& each : found.outputs)
    std::cout << "output|" << each.variable << '|' << each.index << '|' << each.year << '|' << digits(each.value) << '\n';
}

/// SCENARIO|FILE [VARIABLE YEAR PROBABILITY]: trial 3, or the one at a quantile.
void trace_trial(const Words& words) {
  std::variant<std::uint64_t, AtQuantile> which = std::uint64_t{3};
  if (words.size() > 1) which = AtQuantile{words.at(1), "", std::stoi(words.at(2)), std::stod(words.at(3))};
  if (words.at(0).ends_with(".toml")) return print(trace(Scenario::load(words.at(0)), which));
  print(trace(Result::open(words.at(0)), which));
}

/// Traces what was run and never saved.
void trace_run(const Words& words) { print(trace(run(Scenario::load(words.at(0))), std::uint64_t{3})); }

void trace_too_far(const Words& words) { trace(Scenario::load(words.at(0)), std::uint64_t{1} << 40); }

void verify_file(const Words& words) {
  for (const Step& step : verify(words.at(0), {.quick = words.size() > 1})) {
    std::cout << step.name << '|' << step.is_ok;
    for (const std::string& text : step.texts) std::cout << '|' << text;
    std::cout << '\n';
  }
}

void too_many_threads(const Words& words) { run(Scenario::load(words.at(0)), {.threads = -1}); }

void parse(const Words&) { Scenario::parse("schema = 1\nname = \n", {}, "my text"); }

/// A file that changes between two readings.
void changed_file(const Words& words) {
  const Scenario scenario = Scenario::load(words.at(0));
  std::FILE* file = std::fopen(words.at(0).c_str(), "a");
  std::fputs("# more\n", file);
  std::fclose(file);
  scenario.with("sampling.seed", "3");
}

const Tasks kTasks{{"load", load_bad},      {"unknown-key", load_unknown_key},
                                                           {"group", refuse_group}, {"reopen", open_and_save},
                                                           {"arrays", arrays},      {"change", save_changed},
                                                           {"batch", save_batch},   {"central", central_run},
                                                           {"inputs", inputs},      {"resolved", resolved},
                                                           {"threads", threads},    {"stop", stop},
                                                           {"warn", warn},          {"bad-threads", too_many_threads},
                                                           {"parse", parse},        {"changed-file", changed_file},
                                                           {"about", about_result}, {"array", refuse_array},
                                                           {"trace", trace_trial},  {"trace-run", trace_run},
                                                           {"far", trace_too_far},  {"verify", verify_file}};

}  // namespace

/// TASK WORD...
int main(int argc, char** argv) { return do_task(kTasks, argc, argv); }
