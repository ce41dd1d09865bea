#include "sim/discover/box.hpp"

#include <algorithm>
#include <utility>

namespace cellcast::sim {

Box with_limit(Box box, const BoxLimit& limit) {
  const auto key = [](const BoxLimit& each) { return std::pair(each.factor, each.is_upper); };
  const auto place = std::ranges::lower_bound(box, key(limit), {}, key);
  if (place != box.end() && place->is_of(limit.factor, limit.is_upper))
    place->value = limit.value;
  else
    box.insert(place, limit);
  return box;
}

Box without_limit(Box box, std::size_t factor, bool is_upper) {
  std::erase_if(box, [&](const BoxLimit& limit) { return limit.is_of(factor, is_upper); });
  return box;
}

}  // namespace cellcast::sim
