#include "output/sweep/sweep_reader.hpp"

#include <functional>
#include <string_view>

#include "base/text.hpp"
#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/verified_file.hpp"
#include "output/result/shape_findings.hpp"
#include "output/result/shape_reader.hpp"
#include "output/result/shape_statistics.hpp"
#include "output/sweep/shape_point_inputs.hpp"

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

}  // namespace

std::string axis_text(const SweepAxis& axis, std::size_t point) {
  return axis.texts.empty() ? base::shortest(axis.numbers.at(point)) : axis.texts.at(point);
}

struct SweepReader::State {
  std::string path;
  VerifiedFile file;
  h5::Group root;
  UnknownVariables unknown;
  std::map<std::string, std::string> attributes;
  std::vector<SweepAxis> axes;
  PointSelection points;
  Provenance provenance;
  std::string sweep_text;

  explicit State(const std::string& path_)
      : path(path_),
        file(path_),
        root(h5::root_group(file.hdf5())),
        unknown(file.seal().minor > kFormatMinor ? UnknownVariables::pass_over : UnknownVariables::refuse) {
    if (read_attribute(root.id(), "kind") != kSweepKind) throw h5::Error("it is not the file of a sweep");
    attributes = read_attributes(root.id());
    points.points = number_in(attributes, "points");
    for (const char* name : {"mean", "inputs"}) {
      if (axes.empty() && GroupReader::exists(root.id(), name)) axes = read_axes(GroupReader(root.id(), name), points.points);
    }
    for (const SweepAxis& axis : axes) points.axes.push_back(axis.name);
    read_provenance();
  }

  sim::Difference read_difference(const PointSelection& point, const sim::Results& results) const {
    sim::Difference difference;
    difference.labels.derived = results.labels.derived;
    const GroupReader group(root.id(), "difference");
    ShapeReader reader(group.id(), unknown, &point);
    visit_statistics(reader, difference.labels, difference.fields, results.probabilities);
    if (!difference.fields.empty()) visit_variance_reduction(reader, difference);
    return difference;
  }

  void read_provenance() {
    const GroupReader group(root.id(), "provenance");
    provenance = output::read_provenance(group);
    sweep_text = group.texts("sweep", {}).front();
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
    ShapeReader reader(state.root.id(), state.unknown, &selection);
    visit_derived(reader, results.labels);
    visit_statistics(reader, results.labels, results.fields, results.probabilities);
    visit_point_inputs(reader, results);
    if (GroupReader::exists(state.root.id(), "difference")) results.difference = state.read_difference(selection, results);
    state.file.check_unchanged();
    return results;
  });
}

}  // namespace cellcast::output
