#include <string>

#include "base/json.hpp"
#include "output/report/score_table.hpp"

namespace cellcast::output {

namespace {

/// An object that grows by its members.
class JsonObject {
 public:
  JsonObject& raw(const char* name, const std::string& json) {
    text_ += (text_.empty() ? "\"" : ", \"") + std::string(name) + "\": " + json;
    return *this;
  }
  JsonObject& text(const char* name, const std::string& value) { return raw(name, base::json_text(value)); }
  JsonObject& number(const char* name, double value) { return raw(name, base::json_number(value)); }
  JsonObject& number(const char* name, const std::optional<double>& value) {
    return raw(name, value ? base::json_number(*value) : "null");
  }
  JsonObject& count(const char* name, std::uint64_t value) { return raw(name, std::to_string(value)); }
  JsonObject& flag(const char* name, bool value) { return raw(name, value ? "true" : "false"); }
  std::string done() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

/// Null where there is no text.
std::string text_or_null(const std::string& text) { return text.empty() ? "null" : base::json_text(text); }

std::string as_json(const std::optional<sim::NaiveForecast>& naive) {
  if (!naive) return "null";
  return JsonObject().number("mean", naive->mean).number("sd", naive->sd).count("growths", static_cast<std::uint64_t>(naive->growths)).done();
}

std::string as_json(const sim::ScoredActual& actual) {
  const sim::Scores& scores = actual.scores;
  return JsonObject()
      .text("variable", actual.variable)
      .text("index", actual.index)
      .count("year", static_cast<std::uint64_t>(actual.year))
      .count("horizon", static_cast<std::uint64_t>(actual.horizon))
      .text("unit", actual.unit)
      .number("value", actual.value)
      .number("factor", actual.factor)
      .raw("basis", text_or_null(actual.basis))
      .raw("variable_basis", text_or_null(actual.own_basis))
      .number("sd", actual.sd)
      .flag("relative", actual.relative)
      .text("published", actual.published)
      .text("source", actual.source)
      .count("line", actual.line)
      .flag("counts", actual.counts)
      .flag("logarithm", scores.logarithm)
      .number("error", scores.error)
      .raw("quantiles", base::json_numbers(scores.quantiles))
      .number("pit", scores.pit)
      .flag("inside_50", scores.inside_50)
      .flag("inside_90", scores.inside_90)
      .number("crps", scores.crps)
      .number("interval_50", scores.interval_50)
      .number("interval_90", scores.interval_90)
      .number("miss", scores.miss)
      .number("log_score", scores.log_score)
      .raw("claims", base::json_numbers(actual.claims))
      .number("published_crps", actual.published_crps)
      .raw("naive", as_json(actual.naive))
      .number("naive_crps", actual.naive_crps)
      .done();
}

std::string as_json(const sim::Reference& reference) {
  return JsonObject().count("n", reference.count).number("crps", reference.mean_crps).number("skill", reference.skill).done();
}

std::string as_json(const sim::Coverage& coverage) {
  return JsonObject()
      .count("inside", coverage.inside)
      .number("share", coverage.of == 0 ? std::nullopt : std::optional(coverage.share()))
      .number("low", coverage.low)
      .number("high", coverage.high)
      .done();
}

/// Means are null of none.
JsonObject summary(const sim::Summary& summary) {
  const auto of_some = [&](double mean) { return summary.count > 0 ? std::optional(mean) : std::nullopt; };
  std::string places;
  for (const std::uint64_t count : summary.pit) places += (places.empty() ? "" : ", ") + std::to_string(count);
  return JsonObject()
      .count("n", summary.count)
      .number("crps", of_some(summary.crps))
      .raw("published", as_json(summary.published))
      .raw("naive", as_json(summary.naive))
      .raw("coverage_50", as_json(summary.coverage_50))
      .raw("coverage_90", as_json(summary.coverage_90))
      .number("interval_50", of_some(summary.interval_50))
      .number("interval_90", of_some(summary.interval_90))
      .number("median_miss", of_some(summary.median_miss))
      .number("mean_pit", of_some(summary.mean_pit))
      .raw("pit", "[" + places + "]")
      .count("log_scores", summary.log_scores)
      .number("log_score", summary.log_scores > 0 ? std::optional(summary.log_score) : std::nullopt);
}

/// `["a",\n b]`: a line for each.
std::string lines(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "\n   " : ",\n   ") + item;
  return "[" + text + "]";
}

std::string update_of(const sim::Vintage& vintage) {
  if (vintage.observed_until == 0) return "null";
  return JsonObject()
      .count("until", static_cast<std::uint64_t>(vintage.observed_until))
      .count("observations", vintage.observations)
      .count("exact", vintage.exact)
      .number("effective_trials", vintage.effective_trials)
      .done();
}

std::string as_json(const sim::Vintage& vintage) {
  const sim::Card card = sim::card({&vintage});
  std::vector<std::string> scored, horizons, variables;
  for (const sim::ScoredActual& actual : vintage.scored) scored.push_back(as_json(actual));
  for (const auto& [horizon, mean] : card.horizons)
    horizons.push_back(summary(mean).count("horizon", static_cast<std::uint64_t>(horizon)).done());
  for (const auto& [variable, mean] : card.variables) variables.push_back(summary(mean).text("variable", variable).done());
  const sim::LeftOut& left = vintage.left_out;
  return JsonObject()
      .text("name", vintage.name)
      .text("title", vintage.title)
      .text("file", vintage.file)
      .text("actuals", vintage.actuals)
      .count("base_year", static_cast<std::uint64_t>(vintage.base_year))
      .count("end_year", static_cast<std::uint64_t>(vintage.end_year))
      .count("trials", vintage.trials)
      .text("method", vintage.method)
      .count("seed", vintage.seed)
      .raw("updated", update_of(vintage))
      .raw("left_out", JsonObject().count("unknown", left.unknown).count("other_years", left.outside).count("observed", left.observed).done())
      .raw("scored", lines(scored))
      .raw("by_horizon", lines(horizons))
      .raw("by_variable", lines(variables))
      .raw("all", summary(card.all).done())
      .done();
}

}  // namespace

std::string score_json(const std::vector<sim::Vintage>& vintages) {
  std::vector<std::string> each;
  std::vector<const sim::Vintage*> all;
  for (const sim::Vintage& vintage : vintages) {
    each.push_back(as_json(vintage));
    all.push_back(&vintage);
  }
  return R"({"schema": "cellcast-score-1", "vintages": )" + lines(each) + ",\n \"all\": " + summary(sim::card(all).all).done() + "}\n";
}

}  // namespace cellcast::output
