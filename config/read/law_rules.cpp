#include <string>

#include "base/suggest.hpp"
#include "config/read/given_law.hpp"

namespace cellcast::config {

namespace {

class Rules {
 public:
  Rules(const GivenLaw& given, Report& report) : given_(given), report_(report) {}

  void check(const Form& form) {
    order("low", "high", true);
    if (has("mode") && number("low") < number("high")) {
      order("low", "mode", false);
      order("mode", "high", false);
    }
    order("p10", "p50", true);
    order("p50", "p90", true);
    if (form.picks > 0) percentiles(form);
    if (has("mode") && has("p10")) {
      order("p10", "p90", true);
      order("p10", "mode", false);
      order("mode", "p90", false);
    }
    if (given_.lists.contains("weights")) weights();
    if (given_.lists.contains("probabilities")) probabilities();
    if (given_.lists.contains("data")) data();
  }

 private:
  bool has(std::string_view name) const { return given_.values.contains(name); }
  double number(std::string_view name) const { return given_.number(name); }

  /// a < b, or a <= b; once for a pair.
  void order(std::string_view a, std::string_view b, bool strictly) {
    if (!has(a) || !has(b)) return;
    const bool right = strictly ? number(a) < number(b) : number(a) <= number(b);
    if (right) return;
    const std::string low(a), high(b);
    report_.error(given_.place(given_.node.find(b) != nullptr ? b : a),
                  "`" + low + "` must be " + (strictly ? "less than" : "at most") + " `" + high + "`",
                  "`" + given_.path + "` has " + low + " = " + text(number(a)) + ", " + high + " = " + text(number(b)));
  }

  /// Two of them, increasing.
  void percentiles(const Form& form) {
    std::vector<std::string> found;
    for (const Parameter& parameter : form.parameters)
      if (has(parameter.name)) found.emplace_back(parameter.name);
    if (found.size() == 2 && !(found[0] == "p10" && found[1] == "p50") && !(found[0] == "p50" && found[1] == "p90"))
      return order(found[0], found[1], true);
    if (found.size() == form.picks) return;
    const std::string dist(form.dist);
    report_.error(given_.node.place, "`" + given_.path + "` must have exactly two percentiles",
                  "two make a " + dist + " distribution; found " + (found.empty() ? "none" : base::enumerated(found)),
                  found.size() < 2 ? "add another of p01, p05, p10, p25, p50, p75, p90, p95 and p99"
                                   : "leave two; a metalog takes `p10`, `p50` and `p90`, an empirical distribution any number");
  }

  void increasing(std::string_view name, bool strictly) {
    const std::vector<double>& list = given_.list(name);
    const Node& node = *given_.node.find(name);
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (strictly ? list[i] > list[i - 1] : list[i] >= list[i - 1]) continue;
      report_.error(node.children[i].place, "`" + given_.path + "." + std::string(name) + "` must " + (strictly ? "increase" : "not decrease"),
                    text(list[i]) + " follows " + text(list[i - 1]), "sort the list, and its companion with it");
      return;
    }
  }

  void weights() {
    if (given_.components.contains("of")) return equal_length("of", given_.components.at("of").size(), "weights");
    increasing("values", true);
    equal_length("values", given_.list("values").size(), "weights");
  }

  void probabilities() {
    increasing("probabilities", true);
    increasing("values", false);
    const std::vector<double>& p = given_.list("probabilities");
    equal_length("probabilities", p.size(), "values");
    if (p.size() < 2 || p.front() != 0 || p.back() != 1)
      report_.error(given_.place("probabilities"), "`" + given_.path + ".probabilities` must run from 0 to 1",
                    "it runs from " + text(p.front()) + " to " + text(p.back()));
  }

  void data() {
    const std::vector<double>& data = given_.list("data");
    for (const double value : data)
      if (value != data.front()) return;
    report_.error(given_.place("data"), "`" + given_.path + ".data` must have two different values at least",
                  data.size() == 1 ? "it has only " + text(data.front()) : "all are " + text(data.front()), "write a constant");
  }

  void equal_length(std::string_view a, std::size_t first, std::string_view b) {
    const std::size_t second = given_.list(b).size();
    if (first != second)
      report_.error(given_.place(b), "`" + std::string(a) + "` and `" + std::string(b) + "` must be equally long",
                    "`" + given_.path + "` has " + std::to_string(first) + " and " + std::to_string(second));
  }

  const GivenLaw& given_;
  Report& report_;
};

}  // namespace

void check_relations(const GivenLaw& given, const Form& form, Report& report) { Rules(given, report).check(form); }

void check_bounds(const GivenLaw& given, const Distribution& made, Report& report) {
  const Place place = given.place(given.node.find("max") != nullptr ? "max" : "min");
  if (made.min >= made.max)
    return report.error(place, "`min` must be less than `max`",
                        "`" + given.path + "` has min = " + text(made.min) + ", max = " + text(made.max));
  if (const auto* law = std::get_if<Metalog>(&made.law)) {
    if (made.min >= law->p10)
      report.error(given.place("min"), "`min` must be less than `p10`", "the bounds of a metalog lie outside its percentiles");
    if (made.max <= law->p90)
      report.error(given.place("max"), "`max` must be greater than `p90`", "the bounds of a metalog lie outside its percentiles");
    return;
  }
  const Interval law = support({made.law});
  if (made.min >= law.high || made.max <= law.low)
    report.error(place, "no probability between `min` and `max`",
                 "`" + given.path + "` has its probability between " + text(law.low) + " and " + text(law.high));
}

}  // namespace cellcast::config
