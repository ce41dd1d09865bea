#include "output/result/update_group.hpp"

#include <array>
#include <cstdlib>

#include "output/result/statistics.hpp"
#include "output/result/statistics_groups.hpp"
#include "output/result/statistics_reader.hpp"

namespace cellcast::output {

namespace {

using sim::ObservationSummary;
using sim::UpdatedInput;

constexpr std::array<NumberColumn<ObservationSummary>, 7> kNumbers{{
    {"value", "1", "what was observed", &ObservationSummary::value},
    {"sd", "1", "standard deviation of its error; of its logarithm where relative", &ObservationSummary::sd},
    {"prior_mean", "1", "mean over all trials", &ObservationSummary::prior_mean},
    {"prior_sd", "1", "standard deviation over all trials", &ObservationSummary::prior_sd},
    {"prior_place", "1", "share of trials below the observed value", &ObservationSummary::prior_place},
    {"mean", "1", "mean over weighted trials", &ObservationSummary::mean},
    {"sd_after", "1", "standard deviation over weighted trials", &ObservationSummary::sd_after},
}};
constexpr std::array<TextColumn<ObservationSummary>, 2> kTexts{{
    {"variable", "1", "output variable that was observed", &ObservationSummary::variable},
    {"index", "1", "its labels but the year", &ObservationSummary::index},
}};
constexpr std::array<NumberColumn<UpdatedInput>, 3> kInputNumbers{{
    {"mean", "unit", "mean over weighted trials", &UpdatedInput::mean},
    {"sd", "unit", "standard deviation over weighted trials", &UpdatedInput::sd},
    {"shift", "1", "shift of the mean, in standard deviations of the input before", &UpdatedInput::shift},
}};

void write_inputs(hid_t parent, const sim::Update& update, const sim::Results& results) {
  if (update.inputs.empty()) return;
  GroupWriter group(parent, "inputs", "uncertain inputs and shocks, as the observations have them");
  group.coordinate({"input", "1", "uncertain input: its path in the scenario, or its shock"}, column(update.inputs, &UpdatedInput::name));
  if (!results.probabilities.empty()) group.coordinate({"quantile", "1", "probability of the quantile"}, results.probabilities);
  write_columns(group, "input", update.inputs, updated_input_numbers());
  if (group.has("quantile"))
    group.variable({"quantiles", "unit", "quantiles over weighted trials"}, {"input", "quantile"},
                   matrix(update.inputs, &UpdatedInput::quantiles));
  group.close();
}

void write_observations(hid_t parent, const std::vector<ObservationSummary>& observations) {
  GroupWriter group(parent, "observations", "what was observed, and what trials say of it before and after");
  const std::vector<std::string> axes{"observation"};
  group.coordinate({"observation", "1", "index of the observation"}, counting(observations.size()));
  write_columns(group, "observation", observations, std::span<const TextColumn<ObservationSummary>>(kTexts));
  group.variable({"observed_year", "year", "its year"}, axes, column(observations, &ObservationSummary::year));
  std::vector<std::int32_t> relative;
  relative.reserve(observations.size());
  for (const ObservationSummary& each : observations) relative.push_back(each.relative ? 1 : 0);
  group.variable({"relative", "1", "1 where the error is normal on the logarithm"}, axes, relative);
  write_columns(group, "observation", observations, observation_numbers());
  group.close();
}

std::vector<ObservationSummary> read_observations(const GroupReader& group) {
  const std::size_t count = group.length("observation");
  std::vector<ObservationSummary> observations(count);
  read_columns(group, observations, std::span<const TextColumn<ObservationSummary>>(kTexts));
  read_columns(group, observations, observation_numbers());
  const std::vector<std::int64_t> years = group.integers("observed_year", {count}), relative = group.integers("relative", {count});
  for (std::size_t k = 0; k < count; ++k) {
    observations[k].year = static_cast<std::int32_t>(years[k]);
    observations[k].relative = relative[k] != 0;
  }
  return observations;
}

std::vector<UpdatedInput> read_inputs(hid_t parent) {
  if (!GroupReader::exists(parent, "inputs")) return {};
  const GroupReader group(parent, "inputs");
  const std::size_t count = group.length("input"), quantiles = group.has("quantile") ? group.length("quantile") : 0;
  std::vector<UpdatedInput> inputs(count);
  read_columns(group, inputs, updated_input_numbers());
  const std::vector<std::string> names = group.texts("input", {count});
  const std::vector<double> all = quantiles > 0 ? group.doubles("quantiles", {count, quantiles}) : std::vector<double>();
  for (std::size_t k = 0; k < count; ++k) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(k * quantiles);
    inputs[k].name = names[k];
    inputs[k].quantiles.assign(first, first + static_cast<std::ptrdiff_t>(quantiles));
  }
  return inputs;
}

}  // namespace

std::span<const NumberColumn<ObservationSummary>> observation_numbers() { return kNumbers; }

std::span<const NumberColumn<UpdatedInput>> updated_input_numbers() { return kInputNumbers; }

void write_update(hid_t root, const sim::Update& update, const sim::Results& results) {
  GroupWriter group(root, "updated", "the same trials, weighted by how well they agree with the observations");
  write_attribute(group.id(), "effective_trials", update.effective_trials);
  write_attribute(group.id(), "results_sha256", results_sha256(update.fields));
  write_statistics(group.id(), {update.labels, update.fields, results.probabilities});
  write_inputs(group.id(), update, results);
  write_observations(group.id(), update.observations);
  group.close();
}

sim::Update read_update(hid_t root, bool newer, const std::vector<double>& probabilities) {
  const GroupReader group(root, "updated");
  const std::map<std::string, std::string> attributes = read_attributes(group.id());
  const auto effective = attributes.find("effective_trials");
  if (effective == attributes.end()) throw h5::Error("updated: the attribute effective_trials is missing");
  sim::Update update;
  if (const auto digest = attributes.find("results_sha256"); digest != attributes.end()) update.digest = digest->second;
  update.effective_trials = std::strtod(effective->second.c_str(), nullptr);
  StoredStatistics statistics = read_statistics(group.id(), newer);
  update.labels = std::move(statistics.labels);
  update.fields = std::move(statistics.fields);
  if (!update.fields.empty() && statistics.probabilities != probabilities) throw h5::Error("updated has other quantiles than the run");
  update.inputs = read_inputs(group.id());
  update.observations = read_observations(GroupReader(group.id(), "observations"));
  return update;
}

}  // namespace cellcast::output
