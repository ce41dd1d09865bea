#include "output/report/score_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "output/report/sparkline.hpp"

namespace cellcast::output {

namespace {

using sim::ScoredActual;
using sim::Summary;
using Rows = std::vector<std::vector<std::string>>;

template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

std::string decimals(double number) { return printed(std::fabs(number) < 1000 ? "%.3f" : "%.3g", number); }
std::string decimals(const std::optional<double>& number) { return number ? decimals(*number) : ""; }
std::string with_sign(double number) { return printed(std::fabs(number) < 1000 ? "%+.3f" : "%+.3g", number); }

std::string table(const Rows& rows, std::size_t texts) {
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  std::fill_n(alignment.begin(), texts, base::Align::left);
  return base::aligned(rows, alignment);
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// What a figure counts, where that is not what its variable does: `sold, x 1.03`.
std::string basis_text(const ScoredActual& actual) {
  std::string text = base::printable(actual.basis);
  if (actual.factor != 1) text += (text.empty() ? "x " : ", x ") + base::shortest(actual.factor);
  return text;
}

/// The bases of figures that are not their variables' own, each once. Rows refer to them by letters.
class Bases {
 public:
  explicit Bases(const std::vector<ScoredActual>& actuals) {
    for (const ScoredActual& actual : actuals) {
      const std::string text = basis_text(actual);
      if (!text.empty() && std::ranges::find(texts_, text) == texts_.end()) texts_.push_back(text);
    }
  }

  /// `a`, ..., `z`, `a1`; empty for the variable's own.
  std::string letter(const ScoredActual& actual) const {
    const auto found = std::ranges::find(texts_, basis_text(actual));
    return found == texts_.end() ? "" : letter(static_cast<std::size_t>(found - texts_.begin()));
  }
  /// `a: sold, x 1.03; b: shipped`, for people, in lines that are no longer than tables.
  std::string text() const {
    constexpr std::size_t kWidth = 110;
    std::string all = texts_.empty() ? "" : "counted otherwise, or multiplied:";
    std::size_t begin = 0;  // of the last line
    for (std::size_t k = 0; k < texts_.size(); ++k) {
      const std::string one = letter(k) + ": " + texts_[k] + (k + 1 < texts_.size() ? ";" : "\n");
      const bool is_long = all.size() - begin + 1 + one.size() > kWidth;
      if (is_long) begin = all.size() + 1;
      all += (is_long ? "\n" : " ") + one;
    }
    return all;
  }

 private:
  static std::string letter(std::size_t k) {
    return std::string(1, static_cast<char>('a' + k % 26)) + (k < 26 ? "" : std::to_string(k / 26));
  }

  std::vector<std::string> texts_;
};

/// `*` where a row is not in the means because another of its number comes first, `†` where it has no logarithm.
std::string mark(const ScoredActual& actual) { return std::string(actual.counts ? "" : "*") + (actual.scores.logarithm ? "" : "†"); }

std::string actuals_table(const std::vector<ScoredActual>& actuals) {
  const Bases bases(actuals);
  Rows rows{{"what happened", "", "year", "value", "P5", "P50", "P95", "place", "CRPS", "published", "naive", "miss"}};
  for (const ScoredActual& actual : actuals) {
    const sim::Scores& scores = actual.scores;
    const double value = actual.value * actual.factor, scale = std::max(std::fabs(value), std::fabs(scores.quantiles[4]));
    rows.push_back({base::printable(actual.variable + (actual.index.empty() ? "" : " " + actual.index)), bases.letter(actual) + mark(actual),
                    std::to_string(actual.year), base::readable(value, scale), base::readable(scores.quantiles[0], scale),
                    base::readable(scores.quantiles[2], scale), base::readable(scores.quantiles[4], scale), printed("%.3f", scores.pit),
                    decimals(scores.crps), decimals(actual.published_crps), decimals(actual.naive_crps), with_sign(scores.miss)});
  }
  std::string text = table(rows, 2) + bases.text();
  if (std::ranges::any_of(actuals, [](const ScoredActual& actual) { return !actual.counts; }))
    text += "* not in the means: an earlier row of the file is of the same number\n";
  if (std::ranges::any_of(actuals, [](const ScoredActual& actual) { return !actual.scores.logarithm; }))
    text += "† not in the means: scored on the value, for want of a logarithm\n";
  return text;
}

/// `+0.26 (9)`: the skill, and over how many actuals.
std::string skill_text(const sim::Reference& reference) {
  if (!reference.skill) return "";
  return printed(std::fabs(*reference.skill) < 1000 ? "%+.2f (%llu)" : "%+.2g (%llu)", *reference.skill,
                 static_cast<unsigned long long>(reference.count));
}

/// `78 (45-94)`: per cent, the share inside, and Wilson's interval.
std::string coverage_text(const sim::Coverage& coverage) {
  return printed("%.0f (%.0f-%.0f)", 100 * coverage.share(), 100 * coverage.low, 100 * coverage.high);
}

/// How many fell into each tenth of the forecasts.
std::string histogram(const Summary& summary) {
  std::vector<std::int64_t> counts(summary.pit.begin(), summary.pit.end());
  std::vector<double> edges;
  for (std::size_t i = 0; i <= counts.size(); ++i) edges.push_back(static_cast<double>(i));
  return sparkline(counts, edges, 0, static_cast<double>(counts.size()), counts.size());
}

const std::vector<std::string> kSummaryHead{"n", "CRPS", "published", "naive", "in 50 %", "in 90 %", "miss", "place", "log", "places"};

std::vector<std::string> summary_row(const std::string& name, const Summary& summary) {
  if (summary.count == 0) return {name, "0", "", "", "", "", "", "", "", "", ""};
  return {name,
          std::to_string(summary.count),
          decimals(summary.crps),
          skill_text(summary.published),
          skill_text(summary.naive),
          coverage_text(summary.coverage_50),
          coverage_text(summary.coverage_90),
          with_sign(summary.median_miss),
          printed("%.2f", summary.mean_pit),
          summary.log_scores > 0 ? printed("%.2f", summary.log_score) : "",
          histogram(summary)};
}

Rows summary_head(const std::string& first) {
  Rows rows{{first}};
  rows[0].insert(rows[0].end(), kSummaryHead.begin(), kSummaryHead.end());
  return rows;
}

std::string means(const sim::Card& card) {
  Rows rows = summary_head("means");
  for (const auto& [horizon, summary] : card.horizons) rows.push_back(summary_row(counted(static_cast<std::uint64_t>(horizon), "year", "years"), summary));
  if (card.variables.size() > 1)
    for (const auto& [variable, summary] : card.variables) rows.push_back(summary_row(base::printable(variable), summary));
  rows.push_back(summary_row("all", card.all));
  return table(rows, 1);
}

std::string vintage_heading(const sim::Vintage& vintage) {
  std::string text = base::printable(vintage.name) + (vintage.title.empty() ? "" : ": " + base::printable(vintage.title)) + "\n";
  text += counted(vintage.trials, "trial", "trials") + ", " + vintage.method + ", seed " + std::to_string(vintage.seed) + ", held to " +
          base::printable(vintage.actuals) + "\n";
  if (vintage.effective_trials)
    text += "updated by " + counted(vintage.observations, "observation", "observations") + " up to " + std::to_string(vintage.observed_until) +
            ", which " + base::readable(*vintage.effective_trials, *vintage.effective_trials) + " effective trials agree with\n";
  text += counted(vintage.scored.size(), "figure", "figures") + " of " + std::to_string(vintage.base_year + 1) + " to " +
          std::to_string(vintage.end_year);
  const sim::LeftOut& left = vintage.left_out;
  if (left.observed > 0) text += ", " + std::to_string(left.observed) + " up to " + std::to_string(vintage.observed_until) + ", which are observed";
  if (left.outside > 0) text += ", " + std::to_string(left.outside) + " of other years";
  if (left.unknown > 0) text += ", " + std::to_string(left.unknown) + " of what it does not have";
  return text + "\n";
}

constexpr const char* kFootnote =
    "CRPS and miss are of logarithms, miss = ln(value / median). place: of the value in the forecast, 0 to 1; places: how\n"
    "many in each tenth. published, naive: point forecasts of the day, and past growth; of means the skill against them, over\n"
    "(n). in 50 %: per cent within, and Wilson's 95 % interval as if the figures were independent, which those of one vintage\n"
    "are not. log: the log score.\n";

}  // namespace

std::string score_table(const std::vector<sim::Vintage>& vintages) {
  std::string text;
  Rows report = summary_head("report card");
  std::vector<const sim::Vintage*> all;
  for (const sim::Vintage& vintage : vintages) {
    const sim::Card card = sim::card({&vintage});
    all.push_back(&vintage);
    text += vintage_heading(vintage);
    if (!vintage.scored.empty()) text += "\n" + actuals_table(vintage.scored) + "\n" + means(card);
    text += "\n";
    report.push_back(summary_row(base::printable(vintage.name), card.all));
  }
  if (vintages.size() > 1) {
    report.push_back(summary_row("all", sim::card(all).all));
    text += table(report, 1) + "\n";
  }
  return text + kFootnote;
}

}  // namespace cellcast::output
