#include "study/score/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "base/real_path.hpp"
#include "base/suggest.hpp"
#include "sim/check/basis.hpp"
#include "sim/math/elementary.hpp"
#include "sim/model/basis.hpp"
#include "sim/plan/labels.hpp"
#include "sim/plan/tables.hpp"
#include "sim/plan/told.hpp"
#include "sim/score/forecast.hpp"
#include "study/find_output.hpp"
#include "study/score/actuals.hpp"
#include "study/score/forecaster.hpp"
#include "study/score/subject.hpp"

namespace cellcast::study {
namespace {

/// Point forecasts of a number that the scenario's claims are, in the variable's unit.
std::vector<double> claimed(const config::Scenario& scenario, const config::Actual& row, const sim::Variable& variable) {
  std::vector<double> out;
  for (const config::Claim& claim : scenario.claims) {
    if (claim.variable != row.variable || claim.index != row.index || claim.year != row.year || !(claim.value > 0)) continue;
    out.push_back(variable.unit == "1" && config::is_percentage(claim) ? claim.value / 100 : claim.value);
  }
  return out;
}

std::string unit_of(const config::Actual& row, const sim::Variable& variable, const sim::Labels& labels) {
  if (variable.id != sim::VariableId::driver_level) return std::string(variable.unit);
  return labels.driver_units.at(static_cast<std::size_t>(std::ranges::find(labels.drivers, row.index) - labels.drivers.begin()));
}

/// What a scenario says of an actual before any trial.
sim::ScoredActual described(const config::Scenario& scenario, const sim::Labels& labels, const config::Actual& row,
                            const ActualsTable& actuals) {
  const sim::Variable& variable = sim::variable(*sim::find_variable(row.variable));
  sim::ScoredActual out;
  out.variable = row.variable;
  out.index = row.index;
  out.unit = unit_of(row, variable, labels);
  out.year = row.year;
  out.horizon = row.year - scenario.horizon.base_year;
  out.value = row.value;
  out.factor = row.factor.value_or(1);
  out.sd = row.sd;
  out.relative = row.relative;
  if (const auto own = sim::basis(variable.id)) out.own_basis = config::word_of(*own);
  if (row.basis) out.basis = config::word_of(*row.basis);
  if (out.basis == out.own_basis) out.basis.clear();
  out.published = row.published;
  out.source = row.source;
  out.line = row.place.line;
  out.counts = actuals.is_first(row);
  out.claims = claimed(scenario, row, variable);
  out.naive = sim::naive_forecast(actuals.run_up_to(row.variable, row.index, scenario.horizon.base_year), out.horizon);
  return out;
}

/// What the others score where the vintage is scored on the logarithm.
void score_others(sim::ScoredActual& actual) {
  if (!actual.scores.logarithm) return;
  const double x = sim::math::log(actual.value * actual.factor);
  if (!actual.claims.empty()) {
    double sum = 0;
    for (const double claim : actual.claims) sum += std::fabs(sim::math::log(claim) - x);
    actual.published_crps = sum / static_cast<double>(actual.claims.size());
  }
  if (actual.naive) actual.naive_crps = sim::normal_crps(actual.naive->mean, actual.naive->sd, x);
}

void tell(const config::Source& source, const config::Diagnostic& found, const Watch& watch) {
  watch.tell({source.name, found, config::format(found, {source}) + "\n"});
}

/// A scenario beside the actuals that it is scored by.
class Subject {
 public:
  Subject(std::string file, Source source, std::shared_ptr<const ActualsTable> actuals)
      : file_(std::move(file)),
        source_(std::move(source)),
        actuals_(std::move(actuals)),
        labels_(sim::labels(source_.scenario)),
        tables_(sim::tables(source_.scenario)) {}

  const ActualsTable& actuals() const { return *actuals_; }
  const sim::Labels& labels() const { return labels_; }
  bool has_variable(const config::Actual& row) const {
    return tables_[static_cast<std::size_t>(sim::variable(*sim::find_variable(row.variable)).table)];
  }
  bool has(const config::Actual& row) const {
    if (!has_variable(row)) return false;
    const sim::VariableId id = *sim::find_variable(row.variable);
    const auto cell = sim::find_cell(labels_, sim::variable(id), row.index, labels_.years.front());
    return cell && sim::is_told(source_.scenario, id, *cell);
  }

  sim::Vintage score(const Scoring& wanted, const Machine& machine, const Watch& watch) const {
    const config::Scenario& scenario = source_.scenario;
    sim::Vintage vintage;
    vintage.name = scenario.name;
    vintage.title = scenario.title;
    vintage.file = file_;
    vintage.actuals = actuals().file().source.name;
    vintage.method = config::word_of(scenario.sampling.method);
    vintage.seed = scenario.sampling.seed;
    vintage.base_year = scenario.horizon.base_year;
    vintage.end_year = scenario.horizon.end_year;
    std::vector<config::Observation> observations;
    if (wanted.updated) observations = observe(wanted, vintage, watch);
    std::vector<const config::Actual*> rows;
    for (const config::Actual& row : actuals().file().rows) {
      if (!has(row))
        ++vintage.left_out.unknown;
      else if (row.year <= scenario.horizon.base_year || row.year > scenario.horizon.end_year)
        ++vintage.left_out.outside;
      else if (row.year <= vintage.observed_until)
        ++vintage.left_out.observed;
      else
        rows.push_back(&row);
    }
    for (const config::Actual* row : rows) vintage.scored.push_back(described(scenario, labels_, *row, actuals()));
    Forecaster(source_, machine, watch).score(rows, observations, vintage);
    for (sim::ScoredActual& actual : vintage.scored) score_others(actual);
    if (rows.empty()) warn(vintage, "nothing to score: no actual is of one of its outputs after " + last_known(vintage), watch);
    return vintage;
  }

