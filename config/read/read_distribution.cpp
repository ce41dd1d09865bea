#include <algorithm>
#include <cmath>
#include <map>

#include "base/suggest.hpp"
#include "config/read/reader.hpp"
#include "config/read/reader_hints.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

/// The parameters of one distribution as the file gives them.
class Parameters : private GivenParameters {
 public:
  Parameters(const Node& node, std::string path, Report& report) : node_(node), path_(std::move(path)), report_(report) {}

  std::optional<Distribution> read() {
    const std::size_t before = report_.count();
    const Form* form = choose_form();
    if (form == nullptr) return std::nullopt;
    refuse_unknown(*form);
    for (const Parameter& parameter : form->parameters) read(parameter);
    Distribution out;
    if (form->bounded) {
      if (const Node* node = node_.find("min")) out.min = constant(*node, {"min", kAny, ""});
      if (const Node* node = node_.find("max")) out.max = constant(*node, {"max", kAny, ""});
    }
    if (report_.count() != before || !complete_) return std::nullopt;
    check_relations();
    if (report_.count() != before) return std::nullopt;
    out.law = form->make(*this);
    check_bounds(out);
    return report_.count() == before ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  const Form* choose_form() {
    const Node& dist = *node_.find("dist");
    std::vector<std::string> names;
    if (dist.kind != Kind::text) {
      report_.error(dist.place, "`" + path_ + ".dist` must be a text", "found " + describe(dist),
                    "write the name of a distribution in quotes");
      return nullptr;
    }
    const Form* first = nullptr;
    for (const Form& form : forms()) {
      if (names.empty() || names.back() != form.dist) names.emplace_back(form.dist);
      if (form.dist != dist.text) continue;
      // Of a law with two forms, the one whose parameters are there.
      const bool is_meant = std::any_of(form.parameters.begin(), form.parameters.end(),
                                        [&](const Parameter& parameter) { return node_.find(parameter.name) != nullptr; });
      if (first == nullptr || (is_meant && node_.find(first->parameters[0].name) == nullptr)) first = &form;
    }
    if (first == nullptr) {
      const std::string suggestion = base::did_you_mean(dist.text, names);
      report_.error(dist.place, "unknown distribution \"" + dist.text + "\"", "there are " + base::listed(names), suggestion);
    }
    return first;
  }

  void refuse_unknown(const Form& form) {
    std::vector<std::string> names;
    for (const Parameter& parameter : form.parameters) names.emplace_back(parameter.name);
    if (form.bounded) names.insert(names.end(), {"min", "max"});
    for (const Node& child : node_.children) {
      if (child.name == "dist" || std::find(names.begin(), names.end(), child.name) != names.end()) continue;
      const bool is_bound = child.name == "min" || child.name == "max";
      const std::string dist(form.dist);
      if (is_bound)
        report_.error(child.key, "`" + child.name + "` cannot bound a " + dist + " distribution", "its values bound it", "leave it out");
      else
        report_.error(
            child.key, "unknown key `" + path_ + "." + child.name + "`",
            dist == "lognormal" ? "lognormal takes `median` and `sigma`, or `mean` and `sd`" : dist + " takes " + base::listed(names),
            base::did_you_mean(child.name, names));
      // It was meant for a parameter that seems to be missing now.
      for (const std::string& name : names) report_.excuse(path_ + "." + name);
    }
  }

  double constant(const Node& node, const Parameter& parameter) {
    const std::string path = path_ + "." + std::string(parameter.name);
    if (!node.is_number()) {
      report_.error(node.place, "`" + path + "` must be a constant", "found " + describe(node));
      return 0;
    }
    const double value = node.number();
    if (!std::isfinite(value))
      report_.error(node.place, "`" + path + "` is not finite");
    else if (!contains(parameter.range, {value, value}))
      report_.error(node.place, "`" + path + "` = " + text(value) + " is out of range", "allowed: " + text(parameter.range));
    return value;
  }

  void read(const Parameter& parameter) {
    const std::string path = path_ + "." + std::string(parameter.name);
    const Node* node = node_.find(parameter.name);
    if (node == nullptr && parameter.fallback.empty()) {
      const std::string dist = node_.find("dist")->text;
      report_.missing(node_.place, path, "`" + path + "` is missing", "a " + dist + " distribution needs it");
      complete_ = false;
    } else if (node == nullptr) {
      values_[parameter.name] = number_of(parameter.fallback);
    } else if (!parameter.is_list) {
      values_[parameter.name] = constant(*node, parameter);
    } else if (node->kind != Kind::array) {
      report_.error(node->place, "`" + path + "` must be a list of numbers", "found " + describe(*node));
    } else {
      constexpr std::size_t kMostItems = 20;  // errors of one list
      const std::size_t before = report_.count();
      for (const Node& item : node->children) {
        if (report_.count() < before + kMostItems) lists_[parameter.name].push_back(constant(item, parameter));
      }
      if (node->children.empty()) report_.error(node->place, "`" + path + "` is empty");
    }
  }

  double number(std::string_view name) const override { return values_.at(name); }
  const std::vector<double>& list(std::string_view name) const override { return lists_.at(name); }
  Place place(std::string_view name) const {
    const Node* node = node_.find(name);
    return node != nullptr ? node->place : node_.place;
  }

  /// a < b, or a <= b.
  void order(std::string_view a, std::string_view b, bool strictly) {
    if (!values_.contains(a) || !values_.contains(b)) return;
    const bool right = strictly ? number(a) < number(b) : number(a) <= number(b);
    if (right) return;
    const std::string low(a), high(b);
    report_.error(place(node_.find(b) != nullptr ? b : a),
                  "`" + low + "` must be " + (strictly ? "less than" : "at most") + " `" + high + "`",
                  "`" + path_ + "` has " + low + " = " + text(number(a)) + ", " + high + " = " + text(number(b)));
  }

  void increasing(std::string_view name, bool strictly) {
    const std::vector<double>& list = lists_.at(name);
    const Node& node = *node_.find(name);
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (strictly ? list[i] > list[i - 1] : list[i] >= list[i - 1]) continue;
      report_.error(node.children[i].place, "`" + path_ + "." + std::string(name) + "` must " + (strictly ? "increase" : "not decrease"),
                    text(list[i]) + " follows " + text(list[i - 1]), "sort the list, and its companion with it");
      return;
    }
  }

