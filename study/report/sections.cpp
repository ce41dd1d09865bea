#include "study/report/sections.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "config/toml/comments.hpp"
#include "output/report/percentiles.hpp"
#include "output/report/selection.hpp"
#include "study/plot/charts.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostTableRows = 40;

std::string place_words(const sim::ClaimSummary& claim) {
  return std::isnan(claim.percentile) ? "" : "P" + chart::grouped(base::readable(100 * claim.percentile, 100));
}

std::string figure_words(const sim::ClaimSummary& claim) { return claim.what + (claim.scope.empty() ? "" : ", " + claim.scope); }

/// Whether a comment calls its number a judgement: nobody has published it.
bool is_judgement(std::string_view comment) {
  std::string small;
  for (const char c : comment) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small.find("judgement") != std::string::npos || small.find("judgment") != std::string::npos;
}

/// How wide the 95 % interval of a median is.
std::string error_bar(const View& view, const Curve& curve, std::pair<int, std::size_t> cell) {
  const auto interval = median_interval(view, *curve.field, cell.second);
  if (!interval) return "";
  const auto [low, high] = *interval;
  return view.names.output(*curve.variable, curve.index) + chart::in_year(cell.first) + ": the median lies between " +
         chart::amount(low, curve.quantity, high) + " and " + chart::with_unit(high, curve.quantity) + " with a confidence of 95 %.";
}

}  // namespace

std::string for_people(double value) { return for_people(value, value); }
std::string for_people(double value, double scale) { return chart::grouped(base::readable(value, scale)); }

void add_answer(Page& page, const View& view) {
  const Curve curve = wanted_curve(view);
  page.section("answer", "The answer");
  page.paragraph(finding(view, curve, curve.cells.back()) + ".", "answer");
  page.paragraph(exceedance_plot(view).title + ".");
}

void add_headline(Page& page, const View& view) {
  const std::vector<output::SelectedCell> cells = output::select(view.labels(), view.fields(), {});
  if (cells.empty()) return;
  page.section("table", "Numbers");
  const std::vector<double>& probabilities = view.results().probabilities;
  const std::vector<std::size_t> shown = output::shown_probabilities(probabilities);
  PageTable table{
      {"output", "year", "unit", "mean", "sd"}, {false, true, false, true, true}, {}, "Mean, standard deviation and percentiles"};
  for (const std::size_t k : shown) table.heads.push_back(output::percentile(probabilities[k]));
  table.are_numbers.resize(table.heads.size(), true);
  for (const output::SelectedCell& cell : cells) {
    const sim::Field& field = *cell.field;
    double scale = std::fabs(field.mean[cell.cell]);
    for (const std::size_t k : shown) scale = std::max(scale, std::fabs(field.quantiles[cell.cell * probabilities.size() + k]));
    std::vector<std::string> row{view.names.output(*cell.variable, cell.index), sim::year_text(cell.year), cell.unit,
                                 for_people(field.mean[cell.cell], scale), for_people(field.sd[cell.cell])};
    for (const std::size_t k : shown) row.push_back(for_people(field.quantiles[cell.cell * probabilities.size() + k], scale));
    table.rows.push_back(std::move(row));
  }
  page.table(table);
}

void add_update(Page& page, const View& view) {
  if (!view.is_updated()) return;
  const sim::Update& update = *view.results().update;
  page.section("updated", "What the observations make of it");
  page.paragraph("All numbers above are of trials weighted by how well they fit what was observed, as if there were " +
                 chart::grouped(std::to_string(static_cast<long>(update.effective_trials))) +
                 " trials of equal weight. Dashed in the charts: before.");
  PageTable seen{{"observed", "year", "value", "mean before", "mean after", "sd before", "sd after"},
                 {false, true, true, true, true, true, true},
                 {},
                 "Observations"};
  for (const sim::ObservationSummary& o : update.observations) {
    const auto id = view.labels().find_variable(o.variable);
    seen.rows.push_back({id ? view.names.output(view.labels().variable(*id), o.index) : o.variable, sim::year_text(o.year),
                         for_people(o.value), for_people(o.prior_mean), for_people(o.mean), for_people(o.prior_sd),
                         for_people(o.sd_after)});
  }
  page.table(seen);
  std::vector<const sim::UpdatedInput*> order;
  for (const sim::UpdatedInput& input : update.inputs) order.push_back(&input);
  std::ranges::stable_sort(order, [](const auto* a, const auto* b) { return std::fabs(a->shift) > std::fabs(b->shift); });
  PageTable moved{{"input", "mean before", "mean after", "shift, in standard deviations"},
                  {false, true, true, true},
                  {},
                  "Inputs that move most: what one would have to believe"};
  for (const sim::UpdatedInput* input : order) {
    const auto before = std::ranges::find(view.results().inputs, input->name, &sim::InputSummary::name);
    if (before == view.results().inputs.end() || moved.rows.size() == 10 || std::fabs(input->shift) < 0.05) continue;
    const double scale = std::max(std::fabs(before->mean), std::fabs(input->mean));
    moved.rows.push_back(
        {view.names.input(input->name), for_people(before->mean, scale), for_people(input->mean, scale), for_people(input->shift, 1)});
  }
  if (!moved.rows.empty()) page.table(moved);
}

