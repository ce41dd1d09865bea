#include "tests/properties/make_number.hpp"

#include <cmath>
#include <cstdio>

namespace cellcast::tests {

std::string toml(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

std::string NumberMaker::constant(double low, double high) { return toml(choices_->between(low, high)); }

std::string NumberMaker::number(const std::string& path, double low, double high) {
  if (!variables_.empty() && choices_->one_in(8)) {
    // Nine tenths of the width: rounding in scale x draw + offset must not lead out of it.
    const std::string& name = variables_[choices_->below(variables_.size())];
    return "{ var = \"" + name + "\", scale = " + toml(0.9 * (high - low)) + ", offset = " + toml(low + 0.05 * (high - low)) + " }";
  }
  return own(path, low, high);
}

std::string NumberMaker::own(const std::string& path, double low, double high) {
  if (!choices_->one_in(4)) return constant(low, high);
  inputs_.push_back(path);
  return distribution(low, high);
}

std::string NumberMaker::variables() {
  std::string out;
  const std::size_t count = choices_->below(4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "x" + std::to_string(i);
    out += name + " = " + own("variables." + name, 0, 1) + "\n";
  }
  for (std::size_t i = 0; i < count; ++i) variables_.push_back("x" + std::to_string(i));
  return out.empty() ? out : "[variables]\n" + out;
}

std::string NumberMaker::truncated(const std::string& law, double low, double high) {
  return "{ dist = " + law + ", min = " + toml(low) + ", max = " + toml(high) + " }";
}

std::string NumberMaker::list(std::vector<double> values) {
  std::string out;
  for (const double value : values) out += (out.empty() ? "" : ", ") + toml(value);
  return "[" + out + "]";
}

std::string NumberMaker::distribution(double low, double high) {
  const double width = high - low;
  const auto inside = [&] { return choices_->between(low, high); };
  const auto part = [&](double least, double most) { return choices_->between(least, most); };
  const std::string ends = ", low = " + toml(low) + ", high = " + toml(high);
  // Laws 9 to 12 are drawn from tables, which take a while to make, and 16 is solved at each draw.
  const std::size_t law = choices_->one_in(8) ? 9 + choices_->below(8) : choices_->below(9);
  if ((law == 3 || law == 4 || law == 5 || law == 11) && high <= 0) return "{ dist = \"uniform\"" + ends + " }";  // these four are of positive numbers
  switch (law) {
    case 0:
      return "{ dist = \"uniform\"" + ends + " }";
    case 1:
      return "{ dist = \"triangular\", mode = " + toml(inside()) + ends + " }";
    case 2:
      return truncated("\"normal\", mean = " + toml(inside()) + ", sd = " + toml(width * part(0.02, 2)), low, high);
    case 3:
      return truncated("\"lognormal\", median = " + toml(high * part(0.1, 1)) + ", sigma = " + toml(part(0.3, 3)),
                       std::fmax(low, 0), high);
    case 4:
      return truncated("\"lognormal\", mean = " + toml(high * part(0.1, 1)) + ", sd = " + toml(part(0.5, 3) * high),
                       std::fmax(low, 0), high);
    case 5:
      return truncated("\"weibull\", shape = " + toml(part(0.5, 4)) + ", scale = " + toml(high * part(0.3, 2)),
                       std::fmax(low, 0), high);
    case 6: {
      const double middle = part(0.4, 0.6), reach = part(0.1, 0.3);
      return truncated("\"metalog\", p10 = " + toml(low + width * (middle - reach)) + ", p50 = " + toml(low + width * middle) + ", p90 = " +
                           toml(low + width * (middle + reach)), low, high);
    }
    case 7:
      return "{ dist = \"discrete\", values = " + list({low, low + width * part(0.1, 0.9), high}) +
             ", weights = " + list({part(0.1, 5), part(0.1, 5), part(0.1, 5)}) + " }";
    case 8: {
      const double step = low + width * part(0, 1);  // a flat piece: an atom
      return "{ dist = \"empirical\", probabilities = " + list({0, part(0.1, 0.5), part(0.6, 0.9), 1}) +
             ", values = " + list({low, step, step, high}) + " }";
    }
    case 9:
      return "{ dist = \"pert\", mode = " + toml(inside()) + ends + ", lambda = " + toml(part(0, 12)) + " }";
    case 10:
      return "{ dist = \"beta\", alpha = " + toml(part(0.2, 8)) + ", beta = " + toml(part(0.2, 8)) + ends + " }";
    case 11:
      return truncated("\"gamma\", shape = " + toml(part(0.3, 6)) + ", scale = " + toml(high * part(0.2, 2)), std::fmax(low, 0),
                       high);
    case 12:
      return truncated("\"student_t\", dof = " + toml(part(1, 20)) + ", location = " + toml(inside()) + ", scale = " +
                           toml(width * part(0.05, 2)), low, high);
    case 13:
      return truncated("\"normal\", p05 = " + toml(low + width * part(0, 0.4)) + ", p75 = " + toml(low + width * part(0.5, 1)), low, high);
    case 14:
      return truncated("\"triangular\", p10 = " + toml(low + width * part(0.1, 0.3)) + ", mode = " + toml(low + width * part(0.3, 0.6)) + ", p90 = " +
                           toml(low + width * part(0.6, 0.9)), low, high);
    case 15:
      return "{ dist = \"empirical\", data = " + list({high, low, inside(), inside()}) + " }";
    default:
      return "{ dist = \"mixture\", of = [{ dist = \"uniform\"" + ends + " }, " +
             truncated("\"normal\", mean = " + toml(inside()) + ", sd = " + toml(width * part(0.02, 2)), low, high) +
             ", { dist = \"discrete\", values = " + list({inside()}) + ", weights = [1] }], weights = " + list({part(0.1, 5), part(0.1, 5), part(0.1, 5)}) + " }";
  }
}

}  // namespace cellcast::tests
