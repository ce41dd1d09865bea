#include "output/result_datasets.hpp"

#include <algorithm>
#include <type_traits>

#include "output/statistics.hpp"
#include "output/text.hpp"

namespace cellcast::output {

namespace {

using PartName = std::function<std::string(std::size_t)>;

std::string no_part(std::size_t) { return ""; }

PartName counted(const char* what) {
  return [what](std::size_t i) { return std::string(what) + " " + std::to_string(i); };
}

PartName numbered(const char* what, const std::vector<double>& numbers) {
  return [what, &numbers](std::size_t i) { return std::string(what) + " " + shortest(numbers.at(i)); };
}

class Lister {
 public:
  explicit Lister(const sim::Results& results) : results_(results) {}

  std::vector<ResultDataset> all() {
    coordinates();
    statistics();
    inputs();
    correlations();
    copula_draws();
    samples();
    if (results_.sensitivity) sensitivity(*results_.sensitivity);
    if (results_.update) update(*results_.update);
    if (results_.difference) difference(*results_.difference);
    claims();
    return std::move(datasets_);
  }

 private:
  template <class Values>
  void coordinate(const std::string& group, const std::string& name, const Values& values) {
    datasets_.push_back({group, name, [&values] { return values; },
                         [name](std::size_t i) {
                           return DatasetPlace{"", {}, name + " " + std::to_string(i)};
                         }});
  }

  /// A file has the coordinates that its variables need.
  bool is_needed(sim::Axis axis) const {
    return std::ranges::any_of(results_.fields, [axis](const sim::Field& field) {
      const std::vector<sim::Axis>& axes = sim::variable(field.id).axes;
      return std::ranges::find(axes, axis) != axes.end();
    });
  }

  void labels(sim::Axis axis, const std::vector<std::string>& texts) {
    if (is_needed(axis)) coordinate("mean", std::string(sim::name(axis)), texts);
  }

  void coordinates() {
    const sim::Labels& all = results_.labels;
    labels(sim::Axis::segment, all.segments);
    labels(sim::Axis::market, all.markets);
    labels(sim::Axis::chemistry, all.chemistries);
    labels(sim::Axis::material, all.materials);
    labels(sim::Axis::driver, all.drivers);
    if (is_needed(sim::Axis::driver)) coordinate("mean", "driver_unit", all.driver_units);
    const auto years = [&all] { return std::vector<std::int64_t>(all.years.begin(), all.years.end()); };
    datasets_.push_back({"mean", "year", years, [](std::size_t i) { return DatasetPlace{"", {}, "year " + std::to_string(i)}; }});
    coordinate("quantiles", "quantile", results_.probabilities);
    for (const sim::Field& field : results_.fields)
      if (!field.thresholds.empty()) coordinate("exceedance", "threshold_" + std::string(sim::variable(field.id).name), field.thresholds);
  }

  /// One value per cell of a variable and part of it.
  template <class Values>
  void add(const std::string& group, const sim::Labels& labels_of_field, const sim::Field& field, const char* suffix, const Values& values,
           const PartName& part) {
    const sim::Variable& variable = sim::variable(field.id);
    const auto place = [&labels = labels_of_field, &field, &variable, &values, part](std::size_t i) {
      const std::size_t parts = values.size() / field.cells;
      const sim::CellName cell = sim::cell_names(labels, variable).at(i / parts);
      return DatasetPlace{cell.index, cell.year, part(i % parts)};
    };
    datasets_.push_back({group, std::string(variable.name) + suffix, [&values] { return values; }, place});
  }

  void statistics() { statistics("", results_.labels, results_.fields); }

