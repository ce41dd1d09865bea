#pragma once

#include <array>
#include <string_view>

#include "config/scenario/interval.hpp"

namespace cellcast::config {

// The numbers of the model, part by part: the one list behind reader, checks, resolved scenarios, uncertain inputs, the compiled model, the
// documented keys and the JSON Schema. `Value` is what stands for a number: config::Number in a scenario, a row of draws where the model is
// computed. The order of a list is that of the documents, of resolved scenarios and of the inputs in a result.

/// A number of a part: where it is kept, and its key.
template <class Part, class Value>
struct Field {
  Value Part::*member;
  std::string_view name;      ///< of the key, in the part's table
  std::string_view unit;      ///< `GWh`, `yuan/Wh`, `1`, `1/year`
  Interval range;             ///< allowed values
  std::string_view fallback;  ///< default as TOML; empty: required
  std::string_view meaning;   ///< one line
};

template <class Part, class Value>
Field(Value Part::*, std::string_view, std::string_view, Interval, std::string_view, std::string_view) -> Field<Part, Value>;

/// [economy]
template <class Value>
struct EconomyNumbers {
  Value cumulative_production;  // X_0

  static constexpr auto fields() {
    return std::array{Field{&EconomyNumbers::cumulative_production, "cumulative_production", "GWh", kPositive, "",
                            "world production through the base year; at least 1.1 times the base year's world supply"}};
  }
};

/// [economy.material_price]
template <class Value>
struct MaterialPriceNumbers {
  Value persistence, volatility, drift;  // rho_M, sigma_M, d_M

  static constexpr auto fields() {
    using Self = MaterialPriceNumbers;
    return std::array{
        Field{&Self::persistence, "persistence", "1", kUnit, "0", "of the logarithm of the material price index, year to year"},
        Field{&Self::volatility, "volatility", "1", Interval{0, 3}, "0", "standard deviation of its yearly shock"},
        Field{&Self::drift, "drift", "1", Interval{-5, 5}, "0", "yearly drift of its logarithm"},
    };
  }
};

/// [markets.NAME]
template <class Value>
struct MarketNumbers {
  Value freight, local_premium, local_premium_decline, tariff_pass_through, substitution;  // f, lambda, d, psi, eta
  Value overseas_home_share;                                                               // phi_0

  static constexpr auto fields() {
    using Self = MarketNumbers;
    return std::array{
        Field{&Self::freight, "freight", "1", Interval{0, 10}, "0", "freight and insurance from home, of the home price; not at home"},
        Field{&Self::local_premium, "local_premium", "1", Interval{-1, 10, true, false}, "0",
              "price of local plants over the home price; not at home"},
        Field{&Self::local_premium_decline, "local_premium_decline", "1/year", kUnit, "0", "yearly decline of that premium; not at home"},
        Field{&Self::tariff_pass_through, "tariff_pass_through", "1", kUnit, "1", "share of duties that the buyer bears; not at home"},
        Field{&Self::substitution, "substitution", "1", Interval{0, 50}, "0",
              "Armington elasticity between home and local producers; not at home"},
        Field{&Self::overseas_home_share, "overseas_home_share", "1", kUnit, "0",
              "share of local supply made by home-owned plants, base year; not at home"},
    };
  }
};

/// What [markets.NAME] may leave out. `Value` of such a list is an optional.
template <class Value>
struct MarketOptions {
  Value volatility;  // sigma_m

  static constexpr auto fields() {
    return std::array{Field{&MarketOptions::volatility, "volatility", "1", Interval{0, 3}, "-",
                            "standard deviation of the market's yearly shock to the logarithm of demand; given, the market has a shock a year"}};
  }
};

/// [segments.NAME]
template <class Value>
struct SegmentNumbers {
  Value production, price, gross_margin, utilization;  // Q_0, p_0, g_0, u_0
  Value expected_price_change, price_elasticity;       // pi, epsilon

  static constexpr auto fields() {
    using Self = SegmentNumbers;
    return std::array{
        Field{&Self::production, "production", "GWh", kPositive, "", "home production in the base year"},
        Field{&Self::price, "price", "yuan/Wh", kPositive, "", "home producers' price in the base year"},
        Field{&Self::gross_margin, "gross_margin", "1", Interval{-1, 1, true, true}, "",
              "home producers' gross margin g in the base year; g / (1 - g) at least `cost.markup_floor`"},
        Field{&Self::utilization, "utilization", "1", Interval{0, 1, true, false}, "",
              "production over nameplate capacity in the base year, at most `supply.max_utilization`"},
        Field{&Self::expected_price_change, "expected_price_change", "1/year", Interval{-1, 1, true, false}, "0",
              "yearly price change that the growth forecast takes for granted"},
        Field{&Self::price_elasticity, "price_elasticity", "1", Interval{0, 50}, "0", "of demand, as a positive number"},
    };
  }
};

/// [segments.NAME.growth], what every process has.
template <class Value>
struct DemandShockNumbers {
  Value volatility, persistence;  // sigma, rho

