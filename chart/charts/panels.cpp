#include <algorithm>

#include "chart/charts/fan.hpp"

namespace cellcast::chart {
namespace {

/// Title, and the last median with its outer band, in a line.
std::string heading(const FanChart& panel) {
  const FanYear& last = panel.series.years.back();
  std::string text = std::to_string(last.year) + ": " + with_unit(last.median, panel.quantity);
  if (last.outer_low < last.outer_high && !panel.outer.empty())
    text +=
        " (" + amount(last.outer_low, panel.quantity, last.median) + " to " + amount(last.outer_high, panel.quantity, last.median) + ")";
  return text;
}

}  // namespace

std::string panels(const PanelsChart& chart) {
  Sheet sheet(chart.words);
  std::vector<KeyEntry> key;
  for (const FanChart& panel : chart.panels)
    for (const KeyEntry& entry : fan_key(panel))
      if (std::ranges::none_of(key, [&](const KeyEntry& known) { return known.name == entry.name; })) key.push_back(entry);
  sheet.key(key);
  const std::size_t columns = chart.panels.size() < 3 ? std::max<std::size_t>(chart.panels.size(), 1) : chart.panels.size() == 4 ? 2 : 3;
  const double gap = 22, width = (kWidth - 28 - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns), height = 150,
               row = height + 94;
  for (std::size_t k = 0; k < chart.panels.size(); ++k) {
    const FanChart& panel = chart.panels[k];
    const double left = 14 + static_cast<double>(k % columns) * (width + gap), top = sheet.y() + static_cast<double>(k / columns) * row;
    sheet.draw().text({left, top + 12}, shortened(panel.words.title, width / kText / 1.1), "heading");
    sheet.draw().text({left, top + 29}, shortened(heading(panel), width / kSmall), "small");
    draw_fan(sheet.draw(), {left, top + 44, left + width, top + 44 + height}, panel, {false, false, false, 8});
  }
  sheet.down(static_cast<double>((chart.panels.size() + columns - 1) / columns) * row);
  return sheet.done();
}

}  // namespace cellcast::chart
