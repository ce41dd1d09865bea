#include "output/result/result_reader.hpp"

#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/verified_file.hpp"
#include "output/result/difference_group.hpp"
#include "output/result/ledger_group.hpp"
#include "output/result/sensitivity_group.hpp"
#include "output/result/statistics_reader.hpp"
#include "output/result/update_group.hpp"

namespace cellcast::output {

namespace {

std::vector<double> row(const std::vector<double>& matrix, std::size_t index, std::size_t length) {
  const auto begin = matrix.begin() + static_cast<std::ptrdiff_t>(index * length);
  return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(length));
}

void read_correlations(const GroupReader& inputs, sim::Results& results) {
  if (!inputs.has("correlation")) return;
  const std::size_t count = inputs.length("correlation");
  const std::vector<std::string> first = inputs.texts("correlation_first", {count}), second = inputs.texts("correlation_second", {count});
  const std::vector<double> requested = inputs.doubles("correlation_requested", {count}),
                            achieved = inputs.doubles("correlation_achieved", {count});
  for (std::size_t k = 0; k < count; ++k) results.correlations.push_back({first[k], second[k], requested[k], achieved[k]});
}

void read_copula_draws(const GroupReader& inputs, sim::Results& results) {
  if (!inputs.has("copula_draw")) return;
  const std::size_t count = inputs.length("copula_draw");
  const std::vector<std::string> names = inputs.texts("copula_draw", {count});
  const std::vector<std::int64_t> dimensions = inputs.integers("copula_dimension", {count});
  for (std::size_t k = 0; k < count; ++k) results.copula_draws.push_back({names[k], static_cast<std::int32_t>(dimensions[k])});
}

void read_inputs(hid_t root, sim::Results& results) {
  if (!GroupReader::exists(root, "inputs")) return;
  const GroupReader group(root, "inputs");
  const std::size_t count = group.length("input");
  const std::size_t probabilities = group.has("quantile") ? group.length("quantile") : 0;
  const std::vector<std::string> names = group.texts("input", {count}), distributions = group.texts("distribution", {count}),
                                 units = group.texts("unit", {count});
  const std::vector<double> means = group.doubles("mean", {count}), sds = group.doubles("sd", {count});
  const std::vector<double> quantiles = probabilities ? group.doubles("quantiles", {count, probabilities}) : std::vector<double>();
  const std::vector<std::int64_t> dimensions =
      group.has("dimension") ? group.integers("dimension", {count}) : std::vector<std::int64_t>(count);
  for (std::size_t i = 0; i < count; ++i)
    results.inputs.push_back({names[i],
                              distributions[i],
                              units[i],
                              means[i],
                              sds[i],
                              row(quantiles, i, probabilities),
                              {},
                              static_cast<std::int32_t>(dimensions[i])});
  read_correlations(group, results);
  read_copula_draws(group, results);
}

void read_samples(hid_t root, sim::Results& results) {
  if (!GroupReader::exists(root, "samples")) return;
  const GroupReader group(root, "samples");
  const std::size_t samples = group.length("trial");
  results.samples = samples;
  for (sim::Field& field : results.fields) field.samples = group.doubles(name_of(field), shape_of(results.labels, field, samples));
  if (results.inputs.empty()) return;
  const std::vector<double> values = group.doubles("inputs", {results.inputs.size(), samples});
  for (std::size_t i = 0; i < results.inputs.size(); ++i) results.inputs[i].samples = row(values, i, samples);
}

StoredResult read_contents(hid_t root, bool newer, Samples samples) {
  StoredResult stored;
  stored.attributes = read_attributes(root);
  sim::Results& results = stored.results;
  results.trials = number_in(stored.attributes, "trials");
  StoredStatistics statistics = read_statistics(root, newer);
  results.labels = std::move(statistics.labels);
  results.fields = std::move(statistics.fields);
  results.probabilities = std::move(statistics.probabilities);
  read_inputs(root, results);
  if (samples == Samples::read) read_samples(root, results);
  if (GroupReader::exists(root, "sensitivity")) results.sensitivity = read_sensitivity(root, newer);
  if (GroupReader::exists(root, "updated")) results.update = read_update(root, newer, results.probabilities);
  if (GroupReader::exists(root, "difference")) results.difference = read_difference(root, newer, results.probabilities);
  results.ledger = read_ledger(root);
  const GroupReader provenance(root, "provenance");
  const auto text = [&](const char* name) { return provenance.texts(name, {}).front(); };
  stored.provenance = {text("scenario"), text("resolved"),
                       provenance.has("repaired_correlations") ? text("repaired_correlations") : std::string()};
  stored.program_version = text("program_version");
  stored.compiler = text("compiler");
  return stored;
}

}  // namespace

SweepFileError::SweepFileError(const std::string& path)
    : ReadError(Kind::data, path +
                                ": cannot be used for this (it is a sweep's file, with results of each of its points) open it in xarray, "
                                "or use `cellcast export` or `cellcast show`") {}

StoredResult read_result(const std::string& path, Samples samples) {
  return read_or_refuse(path, [&] {
    const VerifiedFile file(path);
    const h5::Group root(H5Gopen2(file.hdf5(), "/", H5P_DEFAULT), "cannot open the root group");
    if (read_attribute(root.id(), "kind") == kSweepKind) throw SweepFileError(path);
    StoredResult stored = read_contents(root.id(), file.seal().minor > kFormatMinor, samples);
    file.check_unchanged();
    return stored;
  });
}

}  // namespace cellcast::output
