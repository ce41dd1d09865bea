#include "output/sweep/sweep_groups.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "output/hdf5/group_writer.hpp"
#include "output/result/origin.hpp"
#include "output/result/results_digest.hpp"
#include "output/result/shape_findings.hpp"
#include "output/result/shape_statistics.hpp"
#include "output/result/shape_writer.hpp"
#include "output/result/statistics.hpp"
#include "output/sweep/shape_point_inputs.hpp"

namespace cellcast::output {

namespace {

/// What the base differs from itself by: nothing in any trial.
sim::Field zero_field(const sim::Field& of_base, std::uint64_t trials) {
  sim::Field field{};
  field.id = of_base.id;
  field.cells = of_base.cells;
  field.thresholds = {0};
  for (const Statistic& statistic : sim::kCellStatistics) (field.*statistic.values).resize(field.cells);
  for (const Statistic& statistic : sim::kQuantileStatistics) (field.*statistic.values).resize(of_base.quantiles.size());
  field.exceedance.resize(field.cells);
  field.histogram_edges.resize(field.cells * (sim::kHistogramBins + 1));
  field.histogram.resize(field.cells * sim::kHistogramBins);
  for (std::size_t cell = 1; cell <= field.cells; ++cell)  // as all trials of a constant are counted
    field.histogram[cell * sim::kHistogramBins - 1] = static_cast<std::int64_t>(trials);
  return field;
}

sim::Difference zero_difference(const sim::Results& base) {
  sim::Difference difference;
  difference.labels = base.labels;
  for (const sim::Field& field : base.fields) {
    difference.fields.push_back(zero_field(field, base.trials));
    std::vector<double>& reductions = difference.variance_reduction.emplace_back();
    for (const double sd : field.sd) reductions.push_back(sd > 0 ? std::numeric_limits<double>::infinity() : 1);
  }
  return difference;
}

/// Statistics groups, point by point, and the digest of their values.
class PointStatistics {
 public:
  explicit PointStatistics(const SweepSummary& summary) : points(summary.points, summary.axes) {}

  void put(const std::vector<sim::Field>& fields) {
    for_each_values(fields, [this](const auto& values) {
      if (values.empty()) return;
      add_values(hash_, values);
      points.put(values);
    });
  }
  std::string digest() { return base::hex(hash_.digest()); }

  PointDimension points;

 private:
  base::Sha256 hash_;
};

/// The differences of all points from one of them.
class PointDifferences {
 public:
  PointDifferences(hid_t root, const SweepSummary& summary, const sim::Results& shape)
      : statistics_(summary), group_(root, "difference", "each point minus the base point, trial by trial under the same draws") {
    write_attribute(group_.id(), "base_point", static_cast<std::int32_t>(summary.base));
    const sim::Difference difference = zero_difference(shape);
    ShapeWriter writer(group_.id(), &statistics_.points);
    visit_statistics(writer, difference.labels, difference.fields, shape.probabilities);
    if (!difference.fields.empty()) visit_variance_reduction(writer, difference);
  }

  void put(const sim::Difference& difference) {
    statistics_.put(difference.fields);
    for (const std::vector<double>& reductions : difference.variance_reduction) statistics_.points.put(reductions);
    statistics_.points.end_point();
  }

  void close() {
    statistics_.points.close();
    write_attribute(group_.id(), "results_sha256", statistics_.digest());
    group_.close();
  }

 private:
  PointStatistics statistics_;
  GroupWriter group_;
};

/// Uncertain inputs, those of any one point. An axis that sets an input to a number takes it from a point: that has not-a-numbers there.
class PointInputs {
 public:
  PointInputs(hid_t root, const SweepSummary& summary, const sim::Results& shape)
      : points_(summary.points, summary.axes), quantiles_(shape.probabilities.size()) {
    for (const sim::InputSummary& input : shape.inputs) rows_.emplace(input.name, rows_.size());
    ShapeWriter writer(root, &points_);
    visit_point_inputs(writer, shape);
  }

  void put(const std::vector<sim::InputSummary>& inputs) {
    if (rows_.empty()) return;
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> mean(rows_.size(), kNone), sd = mean, quantiles(rows_.size() * quantiles_, kNone);
    for (const sim::InputSummary& input : inputs) {
      const auto found = rows_.find(input.name);
      if (found == rows_.end()) continue;
      if (input.quantiles.size() != quantiles_) throw std::logic_error("a point of a sweep has other quantiles than the rest");
      mean[found->second] = input.mean;
      sd[found->second] = input.sd;
      std::ranges::copy(input.quantiles, quantiles.begin() + static_cast<std::ptrdiff_t>(found->second * quantiles_));
    }
    points_.put(mean);
    points_.put(sd);
    if (quantiles_ > 0) points_.put(quantiles);
    points_.end_point();
  }

  void close() { points_.close(); }

 private:
  PointDimension points_;
  std::size_t quantiles_;
  std::unordered_map<std::string, std::size_t> rows_;
};

void write_root_attributes(hid_t root, const SweepSummary& summary, const sim::Results& shape) {
  write_origin_attributes(root, {summary.name, summary.title, summary.sampling}, shape);
  write_attribute(root, "scenario_sha256", base::hex(base::sha256(summary.provenance.scenario_resolved)));
  write_attribute(root, "kind", kSweepKind);
  write_attribute(root, "design", summary.design);
  write_attribute(root, "points", static_cast<std::int32_t>(summary.points));
}

std::vector<sim::VariableId> variables_of(const sim::Results& results) {
  std::vector<sim::VariableId> variables;
  for (const sim::Field& field : results.fields) variables.push_back(field.id);
  return variables;
}

}  // namespace

struct SweepGroups::State {
  SweepSummary summary;  ///< the axes and the base are needed to the end
  std::vector<sim::VariableId> variables;
  std::size_t added = 0;
  h5::Group root;
  PointStatistics statistics;
  std::optional<PointInputs> inputs;
  std::optional<PointDifferences> differences;

  State(hid_t file, SweepSummary sweep, const sim::Results& shape)
      : summary(std::move(sweep)),
        variables(variables_of(shape)),
        root(h5::root_group(file)),
        statistics(summary) {
    write_root_attributes(root.id(), summary, shape);
    ShapeWriter writer(root.id(), &statistics.points);
    visit_derived(writer, shape.labels);
    visit_statistics(writer, shape.labels, shape.fields, shape.probabilities);
    inputs.emplace(root.id(), summary, shape);
    if (summary.base < summary.points) differences.emplace(root.id(), summary, shape);
    write_provenance(root.id(), summary.provenance, &summary.sweep_text);
  }
};

SweepGroups::SweepGroups(hid_t file, const SweepSummary& summary, const sim::Results& shape)
    : state_(std::make_unique<State>(file, summary, shape)) {}
SweepGroups::~SweepGroups() = default;

void SweepGroups::add(const sim::Results& results) {
  State& state = *state_;
  if (variables_of(results) != state.variables) throw std::logic_error("a point of a sweep has other variables than the rest");
  state.statistics.put(results.fields);
  state.statistics.points.end_point();
  state.inputs->put(results.inputs);
  if (state.differences) {
    if (state.added == state.summary.base)
      state.differences->put(zero_difference(results));
    else
      state.differences->put(results.difference.value());
  }
  ++state.added;
}

void SweepGroups::close() {
  State& state = *state_;
  state.statistics.points.close();
  state.inputs->close();
  if (state.differences) state.differences->close();
  write_attribute(state.root.id(), "results_sha256", state.statistics.digest());
  state.root.close();
}

}  // namespace cellcast::output