  void check_relations() {
    order("low", "high", true);
    if (values_.contains("mode") && number("low") < number("high")) {
      order("low", "mode", false);
      order("mode", "high", false);
    }
    order("p10", "p50", true);
    order("p50", "p90", true);
    if (lists_.contains("weights")) {
      increasing("values", true);
      equal_length("values", "weights");
    }
    if (lists_.contains("probabilities")) {
      increasing("probabilities", true);
      increasing("values", false);
      equal_length("probabilities", "values");
      const std::vector<double>& p = lists_.at("probabilities");
      if (p.size() < 2 || p.front() != 0 || p.back() != 1)
        report_.error(place("probabilities"), "`" + path_ + ".probabilities` must run from 0 to 1",
                      "it runs from " + text(p.front()) + " to " + text(p.back()));
    }
  }

  void equal_length(std::string_view a, std::string_view b) {
    const std::size_t first = lists_.at(a).size(), second = lists_.at(b).size();
    if (first != second)
      report_.error(place(b), "`" + std::string(a) + "` and `" + std::string(b) + "` must be equally long",
                    "`" + path_ + "` has " + std::to_string(first) + " and " + std::to_string(second));
  }

  void check_bounds(const Distribution& out) {
    const Place place = node_.find("max") != nullptr ? node_.find("max")->place : this->place("min");
    if (out.min >= out.max)
      return report_.error(place, "`min` must be less than `max`",
                           "`" + path_ + "` has min = " + text(out.min) + ", max = " + text(out.max));
    if (const auto* law = std::get_if<Metalog>(&out.law)) {
      if (out.min >= law->p10)
        report_.error(this->place("min"), "`min` must be less than `p10`", "the bounds of a metalog lie outside its percentiles");
      if (out.max <= law->p90)
        report_.error(this->place("max"), "`max` must be greater than `p90`", "the bounds of a metalog lie outside its percentiles");
      return;
    }
    const Interval law = support({out.law});
    if (out.min >= law.high || out.max <= law.low)
      report_.error(place, "no probability between `min` and `max`",
                    "`" + path_ + "` has its probability between " + text(law.low) + " and " + text(law.high));
  }

  const Node& node_;
  std::string path_;
  Report& report_;
  bool complete_ = true;
  std::map<std::string_view, double> values_;
  std::map<std::string_view, std::vector<double>> lists_;
};

}  // namespace

std::optional<Distribution> read_distribution(const Node& node, const std::string& path, Report& report) {
  return Parameters(node, path, report).read();
}

}  // namespace cellcast::config
