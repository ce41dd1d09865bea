#include "sim/engine/replay/spot_check.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <span>

#include "sim/engine/counts/tally.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {
namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

/// How wide the bins are at most by which values were counted: there are at least 128 to an octave.
double counting_width(double value) { return value == 0 ? 0 : std::ldexp(1.0, std::ilogb(value) - 7); }

/// Whether the histogram of a cell has trials near a value: in the bins that reach so close to it. Edges do not decrease.
bool is_populated(std::span<const std::int64_t> counts, std::span<const double> edges, double value) {
  const double width = counting_width(value);
  const std::span<const double> ends = edges.subspan(1);
  const auto first = std::ranges::lower_bound(ends, value - width) - ends.begin();
  for (auto bin = static_cast<std::size_t>(first); bin < counts.size() && edges[bin] <= value + width; ++bin)
    if (counts[bin] > 0) return true;
  return false;
}

/// One block against the results.
class Block {
 public:
  Block(const Plan& plan, const Results& results, const Chunk& chunk) : plan_(plan), results_(results), chunk_(chunk) {
    found_.trials = chunk.count();
    if (chunk.first() < results.samples) sampled_ = std::min<std::uint64_t>(results.samples - chunk.first(), chunk.count());
    found_.sampled = sampled_;
  }

  SpotCheck check() {
    for (std::size_t k = 0; k < plan_.inputs.size(); ++k)
      check_samples(chunk_.input(k), results_.inputs[k].samples.data(), {k, nullptr, 0});
    for (const Field& field : results_.fields) {
      for (std::size_t cell = 0; cell < field.cells; ++cell) {
        const std::span<const double> values = chunk_.output(plan_.layout.offset(field.id) + cell);
        check_samples(values, field.samples.data() + cell * results_.samples, {0, &field, cell});
        check_statistics(values, field, cell);
      }
    }
    return std::move(found_);
  }

 private:
  struct Number {
    std::size_t input;
    const Field* field;  ///< null for an input
    std::size_t cell;
  };

  void check_samples(std::span<const double> values, const double* samples, const Number& number) {
    found_.values += sampled_;
    for (std::size_t i = 0; i < sampled_; ++i) {
      const double stored = samples[chunk_.first() + i];
      if (!same_bits(values[i], stored)) report(Misfit::Kind::sample, number, i, values[i], stored);
    }
  }

  void check_statistics(std::span<const double> values, const Field& field, std::size_t cell) {
    const std::span counts = std::span(field.histogram).subspan(cell * kHistogramBins, kHistogramBins);
    const std::span edges = std::span(field.histogram_edges).subspan(cell * (kHistogramBins + 1), kHistogramBins + 1);
    found_.values += values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double value = values[i];
      if (!(value >= field.min[cell] && value <= field.max[cell])) {
        report(Misfit::Kind::extremes, {0, &field, cell}, i, value, 0);
      } else if (!is_populated(counts, edges, value)) {
        report(Misfit::Kind::histogram, {0, &field, cell}, i, value, 0);
      }
    }
  }

  void report(Misfit::Kind kind, const Number& number, std::size_t place, double recomputed, double stored) {
    ++found_.misfits;
    const std::uint64_t trial = chunk_.first() + place;
    if (found_.first && found_.first->trial <= trial) return;
    Misfit misfit{kind, {}, {}, trial, recomputed, stored};
    if (number.field) {
      const Variable& variable = plan_.labels.variable(number.field->id);
      misfit.name = variable.name;
      misfit.cell = cell_names(plan_.labels, variable)[number.cell];
    } else {
      misfit.name = plan_.inputs[number.input].name;
    }
    found_.first = std::move(misfit);
  }

  const Plan& plan_;
  const Results& results_;
  const Chunk& chunk_;
  std::size_t sampled_ = 0;
  SpotCheck found_;
};

}  // namespace

std::vector<std::uint64_t> choose(std::uint64_t count, std::uint64_t wanted, std::uint64_t seed) {
  // Floyd's algorithm (Bentley and Floyd 1987, CACM 30(9)): each set of so many numbers is equally likely.
  std::set<std::uint64_t> chosen;
  const Stream stream{seed, stream_id("spot_check")};
  for (std::uint64_t last = count - std::min(wanted, count); last < count; ++last) {
    const std::uint64_t number = bits(stream, last) % (last + 1);
    if (!chosen.insert(number).second) chosen.insert(last);
  }
  return {chosen.begin(), chosen.end()};
}

void SpotCheck::merge(const SpotCheck& later) {
  trials += later.trials;
  sampled += later.sampled;
  values += later.values;
  misfits += later.misfits;
  if (!first) first = later.first;
}

bool has_shape_of(const Plan& plan, const Results& results) {
  const auto same_input = [](const Input& input, const InputSummary& summary) { return input.name == summary.name; };
  const auto same_field = [&](VariableId id, const Field& field) { return id == field.id && plan.layout.cells(id) == field.cells; };
  return std::ranges::equal(plan.inputs, results.inputs, same_input) && std::ranges::equal(plan.wanted, results.fields, same_field) &&
         results.trials <= plan.trials;
}

SpotCheck spot_check(const Plan& plan, const Results& results, const std::vector<std::uint64_t>& blocks, const RunOptions& options) {
  std::vector<SpotCheck> parts(blocks.size());
  on_threads(options.threads, [&] {
    build_tables(plan);
    parallel_for(blocks.size(), [&](std::uint64_t k) {
      stop_if_told(options);
      const std::uint64_t first = blocks[k] * kSpot;
      Chunk chunk(plan, kernel(options.isa), kSpot);
      chunk.compute(first, static_cast<std::size_t>(std::min(kSpot, results.trials - first)));
      parts[k] = Block(plan, results, chunk).check();
    });
  });
  SpotCheck total;
  for (const SpotCheck& part : parts) total.merge(part);
  return total;
}

}  // namespace cellcast::sim
