#pragma once

#include <string>
#include <vector>

namespace cellcast::chart {

inline constexpr double kWidth = 900;  ///< of a chart, in pixels, where nobody says otherwise

/// What a number of a chart is of.
struct Quantity {
  std::string unit;       ///< `GWh`; `1` or empty: none
  bool is_share = false;  ///< a fraction, shown in per cent
};

/// What a chart says in words. Texts may hold anything: they are escaped where they are drawn.
struct Words {
  std::string title;         ///< the finding
  std::string subtitle;      ///< what is drawn, and its unit
  std::string description;   ///< for those who do not see it
  std::string note;          ///< below: sources, what is left out
  std::string id = "chart";  ///< begins the names of elements, in a page that holds several; letters, digits, `-`
  bool is_embedded = false;  ///< in a page that has the style sheet: the chart brings none
  bool is_bare = false;      ///< in a page that says the same beside it: title, subtitle and note are not drawn
  double width = kWidth;     ///< of the chart, in pixels
};

/// Charts that are narrower than that, in pixels, say less, so that it can be read.
inline constexpr double kNarrow = 640;

/// A narrow space that does not break, between a number and its unit.
inline constexpr const char* kThin = "\u202F";
inline constexpr const char* kMinus = "\u2212";
inline constexpr const char* kDash = "\u2013";

/// Digits with a comma every three of them before the point, and a minus as in print: `3,591`, `−0.25`.
std::string grouped(const std::string& digits);

/// A number for people, without its unit: four significant digits of `scale`; of a share per cent: `3,591`, `55.6 %`.
std::string amount(double value, const Quantity& quantity, double scale);
std::string amount(double value, const Quantity& quantity);
/// The same with its unit: `3,591 GWh`.
std::string with_unit(double value, const Quantity& quantity);
/// `+374`, `−12`, `0`; of a share points of per cent.
std::string signed_amount(double value, const Quantity& quantity);

/// A probability in per cent, never rounded to certainty: `56 %`, `< 0.1 %`.
std::string percent(double probability);

/// `in 2030` needs no year of a variable without years.
std::string in_year(int year);

/// First letter large.
std::string sentence(std::string text);
/// First letter small, but of words such as `US`: within a sentence.
std::string within(std::string text);

/// How wide a text is about, in units of its size: by classes of characters, rather too wide than too narrow.
double width_of(const std::string& text);
/// Cut with `…` where it is wider.
std::string shortened(const std::string& text, double ems);
/// Broken at blanks, in lines of that width at most; a word that is wider is cut.
std::vector<std::string> wrapped(const std::string& text, double ems);

}  // namespace cellcast::chart
