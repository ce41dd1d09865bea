// Benchmarks of what runs for every trial, on each kind of processor that this one can be: the functions alone, in tight loops, and a
// whole block of trials of scenarios/china-2030.toml against the ceiling that its operations set when nothing else took time.
//
// cellcast_bench [--benchmark_filter=REGEX] [--benchmark_format=json] ...; see docs/performance.md.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "bench/budget.hpp"
#include "bench/loops.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/counts/counting.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/engine/trials/outputs.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/questions.hpp"

namespace {

using namespace cellcast;

constexpr std::size_t kCount = 2048;  // numbers in a loop: in and out fit into the first-level cache
constexpr sim::Stream kStream{1, 0x9e3779b97f4a7c15};

/// Arguments of the loops: uniforms, and numbers of either sign.
struct Arguments {
  Arguments() : unit(kCount), any(kCount), out(kCount) {
    sim::uniforms(kStream, 0, unit);
    std::ranges::transform(unit, any.begin(), [](double u) { return 40 * (u - 0.5); });
  }
  std::vector<double> unit, any, out;
};

/// The time of one call, the least of many: what disturbs only adds.
template <class Function>
double least_nanoseconds(int calls, Function function) {
  double least = 1e18;
  for (int i = 0; i < calls; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    function();
    benchmark::ClobberMemory();
    least = std::min(least, std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count());
  }
  return least;
}

/// Calls before the clock starts: tables are made at first use, caches and pages are filled.
constexpr int kWarming = 16;

/// Runs it until the library has had enough, and says the least time for one of `items`.
template <class Function>
double measure(benchmark::State& state, std::size_t items, Function function) {
  double least = 1e18;
  for (int i = 0; i < kWarming; ++i) function();
  for (auto _ : state) least = std::min(least, least_nanoseconds(1, function));
  const double each = least / static_cast<double>(items);
  state.counters["ns_each"] = each;
  return each;
}

void loop(benchmark::State& state, sim::Isa isa, bench::Loops::Map bench::Loops::*map, bool is_unit) {
  Arguments a;
  measure(state, kCount, [&] { (bench::loops(isa).*map)((is_unit ? a.unit : a.any).data(), a.out.data(), kCount); });
}

void pow_loop(benchmark::State& state, sim::Isa isa) {
  Arguments a;
  measure(state, kCount, [&] { bench::loops(isa).pow(a.unit.data(), a.any.data(), a.out.data(), kCount); });
}

void philox(benchmark::State& state, sim::Isa isa) {
  Arguments a;
  measure(state, kCount, [&] { bench::loops(isa).uniforms(kStream, 0, a.out); });
}

void pert(benchmark::State& state, sim::Isa isa) {
  Arguments a;
  const auto quantile = sim::make_quantile({config::Pert{0, 1, 4}});
  measure(state, kCount, [&] { bench::loops(isa).quantiles(*quantile, a.unit, a.out); });
}

/// Nanoseconds that the operations take in their tight loops.
double ceiling(const bench::Operations& n, sim::Isa isa) {
  Arguments a;
  const bench::Loops& loops = bench::loops(isa);
  const auto pert_law = sim::make_quantile({config::Pert{0, 1, 4}});
  const auto times = [&](std::size_t count, auto function) {
    return count == 0 ? 0 : static_cast<double>(count) * least_nanoseconds(300, function) / static_cast<double>(kCount);
  };
  const auto of = [&](std::size_t count, bench::Loops::Map map) {
    return times(count, [&, map] { map(a.unit.data(), a.out.data(), kCount); });
  };
  return of(n.exp, loops.exp) + of(n.log, loops.log) + of(n.divisions, loops.reciprocal) + of(n.square_roots, loops.square_root) +
         of(n.normal_quantiles, loops.near_normal_quantile) + of(n.normal_cdfs, loops.normal_cdf) +
         times(n.uniforms, [&] { loops.uniforms(kStream, 0, a.out); }) +
         times(n.tables, [&] { loops.quantiles(*pert_law, a.unit, a.out); });
}

sim::Plan china(const std::string& method) {
  config::Overrides overrides;
  overrides.method = method;
  return sim::compile(sim::load_checked(CELLCAST_SOURCE_DIR "/scenarios/china-2030.toml", overrides));
}

void against_ceiling(benchmark::State& state, double each, double best) {
  state.counters["ceiling"] = best;
  state.counters["share"] = best / each;
}

/// The ceiling is Monte Carlo's in any case: one Philox number for each.
void draw(benchmark::State& state, sim::Isa isa, const char* method) {
  const sim::Plan plan = china(method);
  sim::ParameterRows rows(plan);
  std::uint64_t first = 0;
  const double each = measure(state, sim::kDrawn, [&] { sim::kernel(isa).draw(rows, first += sim::kDrawn); });
  against_ceiling(state, each, ceiling(bench::operations_of_draw(plan), isa));
}

void model(benchmark::State& state, sim::Isa isa) {
  const sim::Plan plan = china("monte-carlo");
  sim::ParameterRows rows(plan);
  rows.draw(0);
  sim::State scratch(plan.model.sizes);
  const std::size_t stride = sim::kBlock + 8;
  sim::AlignedRows outputs(plan.layout.rows() * stride);
  const double each = measure(
      state, sim::kBlock, [&] { sim::kernel(isa).simulate(plan.model, plan.layout, rows.parameters(), outputs.data(), stride, scratch); });
  against_ceiling(state, each, ceiling(bench::operations_of_model(plan), isa));
}

/// Both, as a run does it: into the chunk of outputs that are counted next, which no cache holds.
void chunk(benchmark::State& state, sim::Isa isa) {
  const sim::Plan plan = china("monte-carlo");
  sim::Chunk trials(plan, sim::kernel(isa));
  const double each = measure(state, sim::kChunk, [&] { trials.compute(trials.first() + sim::kChunk, sim::kChunk); });
  against_ceiling(state, each, ceiling(bench::operations_of_draw(plan), isa) + ceiling(bench::operations_of_model(plan), isa));
}

/// A quotient of totals in all years, of outputs that are in cache: what `total_exports / total_production` adds to a trial.
void expression(benchmark::State& state, sim::Isa isa) {
  const config::Scenario scenario = sim::load_checked(CELLCAST_SOURCE_DIR "/scenarios/china-2030.toml");
  const std::vector<sim::Question> questions{
      sim::ask("total_exports / total_production", sim::question_scope(scenario), sim::Wanted::any_dimensions)};
  const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), questions);
  sim::ParameterRows rows(plan);
  rows.draw(0);
  sim::AlignedRows outputs(plan.layout.rows() * sim::kBlock);
  sim::OutputsOfBlocks block(plan, sim::kernel(isa), plan.program.get());
  const sim::OutputBlock out{&plan.layout, outputs.data(), sim::kBlock, block.state().outputs.data()};
  block.compute(rows.parameters(), out);
  sim::Temporaries temporaries(*plan.program);
  measure(state, sim::kBlock, [&] { sim::kernel(isa).evaluate(*plan.program, rows.parameters(), out, temporaries, nullptr); });
}

