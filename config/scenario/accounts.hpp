#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/scenario/account_numbers.hpp"
#include "config/scenario/number.hpp"

namespace cellcast::config {

// What is read off the model: submarkets, splits, customs, producers.

struct Submarket : SubmarketNumbers<Number>, SubmarketOptions<std::optional<Number>> {
  std::string name;
};

/// A way to divide home production, by classes that all segments share.
struct Split {
  std::string name;
  std::vector<std::string> classes;  ///< in the order in which the file names them first
};

/// A class's share in a segment, before normalising; 0 where the file leaves it out.
using SplitShare = SplitNumbers<Number>;

struct Customs : CustomsNumbers<Number>, CustomsOptions<std::optional<Number>> {
  Place place;
};

struct SegmentCustoms : SegmentCustomsNumbers<Number>, SegmentCustomsOptions<std::optional<Number>> {
  Place place;
};

struct Competition : CompetitionNumbers<Number> {
  Place place;
};

/// A foreign-owned group in a market.
struct ProducerMarket : ProducerMarketNumbers<Number>, ProducerMarketOptions<std::optional<Number>> {};

/// A group in a segment.
struct ProducerSegment : ProducerNumbers<Number>, ProducerOptions<std::optional<Number>> {
  int firms = 1;    ///< in the base year
  double skew = 0;  ///< the k-th firm's size goes with k^-skew
  std::vector<std::optional<ProducerMarket>> markets{};  ///< [market]
  Place place{}, firms_place{};
};

/// A group of firms with one kind of owner.
struct Producer {
  std::string name;
  bool home_owned = true;
  std::vector<std::optional<ProducerSegment>> segments;  ///< [segment]; empty where the group has no table for it
  Place place;
};

}  // namespace cellcast::config
