#include <cmath>
#include <limits>
#include <random>

#include "chart/draw/labels.hpp"
#include "chart/draw/markup.hpp"
#include "chart/draw/scale.hpp"
#include "chart/draw/words.hpp"
#include "tests/catch.hpp"

using namespace cellcast::chart;

TEST_CASE("numbers are grouped as in print", "[charts]") {
  CHECK(grouped("3591") == "3,591");
  CHECK(grouped("-1234567.25") == "−1,234,567.25");
  CHECK(grouped("999") == "999");
  CHECK(grouped("1.5e-07") == "1.5e−07");
  CHECK(with_unit(3590.7, {"GWh", false}) == "3,591\u202FGWh");
  CHECK(amount(0.5561, {"1", true}) == "55.6\u202F%");
  CHECK(signed_amount(374.2, {}) == "+374.2");
  CHECK(signed_amount(-0.0, {}) == "0");
  CHECK(amount(std::nan(""), {}) == "–");
}

TEST_CASE("a probability is never rounded to certainty", "[charts]") {
  CHECK(percent(0) == "0\u202F%");
  CHECK(percent(1) == "100\u202F%");
  CHECK(percent(1e-9) == "<\u202F0.1\u202F%");
  CHECK(percent(1 - 1e-9) == ">\u202F99.9\u202F%");
  CHECK(percent(0.996) == "99.6\u202F%");
  CHECK(percent(0.41) == "41\u202F%");
}

TEST_CASE("texts cannot become markup, and hide nothing", "[charts]") {
  CHECK(escaped("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
  CHECK(escaped("\u202Eevil\x01\xFF") == "\\u{202E}evil\\u{1}\\xFF");
}

TEST_CASE("ticks are round numbers within the range", "[charts]") {
  for (const auto& [low, high] : {std::pair(0.0, 6203.0), {-3.0, 7.0}, {0.001, 0.0034}, {1e12, 9e12}, {99.0, 101.0}, {-1e-9, 1e-9}}) {
    const Ticks found = ticks(low, high, 5);
    INFO(low << " to " << high << ", step " << found.step);
    CHECK(found.values.size() >= 3);
    CHECK(found.values.size() <= 8);
    for (const double value : found.values) {
      CHECK(value >= low - 1e-9 * (high - low));
      CHECK(value <= high + 1e-9 * (high - low));
      CHECK(std::fabs(value / found.step - std::round(value / found.step)) < 1e-6);
    }
    double digit = found.step;
    while (digit < 0.99) digit *= 10;
    while (digit > 9.99) digit /= 10;
    CHECK((std::fabs(digit - 1) < 1e-6 || std::fabs(digit - 2) < 1e-6 || std::fabs(digit - 2.5) < 1e-6 || std::fabs(digit - 5) < 1e-6));
  }
}

TEST_CASE("axes hold their values, whatever these are", "[charts]") {
  for (const auto& values : {std::vector<double>{},
                             {0},
                             {5},
                             {-5, -5},
                             {1e300, -1e300},
                             {std::numeric_limits<double>::infinity(), 3},
                             {std::nan("")},
                             {1e-300, 2e-300}}) {
    Range range;
    for (const double value : values) range.add(value);
    for (const bool from_zero : {false, true}) {
      const Axis made = axis(range, 5, from_zero);
      CHECK(std::isfinite(made.low));
      CHECK(std::isfinite(made.high));
      CHECK(made.low < made.high);
      CHECK((range.is_empty || (made.low <= range.low && made.high >= range.high)));
    }
  }
}

TEST_CASE("every year tick is a year, and the last one is there", "[charts]") {
  CHECK(year_ticks(2024, 2030, 20) == std::vector<int>{2024, 2025, 2026, 2027, 2028, 2029, 2030});
  CHECK(year_ticks(2024, 2084, 8) == std::vector<int>{2024, 2034, 2044, 2054, 2064, 2074, 2084});
  CHECK(year_ticks(2030, 2030, 1) == std::vector<int>{2030});
}

// Places that are apart, in order, within bounds while there is room, and where nothing forces them elsewhere as wanted.
TEST_CASE("labels are spread so that none covers another", "[charts]") {
  std::mt19937 random(20261130);
  std::uniform_real_distribution<double> place(0, 300);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> wanted(static_cast<std::size_t>(1 + round % 12));
    for (double& value : wanted) value = place(random);
    const std::vector<double> placed = spread(wanted, 16, 0, 300);
    for (std::size_t a = 0; a < wanted.size(); ++a) {
      CHECK(placed[a] >= -1e-9);
      CHECK(placed[a] <= 300 + 1e-9);
      for (std::size_t b = 0; b < wanted.size(); ++b) {
        if (a == b) continue;
        CHECK(std::fabs(placed[a] - placed[b]) >= 16 - 1e-9);
        if (wanted[a] < wanted[b]) CHECK(placed[a] < placed[b]);
      }
    }
  }
  CHECK(spread({10, 100, 50}, 16, 0, 300) == std::vector<double>{10, 100, 50});
  CHECK(spread({100, 100}, 16, 0, 300) == std::vector<double>{92, 108});
}

TEST_CASE("lines are broken at blanks, and long words are cut", "[charts]") {
  for (const std::string& line : wrapped("a finding of some words and of averyverylongwordthatdoesnotfitanywhere", 12))
    CHECK(width_of(line) <= 12);
  CHECK(wrapped("", 10).empty());
  CHECK(shortened("short", 10) == "short");
  CHECK(shortened("a text that is too long", 8).ends_with("…"));
}