  /// `below` is the group that their groups are in.
  void statistics(const std::string& below, const sim::Labels& labels, const std::vector<sim::Field>& fields) {
    for (const Statistic& statistic : cell_statistics())
      for (const sim::Field& field : fields) add(below + statistic.group, labels, field, "", field.*statistic.values, no_part);
    for (const Statistic& statistic : quantile_statistics())
      for (const sim::Field& field : fields)
        add(below + statistic.group, labels, field, "", field.*statistic.values, numbered("quantile", results_.probabilities));
    for (const sim::Field& field : fields)
      if (!field.thresholds.empty())
        add(below + "exceedance", labels, field, "", field.exceedance, numbered("threshold", field.thresholds));
    for (const sim::Field& field : fields) {
      add(below + "histogram", labels, field, "", field.histogram, counted("bin"));
      add(below + "histogram", labels, field, "_edges", field.histogram_edges, counted("edge"));
    }
  }

  /// Tables [field][cell] or [field][cell][part].
  void table(const std::string& group, const sim::Labels& labels, const std::vector<sim::Field>& fields,
             const std::vector<std::vector<double>>& values, const PartName& part) {
    for (std::size_t v = 0; v < fields.size(); ++v) add(group, labels, fields[v], "", values[v], part);
  }

  void sensitivity(const sim::Sensitivity& s) {
    const auto add_table = [&](const char* group, const std::vector<std::vector<double>>& values, const std::vector<std::string>& factors) {
      table("sensitivity/" + std::string(group), s.labels, s.fields, values, [&factors](std::size_t k) { return factors.at(k); });
    };
    add_table("first_order", s.given_data.first_order, s.given_data.factors);
    add_table("first_order_low", s.given_data.low, s.given_data.factors);
    add_table("first_order_high", s.given_data.high, s.given_data.factors);
    add_table("spearman", s.spearman, s.given_data.factors);
    add_table("mean_low", s.mean_low, s.given_data.factors);
    add_table("mean_high", s.mean_high, s.given_data.factors);
    coordinate("sensitivity/first_order", "input", s.given_data.factors);
    if (!s.design) return;
    add_table("sobol_first_order", s.design->first.first_order, s.design->first.factors);
    add_table("sobol_first_order_low", s.design->first.low, s.design->first.factors);
    add_table("sobol_first_order_high", s.design->first.high, s.design->first.factors);
    add_table("sobol_total", s.design->total, s.design->first.factors);
    add_table("sobol_total_low", s.design->low, s.design->first.factors);
    add_table("sobol_total_high", s.design->high, s.design->first.factors);
    coordinate("sensitivity/sobol_total", "input", s.design->first.factors);
  }

  /// One number of each row of a list.
  template <class Row>
  void numbers(const char* group, const char* name, const std::vector<Row>& rows, double Row::*member) {
    const auto values = [&rows, member] {
      std::vector<double> all;
      for (const Row& row : rows) all.push_back(row.*member);
      return all;
    };
    datasets_.push_back({group, name, values, [name](std::size_t i) {
                           return DatasetPlace{"", {}, std::string(name) + " " + std::to_string(i)};
                         }});
  }

  void update(const sim::Update& u) {
    statistics("updated/", u.labels, u.fields);
    numbers("updated/inputs", "mean", u.inputs, &sim::UpdatedInput::mean);
    numbers("updated/inputs", "sd", u.inputs, &sim::UpdatedInput::sd);
    numbers("updated/inputs", "shift", u.inputs, &sim::UpdatedInput::shift);
    numbers("updated/observations", "value", u.observations, &sim::ObservationSummary::value);
    numbers("updated/observations", "sd", u.observations, &sim::ObservationSummary::sd);
    numbers("updated/observations", "prior_mean", u.observations, &sim::ObservationSummary::prior_mean);
    numbers("updated/observations", "prior_place", u.observations, &sim::ObservationSummary::prior_place);
    numbers("updated/observations", "mean", u.observations, &sim::ObservationSummary::mean);
  }

  void difference(const sim::Difference& d) {
    statistics("difference/", d.labels, d.fields);
    table("difference/variance_reduction", d.labels, d.fields, d.variance_reduction, no_part);
    for (const sim::AttributedChange& change : d.changes) coordinate("difference/median_shift", change.path, change.shift);
  }

