#include "config/scenario/method.hpp"
#include "tests/config/schema/json_schema_parts.hpp"

namespace cellcast::config {

namespace {

/// Members of a schema, where a table or value stands; `is_strict` ones hold for whole scenarios only.
struct Rule {
  std::string_view pattern;
  bool is_strict;
  std::string_view members;
};

constexpr Rule kTableRules[]{
    {"", true,
     R"("allOf": [
        { "if": { "required": ["chemistries"], "properties": { "chemistries": { "minProperties": 1 } } },
          "then": { "properties": { "segments": { "additionalProperties": { "required": ["chemistry"] } } } } },
        { "if": { "required": ["customs"] },
          "then": { "properties": { "segments": { "not": { "additionalProperties": { "not": { "required": ["customs"] } } } } } },
          "else": { "properties": { "segments": { "additionalProperties": { "not": { "required": ["customs"] } } } } } },
        { "if": { "required": ["producers"], "properties": { "producers": { "minProperties": 1 } } }, "else": {
            "not": { "required": ["concentration"] },
            "properties": { "segments": { "additionalProperties": { "not": { "required": ["competition"] } } } } } }
      ])"},
    {"markets", true,
     R"("not": { "additionalProperties": { "not": { "required": ["home"], "properties": { "home": { "const": true } } } } })"},
    {"markets.*", false, R"("if": { "required": ["home"], "properties": { "home": { "const": true } } }, "then": { "propertyNames": { "enum": ["home", "volatility"] } })"},
    {"segments", true, R"("minProperties": 1)"},
    {"segments", false, R"("propertyNames": { "not": { "enum": ["common", "material"] } })"},
    {"segments.*.growth", true, R"("allOf": [
        { "if": { "required": ["process"], "properties": { "process": { "const": "drivers" } } },
          "then": { "required": ["drivers"] }, "else": { "not": { "required": ["drivers"] } } },
        { "if": { "required": ["process"], "properties": { "process": { "enum": ["drivers", "submarkets"] } } },
          "then": { "not": { "required": ["rate"] } }, "else": { "required": ["rate"] } },
        { "if": { "required": ["process"], "properties": { "process": { "const": "logistic" } } },
          "then": { "required": ["saturation"] }, "else": { "not": { "required": ["saturation"] } } }
      ])"},
    {"segments.*", true,
     R"("if": { "properties": { "growth": { "required": ["process"], "properties": { "process": { "const": "submarkets" } } } } },
      "then": { "required": ["submarkets"], "properties": { "submarkets": { "minProperties": 1 } } })"},
    {"segments.*.splits.*", false, R"("minProperties": 1)"},
    {"segments.*.markets.*", true, R"("dependencies": { "duration": ["installed_ratio"], "duration_end": ["duration"] })"},
    {"producers.*", false,
     R"("if": { "required": ["home_owned"], "properties": { "home_owned": { "const": false } } },
      "then": { "properties": { "segments": { "additionalProperties": { "not": { "required": ["overseas"] } } } } })"},
    {"producers.*", true,
     R"("else": { "properties": { "segments": { "additionalProperties": { "not": { "required": ["markets"] } } } } })"},
    {"segments.*.growth.drivers", true, R"("minProperties": 1)"},
    {"segments.*.markets", true, R"("minProperties": 1)"},
    {"correlations", false, R"("oneOf": [{ "required": ["rank"] }, { "required": ["pearson"] }])"},
    {"copula", true,
     R"("if": { "required": ["kind"], "properties": { "kind": { "const": "student_t" } } },
      "then": { "required": ["dof"] }, "else": { "not": { "required": ["dof"] } })"},
    {"observations", false,
     R"("if": { "required": ["relative"], "properties": { "relative": { "const": true } } },
      "then": { "properties": { "value": { "exclusiveMinimum": 0 } } })"},
    {"derived", false, R"("maxProperties": 200, "propertyNames": { "pattern": "^[a-z][a-z0-9_]*$" })"},
    {"claims", true, R"("dependencies": { "index": ["variable"] })"},
};

constexpr Rule kValueRules[]{
    {"name", false, R"("pattern": "^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$")"},
    {"extends", false, R"("pattern": "^[^/\u0000][^\u0000]*$")"},
    {"unset", false, R"("uniqueItems": true)"},
    {"outputs.variables", false, R"("uniqueItems": true)"},
    {"outputs.quantiles", false, R"("minItems": 1, "uniqueItems": true)"},
    {"outputs.thresholds.*", false, R"("minItems": 1, "uniqueItems": true)"},
    {"sensitivity.variables", false, R"("uniqueItems": true)"},
    {"sampling.stop.variable", false, R"("minLength": 1)"},
    {"tariffs.*.segments", false, R"("minItems": 1, "uniqueItems": true)"},
    {"quotas.*.segments", false, R"("minItems": 1, "uniqueItems": true)"},
    {"concentration.ranks", false, R"("minItems": 1, "maxItems": 20, "uniqueItems": true)"},
    {"correlations.between", false, R"("minItems": 2, "maxItems": 2, "uniqueItems": true)"},
    {"observations.variable", false, R"("minLength": 1)"},
    {"claims.name", false, R"("pattern": "^[A-Za-z][A-Za-z0-9_-]*$")"},
    {"claims.what", false, R"("minLength": 1)"},
    {"claims.variable", false, R"("minLength": 1)"},
    {"claims.sum", false, R"("minItems": 1, "minLength": 1)"},
    {"claims.growth.from", false, R"("minItems": 1, "minLength": 1)"},
    {"claims.growth.to", false, R"("minItems": 1, "minLength": 1)"},
    {"claims.share.part", false, R"("minItems": 1, "minLength": 1)"},
    {"claims.share.whole", false, R"("minItems": 1, "minLength": 1)"},
};

/// A run that may stop early must be able to grow.
std::string stop_rule() {
  std::vector<std::string> fixed;
  for (const MethodTraits& design : kMethods)
    if (!design.why_fixed.empty()) fixed.emplace_back(design.word);
  const std::string words = fixed.size() == 1 ? "\"const\": " + in_quotes(fixed.front()) : "\"enum\": [" + quoted_list(fixed) + "]";
  return R"("if": { "required": ["method"], "properties": { "method": { )" + words + R"( } } },
      "then": { "not": { "required": ["stop"] } })";
}

}  // namespace

std::string table_rules(std::string_view pattern, Whole whole) {
  std::string out;
  if (pattern == "sampling" && whole == Whole::yes) out += ",\n      " + stop_rule();
  for (const Rule& rule : kTableRules)
    if (rule.pattern == pattern && (whole == Whole::yes || !rule.is_strict)) out += ",\n      " + std::string(rule.members);
  return out;
}

std::string value_rules(std::string_view pattern) {
  for (const Rule& rule : kValueRules)
    if (rule.pattern == pattern) return ", " + std::string(rule.members);
  return "";
}

std::vector<std::string> required_tables(std::string_view pattern) {
  if (pattern.empty()) return {"horizon", "economy", "markets", "segments"};
  if (pattern == "segments.*") return {"growth", "markets"};
  return {};
}

bool is_conditional(std::string_view pattern) { return pattern == "segments.*.growth.rate" || pattern == "segments.*.growth.saturation"; }

}  // namespace cellcast::config
