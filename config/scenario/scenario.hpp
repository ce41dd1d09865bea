#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/accounts.hpp"
#include "config/scenario/basis.hpp"
#include "config/scenario/claims.hpp"
#include "config/scenario/day.hpp"
#include "config/scenario/derived_output.hpp"
#include "config/scenario/label.hpp"
#include "config/scenario/method.hpp"
#include "config/scenario/number.hpp"
#include "config/scenario/numbers.hpp"

namespace cellcast::config {

// What a scenario is: plain data in the order of the user's file, every default filled in.
// Keys, ranges and units: docs/scenario-format.md. Meaning: docs/model.md.

struct Variable {
  std::string name;
  Number number;  ///< never Shared
};

struct Horizon {
  int base_year = 0, end_year = 0;
  std::size_t years() const { return static_cast<std::size_t>(end_year - base_year) + 1; }
};

/// Ends a run once a statistic of one output is known well enough.
struct Stop {
  std::string variable, index;  ///< index: labels of all dimensions but the year, joined by dots
  int year = 0;
  bool is_year_given = false;      ///< else it is the end year, where the variable has years
  std::optional<double> quantile;  ///< empty: the mean
  double relative_error = 0;       ///< half the width of the 95 % confidence interval over the size of the estimate
  std::uint64_t max_trials = 0;
  Place variable_place, index_place, year_place, max_trials_place;  ///< of the table where the file has no such key
};

struct Sampling {
  std::uint64_t trials = 0;
  std::uint64_t seed = 0;
  Method method = Method::monte_carlo;
  Place method_place;
  int replicates = 16;
  std::optional<Stop> stop;
};

struct Outputs {
  std::vector<double> quantiles;
  std::vector<std::string> variables;                     ///< empty: all
  std::map<std::string, std::vector<double>> thresholds;  ///< variable to the values whose exceedance is wanted
  std::vector<Place> variable_places;                     ///< [variable]
  std::map<std::string, Place> threshold_places;
  std::uint64_t samples = 0;  ///< leading trials whose inputs and outputs are kept
};

enum class SensitivityMethod { none, given_data, sobol };

/// What is to be told of what drives the outputs.
struct SensitivitySettings {
  SensitivityMethod method = SensitivityMethod::given_data;
  std::uint64_t trials = 0;            ///< independent ones that it is read off
  bool trials_given = false;           ///< else they follow from the run's
  int year = 0;                        ///< of the outputs
  std::vector<std::string> variables;  ///< empty: totals, and what segments have
  std::vector<Place> variable_places;  ///< [variable]
  Place year_place, trials_place;
};

/// SensitivitySettings::trials where the scenario does not say, for a run of so many.
std::uint64_t default_sensitivity_trials(std::uint64_t trials);

/// News: what was measured of an output, with its error, normal on the value or on its logarithm.
struct Observation {
  std::string variable, index;
  int year = 0;               ///< 0 of a derived output without years
  double value = 0, sd = 0;  ///< in the variable's unit; `sd` of the logarithm where `relative`
  bool relative = false;
  std::optional<Basis> basis;    ///< of the figure; empty: the variable's own
  std::optional<double> factor;  ///< > 0, value x factor is on the variable's basis; empty: 1
  Place variable_place, index_place, year_place, basis_place;