 private:
  static std::string last_known(const sim::Vintage& vintage) {
    return std::to_string(std::max(vintage.base_year, vintage.observed_until)) + ", and within its horizon, which ends in " +
           std::to_string(vintage.end_year);
  }

  static void warn(const sim::Vintage& vintage, const std::string& problem, const Watch& watch) {
    watch.tell({vintage.name, {{}, problem, "", "", config::Severity::warning}, vintage.name + ": warning: " + problem + "\n"});
  }

  /// Warns of a figure that counts something else than its variable.
  void tell_basis(const config::Actual& row, const Watch& watch) const {
    std::vector<config::Diagnostic> found;
    sim::check_basis({*sim::find_variable(row.variable), row.basis, row.factor.has_value(), row.basis_place}, found);
    for (const config::Diagnostic& one : found) tell(actuals().file().source, one, watch);
  }

  /// What weighs the trials; says so where nothing does.
  std::vector<config::Observation> observe(const Scoring& wanted, sim::Vintage& vintage, const Watch& watch) const {
    std::vector<config::Observation> seen = wanted.until ? observed(wanted, vintage, watch) : source_.scenario.observations;
    vintage.observations = seen.size();
    if (wanted.until) {
      vintage.observed_until = *wanted.until;
    } else if (!seen.empty()) {
      vintage.observed_until = std::ranges::max_element(seen, {}, &config::Observation::year)->year;
    } else {
      throw base::Error(base::Error::Kind::data, file_ + ": has no observations to update it with; add some,",
                        {base::Remedy::Kind::name_last_observed});
    }
    const std::string exact = std::to_string(vintage.exact) + (vintage.exact == 1 ? " has" : " have") + " no `sd`, and cannot weigh trials";
    if (seen.empty())
      warn(vintage, "no actual up to " + std::to_string(vintage.observed_until) + " updates it" + (vintage.exact > 0 ? " (" + exact + ")" : ""), watch);
    else if (vintage.exact > 0)
      warn(vintage, "of the actuals up to " + std::to_string(vintage.observed_until) + ", " + exact, watch);
    return seen;
  }

  /// The wanted actuals after the base year; counts those that are exact, of which no trial could be said to be near.
  std::vector<config::Observation> observed(const Scoring& wanted, sim::Vintage& vintage, const Watch& watch) const {
    std::vector<config::Observation> seen;
    const config::Horizon& horizon = source_.scenario.horizon;
    const int last = std::min(*wanted.until, horizon.end_year);
    const auto is_wanted = [&](const config::Actual& row) {
      return wanted.observed.empty() || std::ranges::find(wanted.observed, row.variable) != wanted.observed.end();
    };
    for (const config::Actual& row : actuals().file().rows) {
      if (row.year <= horizon.base_year || row.year > last || !is_wanted(row) || !has(row) || !actuals().is_first(row)) continue;
      if (row.sd == 0) {
        ++vintage.exact;
        continue;
      }
      tell_basis(row, watch);
      config::Observation& one = seen.emplace_back();
      one.variable = row.variable;
      one.index = row.index;
      one.year = row.year;
      one.value = row.value;
      one.sd = row.sd;
      one.relative = row.relative;
      one.factor = row.factor;
    }
    return seen;
  }

  std::string file_;
  Source source_;
  std::shared_ptr<const ActualsTable> actuals_;
  sim::Labels labels_;
  std::array<bool, sim::kTables> tables_;
};

/// Tells of labels that no scenario has and that are like one that they have.
void tell_misspelt(const std::vector<Subject>& subjects, const Watch& watch) {
  std::set<std::pair<std::string, std::string>> told;
  for (const Subject& subject : subjects) {
    for (const config::Actual& row : subject.actuals().file().rows) {
      if (!subject.has_variable(row) || !told.insert({row.variable, row.index}).second) continue;
      if (std::ranges::any_of(subjects, [&](const Subject& other) { return other.has(row); })) continue;
      const std::vector<std::string> known = sim::indices(subject.labels(), sim::variable(*sim::find_variable(row.variable)));
      if (std::ranges::find(known, row.index) != known.end()) continue;  // an account that the scenario says nothing of
      const std::string meant = base::did_you_mean(row.index, known);
      if (meant.empty()) continue;
      const config::Source& source = subject.actuals().file().source;
      const config::Diagnostic found{row.index_place, "`" + row.variable + "` has no index \"" + row.index + "\" in any of the scenarios",
                                     "it is not scored", meant, config::Severity::warning};
      tell(source, found, watch);
    }
  }
}

/// Files of actuals, each read once.
class ActualsFiles {
 public:
  std::shared_ptr<const ActualsTable> at(const std::string& path) {
    std::shared_ptr<const ActualsTable>& table = tables_[base::real_path(path)];
    if (!table) table = std::make_shared<const ActualsTable>(path);
    return table;
  }

 private:
  std::map<std::string, std::shared_ptr<const ActualsTable>> tables_;
};

}  // namespace

std::vector<sim::Vintage> score(const Scoring& wanted, const Machine& machine, const Watch& watch) {
  for (const std::string& variable : wanted.observed) output_variable(variable, sim::Labels{});
  ActualsFiles files;
  std::vector<Subject> subjects;
  for (const std::string& path : wanted.subjects) {
    Source source = load_subject(path, wanted.overrides, watch);
    subjects.emplace_back(path, std::move(source), files.at(wanted.actuals.empty() ? actuals_beside(path) : wanted.actuals));
  }
  tell_misspelt(subjects, watch);
  std::vector<sim::Vintage> vintages;
  for (const Subject& subject : subjects) vintages.push_back(subject.score(wanted, machine, watch));
  return vintages;
}

}  // namespace cellcast::study