  void claims() {
    numbers("claims", "value", results_.ledger.claims, &sim::ClaimSummary::value);
    numbers("claims", "central", results_.ledger.claims, &sim::ClaimSummary::central);
    numbers("claims", "percentile", results_.ledger.claims, &sim::ClaimSummary::percentile);
    numbers("claims", "difference", results_.ledger.conflicts, &sim::ClaimConflict::difference);
    numbers("claims", "expected", results_.ledger.conflicts, &sim::ClaimConflict::expected);
  }

  /// One value per input, correlated pair or draw of the copula: a member of each.
  template <class Value, class Row, class Member>
  void column(const char* name, const std::vector<Row>& rows, Member Row::*member,
              std::string (*name_of)(const std::type_identity_t<Row>&)) {
    const auto values = [&rows, member] {
      std::vector<Value> all;
      for (const Row& row : rows) all.push_back(row.*member);
      return all;
    };
    datasets_.push_back({"inputs", name, values, [&rows, name_of](std::size_t i) { return DatasetPlace{name_of(rows.at(i)), {}, ""}; }});
  }

  /// Values per input, equally many of each.
  void matrix(const char* group, const char* name, std::vector<double> sim::InputSummary::*member, const PartName& part) {
    const auto values = [&inputs = results_.inputs, member] {
      std::vector<double> all;
      for (const sim::InputSummary& input : inputs) all.insert(all.end(), (input.*member).begin(), (input.*member).end());
      return all;
    };
    const auto place = [&inputs = results_.inputs, member, part](std::size_t i) {
      const std::size_t parts = (inputs.front().*member).size();
      return DatasetPlace{inputs.at(i / parts).name, {}, part(i % parts)};
    };
    datasets_.push_back({group, name, values, place});
  }

  void inputs() {
    const auto name_of = [](const sim::InputSummary& input) { return input.name; };
    column<std::string>("input", results_.inputs, &sim::InputSummary::name, name_of);
    column<std::string>("unit", results_.inputs, &sim::InputSummary::unit, name_of);
    column<std::string>("distribution", results_.inputs, &sim::InputSummary::distribution, name_of);
    column<double>("mean", results_.inputs, &sim::InputSummary::mean, name_of);
    column<double>("sd", results_.inputs, &sim::InputSummary::sd, name_of);
    column<std::int64_t>("dimension", results_.inputs, &sim::InputSummary::dimension, name_of);
    matrix("inputs", "quantiles", &sim::InputSummary::quantiles, numbered("quantile", results_.probabilities));
  }

  void correlations() {
    const auto name_of = [](const sim::CorrelationSummary& pair) { return pair.first + " ~ " + pair.second; };
    column<std::string>("correlation_first", results_.correlations, &sim::CorrelationSummary::first, name_of);
    column<std::string>("correlation_second", results_.correlations, &sim::CorrelationSummary::second, name_of);
    column<double>("correlation_requested", results_.correlations, &sim::CorrelationSummary::requested, name_of);
    column<double>("correlation_achieved", results_.correlations, &sim::CorrelationSummary::achieved, name_of);
  }

  void copula_draws() {
    const auto name_of = [](const sim::CopulaDraw& draw) { return draw.name; };
    column<std::string>("copula_draw", results_.copula_draws, &sim::CopulaDraw::name, name_of);
    column<std::int64_t>("copula_dimension", results_.copula_draws, &sim::CopulaDraw::dimension, name_of);
  }

  void samples() {
    if (results_.samples == 0) return;
    matrix("samples", "inputs", &sim::InputSummary::samples, counted("trial"));
    for (const sim::Field& field : results_.fields) add("samples", results_.labels, field, "", field.samples, counted("trial"));
  }

  const sim::Results& results_;
  std::vector<ResultDataset> datasets_;
};

}  // namespace

std::vector<ResultDataset> result_datasets(const sim::Results& results) { return Lister(results).all(); }

}  // namespace cellcast::output
