#include "chart/draw/sheet.hpp"

#include <algorithm>

#include "chart/draw/markup.hpp"
#include "chart/draw/style_sheet.hpp"

namespace cellcast::chart {
namespace {

constexpr double kMargin = 14, kTitle = 17;

bool has_unit(const Quantity& quantity) { return !quantity.is_share && !quantity.unit.empty() && quantity.unit != "1"; }

void sign(Drawing& draw, const KeyEntry& entry, Point at) {
  switch (entry.sign) {
    case Sign::field:
      draw.rectangle({at.x, at.y - 9}, 20, 10, entry.look);
      break;
    case Sign::line:
      draw.line({at.x, at.y - 4}, {at.x + 20, at.y - 4}, entry.look);
      break;
    case Sign::dot:
      draw.circle({at.x + 10, at.y - 4}, 4, entry.look);
      break;
    case Sign::diamond:
      draw.diamond({at.x + 10, at.y - 4}, 6, entry.look);
      break;
  }
}

}  // namespace

Sheet::Sheet(const Words& words) : words_(words), y_(kMargin + kTitle) {
  if (words.is_bare) {
    y_ = kMargin + 6;
    return;
  }
  for (const std::string& line : wrapped(words.title, (words.width - 2 * kMargin) / kTitle / 1.17)) {
    drawing_.text({kMargin, y_}, line, "title");
    y_ += 22;
  }
  for (const std::string& line : wrapped(words.subtitle, (words.width - 2 * kMargin) / kText)) {
    drawing_.text({kMargin, y_}, line, "muted");
    y_ += 18;
  }
  y_ += 2;
}

void Sheet::key(const std::vector<KeyEntry>& entries) {
  double x = kMargin;
  for (const KeyEntry& entry : entries) {
    const std::string name = shortened(entry.name, 60);
    const double width = 20 + 6 + kSmall * width_of(name) + 18;
    if (x > kMargin && x + width > words_.width) {
      x = kMargin;
      y_ += 18;
    }
    sign(drawing_, entry, {x, y_ + 2});
    drawing_.text({x + 26, y_ + 2}, name, "small");
    x += width;
  }
  y_ += 20;
}

void Sheet::heading(const std::string& text) {
  drawing_.text({kMargin, y_ + 12}, shortened(text, (words_.width - 2 * kMargin) / kText / 1.1), "heading");
  y_ += 26;
}

std::string Sheet::done() {
  for (const std::string& line : wrapped(words_.is_bare ? "" : words_.note, (words_.width - 2 * kMargin) / kSmall)) {
    drawing_.text({kMargin, y_ + 12}, line, "small");
    y_ += kLine;
  }
  const std::string height = pixels(y_ + kMargin), id = escaped(words_.id), width = pixels(words_.width);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cc\" role=\"img\" aria-labelledby=\"" + id + "-title " + id +
                    "-desc\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\"" + height +
                    "\">\n<title id=\"" + id + "-title\">" + escaped(words_.title) + "</title>\n<desc id=\"" + id + "-desc\">" +
                    escaped(words_.description) + "</desc>\n";
  if (!words_.is_embedded) svg += "<style>\n" + style_sheet() + "</style>\n";
  return svg + "<rect class=\"page\" width=\"" + width + "\" height=\"" + height + "\"/>\n" + drawing_.elements() + "</svg>\n";
}

double axis_width(const Ticks& ticks, const Quantity& quantity) {
  double widest = 2;
  for (const double value : ticks.values) widest = std::max(widest, width_of(tick_text(value, ticks.step, quantity)));
  return kText * widest + 10;
}

void value_axis(Drawing& draw, const Frame& frame, const Scale& scale, const Ticks& ticks, const Quantity& quantity, bool with_unit) {
  for (const double value : ticks.values) {
    const double y = scale(value);
    draw.line({frame.left, y}, {frame.right, y}, "grid");
    draw.text({frame.left - 8, y + 4.5}, tick_text(value, ticks.step, quantity), "muted", Anchor::end);
  }
  if (with_unit && has_unit(quantity)) draw.text({frame.left - 8, frame.top - 12}, shortened(quantity.unit, 14), "muted", Anchor::start);
}

void value_axis_below(Drawing& draw, const Frame& frame, const Scale& scale, const Ticks& ticks, const Quantity& quantity) {
  draw.line({frame.left, frame.bottom}, {frame.right, frame.bottom}, "base");
  double taken = -1e9;
  for (const double value : ticks.values) {
    const double x = scale(value);
    const std::string text = tick_text(value, ticks.step, quantity);
    draw.line({x, frame.bottom}, {x, frame.bottom + 4}, "base");
    const double half = kText * width_of(text) / 2;
    if (x - half < taken) continue;
    draw.text({x, frame.bottom + 19}, text, "muted", Anchor::middle);
    taken = x + half + 6;
  }
  if (has_unit(quantity)) draw.text({frame.right, frame.bottom + 35}, shortened(quantity.unit, 40), "muted", Anchor::end);
}

void year_axis(Drawing& draw, const Frame& frame, const Scale& scale, int first, int last) {
  draw.line({frame.left, frame.bottom}, {frame.right, frame.bottom}, "base");
  const auto most = static_cast<std::size_t>(std::max(1.0, frame.width() / 46 + 1));
  for (const int year : year_ticks(first, last, most))
    draw.text({scale(year), frame.bottom + 19}, std::to_string(year), "muted", Anchor::middle);
}

}  // namespace cellcast::chart
