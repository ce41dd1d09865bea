#include "config/load/account_checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "config/load/extremes.hpp"

namespace cellcast::config {

namespace {

constexpr int kMostFirms = 1000;
constexpr std::size_t kMostClasses = 100;

std::string quoted(const std::string& text) { return "`" + text + "`"; }

/// The first number that the file gives, or what stands around it.
Place first_given(const std::vector<const Number*>& numbers, const Place& around) {
  const auto given = std::ranges::find_if(numbers, [](const Number* number) { return number->place.line > 0; });
  return given == numbers.end() ? around : (*given)->place;
}

class AccountChecks {
 public:
  AccountChecks(const Scenario& scenario, Report& report) : scenario_(scenario), extremes_(scenario.variables), report_(report) {}

  void run() {
    check_quotas();
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) {
      const Segment& segment = scenario_.segments[s];
      check_submarkets(segment);
      check_splits(segment);
      check_installation(segment);
      check_groups(s);
    }
    check_classes();
    check_customs();
    check_firms();
  }

 private:
  /// Shares that are divided by their sum: one of them must be above 0 in every draw.
  void check_shares(const std::vector<const Number*>& shares, const std::string& which, const Place& around) {
    if (std::ranges::any_of(shares, [&](const Number* share) { return extremes_.is_positive(*share); })) return;
    report_.error(first_given(shares, around), "all " + which + " may be 0", "they are normalised to sum 1", "give one a positive share");
  }

  /// On some day.
  static bool are_in_force_together(const Quota& a, const Quota& b) {
    return !(a.until && b.from && *a.until <= *b.from) && !(b.until && a.from && *b.until <= *a.from);
  }

  void check_quotas() {
    for (std::size_t k = 0; k < scenario_.quotas.size(); ++k)
      for (std::size_t j = 0; j < k; ++j) check_pair(scenario_.quotas[j], scenario_.quotas[k]);
  }

  void check_pair(const Quota& first, const Quota& second) {
    if (first.market != second.market || !are_in_force_together(first, second)) return;
    const auto both = std::ranges::find_first_of(second.segments, first.segments);
    if (both == second.segments.end()) return;
    const std::optional<Day> from = !first.from || (second.from && *second.from > *first.from) ? second.from : first.from;
    report_.error(second.place, "quotas " + quoted(first.name) + " and " + quoted(second.name) + " limit segment " +
                                    quoted(scenario_.segments[*both].name) + " in market " + quoted(scenario_.markets[first.market].name) +
                                    " on one day",
                  from ? "both are in force on " + date_text(*from) : "neither has a first day",
                  "let one end before the other begins, or name other segments");
  }

  void check_submarkets(const Segment& segment) {
    if (segment.submarkets.empty()) return;
    std::vector<const Number*> shares;
    for (const Submarket& submarket : segment.submarkets) shares.push_back(&submarket.share);
    check_shares(shares, "`share` of `segments." + segment.name + ".submarkets`", segment.place);
  }

  void check_splits(const Segment& segment) {
    for (std::size_t k = 0; k < segment.splits.size(); ++k) {
      if (segment.splits[k].empty()) continue;
      std::vector<const Number*> base, end, all;
      for (const SplitShare& share : segment.splits[k]) {
        base.push_back(&share.base), end.push_back(&share.end);
        all.push_back(&share.base), all.push_back(&share.end);
      }
      const std::string path = "`segments." + segment.name + ".splits." + scenario_.splits[k].name + "`";
      const Place place = first_given(all, segment.place);
      check_shares(base, "`base` shares of " + path, place);
      check_shares(end, "`end` shares of " + path, place);
    }
  }

