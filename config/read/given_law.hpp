#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/scenario/law_forms.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// The parameters of one distribution as a file gives them, each within its own range.
struct GivenLaw : GivenParameters {
  GivenLaw(const Node& table, std::string where) : node(table), path(std::move(where)) {}

  double number(std::string_view name) const override;
  const std::vector<double>& list(std::string_view name) const override { return lists.at(name); }
  const std::vector<Distribution>& laws(std::string_view name) const override { return components.at(name); }
  /// Of a parameter, or of the table where it is not given.
  Place place(std::string_view name) const;

  const Node& node;
  std::string path;
  std::map<std::string_view, double> values;
  std::map<std::string_view, std::vector<double>> lists;
  std::map<std::string_view, std::vector<Distribution>> components;
};

/// `a normal`, `an empirical`
std::string with_article(std::string_view dist);
/// The parameters of the law's other forms, in words; empty where it has but one.
std::string other_forms(const Form& form);
/// Which of the law's forms is meant, or null after a complaint.
const Form* choose_form(const GivenLaw& given, Report& report);
/// Keys that the form does not have, and what stands in place of those it lacks.
void refuse_unknown(const GivenLaw& given, const Form& form, Report& report);
/// Rules between the parameters of one law.
void check_relations(const GivenLaw& given, const Form& form, Report& report);
/// Rules between the law and its `min` and `max`.
void check_bounds(const GivenLaw& given, const Distribution& made, Report& report);

}  // namespace cellcast::config