  static constexpr auto fields() {
    using Self = DemandShockNumbers;
    return std::array{
        Field{&Self::volatility, "volatility", "1", Interval{0, 3}, "0",
              "standard deviation of the yearly shock to the logarithm of demand"},
        Field{&Self::persistence, "persistence", "1", kUnit, "0", "share of a shock that is left a year later"},
    };
  }
};

/// [segments.NAME.supply], what stands before the capacity that is announced.
template <class Value>
struct CapacityNumbers {
  Value max_utilization;  // u-hat

  static constexpr auto fields() {
    return std::array{
        Field{&CapacityNumbers::max_utilization, "max_utilization", "1", Interval{0, 1, true, false}, "1", "most that capacity yields"}};
  }
};

/// [segments.NAME.supply], behind it.
template <class Value>
struct SupplyNumbers {
  Value realization, retirement, exit_utilization, exit_response, invest_utilization, invest_response;

  static constexpr auto fields() {
    using Self = SupplyNumbers;
    return std::array{
        Field{&Self::realization, "realization", "1", kResponse, "1", "share of announced capacity that is built"},
        Field{&Self::retirement, "retirement", "1/year", Interval{0, 0.9}, "0", "share of capacity that leaves each year"},
        Field{&Self::exit_utilization, "exit_utilization", "1", kUnit, "0", "pressure below which more leaves"},
        Field{&Self::exit_response, "exit_response", "1", kResponse, "0", "share of capacity that leaves per unit of pressure missing"},
        Field{&Self::invest_utilization, "invest_utilization", "1", Interval{0, 10}, "1", "pressure above which capacity is added"},
        Field{&Self::invest_response, "invest_response", "1", kResponse, "0", "share of capacity added per unit of pressure in excess"},
    };
  }
};

/// [segments.NAME.cost]
template <class Value>
struct CostNumbers {
  Value learning_rate, material_share, markup_response, markup_floor;  // LR, w, theta

  static constexpr auto fields() {
    using Self = CostNumbers;
    return std::array{
        Field{&Self::learning_rate, "learning_rate", "1", Interval{0, 0.9}, "0", "fall of cost with each doubling of world production"},
        Field{&Self::material_share, "material_share", "1", kUnit, "0", "share of cost that follows the material price index"},
        Field{&Self::markup_response, "markup_response", "1", kResponse, "0", "change of the markup per unit of pressure"},
        Field{&Self::markup_floor, "markup_floor", "1", Interval{-1, 10, true, false}, "-0.1", "the least markup over cost"},
    };
  }
};

/// [segments.NAME.markets.NAME]
template <class Value>
struct SegmentMarketNumbers {
  Value demand, home_share, growth_premium;  // D_0, sigma_0, delta

  static constexpr auto fields() {
    using Self = SegmentMarketNumbers;
    return std::array{
        Field{&Self::demand, "demand", "GWh", kNotNegative, "", "demand in the base year, all suppliers, as battery makers ship it"},
        Field{&Self::home_share, "home_share", "1", kUnit, "", "share of it that home producers supply in the base year"},
        Field{&Self::growth_premium, "growth_premium", "1/year", kGrowth, "0", "growth of this market over the segment's"},
    };
  }
};

/// What [segments.NAME.markets.NAME] may leave out.
template <class Value>
struct SegmentMarketOptions {
  Value home_share_drift, installed_ratio, duration, duration_end;  // kappa, -, h_0, h_T

  static constexpr auto fields() {
    using Self = SegmentMarketOptions;
    return std::array{
        Field{&Self::home_share_drift, "home_share_drift", "1/year", Interval{-2, 2}, "-",
              "growth of the logarithm of the odds that a buyer prefers home producers; not at home"},
        Field{&Self::installed_ratio, "installed_ratio", "GWh in service per GWh of demand", Interval{0, 10, true, false}, "-",
              "what is put into service of what is supplied; default: not told"},
        Field{&Self::duration, "duration", "h", Interval{0, 1000, true, false}, "-",
              "energy over power of what is put into service, base year; needs `installed_ratio`"},
        Field{&Self::duration_end, "duration_end", "h", Interval{0, 1000, true, false}, "-",
              "the same in the end year; default: the same draw as `duration`"},
    };
  }
};

/// [segments.NAME.chemistry.NAME]
template <class Value>
struct ChemistryShareNumbers {
  Value base, end;

  static constexpr auto fields() {
    using Self = ChemistryShareNumbers;
    return std::array{
        Field{&Self::base, "base", "share", kNotNegative, "0", "share of a chemistry in the base year, before normalising"},
        Field{&Self::end, "end", "share", kNotNegative, "0", "the same in the end year"},
    };
  }
};

}  // namespace cellcast::config
