#pragma once

#include "sim/model/block.hpp"

namespace cellcast::sim {

/// What a block of trials remembers of groups of producers. Of a segment's groups in the order of its list.
struct ProducerState {
  explicit ProducerState(const Sizes& sizes)
      : preference(sizes.segments, sizes.producers),
        multiplier(sizes.segments, sizes.producers),
        base(sizes.segments * sizes.producers, sizes.markets),
        end(sizes.segments * sizes.producers, sizes.markets),
        weight(sizes.producers),
        limit(sizes.producers),
        first(sizes.producers),
        room(sizes.producers),
        exit(sizes.producers),
        move(sizes.producers),
        cost(sizes.producers),
        head(sizes.producers),
        taken(sizes.producers) {}

  Scratch preference;  ///< [segment][group], pi: whom buyers prefer
  Scratch multiplier;  ///< [segment][group], mult: of what a group supplies abroad
  Scratch base, end;   ///< [segment x groups + group][market], b_0 and b_T: shares in foreign-owned local supply

  // Of one segment at a time, [group].
  Scratch weight;        ///< what is divided goes by it
  Scratch limit;         ///< most that a part may be
  Scratch first, room;   ///< a part before its limit, and what is left of the limit; the largest firm's share, and the sum of squares
  Scratch exit;          ///< share of firms that leaves
  Scratch move;          ///< sigma_g producer[g,t]
  Scratch cost;          ///< C
  Scratch head, taken;   ///< share of the largest firm that has not been taken, and how many have been
  Scratch sum, left, total;  ///< of one segment
};

}  // namespace cellcast::sim
