#include "chart/charts/scorecard.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::chart {
namespace {

constexpr double kCardRow = 92, kPlaces = 215, kCoverage = 400, kErrors = 660;

void places(Drawing& draw, const CardRow& row, double y) {
  const double most = *std::ranges::max_element(row.places), width = 15, height = 46;
  const double expected = row.count / 10;
  for (std::size_t k = 0; k < row.places.size(); ++k) {
    const double tall = most > 0 ? height * row.places[k] / std::max(most, expected) : 0;
    draw.rectangle({kPlaces + width * static_cast<double>(k), y + height - tall}, width - 2, tall, "inner",
                   grouped(std::to_string(static_cast<int>(row.places[k]))) + " in tenth " + std::to_string(k + 1));
  }
  const double level = most > 0 ? y + height - height * expected / std::max(most, expected) : y;
  draw.line({kPlaces - 4, level}, {kPlaces + 10 * width + 2, level}, "pale");
  draw.line({kPlaces - 4, y + height}, {kPlaces + 10 * width + 2, y + height}, "base");
  draw.text({kPlaces, y + height + 15}, "P0", "small");
  draw.text({kPlaces + 10 * width, y + height + 15}, "P100", "small", Anchor::end);
}

void interval(Drawing& draw, double y, double inside, double low, double high, double wanted, const std::string& name) {
  const Scale x{0, 1, kCoverage + 50, kCoverage + 200};
  draw.text({kCoverage + 42, y + 4}, name, "small", Anchor::end);
  draw.line({x(0), y}, {x(1), y}, "grid");
  draw.line({x(low), y}, {x(high), y}, "median");
  draw.circle({x(inside), y}, 4.5, "spot");
  draw.line({x(wanted), y - 9}, {x(wanted), y + 9}, "drop");
  draw.text({x(1) + 6, y + 4}, percent(inside), "small");
}

void errors(Drawing& draw, const CardRow& row, double y, double largest) {
  const Scale x{0, largest, kErrors + 68, kWidth - 60};
  struct Bar {
    const char *name, *look;
    double value;
  };
  for (const Bar& bar : {Bar{"forecast", "bar", row.crps}, Bar{"published", "bar-low", row.published}, Bar{"naive", "outer", row.naive}}) {
    draw.text({kErrors + 62, y + 10}, bar.name, "small", Anchor::end);
    if (!std::isnan(bar.value)) draw.rectangle({x(0), y}, std::max(x(bar.value) - x(0), 1.0), 12, bar.look);
    draw.text({x(std::isnan(bar.value) ? 0 : bar.value) + 5, y + 10}, amount(bar.value, {}), "small");
    y += 18;
  }
}

}  // namespace

std::string scorecard(const ScorecardChart& chart) {
  Sheet sheet(chart.words);
  Drawing& draw = sheet.draw();
  const double top = sheet.y() + 12;
  draw.text({kPlaces, top}, "places in the forecasts", "heading");
  draw.text({kCoverage + 50, top}, "within the intervals", "heading");
  draw.text({kErrors + 30, top}, "mean error (CRPS)", "heading");
  sheet.down(28);
  double largest = 1e-12;
  for (const CardRow& row : chart.rows)
    for (const double value : {row.crps, row.published, row.naive}) largest = std::isfinite(value) ? std::max(largest, value) : largest;
  for (const CardRow& row : chart.rows) {
    const double y = sheet.y();
    double line = y + 16;
    for (const std::string& words : wrapped(row.name, (kPlaces - 30) / kText / 1.08)) {
      if (line < y + 60) draw.text({14, line}, words, "text");
      line += kLine;
    }
    draw.text({14, line}, grouped(std::to_string(static_cast<long>(row.count))) + " figures", "small");
    if (row.count > 0) {
      places(draw, row, y);
      interval(draw, y + 14, row.inside_50, row.low_50, row.high_50, 0.5, "half");
      interval(draw, y + 42, row.inside_90, row.low_90, row.high_90, 0.9, "90 %");
      errors(draw, row, y + 2, largest);
    }
    sheet.down(kCardRow);
  }
  return sheet.done();
}

}  // namespace cellcast::chart
