#include "chart/charts/balance.hpp"

namespace cellcast::chart {

std::string balance(const BalanceChart& chart) {
  Sheet sheet(chart.words);
  sheet.key(fan_key(chart.call));
  sheet.heading(chart.call.words.title);
  sheet.down(20);
  draw_fan(sheet.draw(), {14, sheet.y(), kWidth - 14, sheet.y() + 230}, chart.call, {true, true, true, fan_end_width(chart.call)});
  sheet.down(230 + 36);
  const double gap = 24, width = (kWidth - 28 - gap) / 2, top = sheet.y();
  double left = 14;
  for (const FanChart* part : {&chart.unmet, &chart.utilization}) {
    sheet.draw().text({left, top + 12}, shortened(part->words.title, width / kText / 1.1), "heading");
    draw_fan(sheet.draw(), {left, top + 44, left + width, top + 44 + 150}, *part, {true, false, true, fan_end_width(*part)});
    left += width + gap;
  }
  sheet.down(44 + 150 + 34);
  return sheet.done();
}

}  // namespace cellcast::chart
