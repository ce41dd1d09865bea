#include "study/whatif/whatif.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "output/report/percentiles.hpp"
#include "study/plot/charts.hpp"
#include "study/whatif/input_shape.hpp"
#include "study/whatif/json_object.hpp"
#include "study/whatif/runs.hpp"

namespace cellcast::study {
namespace {

/// A figure, and how likely more than that is.
struct Chance {
  double value = 0, probability = 0;
  std::string name;  ///< who published it; empty: a threshold
};

bool sets_threshold(const std::vector<std::string>& set) {
  return std::ranges::any_of(set, [](const std::string& change) { return change.starts_with("outputs.thresholds."); });
}

std::optional<Chance> threshold_of(const Curve& curve, std::size_t cell) {
  const std::vector<double>& thresholds = curve.field->thresholds;
  if (thresholds.empty()) return std::nullopt;
  return Chance{thresholds.front(), curve.field->exceedance[cell * thresholds.size()], ""};
}

/// A published figure of the year whose place is known.
std::optional<Chance> published_chance(const View& view, const Curve& curve, int year) {
  if (view.is_updated()) return std::nullopt;
  for (const chart::Published& point : published_of(view, curve)) {
    if (!point.is_outlook || point.year != year) continue;
    for (const sim::ClaimSummary& claim : view.results().ledger.claims)
      if (claim.variable == curve.variable->name && claim.index == curve.index && claim.year == year &&
          claimed_value(claim) == point.value && !std::isnan(claim.percentile))
        return Chance{point.value, 1 - claim.percentile, point.name};
  }
  return std::nullopt;
}

std::optional<Chance> chance_of(const View& view, const Curve& curve, std::pair<int, std::size_t> cell, bool prefers_threshold) {
  const auto threshold = threshold_of(curve, cell.second), published = published_chance(view, curve, cell.first);
  return (prefers_threshold && threshold) || !published ? threshold : published;
}

std::string plot_json(const Plot& plot) {
  return JsonObject().text("name", plot.name).text("title", plot.title).text("svg", plot.svg).text("csv", plot.csv).done();
}

/// Rows of the table: year and quantiles, to the bit and for people.
std::string table_json(const View& view, const Curve& curve) {
  const std::vector<double>& probabilities = view.results().probabilities;
  const std::vector<std::size_t> shown = output::shown_probabilities(probabilities);
  const auto row = [&](const std::pair<int, std::size_t>& cell) {
    std::vector<double> values;
    std::vector<std::string> words;
    double scale = 0;
    for (const std::size_t k : shown) scale = std::max(scale, std::fabs(curve.field->quantiles[cell.second * probabilities.size() + k]));
    for (const std::size_t k : shown)
      words.push_back(chart::amount(curve.field->quantiles[cell.second * probabilities.size() + k], curve.quantity, scale));
    for (std::size_t k = 0; k < probabilities.size(); ++k) values.push_back(curve.field->quantiles[cell.second * probabilities.size() + k]);
    return JsonObject()
        .number("year", cell.first)
        .number("mean", curve.field->mean[cell.second])
        .raw("values", base::json_numbers(values))
        .raw("words", base::json_texts(words))
        .done();
  };
  std::vector<std::string> heads;
  for (const std::size_t k : shown) heads.push_back(output::percentile(probabilities[k]));
  return JsonObject()
      .raw("heads", base::json_texts(heads))
      .raw("probabilities", base::json_numbers(probabilities))
      .raw("rows", json_list(curve.cells, row))
      .done();
}

/// How far the median may be from that of endlessly many trials: `± 6 (95 %)`.
std::string error_words(const View& view, const Curve& curve, std::size_t cell) {
  const auto interval = median_interval(view, *curve.field, cell);
  if (!interval) return "";
  const double half = (interval->second - interval->first) / 2;
  return "median ± " + chart::grouped(base::readable(half, std::fabs(half) * 100)) + " (95 %)";
}

/// The answer in words, apart, so that the page can set what matters off.
std::string words_json(const View& view, const Curve& curve, std::pair<int, std::size_t> cell) {
  const chart::FanYear year = fan_year(view, *curve.field, cell);
  const double scale = std::fabs(year.median) > 0 ? year.median : year.outer_high;
  return JsonObject()
      .text("subject", view.names.finding(*curve.variable, curve.index))
      .text("value", chart::with_unit(year.median, curve.quantity))
      .text("when", chart::in_year(cell.first))
      .text("band", view.levels.is_nine_in_ten ? "Nine chances in ten" : view.levels.outer)
      .text("low", chart::amount(year.outer_low, curve.quantity, scale))
      .text("high", chart::amount(year.outer_high, curve.quantity, scale))
      .text("error", error_words(view, curve, cell.second))
      .done();
}

std::string chance_json(const Chance& now, const std::optional<Chance>& before, const chart::Quantity& quantity) {
  JsonObject json;
  json.number("at", now.value)
      .text("value", chart::with_unit(now.value, quantity))
      .text("name", now.name)
      .text("now", chart::percent(now.probability));
  if (before && before->value == now.value) json.text("before", chart::percent(before->probability));
  return json.done();
}

std::string shapes_json(const std::vector<std::string>& set, const sim::Plan& plan) {
  JsonObject shapes;
  for (const sim::Input& input : plan.inputs)
    if (std::ranges::any_of(
            set, [&](const std::string& change) { return change.starts_with(input.name + "=") || change.starts_with(input.name + "."); }))
      shapes.raw(input.name, input_shape(input));
  return shapes.done();
}

std::vector<config::Actual> read_actuals(const base::JsonValue& list) {
  std::vector<config::Actual> actuals;
  for (const base::JsonValue& item : list.items) {
    config::Actual actual;
    actual.variable = item["variable"].text;
    actual.index = item["index"].text;
    actual.year = static_cast<int>(item["year"].number_or_nan());
    actual.value = item["value"].number_or_nan();
    actual.source = item["source"].text;
    if (item["basis"].kind == base::JsonValue::Kind::number)
      actual.basis = static_cast<config::Basis>(static_cast<int>(item["basis"].number));
    actuals.push_back(std::move(actual));
  }
  return actuals;
}

}  // namespace

std::string start_text(const std::string& resolved, const std::vector<config::Actual>& actuals) {
  const auto row = [](const config::Actual& actual) {
    JsonObject json;
    json.text("variable", actual.variable).text("index", actual.index).number("year", actual.year).number("value", actual.on_basis());
    json.text("source", actual.source);
    if (actual.basis) json.number("basis", static_cast<int>(*actual.basis));
    return json.done();
  };
  return JsonObject().text("scenario", resolved).raw("actuals", json_list(actuals, row)).done();
}

struct WhatIf::State {
  ScenarioRuns runs;
  std::vector<config::Actual> actuals;