void add_claims(Page& page, const View& view) {
  const sim::Ledger& ledger = view.results().ledger;
  if (ledger.claims.empty()) return;
  page.section("claims", "Published figures");
  PageTable conflicts{{"figure", "year", "published", "expected", "unit", "verdict", "expected from"},
                      {false, true, true, true, false, false, false},
                      {},
                      "Conflicts: figures that do not follow from others, or from the scenario"};
  for (const sim::ClaimVerdict verdict : {sim::ClaimVerdict::conflict, sim::ClaimVerdict::rounding})
    for (const sim::ClaimConflict& conflict : ledger.conflicts) {
      const sim::ClaimSummary& claim = ledger.claims.at(conflict.claim);
      if (conflict.verdict == verdict && conflicts.rows.size() < kMostTableRows)
        conflicts.rows.push_back({figure_words(claim), sim::year_text(claim.year), for_people(claim.value), for_people(conflict.expected),
                                  claim.unit, sim::name(conflict.verdict), conflict.derivation});
    }
  if (conflicts.rows.empty())
    page.paragraph("No figure conflicts with another, or with the scenario.");
  else
    page.table(conflicts);
  if (conflicts.rows.size() < ledger.conflicts.size())
    page.paragraph("And " + std::to_string(ledger.conflicts.size() - conflicts.rows.size()) + " more.");
  PageTable claims{{"figure", "year", "published", "unit", "central run", "place", "source"},
                   {false, true, true, false, true, true, false},
                   {},
                   "Figures of the scenario's outputs, and the percentile of the trials that each is at"};
  for (const sim::ClaimSummary& claim : ledger.claims)
    if (!claim.variable.empty() && claims.rows.size() < kMostTableRows)
      claims.rows.push_back({figure_words(claim), sim::year_text(claim.year), for_people(claim.value), claim.unit,
                             std::isnan(claim.central) ? "" : for_people(claim.central), place_words(claim), claim.source});
  if (!claims.rows.empty()) page.table(claims);
}

void add_judgements(Page& page, const View& view) {
  const output::Provenance& provenance = view.stored.provenance;
  const config::Comments comments(provenance.comments.empty() ? provenance.scenario_text : provenance.comments);
  struct Judged {
    const sim::InputSummary* input;
    double share;
    std::string comment;
  };
  std::vector<Judged> judged;
  const Curve curve = wanted_curve(view);
  std::vector<double> shares;
  std::vector<std::string> factors;
  if (view.results().sensitivity) {
    const sim::Sensitivity& s = *view.results().sensitivity;
    const std::vector<Curve> explained = curves_of(s.labels, s.fields, curve.variable->name);
    if (const Curve* found = find_curve(explained, curve.index)) {
      factors = s.given_data.factors;
      const std::vector<double>& all = s.given_data.first_order.at(static_cast<std::size_t>(found->field - s.fields.data()));
      const auto first = all.begin() + static_cast<std::ptrdiff_t>(found->cells.back().second * factors.size());
      shares.assign(first, first + static_cast<std::ptrdiff_t>(factors.size()));
    }
  }
  for (const sim::InputSummary& input : view.results().inputs) {
    std::string comment = comments.of(input.name);
    if (!is_judgement(comment)) continue;
    const auto factor = std::ranges::find(factors, input.name);
    judged.push_back(
        {&input, factor == factors.end() ? std::nan("") : shares[static_cast<std::size_t>(factor - factors.begin())], std::move(comment)});
  }
  if (judged.empty()) return;
  std::ranges::stable_sort(
      judged, [](const Judged& a, const Judged& b) { return (std::isnan(a.share) ? -1 : a.share) > (std::isnan(b.share) ? -1 : b.share); });
  page.section("judgement", "Assumptions that are judgement");
  page.paragraph(
      "Numbers that the scenario's comments call a judgement, wholly or in part: nobody has published them. First those that matter most "
      "to " +
      chart::within(view.names.output(*curve.variable, curve.index)) + ".");
  PageTable table{{"input", "distribution", "share of the variance", "what the scenario says"},
                  {false, false, true, false},
                  {},
                  "Judgements by share of the variance"};
  for (const Judged& each : judged)
    if (table.rows.size() < kMostTableRows)
      table.rows.push_back({view.names.input(each.input->name), each.input->distribution,
                            std::isnan(each.share) ? "" : chart::percent(std::max(each.share, 0.0)), each.comment});
  page.table(table);
  if (table.rows.size() < judged.size()) page.paragraph("And " + std::to_string(judged.size() - table.rows.size()) + " more.");
}

void add_method(Page& page, const View& view, const std::string& command) {
  page.section("method", "Method");
  const Curve curve = wanted_curve(view);
  page.paragraph(
      chart::grouped(std::to_string(view.results().trials)) + " trials by the method " + attribute_of(view.stored, "method") + ", seed " +
      attribute_of(view.stored, "seed") +
      ". Each trial draws every uncertain input once and goes through the years; the numbers above are statistics over the trials.");
  if (const std::string error = error_bar(view, curve, curve.cells.back()); !error.empty()) page.paragraph(error);
  PageTable table{{"what", "value"}, {false, false}, {}, "Where it comes from"};
  for (const char* name : {"scenario_sha256", "results_sha256", "rng_contract", "cellcast_format"})
    if (const std::string value = attribute_of(view.stored, name); !value.empty()) table.rows.push_back({name, value});
  table.rows.push_back({"program", view.stored.program_version});
  table.rows.push_back({"compiler", view.stored.compiler});
  page.table(table);
  if (!command.empty()) {
    page.paragraph("These commands make the result again from the scenario that is in it, and this page:");
    page.code(command);
  }
}

}  // namespace cellcast::study
