#include "config/schema/key_table.hpp"

#include <array>
#include <deque>
#include <span>
#include <string>

#include "config/scenario/account_numbers.hpp"
#include "config/scenario/method.hpp"
#include "config/scenario/numbers.hpp"

namespace cellcast::config {

namespace {

constexpr Interval kCorrelation{-1, 1, true, true};
constexpr Interval kDof{1, 1000};
constexpr Interval kYear{1900, 2200};

using enum KeyType;

constexpr std::array kGeneral{
    Key{"schema", integer, "", {1, 1}, "", "version of this format"},
    Key{"name", string, "", kAny, "", "stem of the result file: letters, digits, `-`, `_`, `.`, not starting with a dot, at most 200"},
    Key{"title", string, "", kAny, "\"\"", "one line for tables and plots"},
    Key{"description", string, "", kAny, "\"\"", "what the scenario assumes and why"},
    Key{"source", string, "", kAny, "\"\"", "where its numbers come from"},
    Key{"extends", string, "", kAny, "-",
        "another scenario that this one starts from: a path relative to this file, within the folder of the first, or `shipped:china-2031`"},
    Key{"unset", strings, "", kAny, "-", "dotted paths of keys to remove from the extended scenario"},
    Key{"labels", labels, "", kAny, "-",
        "what charts, reports and tables call things: names of the scenario, paths of inputs, outputs, each with its text"},

    Key{"horizon.base_year", integer, "year", kYear, "", "year of the base data"},
    Key{"horizon.end_year", integer, "year", kYear, "", "last year, after the base year"},

    Key{"sampling.trials", integer, "", kTrials, "100000", "number of trials"},
    Key{"sampling.seed", integer, "", kSeed, "1", "the same seed, the same draws"},
    Key{"sampling.method", string, "", kAny, "\"monte-carlo\"", "design of the trials", kMethodWords},
    Key{"sampling.replicates", integer, "", {2, 1024}, "16", "independent randomisations behind the error bars of designs"},

    Key{"sampling.stop.variable", string, "", kAny, "", "ends the run once this output variable is known well enough, see below"},
    Key{"sampling.stop.index", string, "", kAny, "\"\"", "its labels but the year, joined by dots, as `central` prints them: `power.us`"},
    Key{"sampling.stop.year", integer, "year", kYear, "-", "its year; default: the end year"},
    Key{"sampling.stop.quantile",
        constant,
        "1",
        {0, 1, true, true},
        "\"mean\"",
        "probability of the quantile to know, or \"mean\"",
        "mean"},
    Key{"sampling.stop.relative_error",
        constant,
        "1",
        {0, 1, true, false},
        "",
        "half the width of its 95 % confidence interval, over its size, at which the run ends"},
    Key{"sampling.stop.max_trials", integer, "", kTrials, "-",
        "number of trials at which it ends at the latest; default: `sampling.trials`"},

    Key{"outputs.quantiles",
        numbers,
        "1",
        {0, 1, true, true},
        "[0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99]",
        "probabilities of the quantiles to report, increasing"},
    Key{"outputs.variables", strings, "", kAny, "[]", "output variables to report; an empty list: all"},
    Key{"outputs.thresholds.*", numbers, "", kAny, "-",
        "values of an output variable whose probability of being exceeded is wanted, increasing"},
    Key{"outputs.samples", integer, "", {0, 4294967296.0}, "0", "leading trials whose inputs and outputs are kept"},

    Key{"sensitivity.method", string, "", kAny, "\"given-data\"",
        "how the outputs' drivers are found: from the run's trials, also by a design of its own, or not", "given-data sobol none"},
    Key{"sensitivity.trials",
        integer,
        "",
        {200, 65536},
        "-",
        "independent trials that it is read off, and points of the design; default: a 64th of the run's, but 2,048 to 8,192"},
    Key{"sensitivity.variables", strings, "", kAny, "[]", "output variables to explain; an empty list: totals, and what segments have"},
    Key{"sensitivity.year", integer, "year", kYear, "-", "their year; default: the end year"},

    Key{"economy.shock_correlation", constant, "1", kUnit, "0", "share of a segment's demand shocks that is common to all segments"},
};

constexpr std::array kNews{
    Key{"economy.material_price.news.YEAR", number, "1", {-5, 5}, "0", "what is known of a year's material price beyond its law, added to its logarithm"},
};

constexpr std::array kVariablesAndHome{
    Key{"variables.*", number, "", kAny, "-", "a draw that many places share through `{ var = \"...\" }`"},

    Key{"markets.*.home", boolean, "", kAny, "false", "true in exactly one market: the producers' own"},
};

constexpr std::array kTariffs{
    Key{"markets.*.overseas_home_share_end", number, "1", kUnit, "-",
        "the same in the end year; default: the same draw as `overseas_home_share`; not at home"},

    Key{"tariffs.*.market", string, "", kAny, "", "the market that levies it, not home"},
    Key{"tariffs.*.segments", strings, "", kAny, "-", "segments that pay it; default: all"},
    Key{"tariffs.*.from", date, "", kAny, "-", "first day in force; default: always was"},
    Key{"tariffs.*.until", date, "", kAny, "-", "first day no longer in force; default: for ever"},
    Key{"tariffs.*.rate", number, "1", {0, 100}, "", "of the value at the border; components in force on one day add up"},

    Key{"quotas.*.market", string, "", kAny, "", "the market that limits its imports from home, not home"},
    Key{"quotas.*.segments", strings, "", kAny, "-", "segments that it limits, each by itself; default: all"},
    Key{"quotas.*.from", date, "", kAny, "-", "first day in force; default: always was"},
    Key{"quotas.*.until", date, "", kAny, "-", "first day no longer in force; default: for ever"},
    Key{"quotas.*.limit", number, "GWh/year", kNotNegative, "", "most that home producers may deliver of a segment; 0 is a ban"},
};

constexpr std::array kGrowthProcess{
    Key{"segments.*.growth.process", string, "", kAny, "\"cagr\"", "law of the demand trend", "cagr drivers logistic submarkets"},
    Key{"segments.*.growth.rate", number, "1/year", kGrowth, "",
        "cagr and logistic: growth of demand; logistic: while far from saturation"},
    Key{"segments.*.growth.drivers.*.base", number, "the driver's unit", kPositive, "", "drivers: its level in the base year"},
    Key{"segments.*.growth.drivers.*.unit", string, "", kAny, "\"1\"", "drivers: unit of its level"},
    Key{"segments.*.growth.drivers.*.rate", number, "1/year", kGrowth, "", "drivers: its growth; the rates of all drivers compound"},
    Key{"segments.*.growth.saturation", number, "multiple of the base", {1.01, 1e6}, "", "logistic: the level that demand tends to"},
};

constexpr std::array kAnnounced{
    Key{"segments.*.supply.announced.YEAR", number, "of base capacity", kResponse, "0",
        "capacity announced for a year after the base year"},
};

constexpr std::array kLeadTime{
    Key{"segments.*.supply.lead_time", integer, "year", {1, 3}, "1", "from the decision to invest to production"},
};

constexpr std::array kLocalCapacity{
    Key{"segments.*.markets.*.local_capacity", number, "GWh", kNotNegative, "-",
        "capacity of local plants in the base year, at least what they supply; default: unlimited; not at home"},
    Key{"segments.*.markets.*.local_capacity_growth", number, "1/year", kGrowth, "0", "its growth; not at home"},
};

constexpr std::array kProducers{
    Key{"concentration.ranks", integers, "", {1, 100}, "[3, 5, 10]", "of how many largest firms the share is told, increasing; at most 20"},
    Key{"producers.*.home_owned", boolean, "", kAny, "true", "whether the group's firms are owned at home"},
};

constexpr std::array kProducerFirms{
    Key{"producers.*.segments.*.firms", integer, "firms", {1, 200}, "1", "firms of the group in the base year"},
    Key{"producers.*.segments.*.skew", constant, "1", {0, 5}, "0", "the size of the group's k-th firm goes with k^-skew"},
};

constexpr std::array kCompositionAndData{
    Key{"chemistries.*.materials.*", number, "kg/kWh", kNotNegative, "0", "material in a kWh of the chemistry; the material is declared"},
    Key{"materials.*", table, "", kAny, "-", "declares a material"},

    Key{"correlations.between", strings, "", kAny, "", "the names of two uncertain inputs or shocks"},
    Key{"correlations.rank", constant, "1", kCorrelation, "-", "Spearman's rank correlation; this or `pearson`"},
    Key{"correlations.pearson", constant, "1", kCorrelation, "-", "Pearson correlation of the underlying normals"},

    Key{"copula.kind", string, "", kAny, "\"gaussian\"", "what joins correlated inputs", "gaussian student_t"},
    Key{"copula.dof", constant, "", kDof, "-", "student_t: degrees of freedom; the fewer, the more do extremes come together"},

    Key{"factors.name", string, "", kAny, "", "name of what drives these inputs together, each once"},
    Key{"factors.loads", loadings, "1", kCorrelation, "",
        "names of uncertain inputs or shocks, each with its loading: the correlation of its underlying normal with the factor"},

    Key{"derived.*.expression", string, "", kAny, "", "what the output is, of other outputs and inputs: `total_exports / total_production`"},
    Key{"derived.*.unit", string, "", kAny, "", "its unit, as it is shown; nothing is converted"},
    Key{"derived.*.long_name", string, "", kAny, "-", "what it is, in words; default: the expression"},

    Key{"observations.variable", string, "", kAny, "", "the output variable that was observed"},
    Key{"observations.index", string, "", kAny, "\"\"", "its labels but the year, joined by dots: `power.us`"},
    Key{"observations.year", integer, "year", kYear, "-", "the year that it was observed in; required but for a derived output without years"},
    Key{"observations.value", constant, "", kAny, "", "what was observed, in the variable's unit; above 0 with `relative`"},
    Key{"observations.sd", constant, "", kPositive, "",
        "standard deviation of its error, in the same unit; with `relative` of its logarithm"},
    Key{"observations.relative", boolean, "", kAny, "false", "whether the error is normal on the logarithm"},
    Key{"observations.basis", string, "", kAny, "-", "what the figure counts, where it is not what the variable counts",
        "produced sold installed shipped"},
    Key{"observations.factor", constant, "1", kPositive, "-", "leads from the figure to the variable's basis: value x factor is observed"},

    Key{"claims.name", string, "", kAny, "-", "a name that identities and extending scenarios refer to it by, each once"},
    Key{"claims.what", string, "", kAny, "", "the quantity that was published, in words"},
    Key{"claims.scope", string, "", kAny, "\"\"",
        "what it covers: place, makers, basis; figures of one `what`, `scope`, `year` and `unit` should agree"},
    Key{"claims.year", integer, "year", kYear, "-", "its year; required with a `variable` that has years"},
    Key{"claims.value", constant, "", kAny, "", "the figure, in `unit`"},
    Key{"claims.unit", string, "", kAny, "", "its unit; with `variable` that of the variable, or `%` where that is `1`"},
    Key{"claims.tolerance", constant, "", kNotNegative, "-",
        "how far the value may be from what was meant, in `unit`; default: half a unit of its last digit, 0.5 of `910` and 0.05 of "
        "`139.0`"},
    Key{"claims.source", string, "", kAny, "\"\"", "who published it, and when"},
    Key{"claims.variable", string, "", kAny, "-", "the output variable whose value in that year it is"},
    Key{"claims.index", string, "", kAny, "\"\"", "the variable's labels but the year, joined by dots: `power.us`"},
    Key{"claims.sum", names, "", kAny, "-", "names of claims whose values should add up to this one"},
    Key{"claims.growth.from", names, "", kAny, "", "the claim is the growth from this claim (or the sum of several)"},
    Key{"claims.growth.to", names, "", kAny, "", "to this one; a rate a year where the unit is `%/year` or `1/year`"},
    Key{"claims.share.part", names, "", kAny, "", "the claim is the share of this claim (or of the sum of several)"},
    Key{"claims.share.whole", names, "", kAny, "", "in this one"},
};

void add(std::span<const Key> keys, std::vector<Key>& out) { out.insert(out.end(), keys.begin(), keys.end()); }

/// The fields of a part, whose tables stand at a pattern.
template <template <class> class Part>
void add(std::string_view table, std::vector<Key>& out) {
  static_assert(sizeof(Part<char>) == Part<char>::fields().size(), "a part lists all its numbers");
  static std::deque<std::string> patterns;  // that keys look into
  struct Nothing {};
  for (const auto& field : Part<Nothing>::fields()) {
    patterns.push_back(std::string(table) + "." + std::string(field.name));
    out.push_back({patterns.back(), number, field.unit, field.range, field.fallback, field.meaning});
  }
}

}  // namespace

std::vector<Key> key_table() {
  std::vector<Key> out;
  add(kGeneral, out);
  add<EconomyNumbers>("economy", out);
  add<MaterialPriceNumbers>("economy.material_price", out);
  add(kNews, out);
  add(kVariablesAndHome, out);
  add<MarketNumbers>("markets.*", out);
  add<MarketOptions>("markets.*", out);
  add(kTariffs, out);
  add<SegmentNumbers>("segments.*", out);
  add(kGrowthProcess, out);
  add<DemandShockNumbers>("segments.*.growth", out);
  add<CapacityNumbers>("segments.*.supply", out);
  add(kAnnounced, out);
  add<SupplyNumbers>("segments.*.supply", out);
  add(kLeadTime, out);
  add<CostNumbers>("segments.*.cost", out);
  add<SegmentMarketNumbers>("segments.*.markets.*", out);
  add(kLocalCapacity, out);
  add<SegmentMarketOptions>("segments.*.markets.*", out);
  add<ChemistryShareNumbers>("segments.*.chemistry.*", out);
  add<SubmarketNumbers>("segments.*.submarkets.*", out);
  add<SubmarketOptions>("segments.*.submarkets.*", out);
  add<SplitNumbers>("segments.*.splits.*.*", out);
  add<SegmentCustomsNumbers>("segments.*.customs", out);
  add<SegmentCustomsOptions>("segments.*.customs", out);
  add<CompetitionNumbers>("segments.*.competition", out);
  add(kProducers, out);
  add<ProducerNumbers>("producers.*.segments.*", out);
  add<ProducerOptions>("producers.*.segments.*", out);
  add(kProducerFirms, out);
  add<ProducerMarketNumbers>("producers.*.segments.*.markets.*", out);
  add<ProducerMarketOptions>("producers.*.segments.*.markets.*", out);
  add<CustomsNumbers>("customs", out);
  add<CustomsOptions>("customs", out);
  add(kCompositionAndData, out);
  return out;
}

}  // namespace cellcast::config
