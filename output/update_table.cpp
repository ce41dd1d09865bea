#include "output/update_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "output/json.hpp"
#include "output/text.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kShownInputs = 10;
constexpr double kLeastShift = 0.05;  ///< in standard deviations; less is not worth a line

/// The updated distributions in the place of the run's own.
sim::Results as_results(const sim::Results& results) {
  sim::Results updated;
  updated.trials = results.trials;
  updated.labels = results.update->labels;
  updated.probabilities = results.probabilities;
  updated.fields = results.update->fields;
  return updated;
}

std::string observations(const std::vector<sim::ObservationSummary>& all) {
  std::vector<std::vector<std::string>> rows{
      {"observed", "index", "year", "value", "error", "before", "sd", "trials below %", "after", "sd"}};
  for (const sim::ObservationSummary& seen : all) {
    const double scale = std::max(std::fabs(seen.value), std::fabs(seen.prior_mean));
    rows.push_back({printable(seen.variable), printable(seen.index), std::to_string(seen.year), readable(seen.value, scale),
                    seen.relative ? readable(100 * seen.sd, 100 * seen.sd) + " %" : readable(seen.sd, seen.sd),
                    readable(seen.prior_mean, scale), readable(seen.prior_sd, seen.prior_sd), readable(100 * seen.prior_place, 100),
                    readable(seen.mean, scale), readable(seen.sd_after, seen.sd_after)});
  }
  std::vector<Align> alignment(rows.front().size(), Align::right);
  alignment[0] = alignment[1] = Align::left;
  return aligned(rows, alignment);
}

std::string inputs(const sim::Results& results) {
  std::vector<const sim::UpdatedInput*> order;
  for (const sim::UpdatedInput& input : results.update->inputs) order.push_back(&input);
  std::ranges::stable_sort(order, std::greater(), [](const sim::UpdatedInput* input) { return std::fabs(input->shift); });
  std::vector<std::vector<std::string>> rows{{"what to believe", "shift in sd", "mean before", "mean after", "sd before", "sd after"}};
  for (const sim::UpdatedInput* input : order) {
    if (rows.size() > kShownInputs || std::fabs(input->shift) < kLeastShift) break;
    const auto before = std::ranges::find(results.inputs, input->name, &sim::InputSummary::name);
    if (before == results.inputs.end()) continue;
    const double scale = std::max({std::fabs(before->mean), std::fabs(input->mean), before->sd});
    rows.push_back({printable(input->name), readable(input->shift, 1), readable(before->mean, scale), readable(input->mean, scale),
                    readable(before->sd, before->sd), readable(input->sd, before->sd)});
  }
  if (rows.size() == 1) return "No input moves by as much as a twentieth of its standard deviation.\n";
  std::vector<Align> alignment(rows.front().size(), Align::right);
  alignment[0] = Align::left;
  return aligned(rows, alignment);
}

}  // namespace

std::string update_table(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const sim::Update& update = *results.update;
  return table(as_results(results), label, selection) + "\nUpdated by " + std::to_string(update.observations.size()) +
         (update.observations.size() == 1 ? " observation" : " observations") + ", which " +
         readable(update.effective_trials, update.effective_trials) + " effective trials agree with:\n" +
         observations(update.observations) + "\n" + inputs(results);
}

std::string update_json(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const sim::Update& update = *results.update;
  std::string seen, moved;
  for (const sim::ObservationSummary& each : update.observations) {
    seen += (seen.empty() ? "\n  " : ",\n  ") + std::string(R"({"variable": )") + json_text(each.variable) + R"(, "index": )" +
            json_text(each.index) + R"(, "year": )" + std::to_string(each.year) + R"(, "relative": )" + (each.relative ? "true" : "false") +
            R"(, "value": )" + json_number(each.value) + R"(, "sd": )" + json_number(each.sd) + R"(, "prior_mean": )" +
            json_number(each.prior_mean) + R"(, "prior_sd": )" + json_number(each.prior_sd) + R"(, "prior_place": )" +
            json_number(each.prior_place) + R"(, "mean": )" + json_number(each.mean) + R"(, "sd_after": )" + json_number(each.sd_after) +
            "}";
  }
  for (const sim::UpdatedInput& input : update.inputs) {
    moved += (moved.empty() ? "\n  " : ",\n  ") + std::string(R"({"input": )") + json_text(input.name) + R"(, "mean": )" +
             json_number(input.mean) + R"(, "sd": )" + json_number(input.sd) + R"(, "shift": )" + json_number(input.shift) +
             R"(, "quantiles": )" + json_numbers(input.quantiles) + "}";
  }
  std::string shown = table_json(as_results(results), label, selection);
  shown.pop_back();  // its line's end
  return R"({"schema": "cellcast-update-1", "effective_trials": )" + json_number(update.effective_trials) + ",\n \"observations\": [" +
         seen + "],\n \"inputs\": [" + moved + "],\n \"updated\": " + shown + "}\n";
}

}  // namespace cellcast::output
