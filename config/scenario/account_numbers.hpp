#pragma once

#include <array>

#include "config/scenario/numbers.hpp"

namespace cellcast::config {

// The numbers of the accounts: what is read off the model and feeds nothing back. As in numbers.hpp. A list whose name ends in `Options` is of
// numbers that a table may leave out, and that then mean something of their own: their `Value` is an optional.

/// [segments.NAME.submarkets.NAME]
template <class Value>
struct SubmarketNumbers {
  Value share, growth;  // w, growth_k

  static constexpr auto fields() {
    using Self = SubmarketNumbers;
    return std::array{
        Field{&Self::share, "share", "share", kWeight, "", "share of the segment's demand in the base year, before normalising"},
        Field{&Self::growth, "growth", "1/year", kGrowth, "0",
              "its growth; where the process is not \"submarkets\", only differences between submarkets count"},
    };
  }
};

template <class Value>
struct SubmarketOptions {
  Value cell_energy;

  static constexpr auto fields() {
    return std::array{Field{&SubmarketOptions::cell_energy, "cell_energy", "Wh", Interval{0, 1e9, true, false}, "-",
                            "energy of a cell; default: its cells are not counted"}};
  }
};

/// [segments.NAME.splits.NAME.NAME]
template <class Value>
struct SplitNumbers {
  Value base, end;

  static constexpr auto fields() {
    using Self = SplitNumbers;
    return std::array{
        Field{&Self::base, "base", "share", kWeight, "0", "share of a class in home production of the base year, before normalising"},
        Field{&Self::end, "end", "share", kWeight, "0", "the same in the end year"},
    };
  }
};

/// [customs]
template <class Value>
struct CustomsNumbers {
  Value exchange_rate;  // fx_0

  static constexpr auto fields() {
    return std::array{Field{&CustomsNumbers::exchange_rate, "exchange_rate", "yuan/USD", kExchangeRate, "", "price of a dollar in the base year"}};
  }
};

template <class Value>
struct CustomsOptions {
  Value exchange_rate_end;  // fx_T

  static constexpr auto fields() {
    return std::array{Field{&CustomsOptions::exchange_rate_end, "exchange_rate_end", "yuan/USD", kExchangeRate, "-",
                            "the same in the end year; default: the same draw as `exchange_rate`"}};
  }
};

/// [segments.NAME.customs]
template <class Value>
struct SegmentCustomsNumbers {
  Value share, value_ratio;  // c, r

  static constexpr auto fields() {
    using Self = SegmentCustomsNumbers;
    return std::array{
        Field{&Self::share, "share", "1", kUnit, "1", "part of the deliveries that is declared as batteries, not inside other goods"},
        Field{&Self::value_ratio, "value_ratio", "1", Interval{0, 1000, true, false}, "1", "declared value over cell makers' net price"},
    };
  }
};

template <class Value>
struct SegmentCustomsOptions {
  Value unit_energy;

  static constexpr auto fields() {
    return std::array{Field{&SegmentCustomsOptions::unit_energy, "unit_energy", "Wh", Interval{0, 1e9, true, false}, "-",
                            "energy of a unit that customs count; default: units are not counted"}};
  }
};

/// [segments.NAME.competition]
template <class Value>
struct CompetitionNumbers {
  Value selection, fixed_cost;  // chi, F

  static constexpr auto fields() {
    using Self = CompetitionNumbers;
    return std::array{
        Field{&Self::selection, "selection", "1/year", Interval{0, 20}, "0", "growth of a group's orders per unit of gross margin"},
        Field{&Self::fixed_cost, "fixed_cost", "1", kUnit, "0", "part of the unit cost that capacity bears, used or idle"},
    };
  }
};

/// [producers.NAME.segments.NAME]
template <class Value>
struct ProducerNumbers {
  Value share, entry, attrition, exit_margin, exit_response, drift, cost, premium;

  static constexpr auto fields() {
    using Self = ProducerNumbers;
    return std::array{
        Field{&Self::share, "share", "share", kWeight, "0", "share of home production in the base year, before normalising"},
        Field{&Self::entry, "entry", "firms/year", Interval{0, 50}, "0", "firms that enter each year"},
        Field{&Self::attrition, "attrition", "1/year", Interval{0, 0.9}, "0", "share of firms that leaves each year"},
        Field{&Self::exit_margin, "exit_margin", "1", Interval{-1, 1}, "0", "gross margin below which more leave"},
        Field{&Self::exit_response, "exit_response", "1/year", kResponse, "0", "share of firms that leaves per unit of margin missing"},
        Field{&Self::drift, "drift", "1/year", Interval{-2, 2}, "0", "growth of the group's orders relative to others'"},
        Field{&Self::cost, "cost", "1", Interval{-1, 10, true, false}, "0", "unit cost over the others'"},
        Field{&Self::premium, "premium", "1", Interval{-1, 10, true, false}, "0", "price over the others'"},
    };
  }
};

template <class Value>
struct ProducerOptions {
  Value idle, volatility, overseas;  // -, sigma_g, -

  static constexpr auto fields() {
    using Self = ProducerOptions;
    return std::array{
        Field{&Self::idle, "idle", "share", kWeight, "-",
              "share of the industry's idle effective capacity in the base year, in the unit of `share`; default: the same draw as `share`"},
        Field{&Self::volatility, "volatility", "1", Interval{0, 2}, "-",
              "standard deviation of the yearly shock to the logarithm of the group's orders; given, the group has a shock a year"},
        Field{&Self::overseas, "overseas", "weight", kWeight, "-",
              "weight in what home-owned plants abroad supply; default: the same draw as `share`; not for foreign-owned groups"},
    };
  }
};

/// [producers.NAME.segments.NAME.markets.NAME]
template <class Value>
struct ProducerMarketNumbers {
  Value base;

  static constexpr auto fields() {
    return std::array{Field{&ProducerMarketNumbers::base, "base", "share", kWeight, "0",
                            "share of a foreign-owned group in the foreign-owned local supply of a market, base year, before normalising"}};
  }
};

template <class Value>
struct ProducerMarketOptions {
  Value end;

  static constexpr auto fields() {
    return std::array{
        Field{&ProducerMarketOptions::end, "end", "share", kWeight, "-", "the same in the end year; default: the same draw as `base`"}};
  }
};

}  // namespace cellcast::config
