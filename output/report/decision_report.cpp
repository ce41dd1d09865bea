#include "output/report/decision_report.hpp"

#include <algorithm>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using base::Align;

/// Of the value of perfect information: what is less is not told apart from nothing.
constexpr double kHardly = 0.005;
constexpr std::size_t kShownFactors = 12;

std::string of_hundred(double share) { return base::readable(100 * share, 100) + " %"; }

/// The share of the trials that decides, as it was asked for: `0.1`.
std::string risk(const Decided& answer) { return base::shortest(*answer.preference.alpha); }

std::string criterion(const Decided& answer) {
  const std::string way = answer.preference.is_smaller_better ? "smallest" : "largest";
  if (!answer.preference.alpha) return way + " mean";
  return way + " mean of the worst " + of_hundred(*answer.preference.alpha);
}

std::string options_table(const Decided& answer) {
  const bool has_worst = answer.preference.alpha.has_value();
  Rows rows{{"scenario", "mean", "sd", "P5", "P50", "P95", "P(best)", "regret", ""}};
  if (has_worst) rows.front().insert(rows.front().begin() + 6, "worst");
  for (std::size_t d = 0; d < answer.options.size(); ++d) {
    const sim::OptionFigures& option = answer.found.choice.options[d];
    const double scale = std::max({std::fabs(option.mean.value), std::fabs(option.p5), std::fabs(option.p95)});
    const auto shown = [&](double value) { return base::readable(value, scale, option.sd); };
    rows.push_back({base::printable(answer.options[d]), shown(option.mean.value), shown(option.sd), shown(option.p5), shown(option.p50),
                    shown(option.p95), of_hundred(option.best), shown(option.regret), d == answer.found.choice.best ? "choose" : ""});
    if (has_worst) rows.back().insert(rows.back().begin() + 6, shown(*option.worst));
  }
  std::vector<Align> alignment(rows.front().size(), Align::right);
  alignment.front() = alignment.back() = Align::left;
  return base::aligned(rows, alignment);
}

std::string interval(const sim::Estimate& estimate, double scale) {
  const double spread = estimate.high - estimate.low;
  return base::readable(estimate.low, scale, spread) + " to " + base::readable(estimate.high, scale, spread);
}

/// Those worth telling, the most valuable first.
std::vector<const sim::KnownFactor*> told(const sim::Decision& found) {
  std::vector<const sim::KnownFactor*> factors;
  for (const sim::KnownFactor& each : found.known)
    if (each.value.value >= kHardly * found.choice.evpi.value && each.value.value > 0) factors.push_back(&each);
  std::ranges::stable_sort(factors, std::greater(), [](const sim::KnownFactor* each) { return each->value.value; });
  return factors;
}

std::string knowing(const Decided& answer) {
  const sim::Estimate& all = answer.found.choice.evpi;
  if (!(all.value > 0)) return "\nKnowing everything before choosing would bring nothing: no uncertainty is worth resolving.\n";
  const auto row = [&](const std::string& name, const sim::Estimate& value) {
    return std::vector<std::string>{base::readable(value.value, all.value, all.high - all.low), interval(value, all.value),
                                    of_hundred(value.value / all.value), name};
  };
  Rows rows{{"worth", "95 % interval", "of all", "known before choosing"}, row("everything", all)};
  const std::vector<const sim::KnownFactor*> factors = told(answer.found);
  const std::size_t shown = std::min(factors.size(), kShownFactors);
  for (std::size_t k = 0; k < shown; ++k) rows.push_back(row(base::printable(factors[k]->name), factors[k]->value));
  std::string text = "\n" + base::aligned(rows, {Align::right, Align::right, Align::right, Align::left});
  if (factors.size() > shown) text += std::to_string(factors.size() - shown) + " more are worth 0.5 % of it or more, see the JSON\n";
  const std::size_t rest = answer.found.known.size() - factors.size();
  if (rest > 0) text += std::to_string(rest) + (rest == 1 ? " other input or group: < 0.5 %\n" : " other inputs and groups: < 0.5 % each\n");
  return text;
}

std::string json(const char* name, const sim::Estimate& estimate) {
  return "\"" + std::string(name) + R"(": {"value": )" + base::json_number(estimate.value) + R"(, "low": )" + base::json_number(estimate.low) +
         R"(, "high": )" + base::json_number(estimate.high) + "}";
}

std::string json(const std::string& name, const sim::OptionFigures& option) {
  const auto number = [](const char* key, double value) { return ", \"" + std::string(key) + "\": " + base::json_number(value); };
  return R"({"scenario": )" + base::json_text(name) + ", " + json("mean", option.mean) + number("sd", option.sd) + number("p5", option.p5) +
         number("p50", option.p50) + number("p95", option.p95) + number("probability_best", option.best) +
         number("expected_regret", option.regret) + (option.worst ? number("cvar", *option.worst) : "") + "}";
}

std::string json(const sim::KnownFactor& factor, double all) {
  std::string text = R"({"name": )" + base::json_text(factor.name) + R"(, "inputs": )" + base::json_texts(factor.inputs) + ", " +
                     json("value", factor.value);
  return text + R"(, "below_half_percent": )" + (factor.value.value < kHardly * all || !(factor.value.value > 0) ? "true" : "false") + "}";
}

}  // namespace

std::string decision_text(const Decided& answer) {
  return std::to_string(answer.options.size()) + " scenarios under the same draws: " + std::to_string(answer.asked.trials) + " trials, " +
         base::printable(answer.asked.method) + ", seed " + std::to_string(answer.asked.seed) + "\npayoff: " + base::printable(answer.payoff) + "\nchosen by the " + criterion(answer) + "\n\n" +
         options_table(answer) + knowing(answer);
}

std::string decision_json(const Decided& answer) {
  const sim::Choice& choice = answer.found.choice;
  std::string options, known;
  for (std::size_t d = 0; d < answer.options.size(); ++d) options += (d == 0 ? "\n  " : ",\n  ") + json(answer.options[d], choice.options[d]);
  for (const sim::KnownFactor& each : answer.found.known) known += (known.empty() ? "\n  " : ",\n  ") + json(each, choice.evpi.value);
  return R"({"schema": "cellcast-decide-1", "method": )" + base::json_text(answer.asked.method) + R"(, "seed": ")" +
         std::to_string(answer.asked.seed) + R"(", "trials": )" + std::to_string(answer.asked.trials) + R"(, "payoff": )" +
         base::json_text(answer.payoff) + R"(, "minimize": )" + (answer.preference.is_smaller_better ? "true" : "false") + R"(, "risk": )" +
         (answer.preference.alpha ? R"("cvar", "alpha": )" + risk(answer) : std::string(R"("mean")")) + R"(, "choose": )" +
         base::json_text(answer.options[choice.best]) + ", " + json("evpi", choice.evpi) + ",\n \"options\": [" + options +
         "],\n \"evppi\": [" + known + "]}\n";
}

}  // namespace cellcast::output
