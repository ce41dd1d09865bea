#pragma once

#include <string>
#include <vector>

#include "chart/draw/drawing.hpp"
#include "chart/draw/scale.hpp"
#include "chart/draw/words.hpp"

namespace cellcast::chart {

inline constexpr double kText = 13, kSmall = 12, kLine = 16;  ///< sizes of texts, and from line to line

/// A rectangle of the page.
struct Frame {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

/// How a mark in the key looks: a field, a line, a point, an open diamond.
enum class Sign { field, line, dot, diamond };
struct KeyEntry {
  Sign sign = Sign::field;
  const char* look = "";
  std::string name;
};

/// A chart's page: title and subtitle above, its key, what is drawn, a note below.
class Sheet {
 public:
  explicit Sheet(const Words& words);

  Drawing& draw() { return drawing_; }
  /// Pixels from left to right.
  double width() const { return words_.width; }
  /// Where the next thing goes: pixels from the top.
  double y() const { return y_; }
  void down(double by) { y_ += by; }
  void key(const std::vector<KeyEntry>& entries);
  /// A heading within the chart.
  void heading(const std::string& text);
  /// The whole SVG.
  std::string done();

 private:
  const Words& words_;
  Drawing drawing_;
  double y_;
};

/// Lines across at the ticks, their texts at the left; the unit above them.
void value_axis(Drawing& draw, const Frame& frame, const Scale& scale, const Ticks& ticks, const Quantity& quantity, bool with_unit = true);
/// Texts below at the ticks; the unit behind the last.
void value_axis_below(Drawing& draw, const Frame& frame, const Scale& scale, const Ticks& ticks, const Quantity& quantity);
/// The base line, and the years below it.
void year_axis(Drawing& draw, const Frame& frame, const Scale& scale, int first, int last);
/// Pixels that the texts of a value axis take.
double axis_width(const Ticks& ticks, const Quantity& quantity);

}  // namespace cellcast::chart
