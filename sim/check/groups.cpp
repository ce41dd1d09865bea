#include "sim/check/groups.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/check/words.hpp"
#include "sim/model/firms.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using config::Producer;
using config::ProducerSegment;

class GroupCheck {
 public:
  GroupCheck(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) : scenario_(scenario), out_(out) {}

  void check() {
    for (const Producer& producer : scenario_.producers) check_weights(producer);
    check_ranks();
    check_units();
  }

 private:
  bool is_zero(const Number& number) const {
    const config::Interval ends = config::support(number, scenario_.variables);
    return ends.low == 0 && ends.high == 0;
  }
  bool is_zero(const std::optional<Number>& number) const { return !number || is_zero(*number); }

  void warn(const config::Place& place, std::string problem, std::string why, std::string suggestion) {
    if (is_own(place, scenario_))
      out_.push_back({place, std::move(problem), std::move(why), std::move(suggestion), config::Severity::warning});
  }

  bool has_weight(const ProducerSegment& segment) const {
    if (!is_zero(segment.share) || !is_zero(segment.idle) || !is_zero(segment.overseas)) return true;
    return std::ranges::any_of(segment.markets, [&](const auto& market) { return market && (!is_zero(market->base) || !is_zero(market->end)); });
  }

  void check_weights(const Producer& producer) {
    bool has_segment = false;
    for (std::size_t s = 0; s < producer.segments.size(); ++s) {
      if (!producer.segments[s]) continue;
      has_segment = true;
      if (!has_weight(*producer.segments[s]))
        warn(producer.segments[s]->place,
             "group " + quoted(producer.name) + " makes nothing in segment " + quoted(scenario_.segments[s].name),
             producer.home_owned ? "`share`, `idle` and `overseas` are 0" : "`share`, `idle` and all of `markets` are 0",
             "give it one of them, or remove it");
    }
    if (!has_segment)
      warn(producer.place, "group " + quoted(producer.name) + " has no segment", "all its values are 0",
           "add [producers." + producer.name + ".segments.NAME], or remove it");
  }

  /// How many firms a segment may have at most.
  double most_firms(std::size_t s) const {
    const double years = static_cast<double>(scenario_.horizon.years() - 1);
    double firms = 0;
    for (const Producer& producer : scenario_.producers)
      if (const auto& own = producer.segments[s])
        firms += std::ceil(std::min(kMostFirms, own->firms + config::support(own->entry, scenario_.variables).high * years));
    return firms;
  }

  void check_ranks() {
    if (scenario_.producers.empty() || scenario_.ranks_place.line == 0) return;
    double most = 0;
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) most = std::max(most, most_firms(s));
    const auto beyond = std::ranges::find_if(scenario_.ranks, [&](int rank) { return rank > most; });
    if (most == 0 || beyond == scenario_.ranks.end()) return;
    warn(scenario_.ranks_place, "there are no " + std::to_string(*beyond) + " firms",
         "no segment has more than " + std::to_string(static_cast<int>(most)) + ": the share of the largest " + std::to_string(*beyond) + " is that of all",
         "leave it out");
  }

  /// The price of a unit divides what all declare by the units of those who count them.
  void check_units() {
    const config::Segment *counted = nullptr, *uncounted = nullptr;
    for (const config::Segment& segment : scenario_.segments)
      if (segment.customs) (segment.customs->unit_energy ? counted : uncounted) = &segment;
    if (counted == nullptr || uncounted == nullptr) return;
    warn(uncounted->customs->place, "`segments." + uncounted->name + ".customs` has no `unit_energy`",
         "that of " + quoted(counted->name) + " has one: `customs_unit_price` divides the value of all by the units of some",
         "give it to all segments with the table, or to none");
  }

  const config::Scenario& scenario_;
  std::vector<config::Diagnostic>& out_;
};

}  // namespace

void check_groups(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  if (scenario.is_partial || scenario.is_varied || scenario.horizon.end_year == 0) return;
  GroupCheck(scenario, out).check();
}

}  // namespace cellcast::sim
