#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/schema/keys.hpp"

namespace cellcast::config {

// The pieces that docs/scenario.schema.json is made of, as texts of JSON.

/// What files a schema describes: whole scenarios, or files that are laid over another one and may leave anything out.
enum class Whole { yes, no };

std::string in_quotes(std::string_view text);
/// `"a", "b"`
std::string quoted_list(const std::vector<std::string>& words);

/// A value of a key, with its meaning.
std::string value_schema(const Key& key, Whole whole);

/// A distribution, with its parameters and their ranges; `more` are properties that may stand beside them, each with a comma behind.
std::string distribution_schema(const std::string& more = "");
/// A distribution that a mixture may be of.
std::string component_schema();
/// Parameters without `dist` or `var`, which are laid over a distribution or shared draw.
std::string parameters_schema();

/// The table at a pattern, and all below it, but the keys that are left out.
std::string table_schema(const std::vector<std::string_view>& pattern, const std::string& indent, Whole whole,
                         const std::vector<std::string_view>& without = {});

/// What a table must hold beyond the types of its keys: members of its schema, each with a comma before it.
std::string table_rules(std::string_view pattern, Whole whole);
/// Of a value.
std::string value_rules(std::string_view pattern);
/// Tables and keys that the table at a pattern cannot do without, and whose fallback does not say so.
std::vector<std::string> required_tables(std::string_view pattern);
/// Whether a key without default may be missing all the same: which others there are decides.
bool is_conditional(std::string_view pattern);

/// The definitions that a sweep file needs, `sweep` itself last.
std::string sweep_definitions();

}  // namespace cellcast::config
