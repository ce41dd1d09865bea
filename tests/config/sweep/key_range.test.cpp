#include "config/sweep/key_range.hpp"

#include <string>

#include "tests/catch.hpp"

using namespace cellcast;
using config::KeyRange;

namespace {

/// What is said first of a key and its ends.
std::string complaint(const std::string& key, const std::string& from, const std::string& to) {
  try {
    config::key_range(key, from, to, "KEY");
  } catch (const config::ScenarioError& error) {
    const config::Diagnostic& first = error.diagnostics().front();
    return std::to_string(first.place.column) + ": " + first.problem;
  }
  return "";
}

}  // namespace

TEST_CASE("a key varies between numbers, whole numbers and dates", "[config][seek]") {
  const KeyRange real = config::key_range("segments.s.growth.rate.mean", "-0.1", "1", "KEY");
  CHECK(real.places == KeyRange::Places::real);
  CHECK(real.from() == -0.1);
  CHECK(real.to() == 1);
  CHECK(real.value(0.25).real == 0.25);
  CHECK(real.text(0.25) == "0.25");
  const KeyRange whole = config::key_range("segments.s.supply.lead_time", "4", "1", "KEY");
  CHECK(whole.places == KeyRange::Places::whole);
  CHECK(whole.value(3).integer == 3);
  CHECK(whole.text(3) == "3");
  const KeyRange dates = config::key_range("tariffs.t.from", "2026-01-01", "2027-01-01", "KEY");
  CHECK(dates.places == KeyRange::Places::date);
  CHECK(dates.to() - dates.from() == 365);
  CHECK(dates.text(dates.from() + 31) == "2026-02-01");
}

TEST_CASE("keys and ends that cannot be varied are refused where they stand", "[config][seek]") {
  CHECK(complaint("", "0", "1").starts_with("1: \"\" is no key"));
  CHECK(complaint("a b", "0", "1").starts_with("1: \"a b\" is no key"));
  CHECK(complaint("a..b", "0", "1").starts_with("1: "));
  CHECK(complaint("sampling.seed", "0", "1").starts_with("1: `sampling.seed` cannot be varied"));
  CHECK(complaint("horizon.end_year", "2030", "2040").starts_with("1: "));
  CHECK(complaint("x.y", "1", "1.0") == "11: both ends are the same");
  CHECK(complaint("x.y", "nan", "1") == "8: an end must be a finite number or a date");
  CHECK(complaint("x.y", "0", "inf") == "11: an end must be a finite number or a date");
  CHECK(complaint("x.y", "0", "\"1\"") == "11: an end must be a finite number or a date");
  CHECK(complaint("x.y", "0", "2026-01-01") == "11: one end is a number, the other a date");
  CHECK(complaint("x.y", "-1.7e308", "1.7e308") == "18: the ends are too far apart");
  CHECK(complaint("x.y", "1, 2", "3") == "1: the ends must be two values");
  CHECK(complaint("x.y", "1]\nz = [2", "3") == "1: the ends must be two values");
  CHECK(complaint("x.y", "] #", "3") != "");
  CHECK(complaint("segments.s.supply.lead_time", "1.5", "3") == "32: `segments.s.supply.lead_time` takes whole numbers only");
  CHECK(complaint("x." + std::string(1000, 'y') + std::string(2000, '.'), "0", "1") != "");
}
