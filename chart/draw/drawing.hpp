#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chart/draw/words.hpp"

namespace cellcast::chart {

/// A place on the page, in pixels from the upper left corner.
struct Point {
  double x = 0, y = 0;
};

enum class Anchor { start, middle, end };

/// Elements of SVG one after the other. `look` are classes of style_sheet.hpp.
class Drawing {
 public:
  void line(Point from, Point to, const char* look);
  void polyline(const std::vector<Point>& points, const char* look);
  void area(const std::vector<Point>& points, const char* look);
  /// Without an area: nothing. `tip` is shown where a reader points at it.
  void rectangle(Point corner, double width, double height, const char* look, const std::string& tip = "");
  void shade(Point corner, double width, double height, const char* look, double opacity);
  void circle(Point centre, double radius, const char* look);
  void diamond(Point centre, double radius, const char* look);
  void text(Point at, const std::string& words, const char* look, Anchor anchor = Anchor::start);

  const std::string& elements() const { return elements_; }

 private:
  std::string elements_;
};

/// A number of pixels with one decimal at most: the same text on every machine.
std::string pixels(double value);

}  // namespace cellcast::chart
