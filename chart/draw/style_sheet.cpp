#include "chart/draw/style_sheet.hpp"

#include <array>

namespace cellcast::chart {
namespace {

struct Colour {
  const char *name, *light, *dark;
};

constexpr std::array kColours{
    Colour{"page", "#ffffff", "#11181f"},      Colour{"ink", "#1a2430", "#e8edf2"},      Colour{"muted", "#4a5a6e", "#a9b4c0"},
    Colour{"grid", "#e1e6eb", "#2b3641"},      Colour{"base", "#5d6d80", "#8b98a6"},     Colour{"outer", "#d3e0ed", "#213a52"},
    Colour{"inner", "#a3c0dd", "#34628f"},     Colour{"accent", "#1f4e79", "#8fc0f0"},   Colour{"pale", "#66707c", "#a9b4c0"},
    Colour{"published", "#b3390c", "#ff9a6e"}, Colour{"bar", "#4a83b8", "#5290d0"},      Colour{"low", "#c7893b", "#d79a4c"},
    Colour{"series-0", "#1f4e79", "#8fc0f0"},  Colour{"series-1", "#d98a29", "#e6a04a"}, Colour{"series-2", "#3b8f6b", "#66bf98"},
    Colour{"series-3", "#a3476f", "#d983a8"},  Colour{"series-4", "#6fa8d6", "#4479a8"}, Colour{"series-5", "#8a6fb0", "#b09bd6"},
    Colour{"series-6", "#8c8c3a", "#bdbd62"},  Colour{"series-7", "#8a949f", "#75808c"},
};

std::string variables(const char* Colour::*value) {
  std::string text;
  for (const Colour& colour : kColours) text += std::string("--cc-") + colour.name + ":" + colour.*value + ";";
  return text;
}

struct Rule {
  const char *selector, *property, *colour, *rest;
};

constexpr std::array kRules{
    Rule{"text", "fill", "ink", "font-size:13px"},
    Rule{".page", "fill", "page", ""},
    Rule{".title", "fill", "ink", "font-size:17px;font-weight:700"},
    Rule{".heading", "fill", "ink", "font-weight:700"},
    Rule{".muted", "fill", "muted", ""},
    Rule{".small", "fill", "muted", "font-size:12px"},
    Rule{".strong", "fill", "accent", "font-weight:700"},
    Rule{".published", "fill", "published", ""},
    Rule{".grid", "stroke", "grid", "stroke-width:1"},
    Rule{".base", "stroke", "base", "stroke-width:1.5;fill:none"},
    Rule{".leader", "stroke", "base", "stroke-width:.6;fill:none"},
    Rule{".outer", "fill", "outer", ""},
    Rule{".inner", "fill", "inner", ""},
    Rule{".median", "stroke", "accent", "stroke-width:2.5;fill:none;stroke-linejoin:round"},
    Rule{".thin", "stroke", "accent", "stroke-width:1;fill:none"},
    Rule{".whisker", "stroke", "ink", "stroke-width:1.2;fill:none"},
    Rule{".pale", "stroke", "pale", "stroke-width:1.8;stroke-dasharray:6 4;fill:none"},
    Rule{".pale-edge", "stroke", "pale", "stroke-width:1;stroke-dasharray:2 3;fill:none"},
    Rule{".stem", "stroke", "accent", "stroke-width:3;fill:none"},
    Rule{".mark", "stroke", "accent", "stroke-width:1.5;fill:none"},
    Rule{".dot", "fill", "published", ""},
    Rule{".spot", "fill", "accent", ""},
    Rule{".drop", "stroke", "published", "stroke-width:1;stroke-dasharray:4 3;fill:none"},
    Rule{".fall", "stroke", "base", "stroke-width:1;stroke-dasharray:2 3;fill:none"},
    Rule{".bar", "fill", "bar", ""},
    Rule{".bar-low", "fill", "low", ""},
    Rule{".heat", "fill", "inner", ""},
};

std::string rule(const std::string& selector, const char* property, const char* colour, const std::string& rest) {
  const char* light = "";
  for (const Colour& each : kColours)
    if (std::string(each.name) == colour) light = each.light;
  const std::string name = property;
  return ".cc " + selector + "{" + name + ":" + light + ";" + name + ":var(--cc-" + colour + ")" + (rest.empty() ? "" : ";" + rest) + "}\n";
}

}  // namespace

std::string colour_variables() {
  const std::string light = variables(&Colour::light);
  return ":root{" + light + "}\n@media (prefers-color-scheme:dark){:root{" + variables(&Colour::dark) + "}}\n@media print{:root{" + light +
         "}}\n";
}

std::string chosen_colours() {
  return "@media screen{:root[data-theme=light]{" + variables(&Colour::light) + "}\n:root[data-theme=dark]{" + variables(&Colour::dark) + "}}\n";
}

std::string style_sheet() {
  std::string text = colour_variables();
  text += ".cc{font-family:system-ui,\"DejaVu Sans\",\"Noto Sans\",sans-serif;font-variant-numeric:tabular-nums}\n";
  for (const Rule& each : kRules) text += rule(each.selector, each.property, each.colour, each.rest);
  text += rule(".small-point", "stroke", "page", "stroke-width:3px;stroke-linejoin:round;paint-order:stroke;font-size:12px");
  text += rule(".outlook", "stroke", "published", "stroke-width:2;fill:#ffffff;fill:var(--cc-page)");
  text += rule(".ring", "stroke", "accent", "stroke-width:1.5;fill:#ffffff;fill:var(--cc-page)");
  text += rule(".target", "stroke", "published", "stroke-width:2;fill:none");
  for (int k = 0; k < kSeriesLooks; ++k) {
    const std::string name = "series-" + std::to_string(k);
    text += rule("." + name, "fill", name.c_str(), "");
    text += rule(".line-" + std::to_string(k), "stroke", name.c_str(), "stroke-width:2;fill:none;stroke-linejoin:round");
  }
  return text;
}

}  // namespace cellcast::chart
