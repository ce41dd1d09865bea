#include "output/report/seek_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {
namespace {

/// As exactly as it is known, and no more: a millionth of the way between the ends.
std::string shown(const Sought& answer, const SoughtValue& value) {
  if (value.is_date || value.text.find_first_not_of("-0123456789") == std::string::npos) return value.text;
  const double unit = std::fabs(answer.to.place - answer.from.place) * 1e-6;
  const int digits = value.place == 0 ? 1 : 1 + static_cast<int>(std::floor(std::log10(std::fabs(value.place) / unit)));
  char text[40];
  std::snprintf(text, sizeof text, "%.*g", std::min(std::max(digits, 1), 17), value.place);
  return base::shortest(std::strtod(text, nullptr));
}

std::string with_unit(const Sought& answer, const std::string& value) {
  return answer.unit.empty() || answer.unit == "1" ? value : value + " " + base::printable(answer.unit);
}

std::string number(double value) { return base::readable(value, value); }

std::string interval(const Sought& answer) {
  const std::string low = answer.low ? shown(answer, *answer.low) : "", high = answer.high ? shown(answer, *answer.high) : "";
  const auto ends = [&] { return "from " + shown(answer, answer.from) + " to " + shown(answer, answer.to); };
  if (low.empty() && high.empty()) return "95 % interval: open at both ends, " + ends();
  if (low.empty()) return "95 % interval: up to " + high + ", open below";
  if (high.empty()) return "95 % interval: from " + low + ", open above";
  return "95 % interval: " + low + " to " + high;
}

std::string json_value(const SoughtValue& value) { return value.is_date ? base::json_text(value.text) : base::json_number(value.place); }

std::string json_value(const std::optional<SoughtValue>& value) { return value ? json_value(*value) : "null"; }

std::string json_end(const SoughtValue& end) {
  return R"({"value": )" + json_value(end) + R"(, "statistic": )" + base::json_number(end.statistic) + "}";
}

}  // namespace

std::string seek_text(const Sought& answer) {
  const auto gives = [&](const SoughtValue& value) { return number(value.statistic) + " at " + shown(answer, value); };
  return heading(answer.asked) + base::printable(answer.key) + " = " + with_unit(answer, shown(answer, *answer.root)) + "\n" + interval(answer) +
         "\n\n" + base::printable(answer.statistic) + " is " + gives(*answer.root) + ", " + gives(answer.from) + ", " + gives(answer.to) + "\n";
}

std::string no_root(const Sought& answer) {
  const auto gives = [&](const SoughtValue& value) { return base::shortest(value.statistic) + " at " + value.text; };
  return answer.asked.name + ": no value of " + answer.key + " between " + answer.from.text + " and " + answer.to.text +
         " was found (" + answer.statistic + " is " + gives(answer.from) + " and " +
         gives(answer.to) + ", both " + (answer.from.statistic > answer.target ? "above " : "below ") + base::shortest(answer.target) +
         ") choose ends of which one gives more and one gives less";
}

std::string seek_json(const Sought& answer) {
  return json_heading("cellcast-seek-1", answer.asked) + ",\n \"key\": " + base::json_text(answer.key) + R"(, "unit": )" + base::json_text(answer.unit) +
         R"(, "statistic": )" + base::json_text(answer.statistic) + R"(, "target": )" + base::json_number(answer.target) +
         ",\n \"value\": " + json_value(answer.root) + R"(, "low": )" + json_value(answer.low) + R"(, "high": )" + json_value(answer.high) +
         R"(, "statistic_there": )" + (answer.root ? base::json_number(answer.root->statistic) : "null") + ",\n \"from\": " +
         json_end(answer.from) + R"(, "to": )" + json_end(answer.to) + R"(, "runs": )" + std::to_string(answer.runs) + "}\n";
}

}  // namespace cellcast::output
