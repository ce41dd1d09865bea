#include <algorithm>
#include <cmath>
#include <limits>

#include "base/suggest.hpp"
#include "config/read/given_law.hpp"

namespace cellcast::config {

namespace {

/// How many of a form's parameters the table has.
std::size_t found(const Node& node, const Form& form) {
  return static_cast<std::size_t>(std::ranges::count_if(form.parameters, [&](const Parameter& each) { return node.find(each.name) != nullptr; }));
}

std::vector<std::string> names_of(const Form& form) {
  std::vector<std::string> names;
  for (const Parameter& parameter : form.parameters) names.emplace_back(parameter.name);
  return names;
}

/// `low`, `high`, `min` and `max`.
std::vector<std::string> takes(const Form& form) {
  std::vector<std::string> names = names_of(form);
  if (form.bounded) names.insert(names.end(), {"min", "max"});
  return names;
}

/// "`median` and `sigma`", "two of `p01` to `p99`"
std::string in_words(const Form& form) {
  std::vector<std::string> names = names_of(form);
  for (std::string& name : names) name = "`" + name + "`";
  return form.picks == 0 ? base::enumerated(names) : "two of " + names.front() + " to " + names.back();
}

/// What a law takes, in each of its forms.
std::string taken(const Form& form) {
  const std::string others = other_forms(form), dist(form.dist);
  if (others.empty()) return dist + " takes " + base::listed(takes(form));
  std::string all;
  for (const Form& each : forms())
    if (each.dist == form.dist) all += (all.empty() ? "" : ", or ") + in_words(each);
  return dist + " takes " + all;
}

/// `min` and `max` where a law's own ends should stand. Says so once, and nothing more of what is missing.
bool refuse_bounds_for_ends(const GivenLaw& given, const Form& form, Report& report) {
  const auto has = [&](const char* name) { return given.node.find(name) != nullptr; };
  const auto takes_ends = std::ranges::any_of(form.parameters, [](const Parameter& each) { return each.name == "low" && each.fallback.empty(); });
  if (!takes_ends || has("low") || has("high") || !(has("min") || has("max"))) return false;
  const Node& bound = *given.node.find(has("min") ? "min" : "max");
  const std::string dist(form.dist);
  report.error(bound.key, "`min` and `max` alone do not make " + with_article(dist) + " distribution", "they cut off a law, whose own ends are `low` and `high`",
               "write `low` and `high` instead");
  for (const char* name : {"low", "high"}) report.excuse(given.path + "." + name);
  return true;
}

}  // namespace

std::string with_article(std::string_view dist) { return (dist.starts_with('e') ? "an " : "a ") + std::string(dist); }

std::string other_forms(const Form& form) {
  std::string out;
  for (const Form& each : forms())
    if (each.dist == form.dist && &each != &form) out += (out.empty() ? "" : ", or ") + in_words(each);
  return out;
}

double GivenLaw::number(std::string_view name) const {
  const auto found = values.find(name);
  return found != values.end() ? found->second : std::numeric_limits<double>::quiet_NaN();
}

Place GivenLaw::place(std::string_view name) const {
  const Node* child = node.find(name);
  return child != nullptr ? child->place : node.place;
}

const Form* choose_form(const GivenLaw& given, Report& report) {
  const Node& dist = *given.node.find("dist");
  if (dist.kind != Kind::text) {
    report.error(dist.place, "`" + given.path + ".dist` must be a text", "found " + describe(dist),
                 "write the name of a distribution in quotes");
    return nullptr;
  }
  const Form* best = nullptr;
  std::vector<std::string> names;
  for (const Form& form : forms()) {
    if (std::ranges::find(names, form.dist) == names.end()) names.emplace_back(form.dist);
    if (form.dist == dist.text && (best == nullptr || found(given.node, form) > found(given.node, *best))) best = &form;
  }
  if (best == nullptr)
    report.error(dist.place, "unknown distribution \"" + dist.text + "\"", "there are " + base::listed(names),
                 base::did_you_mean(dist.text, names));
  return best;
}

void refuse_unknown(const GivenLaw& given, const Form& form, Report& report) {
  const std::vector<std::string> names = takes(form);
  const std::string dist(form.dist);
  for (const Node& child : given.node.children) {
    if (child.name == "dist" || std::ranges::find(names, child.name) != names.end()) continue;
    const bool is_bound = child.name == "min" || child.name == "max";
    if (is_bound && dist == "mixture")
      report.error(child.key, "`" + child.name + "` cannot bound a mixture", "its components have bounds of their own",
                   "write `" + child.name + "` into the components that need it");
    else if (is_bound)
      report.error(child.key, "`" + child.name + "` cannot bound " + with_article(dist) + " distribution", "its values bound it", "leave it out");
    else
      report.error(child.key, "unknown key `" + given.path + "." + child.name + "`", taken(form), base::did_you_mean(child.name, names));
    // It was meant for a parameter that seems to be missing now.
    for (const std::string& name : names) report.excuse(given.path + "." + name);
  }
  refuse_bounds_for_ends(given, form, report);
}

}  // namespace cellcast::config