  /// The figure on the variable's basis, and its error in the same unit (or of the logarithm, as it was).
  double on_basis() const { return value * factor.value_or(1); }
  double sd_on_basis() const { return relative ? sd : sd * factor.value_or(1); }
};

struct Economy : EconomyNumbers<Number>, MaterialPriceNumbers<Number> {
  double shock_correlation = 0;  ///< [0, 1]
  std::vector<Number> news;      ///< [year - base year - 1], of the material price; constant 0 in other years; empty where the file has none
};

struct Market : MarketNumbers<Number>, MarketOptions<std::optional<Number>> {
  std::string name;
  bool home = false;
  Number overseas_home_share_end;  ///< where the file has none: a copy of overseas_home_share, path included, so the same draw
};

/// What a market does to imports from home, from one day to another.
struct Measure {
  std::string name;
  std::size_t market = 0;             ///< index into Scenario::markets
  std::vector<std::size_t> segments;  ///< indices into Scenario::segments
  std::optional<Day> from, until;     ///< in force on [from, until); unbounded where empty
  Place place{}, from_place{}, until_place{};
  std::vector<Place> segment_places{};  ///< [segment]; empty where the file names none: all
};

/// One component of the duty on imports from home.
struct Tariff : Measure {
  Number rate;
};

/// The most that home producers may deliver of each segment.
struct Quota : Measure {
  Number limit;  ///< GWh a year; 0 is a ban
};

enum class Process { cagr, drivers, logistic, submarkets };
/// [Process], its word in a file.
inline constexpr std::array<std::string_view, 4> kProcessNames{"cagr", "drivers", "logistic", "submarkets"};

struct Driver {
  std::string name, unit;
  Number base, rate;
};

struct Growth : DemandShockNumbers<Number> {
  Process process = Process::cagr;
  Number rate;                  ///< cagr and logistic
  std::vector<Driver> drivers;  ///< drivers
  Number saturation;            ///< logistic: multiple of the base
};

struct Supply : CapacityNumbers<Number>, SupplyNumbers<Number> {
  std::vector<Number> announced;  ///< [year - base year - 1], fraction of base capacity; constant 0 where the file names no year
  int lead_time = 1;              ///< years
};

using Cost = CostNumbers<Number>;

/// A segment in one market. Where the file leaves the market out: present = false, demand 0, home_share 1.
struct SegmentMarket : SegmentMarketNumbers<Number>, SegmentMarketOptions<std::optional<Number>> {
  bool present = false;
  std::optional<Number> local_capacity;  ///< GWh; empty: unlimited
  Number local_capacity_growth;
};

/// A chemistry's share in a segment, before normalising; 0 where the file leaves it out.
using ChemistryShare = ChemistryShareNumbers<Number>;

struct Segment : SegmentNumbers<Number> {
  std::string name;
  Growth growth;
  Supply supply;
  Cost cost;
  std::vector<SegmentMarket> markets;     ///< [market]
  std::vector<ChemistryShare> chemistry;  ///< [chemistry]
  std::vector<Submarket> submarkets;
  std::vector<std::vector<SplitShare>> splits;  ///< [split][class]; empty where the segment is not split so
  std::optional<SegmentCustoms> customs;
  std::optional<Competition> competition;  ///< empty: nothing selects, nothing is fixed
  Place place;

