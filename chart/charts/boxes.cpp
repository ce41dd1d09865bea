#include "chart/charts/boxes.hpp"

#include <algorithm>

namespace cellcast::chart {
namespace {

constexpr double kBoxRow = 30, kInputs = 300, kLimits = 190;

struct Side {
  double from = 0, to = 1;
  std::string words;
};

}  // namespace

std::string boxes(const BoxesChart& chart) {
  Sheet sheet(chart.words);
  sheet.key({{Sign::field, "outer", "the input's range, by its percentiles"}, {Sign::field, "bar", "inside the box"}});
  Drawing& draw = sheet.draw();
  const double left = 14 + kInputs, right = kWidth - kLimits - 14;
  std::size_t number = 0;
  for (const Box& box : chart.boxes) {
    ++number;
    sheet.heading("Box " + std::to_string(number) + ": " + box.words);
    std::vector<std::pair<std::string, Side>> rows;
    for (const BoxLimit& limit : box.limits) {
      auto row = std::ranges::find(rows, limit.input, &std::pair<std::string, Side>::first);
      if (row == rows.end()) row = rows.insert(rows.end(), {limit.input, {}});
      (limit.is_upper ? row->second.to : row->second.from) = std::clamp(limit.percentile, 0.0, 1.0);
      const std::string unit = limit.unit.empty() || limit.unit == "1" ? "" : kThin + limit.unit;
      row->second.words +=
          (row->second.words.empty() ? "" : ", ") + std::string(limit.is_upper ? "≤ " : "≥ ") + amount(limit.value, {}) + unit;
    }
    for (const auto& [input, side] : rows) {
      const double y = sheet.y();
      draw.text({14, y + 13}, shortened(input, kInputs / kText - 1), "text");
      draw.rectangle({left, y + 2}, right - left, 14, "outer");
      draw.rectangle({left + side.from * (right - left), y + 2}, std::max((side.to - side.from) * (right - left), 2.0), 14, "bar");
      draw.text({right + 10, y + 13}, shortened(side.words, kLimits / kText), "strong");
      sheet.down(kBoxRow);
    }
    for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0})
      draw.text({left + part * (right - left), sheet.y() + 8}, "P" + std::to_string(static_cast<int>(100 * part)), "small", Anchor::middle);
    sheet.down(30);
  }
  if (chart.boxes.empty()) sheet.heading("No box was found.");
  return sheet.done();
}

}  // namespace cellcast::chart
