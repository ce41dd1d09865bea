#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/schema/key.hpp"

namespace cellcast::config {

/// In the order of the documentation.
std::span<const Key> keys();

/// The key that a path in a file belongs to, or null: `segments.power.price`, `segments.power.supply.announced.2027`,
/// `correlations.rank` (of a list of tables). Null too for a table that has keys, `segments.power`.
const Key* find_key(std::string_view path);
const Key* find_key(std::span<const std::string_view> parts);

/// The unit of a key, or of the number whose distribution's parameter it is: `segments.power.growth.rate.mean`; `1` where it has none.
std::string unit_of(std::string_view path);

/// Whether a list of tables stands at a path: `[[correlations]]`.
bool is_list_of_tables(std::string_view path);

/// What may stand directly below a path: key names, `*` or `YEAR`; empty where nothing may.
std::vector<std::string> names_below(std::span<const std::string_view> parts);

/// `[0, 1]`, `(-1, 10]`, `> 0`, `>= 0`; empty for all numbers.
std::string text(const Interval& interval);

/// Whether `inner` lies within `outer`; an end that is attained does not lie within an open one.
bool contains(const Interval& outer, const Interval& inner);

}  // namespace cellcast::config
