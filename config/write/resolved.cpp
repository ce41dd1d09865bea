#include "config/write/resolved.hpp"

#include "config/scenario/day.hpp"
#include "config/toml/toml_text.hpp"
#include "config/write/resolved_accounts.hpp"
#include "config/write/resolved_claim.hpp"
#include "config/write/resolved_lines.hpp"

namespace cellcast::config {

namespace {

/// Writes a scenario section by section, in the order of its docs.
class Writer : ResolvedLines {
 public:
  explicit Writer(const Scenario& scenario) : ResolvedLines(scenario) {}

  std::string run() {
    head();
    sampling();
    outputs();
    sensitivity();
    labels();
    economy();
    variables();
    markets();
    measures();
    for (const Segment& segment : scenario_.segments) this->segment(segment);
    chemistries();
    write_accounts(*this);
    copula();
    correlations();
    factors();
    derived();
    observations();
    claims();
    return take();
  }

 private:
  void head() {
    integer("schema", 1);
    words("name", scenario_.name);
    words("title", scenario_.title);
    words("description", scenario_.description);
    words("source", scenario_.source);
    header("horizon");
    line("base_year", std::to_string(scenario_.horizon.base_year));
    line("end_year", std::to_string(scenario_.horizon.end_year));
  }

  void sampling() {
    header("sampling");
    integer("trials", scenario_.sampling.trials);
    integer("seed", scenario_.sampling.seed);
    words("method", word_of(scenario_.sampling.method));
    line("replicates", std::to_string(scenario_.sampling.replicates));
    if (scenario_.sampling.stop) stop(*scenario_.sampling.stop);
  }

  void stop(const Stop& stop) {
    header("sampling.stop");
    words("variable", stop.variable);
    words("index", stop.index);
    if (stop.is_year_given || !is_derived(scenario_, stop.variable)) line("year", std::to_string(stop.year));
    line("quantile", stop.quantile ? text(*stop.quantile) : quoted_text("mean"));
    line("relative_error", text(stop.relative_error));
    integer("max_trials", stop.max_trials);
  }

  void outputs() {
    const auto number_text = [](double x) { return text(x); };
    header("outputs");
    line("quantiles", list(scenario_.outputs.quantiles, number_text));
    line("variables", list(scenario_.outputs.variables, quoted_text));
    integer("samples", scenario_.outputs.samples);
    if (!scenario_.outputs.thresholds.empty()) header("outputs.thresholds");
    for (const auto& [variable, values] : scenario_.outputs.thresholds) line(variable, list(values, number_text));
  }

  void sensitivity() {
    const SensitivitySettings& settings = scenario_.sensitivity;
    header("sensitivity");
    words("method", settings.method == SensitivityMethod::sobol  ? "sobol"
                    : settings.method == SensitivityMethod::none ? "none"
                                                                 : "given-data");
    integer("trials", settings.trials);
    line("variables", list(settings.variables, quoted_text));
    line("year", std::to_string(settings.year));
  }

  void economy() {
    const Economy& economy = scenario_.economy;
    header("economy");
    line("shock_correlation", text(economy.shock_correlation));
    numbers<EconomyNumbers>(economy);
    header("economy.material_price");
    numbers<MaterialPriceNumbers>(economy);
    if (!economy.news.empty()) by_year("economy.material_price.news", economy.news);
  }

  void variables() {
    if (!scenario_.variables.empty()) header("variables");
    for (const Variable& variable : scenario_.variables) number(variable.name, variable.number);
  }

  void markets() {
    for (const Market& market : scenario_.markets) {
      header("markets." + market.name);
      line("home", market.home ? "true" : "false");
      options<MarketOptions>(market);
      if (market.home) continue;  // the rest is an error there
      numbers<MarketNumbers>(market);
      const Number& end = market.overseas_home_share_end;
      const bool is_same_draw = end.path == market.overseas_home_share.path && std::holds_alternative<Distribution>(end.value);
      if (!is_same_draw) number("overseas_home_share_end", end);  // written out, it would be another draw
    }
  }

  void measure(const std::string& kind, const Measure& measure) {
    header(kind + "." + measure.name);
    words("market", scenario_.markets[measure.market].name);
    line("segments", list(measure.segments, [&](std::size_t s) { return quoted_text(scenario_.segments[s].name); }));
    if (measure.from) line("from", date_text(*measure.from));
    if (measure.until) line("until", date_text(*measure.until));
  }

  void measures() {
    for (const Tariff& tariff : scenario_.tariffs) {
      measure("tariffs", tariff);
      number("rate", tariff.rate);
    }
    for (const Quota& quota : scenario_.quotas) {
      measure("quotas", quota);
      number("limit", quota.limit);
    }
  }

