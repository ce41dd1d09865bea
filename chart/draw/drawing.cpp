#include "chart/draw/drawing.hpp"

#include <cmath>
#include <cstdlib>

#include "chart/draw/markup.hpp"

namespace cellcast::chart {
namespace {

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + pixels(value) + '"'; }

std::string class_of(const char* look) { return std::string(" class=\"") + look + '"'; }

std::string listed(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) text += (text.empty() ? "" : " ") + pixels(point.x) + "," + pixels(point.y);
  return " points=\"" + text + '"';
}

}  // namespace

std::string pixels(double value) {
  const long tenths = std::lround(std::fabs(value) < 1e6 ? 10 * value : 0.0);
  const long size = std::labs(tenths);
  return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + (size % 10 == 0 ? "" : "." + std::to_string(size % 10));
}

void Drawing::line(Point from, Point to, const char* look) {
  elements_ +=
      "<line" + class_of(look) + attribute("x1", from.x) + attribute("y1", from.y) + attribute("x2", to.x) + attribute("y2", to.y) + "/>\n";
}

void Drawing::polyline(const std::vector<Point>& points, const char* look) {
  elements_ += "<polyline" + class_of(look) + listed(points) + "/>\n";
}

void Drawing::area(const std::vector<Point>& points, const char* look) {
  elements_ += "<polygon" + class_of(look) + listed(points) + "/>\n";
}

void Drawing::rectangle(Point corner, double width, double height, const char* look, const std::string& tip) {
  if (!(width > 0 && height > 0)) return;
  elements_ += "<rect" + class_of(look) + attribute("x", corner.x) + attribute("y", corner.y) + attribute("width", width) +
               attribute("height", height);
  elements_ += tip.empty() ? "/>\n" : "><title>" + escaped(tip) + "</title></rect>\n";
}

void Drawing::shade(Point corner, double width, double height, const char* look, double opacity) {
  const long hundredths = std::lround(100 * opacity);
  elements_ += "<rect" + class_of(look) + attribute("x", corner.x) + attribute("y", corner.y) + attribute("width", width) +
               attribute("height", height) + " fill-opacity=\"" +
               (hundredths >= 100 ? "1" : (hundredths < 10 ? "0.0" : "0.") + std::to_string(hundredths)) + "\"/>\n";
}

void Drawing::circle(Point centre, double radius, const char* look) {
  elements_ += "<circle" + class_of(look) + attribute("cx", centre.x) + attribute("cy", centre.y) + attribute("r", radius) + "/>\n";
}

void Drawing::diamond(Point centre, double radius, const char* look) {
  const auto [x, y] = centre;
  area({{x - radius, y}, {x, y - radius}, {x + radius, y}, {x, y + radius}}, look);
}

void Drawing::text(Point at, const std::string& words, const char* look, Anchor anchor) {
  const char* where = anchor == Anchor::start ? "" : anchor == Anchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
  elements_ += "<text" + class_of(look) + attribute("x", at.x) + attribute("y", at.y) + where + ">" + escaped(words) + "</text>\n";
}

}  // namespace cellcast::chart