  PlotRequest request(const Question& question, double width) const {
    PlotRequest request;
    request.variable = question.variable;
    request.index = question.index;
    if (question.year != 0) request.year = question.year;
    request.actuals = actuals;
    request.is_embedded = request.is_bare = true;
    request.width = width;
    return request;
  }
  std::string run(const Question& question);
  std::string attribute(const Question& question);
  std::string input(const Question& question) const;
};

std::string WhatIf::State::run(const Question& question) {
  const bool is_changed = question.set != question.baseline;
  const std::shared_ptr<const Ran> pair = is_changed ? runs.paired(question) : nullptr, own = runs.run(question.set, question);
  const std::shared_ptr<const Ran> base = is_changed ? runs.run(question.baseline, question) : own;
  PlotRequest wide = request(question, question.width), narrow = request(question, question.small);
  if (is_changed) wide.beside = narrow.beside = &base->stored, wide.beside_name = narrow.beside_name = "baseline";
  const View view(own->stored, wide, own->scenario), small(view, narrow), before(base->stored, narrow, base->scenario);
  const Curve curve = wanted_curve(view), base_curve = wanted_curve(before);
  const auto cell = wanted_cell(view, curve), base_cell = wanted_cell(before, base_curve);

  const bool prefers_threshold = sets_threshold(question.set);
  const auto chance = chance_of(view, curve, cell, prefers_threshold),
             base_chance = chance_of(before, base_curve, base_cell, prefers_threshold);
  JsonObject json;
  json.boolean("ok", true).number("trials", static_cast<double>(own->stored.results.trials)).text("variable", curve.variable->name);
  json.text("index", curve.index).number("year", cell.first).text("output", view.names.output(*curve.variable, curve.index));
  json.text("unit", curve.quantity.unit).boolean("is_changed", is_changed);
  json.raw("years", json_list(curve.cells, [](const auto& each) { return std::to_string(each.first); }));
  json.raw("words", words_json(view, curve, cell));
  if (chance) json.raw("chance", chance_json(*chance, is_changed ? base_chance : std::nullopt, curve.quantity));
  json.raw("table", table_json(view, curve));
  if (cell.first != 0) json.raw("fan", plot_json(fan_plot(view)));
  json.raw("exceedance", plot_json(exceedance_plot(small)));
  if (is_changed) {
    const double now = fan_year(view, *curve.field, cell).median, then = fan_year(before, *base_curve.field, base_cell).median;
    json.text("change", chart::signed_amount(now - then, curve.quantity));
  }
  if (pair != nullptr) json.raw("difference", plot_json(difference_plot(View(pair->stored, narrow, pair->scenario))));
  json.raw("inputs", shapes_json(question.set, own->plan));
  return json.done();
}

std::string WhatIf::State::attribute(const Question& question) {
  const std::shared_ptr<const Ran> ran = runs.attributed(question);
  if (ran == nullptr) return JsonObject().boolean("ok", true).done();
  output::StoredResult stored = ran->stored;
  stored.attributes["name"] = "with your changes";
  return JsonObject()
      .boolean("ok", true)
      .number("trials", static_cast<double>(stored.results.trials))
      .raw("attribution", plot_json(attribution_plot(View(stored, request(question, question.small), ran->scenario))))
      .done();
}

std::string WhatIf::State::input(const Question& question) const {
  const sim::Plan plan = sim::compile(runs.changed(question.set, question));
  const auto found = std::ranges::find(plan.inputs, question.name, &sim::Input::name);
  if (found == plan.inputs.end()) return JsonObject().boolean("ok", true).done();
  return JsonObject().boolean("ok", true).raw("shape", input_shape(*found)).done();
}

WhatIf::WhatIf(std::string_view start) {
  const base::JsonValue read = base::read_json(start);
  state_.reset(new State{ScenarioRuns(read["scenario"].text), read_actuals(read["actuals"])});
}

WhatIf::~WhatIf() = default;

std::string WhatIf::answer(std::string_view text) {
  const Question question = read_question(text);
  try {
    if (question.kind == "attribute") return state_->attribute(question);
    if (question.kind == "input") return state_->input(question);
    return state_->run(question);
  } catch (const base::Error& error) {
    return JsonObject().boolean("ok", false).text("message", error.what()).done();
  }
}

}  // namespace cellcast::study
