#include "study/whatif/question.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/json_reader.hpp"

namespace cellcast::study {
namespace {

std::vector<std::string> texts(const base::JsonValue& list) {
  std::vector<std::string> out;
  for (const base::JsonValue& item : list.items) out.push_back(item.text);
  return out;
}

double number(const base::JsonValue& value, double low, double high, double fallback) {
  const double found = value.number_or_nan();
  return std::isnan(found) ? fallback : std::clamp(found, low, high);
}

}  // namespace

Question read_question(std::string_view json) {
  const base::JsonValue read = base::read_json(json);
  Question question;
  question.kind = read["kind"].text;
  question.variable = read["variable"].text;
  question.index = read["index"].text;
  question.name = read["name"].text;
  question.set = texts(read["set"]);
  question.baseline = texts(read["baseline"]);
  question.trials = static_cast<std::uint64_t>(number(read["trials"], 1, 1 << 24, 1024));
  question.year = static_cast<int>(number(read["year"], 0, 9999, 0));
  question.width = number(read["width"], 280, 2000, question.width);
  question.small = number(read["small"], 280, 2000, question.small);
  if (question.kind != "run" && question.kind != "attribute" && question.kind != "input")
    throw base::Error(base::Error::Kind::data, "no question of the kind \"" + question.kind + "\"");
  return question;
}

}  // namespace cellcast::study
