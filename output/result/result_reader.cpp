#include "output/result/result_reader.hpp"

#include <algorithm>

#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/memory_file.hpp"
#include "output/hdf5/verified_file.hpp"
#include "output/result/result_groups.hpp"
#include "output/result/shape.hpp"
#include "output/result/shape_reader.hpp"
#include "output/result/statistics.hpp"

namespace cellcast::output {

namespace {

bool has_quantiles(const std::vector<sim::Field>& fields, const std::vector<double>& probabilities) {
  return std::ranges::all_of(fields, [&](const sim::Field& field) { return field.quantiles.size() == field.cells * probabilities.size(); });
}

/// Whether fields lack a statistic that files of the minor version have.
bool lacks_statistic(const std::vector<sim::Field>& fields, int minor) {
  const auto is_lacking = [&](const Statistic& statistic) {
    return statistic.since <= minor && !fields.empty() && (fields.front().*statistic.values).empty();
  };
  return std::ranges::any_of(sim::kCellStatistics, is_lacking);
}

/// What the shapes of datasets do not say.
void check(const sim::Results& results, int minor) {
  if (lacks_statistic(results.fields, minor)) throw h5::Error("a statistic is missing");
  if (results.update && !has_quantiles(results.update->fields, results.probabilities))
    throw h5::Error("updated has other quantiles than the run");
  if (results.difference) {
    const std::vector<sim::Field>& fields = results.difference->fields;
    if (!has_quantiles(fields, results.probabilities)) throw h5::Error("difference has other quantiles than the run");
    for (const sim::Field& field : fields)
      if (field.thresholds.size() != 1)
        throw h5::Error("difference has no probability that " + results.difference->labels.variable(field.id).name + " is above zero");
  }
  for (const sim::ClaimConflict& conflict : results.ledger.conflicts)
    if (conflict.claim >= results.ledger.claims.size()) throw h5::Error("a conflict of no claim");
}

StoredResult read_contents(hid_t root, int minor, Samples samples) {
  StoredResult stored;
  stored.format_minor = minor;
  stored.attributes = read_attributes(root);
  sim::Results& results = stored.results;
  results.trials = number_in(stored.attributes, "trials");
  ShapeReader reader(root, minor > kFormatMinor ? UnknownVariables::pass_over : UnknownVariables::refuse);
  if (samples == Samples::skip) reader.skip_samples();
  visit_results(reader, results);
  check(results, minor);
  const GroupReader provenance(root, "provenance");
  const auto text = [&](const char* name) { return provenance.texts(name, {}).front(); };
  stored.provenance = read_provenance(provenance);
  stored.program_version = text("program_version");
  stored.compiler = text("compiler");
  return stored;
}

}  // namespace

SweepFileError::SweepFileError(const std::string& path)
    : ReadError(Kind::data, path + ": cannot be used for this (it is a sweep's file, with results of each of its points) open it in xarray",
                {base::Remedy::Kind::export_sweep}) {}

StoredResult read_result(const std::string& path, Samples samples) {
  return read_or_refuse(path, [&] {
    const VerifiedFile file(path);
    const h5::Group root = h5::root_group(file.hdf5());
    if (read_attribute(root.id(), "kind") == kSweepKind) throw SweepFileError(path);
    StoredResult stored = read_contents(root.id(), file.seal().minor, samples);
    file.check_unchanged();
    return stored;
  });
}

StoredResult as_stored(const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results, Samples samples) {
  const h5::File file = create_in_memory();
  const h5::Group root = h5::root_group(file.id());
  write_contents(root.id(), scenario, provenance, results, nullptr);
  return read_contents(root.id(), kFormatMinor, samples);
}

}  // namespace cellcast::output
