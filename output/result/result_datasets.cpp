#include "output/result/result_datasets.hpp"

#include <algorithm>
#include <type_traits>

#include "base/text.hpp"
#include "output/result/ledger_group.hpp"
#include "output/result/sensitivity_indices.hpp"
#include "output/result/statistics.hpp"
#include "output/result/update_group.hpp"

namespace cellcast::output {

namespace {

using PartName = std::function<std::string(std::size_t)>;

std::string no_part(std::size_t) { return ""; }

PartName counted(const char* what) {
  return [what](std::size_t i) { return std::string(what) + " " + std::to_string(i); };
}

PartName numbered(const char* what, const std::vector<double>& numbers) {
  return [what, &numbers](std::size_t i) { return std::string(what) + " " + base::shortest(numbers.at(i)); };
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

  template <class Indices>
  void indices(const sim::Sensitivity& s, const Indices& indices, std::span<const SensitivityIndex<Indices>> all) {
    const PartName factor = [&factors = indices.factors](std::size_t k) { return factors.at(k); };
    for (const SensitivityIndex<Indices>& index : all)
      table("sensitivity/" + std::string(index.group), s.labels, s.fields, indices.*index.values, factor);
    coordinate("sensitivity/" + std::string(all.front().group), "input", indices.factors);
  }

  void sensitivity(const sim::Sensitivity& s) {
    indices(s, s.given_data, given_data_indices());
    if (s.design) indices(s, *s.design, design_indices());
  }

  template <class Row>
  void numbers(const char* group, const std::vector<Row>& rows, std::span<const NumberColumn<Row>> columns) {
    for (const NumberColumn<Row>& each : columns) {
      datasets_.push_back({group, each.name, [&rows, each] { return output::column(rows, each.member); },
                           [each](std::size_t i) {
                             return DatasetPlace{"", {}, std::string(each.name) + " " + std::to_string(i)};
                           }});
    }
  }

  void update(const sim::Update& u) {
    statistics("updated/", u.labels, u.fields);
    numbers("updated/inputs", u.inputs, updated_input_numbers());
    numbers("updated/observations", u.observations, observation_numbers());
  }

  void difference(const sim::Difference& d) {
    statistics("difference/", d.labels, d.fields);
    table("difference/variance_reduction", d.labels, d.fields, d.variance_reduction, no_part);
    for (const sim::AttributedChange& change : d.changes) coordinate("difference/median_shift", change.path, change.shift);
  }

  void claims() {
    numbers("claims", results_.ledger.claims, claim_numbers());
    numbers("claims", results_.ledger.conflicts, conflict_numbers());
  }

  /// One value per input, correlated pair or draw of the copula: a member of each.
  template <class Value, class Row, class Member>
  void column(const char* name, const std::vector<Row>& rows, Member Row::*member,
              std::string (*name_of)(const std::type_identity_t<Row>&)) {
    const auto values = [&rows, member] {
      std::vector<Value> all;
      all.reserve(rows.size());
      for (const Row& row : rows) all.push_back(row.*member);
      return all;
    };
    datasets_.push_back({"inputs", name, values, [&rows, name_of](std::size_t i) { return DatasetPlace{name_of(rows.at(i)), {}, ""}; }});
  }

  /// Values per input, equally many of each.
  void matrix(const char* group, const char* name, std::vector<double> sim::InputSummary::*member, const PartName& part) {
    const auto values = [&inputs = results_.inputs, member] { return output::matrix(inputs, member); };
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