/// Nanoseconds that counting a value takes where everything is in cache: the same trials of a lognormal number again and again.
double least_count(sim::Isa isa, const sim::Design& design) {
  std::vector<double> values(sim::kChunk);
  Arguments a;
  std::transform(a.unit.begin(), a.unit.begin() + sim::kChunk, values.begin(), [](double u) { return std::exp(2 * u); });
  const sim::BinPlan plan = sim::plan_bins(values, std::vector<double>(design.replicates() > 1 ? 11 : 0, 0.5));
  sim::Accumulator accumulator(plan);
  const std::vector<sim::Stretch> whole{{0, sim::kChunk}};
  return least_nanoseconds(1000, [&] { sim::kernel(isa).add(accumulator, values, 0, whole); }) / sim::kChunk;
}

/// Counting all inputs and outputs of a trial: another chunk of trials each time, computed just before, as in a run.
void statistics(benchmark::State& state, sim::Isa isa, const char* method) {
  const sim::Plan plan = china(method);
  const sim::Counted counted(plan);
  const std::vector<sim::BinPlan> bins = sim::plan_counting(plan, counted, isa);
  sim::Chunk trials(plan, sim::kernel(isa));
  sim::Tally tally(bins, *plan.design);
  const auto next = [&] {
    trials.compute(trials.first() + sim::kChunk, sim::kChunk);
    return least_nanoseconds(1, [&] { tally.add(sim::kernel(isa), counted.rows(trials)); });
  };
  double least = 1e18;
  for (int i = 0; i < kWarming; ++i) next();
  for (auto _ : state) {
    const double taken = next();
    state.SetIterationTime(taken * 1e-9);
    least = std::min(least, taken);
  }
  const auto varying = static_cast<double>(std::ranges::count_if(bins, [](const sim::BinPlan& each) { return !each.constant; }));
  const double each = least / sim::kChunk;
  state.counters["ns_each"] = each;
  state.counters["ns_value"] = each / static_cast<double>(counted.size());
  against_ceiling(state, each, varying * least_count(isa, *plan.design));
}

template <class... Rest>
void add(sim::Isa isa, const std::string& what, void (*function)(benchmark::State&, sim::Isa, Rest...), Rest... rest) {
  benchmark::RegisterBenchmark((what + "/" + std::string(name(isa))).c_str(),
                               [=](benchmark::State& state) { function(state, isa, rest...); });
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  for (const sim::Isa isa : sim::kIsas) {
    if (!sim::is_available(isa)) continue;
    using L = bench::Loops;
    add(isa, "philox", philox);
    add(isa, "exp", loop, &L::exp, false);
    add(isa, "log", loop, &L::log, true);
    add(isa, "pow", pow_loop);
    add(isa, "normal_quantile", loop, &L::normal_quantile, true);
    add(isa, "normal_quantile_near", loop, &L::near_normal_quantile, true);
    add(isa, "normal_cdf", loop, &L::normal_cdf, false);
    add(isa, "pert_quantile", pert);
    add(isa, "divide", loop, &L::reciprocal, true);
    add(isa, "square_root", loop, &L::square_root, true);
    add(isa, "draw_of_a_trial", draw, "monte-carlo");
    add(isa, "draw_by_sobol", draw, "sobol");
    add(isa, "draw_by_latin_hypercube", draw, "latin-hypercube");
    add(isa, "model_of_a_trial", model);
    add(isa, "trial_in_a_chunk", chunk);
    add(isa, "expression", expression);
    add(isa, "statistics", statistics, "monte-carlo");
    add(isa, "statistics_in_replicates", statistics, "sobol");
  }
  benchmark::RunSpecifiedBenchmarks();
}
