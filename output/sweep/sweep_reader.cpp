#include "output/sweep/sweep_reader.hpp"

#include <functional>
#include <string_view>

#include "base/text.hpp"
#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/verified_file.hpp"
#include "output/result/statistics_reader.hpp"

namespace cellcast::output {

namespace {

std::vector<std::string> split(std::string_view keys) {
  constexpr std::string_view kBetween = ", ";
  std::vector<std::string> result;
  for (std::size_t end = keys.find(kBetween); end != std::string_view::npos; end = keys.find(kBetween)) {
    result.emplace_back(keys.substr(0, end));
    keys.remove_prefix(end + kBetween.size());
  }
  result.emplace_back(keys);
  return result;
}

/// Every group has copies of them.
std::vector<SweepAxis> read_axes(const GroupReader& group, std::size_t points) {
  std::vector<SweepAxis> axes;
  for (const std::string& name : group.names()) {
    const std::optional<std::string> keys = group.attribute(name, "key");
    if (!keys) continue;
    SweepAxis& axis = axes.emplace_back(SweepAxis{name, split(*keys), group.attribute(name, "units").value_or("1"), {}, {}});
    if (group.is_text(name))
      axis.texts = group.texts(name, {points});
    else
      axis.numbers = group.doubles(name, {points});
  }
  return axes;
}

std::vector<sim::InputSummary> read_inputs(hid_t root, const PointSelection& point) {
  std::vector<sim::InputSummary> inputs;
  if (!GroupReader::exists(root, "inputs")) return inputs;
  const GroupReader group(root, "inputs", &point);
  const std::size_t count = group.length("input"), quantiles = group.has("quantile") ? group.length("quantile") : 0;
  const std::vector<std::string> names = group.texts("input", {count}), units = group.texts("unit", {count});
  const std::vector<double> mean = group.doubles("mean", {count}), sd = group.doubles("sd", {count});
  const std::vector<double> all = quantiles > 0 ? group.doubles("quantiles", {count, quantiles}) : std::vector<double>();
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i * quantiles);
    inputs.push_back({names[i], "", units[i], mean[i], sd[i], {begin, begin + static_cast<std::ptrdiff_t>(quantiles)}, {}, 0});
  }
  return inputs;
}

sim::Difference read_difference(hid_t root, bool newer, const PointSelection& point) {
  sim::Difference difference;
  const GroupReader group(root, "difference");
  StoredStatistics statistics = read_statistics(group.id(), newer, &point);
  difference.labels = std::move(statistics.labels);
  difference.fields = std::move(statistics.fields);
  if (difference.fields.empty()) return difference;
  const GroupReader reduction(group.id(), "variance_reduction", &point);
  for (const sim::Field& field : difference.fields)
    difference.variance_reduction.push_back(reduction.doubles(name_of(field), shape_of(difference.labels, field)));
  return difference;
}

}  // namespace

std::string axis_text(const SweepAxis& axis, std::size_t point) {
  return axis.texts.empty() ? base::shortest(axis.numbers.at(point)) : axis.texts.at(point);
}

struct SweepReader::State {
  std::string path;
  VerifiedFile file;
  h5::Group root;
  bool newer;
  std::map<std::string, std::string> attributes;
  std::vector<SweepAxis> axes;
  PointSelection points;
  Provenance provenance;
  std::string sweep_text;

  explicit State(const std::string& path_)
      : path(path_),
        file(path_),
        root(H5Gopen2(file.hdf5(), "/", H5P_DEFAULT), "cannot open the root group"),
        newer(file.seal().minor > kFormatMinor) {
    if (read_attribute(root.id(), "kind") != kSweepKind) throw h5::Error("it is not the file of a sweep");
    attributes = read_attributes(root.id());
    points.points = number_in(attributes, "points");
    for (const char* name : {"mean", "inputs"}) {
      if (axes.empty() && GroupReader::exists(root.id(), name)) axes = read_axes(GroupReader(root.id(), name), points.points);
    }
    for (const SweepAxis& axis : axes) points.axes.push_back(axis.name);
    read_provenance();
  }

  void read_provenance() {
    const GroupReader group(root.id(), "provenance");
    const auto text = [&](const char* name) { return group.texts(name, {}).front(); };
    provenance = {text("scenario"), text("resolved"), group.has("repaired_correlations") ? text("repaired_correlations") : std::string()};
    sweep_text = text("sweep");
  }
};

SweepReader::SweepReader(const std::string& path) : state_(read_or_refuse(path, [&] { return std::make_unique<State>(path); })) {}
SweepReader::~SweepReader() = default;

const std::map<std::string, std::string>& SweepReader::attributes() const { return state_->attributes; }
const std::vector<SweepAxis>& SweepReader::axes() const { return state_->axes; }
std::size_t SweepReader::points() const { return state_->points.points; }
const Provenance& SweepReader::provenance() const { return state_->provenance; }
const std::string& SweepReader::sweep_text() const { return state_->sweep_text; }

sim::Results SweepReader::read(std::size_t point) const {
  const State& state = *state_;
  return read_or_refuse(state.path, [&] {
    PointSelection selection = state.points;
    selection.point = point;
    sim::Results results;
    results.trials = number_in(state.attributes, "trials");
    StoredStatistics statistics = read_statistics(state.root.id(), state.newer, &selection);
    results.labels = std::move(statistics.labels);
    results.fields = std::move(statistics.fields);
    results.probabilities = std::move(statistics.probabilities);
    results.inputs = read_inputs(state.root.id(), selection);
    if (GroupReader::exists(state.root.id(), "difference")) results.difference = read_difference(state.root.id(), state.newer, selection);
    state.file.check_unchanged();
    return results;
  });
}

}  // namespace cellcast::output