  Segment();  // what follows is defaulted in the source: every unit would make it again
  Segment(const Segment&);
  Segment(Segment&&) noexcept;
  Segment& operator=(const Segment&);
  Segment& operator=(Segment&&) noexcept;
  ~Segment();
};

struct Chemistry {
  std::string name;
  std::vector<Number> materials;  ///< [material], kg/kWh; constant 0 where the file names none
};

/// A pair of uncertain inputs (or shocks) that move together.
struct Correlation {
  std::string first, second;  ///< input names
  double rank_or_pearson = 0;
  bool rank = true;  ///< Spearman; else Pearson of the underlying normals
  Place place;
  std::optional<double> given;  ///< where a repair has changed it: the value before, 0 where the pair was not given
};

/// How strongly a factor drives an input: the correlation of the input's underlying normal with the factor.
struct Loading {
  std::string input;
  double value = 0;  ///< in (-1, 1); over all factors, the squares of an input's loadings sum to less than 1
};

/// A common driver of inputs, itself a standard normal that nobody sees.
struct Factor {
  std::string name;
  std::vector<Loading> loads;  ///< no input twice
  Place place{};               ///< of the loads
};

/// Correlations that the file meant to give and the loader could not read: nothing may be concluded from them. Empty after a load without
/// errors.
struct UnreadCorrelations {
  using Pair = std::pair<std::string, std::string>;
  std::vector<Pair> pairs;            ///< input names; given, but not with one value
  std::vector<Pair> implied;          ///< tied by a factor, but one cannot tell how closely
  std::vector<std::string> partners;  ///< inputs that have a correlation with another, but one cannot tell which
  bool any = false;                   ///< inputs that one cannot tell are correlated
  bool ranks = false;                 ///< no rank correlation can be converted: the copula is not known
};

enum class CopulaKind { gaussian, student_t };

/// What joins correlated inputs.
struct Copula {
  CopulaKind kind = CopulaKind::gaussian;
  double dof = 0;  ///< degrees of freedom of student_t, [1, 1000]
};

struct Scenario {
  std::string name, title, description, source;
  Horizon horizon;
  Sampling sampling;
  Outputs outputs;
  SensitivitySettings sensitivity;
  std::vector<DerivedOutput> derived;
  std::vector<Label> labels;  ///< in the file's order, no key twice
  std::vector<Observation> observations;
  Economy economy;
  std::vector<Variable> variables;
  std::vector<Market> markets;
  std::vector<Tariff> tariffs;
  std::vector<Quota> quotas;
  std::vector<Segment> segments;
  std::vector<Chemistry> chemistries;
  std::vector<std::string> materials;
  std::vector<Split> splits;
  std::optional<Customs> customs;
  std::vector<Producer> producers;
  std::vector<int> ranks;  ///< of [concentration], increasing
  Place ranks_place{};     ///< line 0 where the file has none
  std::vector<Correlation> correlations;
  std::vector<Factor> factors;
  UnreadCorrelations unread_correlations;
  Copula copula;
  std::vector<Claim> claims;

  std::vector<Source> sources;  ///< [0] is the file itself
  std::vector<Diagnostic> warnings;
  bool is_varied = false;    ///< the base of a sweep: what does nothing here may do something at a point
  bool is_partial = false;   ///< something that it consists of could not be read: what seems to be missing may be there
  std::size_t home() const;  ///< index of the home market

  Scenario();  // what follows is defaulted in the source: every unit would make it again
  Scenario(const Scenario&);
  Scenario(Scenario&&) noexcept;
  Scenario& operator=(const Scenario&);
  Scenario& operator=(Scenario&&) noexcept;
  ~Scenario();
};

/// Every Number of the scenario that the model reads: what inputs, checks and the model walk over. No path stands twice. First those that
/// every scenario has, in the file's order of tables (variables, economy, markets, tariffs, segments, chemistries), then the later ones, so
/// that a table of theirs moves no other input's place in a design.
std::vector<const Number*> numbers(const Scenario& scenario);
std::vector<const Number*> first_numbers(const Scenario& scenario);
/// Of markets, quotas, economy, segments, producers, customs.
std::vector<const Number*> later_numbers(const Scenario& scenario);

/// The smallest interval that holds all values of a number; a shared draw's is its variable's, scaled.
Interval support(const Number& number, const std::vector<Variable>& variables);

/// Whether an output is one of the scenario's derived outputs.
bool is_derived(const Scenario& scenario, const std::string& output);

/// Whether a place is in the file itself or on the command line, not in a file that it extends.
bool is_own(const Place& place, const Scenario& scenario);

/// What has a shock a year. `common`, the segments, `material`: of every scenario.
std::vector<std::string> first_shock_kinds(const Scenario& scenario);
/// `markets.NAME`, `producers.NAME`: where the file gives a volatility.
std::vector<std::string> later_shock_kinds(const Scenario& scenario);

/// `shock.common[2025]`, `shock.power[2025]`, `shock.markets.us[2025]`: the names of all shocks, years within kinds.
std::vector<std::string> shock_names(const Scenario& scenario);

/// A line for each correlation that a repair has changed, `segments.power.price ~ variables.x: rank 0.9 -> 0.76069`; empty where none.
std::string repaired_correlations(const Scenario& scenario);

}  // namespace cellcast::config
