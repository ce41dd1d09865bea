#include "output/report/probability_report.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {
namespace {

std::string trials(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " trial" : " trials"); }

std::string what_holds(const Probabilities& answer) {
  std::string text;
  if (!answer.base.empty()) text += "differences are from " + base::printable(answer.base) + "\n";
  if (answer.is_updated) text += "updated: trials weigh as the observations say\n";
  if (answer.given) {
    text += "given: " + base::printable(*answer.given);
    if (!answer.is_updated) text += ", in " + trials(answer.given_trials);
    text += "\n";
  }
  return text.empty() ? text : text + "\n";
}

std::string probability_row(const Probability& each) {
  const sim::Proportion& p = each.found;
  return R"({"condition": )" + base::json_text(each.condition) + R"(, "probability": )" + base::json_number(p.estimate) + R"(, "low": )" +
         base::json_number(p.low) + R"(, "high": )" + base::json_number(p.high) + R"(, "effective_trials": )" + base::json_number(p.effective);
}

}  // namespace

std::string heading(const Asked& asked) {
  return base::printable(asked.name) + (asked.title.empty() ? "" : ": " + base::printable(asked.title)) + "\n" + trials(asked.trials) + ", " +
         base::printable(asked.method) + ", seed " + std::to_string(asked.seed) + "\n\n";
}

std::string json_heading(const std::string& schema, const Asked& asked) {
  return R"({"schema": ")" + schema + R"(", "name": )" + base::json_text(asked.name) + R"(, "title": )" + base::json_text(asked.title) +
         R"(, "method": )" + base::json_text(asked.method) + R"(, "seed": ")" + std::to_string(asked.seed) + R"(", "trials": )" +
         std::to_string(asked.trials);
}

std::string probability_text(const Probabilities& answer) {
  std::vector<std::vector<std::string>> rows{{"P", "95 % interval", "condition"}};
  for (const auto& [condition, p, count] : answer.conditions) {
    const auto shown = [spread = p.high - p.low](double value) { return base::readable(value, 1, spread); };
    rows.push_back({shown(p.estimate), shown(p.low) + " to " + shown(p.high), base::printable(condition)});
  }
  return heading(answer.asked) + what_holds(answer) + base::aligned(rows, {base::Align::right, base::Align::right, base::Align::left});
}

std::string probability_json(const Probabilities& answer) {
  std::string rows;
  for (const Probability& each : answer.conditions) {
    rows += (rows.empty() ? "\n  " : ",\n  ") + probability_row(each);
    if (!answer.is_updated) rows += R"(, "trials": )" + std::to_string(each.count);
    rows += "}";
  }
  std::string text = json_heading("cellcast-probability-1", answer.asked);
  if (!answer.base.empty()) text += R"(, "base": )" + base::json_text(answer.base);
  text += R"(, "given": )" + (answer.given ? base::json_text(*answer.given) : "null");
  if (!answer.is_updated) text += R"(, "given_trials": )" + std::to_string(answer.given_trials);
  return text + R"(, "updated": )" + (answer.is_updated ? "true" : "false") + ",\n \"conditions\": [" + rows + "]}";
}

}  // namespace cellcast::output
