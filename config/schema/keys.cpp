#include "config/schema/keys.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "config/scenario/distribution.hpp"
#include "config/scenario/method.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Interval kAny{-kInfinity, kInfinity, true, true};
constexpr Interval kPositive{0, kInfinity, true, true};
constexpr Interval kNotNegative{0, kInfinity, false, true};
constexpr Interval kUnit{0, 1};
constexpr Interval kCorrelation{-1, 1, true, true};
constexpr Interval kDof{1, 1000};
constexpr Interval kResponse{0, 100};
constexpr Interval kGrowth{-0.9, 10};
constexpr Interval kYear{1900, 2200};
constexpr Interval kSeed{0, 9223372036854775807.0};
constexpr Interval kTrials{1, 4294967296.0};

using enum KeyType;

constexpr std::array kKeys{
    Key{"schema", integer, "", {1, 1}, "", "version of this format"},
    Key{"name", string, "", kAny, "", "stem of the result file: letters, digits, `-`, `_`, `.`, not starting with a dot, at most 200"},
    Key{"title", string, "", kAny, "\"\"", "one line for tables and plots"},
    Key{"description", string, "", kAny, "\"\"", "what the scenario assumes and why"},
    Key{"source", string, "", kAny, "\"\"", "where its numbers come from"},
    Key{"extends", string, "", kAny, "-",
        "another scenario that this one starts from: a path relative to this file, within the folder of the first"},
    Key{"unset", strings, "", kAny, "-", "dotted paths of keys to remove from the extended scenario"},

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
    Key{"economy.cumulative_production", number, "GWh", kPositive, "",
        "world production through the base year; at least 1.1 times the base year's world supply"},
    Key{"economy.material_price.persistence", number, "1", kUnit, "0", "of the logarithm of the material price index, year to year"},
    Key{"economy.material_price.volatility", number, "1", {0, 3}, "0", "standard deviation of its yearly shock"},
    Key{"economy.material_price.drift", number, "1", {-5, 5}, "0", "yearly drift of its logarithm"},

    Key{"variables.*", number, "", kAny, "-", "a draw that many places share through `{ var = \"...\" }`"},

    Key{"markets.*.home", boolean, "", kAny, "false", "true in exactly one market: the producers' own"},
    Key{"markets.*.freight", number, "1", {0, 10}, "0", "freight and insurance from home, of the home price; not at home"},
    Key{"markets.*.local_premium", number, "1", {-1, 10, true, false}, "0", "price of local plants over the home price; not at home"},
    Key{"markets.*.local_premium_decline", number, "1/year", kUnit, "0", "yearly decline of that premium; not at home"},
    Key{"markets.*.tariff_pass_through", number, "1", kUnit, "1", "share of duties that the buyer bears; not at home"},
    Key{"markets.*.substitution", number, "1", {0, 50}, "0", "Armington elasticity between home and local producers; not at home"},
    Key{"markets.*.overseas_home_share", number, "1", kUnit, "0",
        "share of local supply made by home-owned plants, base year; not at home"},
    Key{"markets.*.overseas_home_share_end", number, "1", kUnit, "-",
        "the same in the end year; default: the same draw as `overseas_home_share`; not at home"},

    Key{"tariffs.*.market", string, "", kAny, "", "the market that levies it, not home"},
    Key{"tariffs.*.segments", strings, "", kAny, "-", "segments that pay it; default: all"},
    Key{"tariffs.*.from", date, "", kAny, "-", "first day in force; default: always was"},
    Key{"tariffs.*.until", date, "", kAny, "-", "first day no longer in force; default: for ever"},
    Key{"tariffs.*.rate", number, "1", {0, 100}, "", "of the value at the border; components in force on one day add up"},

    Key{"segments.*.production", number, "GWh", kPositive, "", "home production in the base year"},
    Key{"segments.*.price", number, "yuan/Wh", kPositive, "", "home producers' price in the base year"},
    Key{"segments.*.gross_margin",
        number,
        "1",
        {-1, 1, true, true},
        "",
        "home producers' gross margin g in the base year; g / (1 - g) at least `cost.markup_floor`"},
    Key{"segments.*.utilization",
        number,
        "1",
        {0, 1, true, false},
        "",
        "production over nameplate capacity in the base year, at most `supply.max_utilization`"},
    Key{"segments.*.expected_price_change",
        number,
        "1/year",
        {-1, 1, true, false},
        "0",
        "yearly price change that the growth forecast takes for granted"},
    Key{"segments.*.price_elasticity", number, "1", {0, 50}, "0", "of demand, as a positive number"},

    Key{"segments.*.growth.process", string, "", kAny, "\"cagr\"", "law of the demand trend", "cagr drivers logistic"},
    Key{"segments.*.growth.rate", number, "1/year", kGrowth, "", "cagr and logistic: growth of demand; logistic: while far from saturation"},
    Key{"segments.*.growth.drivers.*.base", number, "the driver's unit", kPositive, "", "drivers: its level in the base year"},
    Key{"segments.*.growth.drivers.*.unit", string, "", kAny, "\"1\"", "drivers: unit of its level"},
    Key{"segments.*.growth.drivers.*.rate", number, "1/year", kGrowth, "", "drivers: its growth; the rates of all drivers compound"},
    Key{"segments.*.growth.saturation", number, "multiple of the base", {1.01, 1e6}, "", "logistic: the level that demand tends to"},
    Key{"segments.*.growth.volatility", number, "1", {0, 3}, "0", "standard deviation of the yearly shock to the logarithm of demand"},
    Key{"segments.*.growth.persistence", number, "1", kUnit, "0", "share of a shock that is left a year later"},

    Key{"segments.*.supply.max_utilization", number, "1", {0, 1, true, false}, "1", "most that capacity yields"},
    Key{"segments.*.supply.announced.YEAR", number, "of base capacity", kResponse, "0",
        "capacity announced for a year after the base year"},
    Key{"segments.*.supply.realization", number, "1", kResponse, "1", "share of announced capacity that is built"},
    Key{"segments.*.supply.retirement", number, "1/year", {0, 0.9}, "0", "share of capacity that leaves each year"},
    Key{"segments.*.supply.exit_utilization", number, "1", kUnit, "0", "pressure below which more leaves"},
    Key{"segments.*.supply.exit_response", number, "1", kResponse, "0", "share of capacity that leaves per unit of pressure missing"},
    Key{"segments.*.supply.invest_utilization", number, "1", {0, 10}, "1", "pressure above which capacity is added"},
    Key{"segments.*.supply.invest_response", number, "1", kResponse, "0", "share of capacity added per unit of pressure in excess"},
    Key{"segments.*.supply.lead_time", integer, "year", {1, 3}, "1", "from the decision to invest to production"},

    Key{"segments.*.cost.learning_rate", number, "1", {0, 0.9}, "0", "fall of cost with each doubling of world production"},
    Key{"segments.*.cost.material_share", number, "1", kUnit, "0", "share of cost that follows the material price index"},
    Key{"segments.*.cost.markup_response", number, "1", kResponse, "0", "change of the markup per unit of pressure"},
    Key{"segments.*.cost.markup_floor", number, "1", {-1, 10, true, false}, "-0.1", "the least markup over cost"},

    Key{"segments.*.markets.*.demand", number, "GWh", kNotNegative, "",
        "demand in the base year, all suppliers, as battery makers ship it"},
    Key{"segments.*.markets.*.home_share", number, "1", kUnit, "", "share of it that home producers supply in the base year"},
    Key{"segments.*.markets.*.growth_premium", number, "1/year", kGrowth, "0", "growth of this market over the segment's"},
    Key{"segments.*.markets.*.local_capacity", number, "GWh", kNotNegative, "-",
        "capacity of local plants in the base year, at least what they supply; default: unlimited; not at home"},
    Key{"segments.*.markets.*.local_capacity_growth", number, "1/year", kGrowth, "0", "its growth; not at home"},

    Key{"segments.*.chemistry.*.base", number, "share", kNotNegative, "0", "share of a chemistry in the base year, before normalising"},
    Key{"segments.*.chemistry.*.end", number, "share", kNotNegative, "0", "the same in the end year"},

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

    Key{"observations.variable", string, "", kAny, "", "the output variable that was observed"},
    Key{"observations.index", string, "", kAny, "\"\"", "its labels but the year, joined by dots: `power.us`"},
    Key{"observations.year", integer, "year", kYear, "", "the year that it was observed in"},
    Key{"observations.value", constant, "", kAny, "", "what was observed, in the variable's unit; above 0 with `relative`"},
    Key{"observations.sd", constant, "", kPositive, "",
        "standard deviation of its error, in the same unit; with `relative` of its logarithm"},
    Key{"observations.relative", boolean, "", kAny, "false", "whether the error is normal on the logarithm"},

    Key{"claims.name", string, "", kAny, "-", "a name that identities and extending scenarios refer to it by, each once"},
    Key{"claims.what", string, "", kAny, "", "the quantity that was published, in words"},
    Key{"claims.scope", string, "", kAny, "\"\"",
        "what it covers: place, makers, basis; figures of one `what`, `scope`, `year` and `unit` should agree"},
    Key{"claims.year", integer, "year", kYear, "-", "its year; required with `variable`"},
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

bool is_year(std::string_view word) {
  return !word.empty() && word.front() != '0' && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool matches(std::string_view pattern, std::string_view word) {
  return pattern == "*" ? is_name(word) : pattern == "YEAR" ? is_year(word) : pattern == word;
}

/// The patterns, divided at their dots.
using Patterns = std::array<std::vector<std::string_view>, kKeys.size()>;

const Patterns& patterns() {
  static const Patterns divided = [] {
    Patterns out;
    for (std::size_t i = 0; i < kKeys.size(); ++i) out[i] = split(kKeys[i].pattern);
    return out;
  }();
  return divided;
}

bool starts_with(const std::vector<std::string_view>& pattern, std::span<const std::string_view> parts) {
  return pattern.size() >= parts.size() && std::equal(parts.begin(), parts.end(), pattern.begin(),
                                                      [](std::string_view part, std::string_view of) { return matches(of, part); });
}

}  // namespace

std::span<const Key> keys() { return kKeys; }

const Key* find_key(std::span<const std::string_view> parts) {
  for (std::size_t i = 0; i < kKeys.size(); ++i)
    if (patterns()[i].size() == parts.size() && starts_with(patterns()[i], parts)) return &kKeys[i];
  return nullptr;
}

const Key* find_key(std::string_view path) { return find_key(split(path)); }

bool is_list_of_tables(std::string_view path) {
  return path == "correlations" || path == "factors" || path == "claims" || path == "observations";
}

std::vector<std::string> names_below(std::span<const std::string_view> parts) {
  std::vector<std::string> names;
  for (const auto& pattern : patterns()) {
    if (pattern.size() <= parts.size() || !starts_with(pattern, parts)) continue;
    const std::string name(pattern[parts.size()]);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string text(const Interval& interval) {
  const auto number = [](double x) {
    if (x == kSeed.high) return std::string("2^63 - 1");
    if (x == kTrials.high) return std::string("2^32");
    const std::string out = text(x);
    return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
  };
  const bool unbounded_low = interval.low == -kInfinity, unbounded_high = interval.high == kInfinity;
  if (unbounded_low && unbounded_high) return "";
  if (interval.low == interval.high) return number(interval.low);
  if (unbounded_high) return (interval.low_open ? "> " : ">= ") + number(interval.low);
  if (unbounded_low) return (interval.high_open ? "< " : "<= ") + number(interval.high);
  return (interval.low_open ? "(" : "[") + number(interval.low) + ", " + number(interval.high) + (interval.high_open ? ")" : "]");
}

bool contains(const Interval& outer, const Interval& inner) {
  const bool low = inner.low > outer.low || (inner.low == outer.low && (inner.low_open || !outer.low_open));
  const bool high = inner.high < outer.high || (inner.high == outer.high && (inner.high_open || !outer.high_open));
  return low && high;
}

}  // namespace cellcast::config
