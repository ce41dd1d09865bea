#include "chart/draw/labels.hpp"

#include <algorithm>
#include <numeric>

namespace cellcast::chart {

std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  // Groups of neighbours that touch stand around the mean of what they want (pool adjacent violators).
  struct Group {
    double sum;  // of the wanted places, less how far below the first each stands
    std::size_t count;
  };
  std::vector<Group> groups;
  const auto first = [](const Group& group) { return group.sum / static_cast<double>(group.count); };
  for (const std::size_t k : order) {
    groups.push_back({wanted[k], 1});
    while (groups.size() > 1) {
      const Group last = groups.back(), before = groups[groups.size() - 2];
      const double shift = gap * static_cast<double>(before.count);
      if (first(before) + shift <= first(last)) break;
      groups.pop_back();
      groups.back() = {before.sum + last.sum - shift * static_cast<double>(last.count), before.count + last.count};
    }
  }
  std::vector<double> placed;
  for (const Group& group : groups)
    for (std::size_t k = 0; k < group.count; ++k) placed.push_back(first(group) + gap * static_cast<double>(k));
  double most = high;
  for (std::size_t k = placed.size(); k-- > 0;) {
    placed[k] = std::min(placed[k], most);
    most = placed[k] - gap;
  }
  double least = low;
  for (double& place : placed) {
    place = std::max(place, least);
    least = place + gap;
  }
  std::vector<double> out(wanted.size());
  for (std::size_t k = 0; k < order.size(); ++k) out[order[k]] = placed[k];
  return out;
}

double end_width(const std::vector<EndLabel>& labels) {
  double widest = 0;
  for (const EndLabel& label : labels) widest = std::max(widest, width_of(label.text) * (std::string(label.look) == "strong" ? 1.08 : 1));
  return 22 + kText * widest;
}

void end_labels(Drawing& draw, double x, const std::vector<EndLabel>& labels, const Frame& frame, double width) {
  std::vector<double> wanted;
  for (const EndLabel& label : labels) wanted.push_back(label.y);
  const std::vector<double> placed = spread(wanted, kLine, frame.top, frame.bottom);
  for (std::size_t k = 0; k < labels.size(); ++k) {
    draw.polyline({{x + 3, labels[k].y}, {x + 9, placed[k]}, {x + 15, placed[k]}}, "leader");
    draw.text({x + 18, placed[k] + 4.5}, shortened(labels[k].text, (width - 18) / kText), labels[k].look);
  }
}

int top_labels(Drawing& draw, const std::vector<TopLabel>& labels, double left, double right, double bottom, bool is_dry) {
  std::vector<TopLabel> sorted = labels;
  std::ranges::stable_sort(sorted, [](const TopLabel& a, const TopLabel& b) { return a.x < b.x; });
  std::vector<double> taken;  // [row], up to where
  for (const TopLabel& label : sorted) {
    const double width = kSmall * width_of(label.text) * 1.05;
    const double start = std::clamp(label.x - width / 2, left, std::max(left, right - width));
    std::size_t row = 0;
    while (row < taken.size() && taken[row] > start) ++row;
    if (row == taken.size()) taken.push_back(left);
    taken[row] = start + width + 8;
    if (!is_dry) draw.text({start, bottom - 15 * static_cast<double>(row)}, label.text, label.look);
  }
  return static_cast<int>(taken.size());
}

}  // namespace cellcast::chart