  /// Classes are those of all segments together.
  void check_classes() {
    for (std::size_t k = 0; k < scenario_.splits.size(); ++k) {
      const Split& split = scenario_.splits[k];
      if (split.classes.size() <= kMostClasses) continue;
      std::vector<const Number*> beyond;
      for (const Segment& segment : scenario_.segments)
        if (!segment.splits[k].empty())
          for (const Number* number : {&segment.splits[k][kMostClasses].base, &segment.splits[k][kMostClasses].end}) beyond.push_back(number);
      report_.error(first_given(beyond, scenario_.segments.front().place), "split " + quoted(split.name) + " has too many classes",
                    std::to_string(split.classes.size()) + " in all segments, and at most " + std::to_string(kMostClasses));
    }
  }

  void check_installation(const Segment& segment) {
    for (const SegmentMarket& market : segment.markets) {
      const auto needs = [&](const std::optional<Number>& number, const std::optional<Number>& other, const char* key, const char* why) {
        if (!number || other) return;
        const std::string path = number->path.substr(0, number->path.rfind('.') + 1) + key;
        report_.missing(number->place, path, quoted(number->path) + " without " + quoted(key), why,
                        std::string("add ") + quoted(key) + ", or remove it");
      };
      needs(market.duration, market.installed_ratio, "installed_ratio", "it is the duration of what is put into service");
      needs(market.duration_end, market.duration, "duration", "it is where the duration of the base year goes");
    }
  }

  void check_customs() {
    const bool is_declared = std::ranges::any_of(scenario_.segments, [](const Segment& segment) { return segment.customs.has_value(); });
    const auto may_be = [&](const Segment& segment) { return report_.may_have("segments." + segment.name + ".customs"); };
    if (scenario_.customs && !is_declared && std::ranges::none_of(scenario_.segments, may_be))
      report_.missing(scenario_.customs->place, "segments", "`customs` without a segment's", "no exports are declared",
                      "add [segments.NAME.customs], or remove it");
    if (scenario_.customs) return;
    for (const Segment& segment : scenario_.segments)
      if (segment.customs)
        report_.missing(segment.customs->place, "customs", "`segments." + segment.name + ".customs` without `customs`",
                        "that has the exchange rate", "add [customs] with an `exchange_rate`, or remove it");
  }

  void check_groups(std::size_t s) {
    const Segment& segment = scenario_.segments[s];
    std::vector<const Number*> shares;
    std::string first;
    Place around{};
    for (const Producer& producer : scenario_.producers) {
      if (!producer.segments[s]) continue;
      if (shares.empty()) first = "producers." + producer.name + ".segments." + segment.name, around = producer.segments[s]->place;
      shares.push_back(&producer.segments[s]->share);
    }
    if (shares.empty() && segment.competition)
      report_.missing(segment.competition->place, "producers", "`segments." + segment.name + ".competition` of a segment without groups",
                      "groups of producers compete", "add [producers.NAME.segments." + segment.name + "], or remove it");
    if (shares.empty()) return;
    if (std::ranges::any_of(shares, [](const Number* share) { return share->place.line > 0; }))
      return check_shares(shares, "`share` of `producers` in segment " + quoted(segment.name), around);
    report_.missing(around, first + ".share", "no group of `producers` has a `share` in segment " + quoted(segment.name),
                    "home production is divided among groups", "give one of them a `share`");
  }

  void check_firms() {
    const double years = static_cast<double>(scenario_.horizon.years() - 1);
    for (const Producer& producer : scenario_.producers) {
      for (const std::optional<ProducerSegment>& segment : producer.segments) {
        if (!segment) continue;
        const double most = segment->firms + extremes_.high(segment->entry) * years;
        if (most <= kMostFirms || std::isnan(most)) continue;
        char count[40];
        std::snprintf(count, sizeof count, "%.6g", most);
        report_.error(first_given({&segment->entry}, segment->firms_place), quoted(segment->entry.path) + " may bring too many firms",
                      std::string("`firms` and what enters in all years is up to ") + count + ", and at most " + std::to_string(kMostFirms),
                      "lower it");
      }
    }
  }

  const Scenario& scenario_;
  const Extremes extremes_;
  Report& report_;
};

}  // namespace

void check_accounts(const Scenario& scenario, Report& report) { AccountChecks(scenario, report).run(); }

}  // namespace cellcast::config
