#include "output/report/update_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

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
    rows.push_back({base::printable(seen.variable), base::printable(seen.index), sim::year_text(seen.year), base::readable(seen.value, scale),
                    seen.relative ? base::readable(100 * seen.sd, 100 * seen.sd) + " %" : base::readable(seen.sd, seen.sd),
                    base::readable(seen.prior_mean, scale), base::readable(seen.prior_sd, seen.prior_sd), base::readable(100 * seen.prior_place, 100),
                    base::readable(seen.mean, scale), base::readable(seen.sd_after, seen.sd_after)});
  }
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  alignment[0] = alignment[1] = base::Align::left;
  return base::aligned(rows, alignment);
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
    rows.push_back({base::printable(input->name), base::readable(input->shift, 1), base::readable(before->mean, scale), base::readable(input->mean, scale),
                    base::readable(before->sd, before->sd), base::readable(input->sd, before->sd)});
  }
  if (rows.size() == 1) return "No input moves by as much as a twentieth of its standard deviation.\n";
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  alignment[0] = base::Align::left;
  return base::aligned(rows, alignment);
}

}  // namespace

std::string update_table(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const sim::Update& update = *results.update;
  return table(as_results(results), label, selection) + "\nUpdated by " + std::to_string(update.observations.size()) +
         (update.observations.size() == 1 ? " observation" : " observations") + ", which " +
         base::readable(update.effective_trials, update.effective_trials) + " effective trials agree with:\n" +
         observations(update.observations) + "\n" + inputs(results);
}

std::string update_json(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const sim::Update& update = *results.update;
  std::string seen, moved;
  for (const sim::ObservationSummary& each : update.observations) {
    seen += (seen.empty() ? "\n  " : ",\n  ") + std::string(R"({"variable": )") + base::json_text(each.variable) + R"(, "index": )" +
            base::json_text(each.index) + R"(, "year": )" + json_year(each.year) + R"(, "relative": )" + (each.relative ? "true" : "false") +
            R"(, "value": )" + base::json_number(each.value) + R"(, "sd": )" + base::json_number(each.sd) + R"(, "prior_mean": )" +
            base::json_number(each.prior_mean) + R"(, "prior_sd": )" + base::json_number(each.prior_sd) + R"(, "prior_place": )" +
            base::json_number(each.prior_place) + R"(, "mean": )" + base::json_number(each.mean) + R"(, "sd_after": )" + base::json_number(each.sd_after) +
            "}";
  }
  for (const sim::UpdatedInput& input : update.inputs) {
    moved += (moved.empty() ? "\n  " : ",\n  ") + std::string(R"({"input": )") + base::json_text(input.name) + R"(, "mean": )" +
             base::json_number(input.mean) + R"(, "sd": )" + base::json_number(input.sd) + R"(, "shift": )" + base::json_number(input.shift) +
             R"(, "quantiles": )" + base::json_numbers(input.quantiles) + "}";
  }
  std::string shown = table_json(as_results(results), label, selection);
  shown.pop_back();  // its line's end
  return R"({"schema": "cellcast-update-1", "effective_trials": )" + base::json_number(update.effective_trials) + ",\n \"observations\": [" +
         seen + "],\n \"inputs\": [" + moved + "],\n \"updated\": " + shown + "}\n";
}

}  // namespace cellcast::output