  void growth(const std::string& path, const Growth& growth) {
    header(path + ".growth");
    words("process", std::string(kProcessNames[static_cast<std::size_t>(growth.process)]));
    if (growth.process == Process::cagr || growth.process == Process::logistic) number("rate", growth.rate);
    if (growth.process == Process::logistic) number("saturation", growth.saturation);
    numbers<DemandShockNumbers>(growth);
    for (const Driver& driver : growth.drivers) {
      header(path + ".growth.drivers." + driver.name);
      number("base", driver.base);
      words("unit", driver.unit);
      number("rate", driver.rate);
    }
  }

  void supply(const std::string& path, const Supply& supply) {
    header(path + ".supply");
    numbers<CapacityNumbers>(supply);
    numbers<SupplyNumbers>(supply);
    line("lead_time", std::to_string(supply.lead_time));
    by_year(path + ".supply.announced", supply.announced);
  }

  void segment_markets(const std::string& path, const Segment& segment) {
    for (std::size_t m = 0; m < segment.markets.size(); ++m) {
      const SegmentMarket& market = segment.markets[m];
      if (!market.present) continue;
      header(path + ".markets." + scenario_.markets[m].name);
      numbers<SegmentMarketNumbers>(market);
      options<SegmentMarketOptions>(market);
      if (scenario_.markets[m].home) continue;
      if (market.local_capacity) number("local_capacity", *market.local_capacity);
      number("local_capacity_growth", market.local_capacity_growth);
    }
  }

  void segment(const Segment& segment) {
    const std::string path = "segments." + segment.name;
    header(path);
    numbers<SegmentNumbers>(segment);
    growth(path, segment.growth);
    supply(path, segment.supply);
    header(path + ".cost");
    numbers(segment.cost);
    segment_markets(path, segment);
    for (std::size_t c = 0; c < segment.chemistry.size(); ++c) {
      header(path + ".chemistry." + scenario_.chemistries[c].name);
      numbers(segment.chemistry[c]);
    }
    write_accounts(segment, *this);
  }

  void chemistries() {
    for (const Chemistry& chemistry : scenario_.chemistries) {
      header("chemistries." + chemistry.name + ".materials");
      for (std::size_t j = 0; j < chemistry.materials.size(); ++j) number(scenario_.materials[j], chemistry.materials[j]);
    }
    for (const std::string& material : scenario_.materials) header("materials." + material);
  }

  void copula() {
    const Copula& copula = scenario_.copula;
    header("copula");
    words("kind", copula.kind == CopulaKind::student_t ? "student_t" : "gaussian");
    if (copula.kind == CopulaKind::student_t) line("dof", text(copula.dof));
  }

  void correlations() {
    for (const Correlation& correlation : scenario_.correlations) {
      list_header("correlations");
      line("between", "[" + quoted_text(correlation.first) + ", " + quoted_text(correlation.second) + "]");
      line(correlation.rank ? "rank" : "pearson", text(correlation.rank_or_pearson));
    }
  }

  void factors() {
    for (const Factor& factor : scenario_.factors) {
      list_header("factors");
      words("name", factor.name);
      text_line("[factors.loads]\n");
      for (const Loading& loading : factor.loads) line(quoted_text(loading.input), text(loading.value));
    }
  }

  void labels() {
    if (scenario_.labels.empty()) return;
    header("labels");
    for (const Label& label : scenario_.labels) line(quoted_text(label.key), quoted_text(label.text));
  }

  void derived() {
    for (const DerivedOutput& output : scenario_.derived) {
      header("derived." + output.name);
      words("expression", output.text);
      words("unit", output.unit);
      words("long_name", output.long_name);
    }
  }

  void observations() {
    for (const Observation& observation : scenario_.observations) {
      list_header("observations");
      words("variable", observation.variable);
      words("index", observation.index);
      if (observation.year != 0) line("year", std::to_string(observation.year));
      line("value", text(observation.value));
      line("sd", text(observation.sd));
      line("relative", observation.relative ? "true" : "false");
      if (observation.basis) words("basis", std::string(word_of(*observation.basis)));
      if (observation.factor) line("factor", text(*observation.factor));
    }
  }

  void claims() {
    for (const Claim& claim : scenario_.claims) {
      list_header("claims");
      text_line(resolved_claim(scenario_.claims, claim));
    }
  }
};

}  // namespace

std::string resolved(const Scenario& scenario) { return Writer(scenario).run(); }

}  // namespace cellcast::config
