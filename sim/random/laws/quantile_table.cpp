#include "sim/random/laws/quantile_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "sim/random/laws/quantile_series.hpp"

namespace cellcast::sim {

namespace {

using Real = TailLaw::Real;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kRelativeTolerance = 1e-6;  // of positive laws, however near 0
using Series = std::array<Real, kTaylorTerms>;

/// Walks from the far tail inward, where errors of the probability die out against the probability itself: at the centre of each
/// piece the Taylor series of y(t) gives the piece, and y and dy/dt at the next centre.
class Builder {
 public:
  using Piece = std::array<double, kKept>;

  explicit Builder(const TailLaw& law) : law_(law) {}

  /// The pieces of the octave [2^exponent, 2^(exponent + 1)).
  void octave(int exponent, std::span<Piece> out) {
    const double begin = std::ldexp(1.0, exponent);
    if (!started_ && !start(begin * 33 / 32)) return;
    Series series;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i) advance(series, 2, 1);
      law_.taylor(y_, step_, series);
      out[i] = piece(series);
    }
    end_ = series_at(series, 1.0);
    if (certified(end_, 2 * begin)) {
      advance(series, 3, 2);
    } else {
      for (Piece& p : out) p.fill(kNaN);
      started_ = false;
    }
  }

  /// A piece that is the quantile at the end of the last octave everywhere.
  Piece end() const {
    constexpr double kZero = 1e-20;  // Student's median is 0, but for what the walk has gathered
    const Real y = !law_.positive() && std::fabs(end_.high) < kZero ? Real(0) : end_;
    Piece p{};
    p[0] = started_ ? law_.value(y).high : kNaN;
    return p;
  }

 private:
  bool start(double t) {
    if (law_.leading_suffices(2 * t)) return false;
    y_ = law_.solve(t);
    step_ = Real(t) / 33 / law_.slope(y_);  // t is the centre of an octave's first piece: 33 half-widths
    return started_ = true;
  }

  /// To the centre `distance` half-widths on, where half-widths are `growth` times as wide.
  void advance(const Series& series, double distance, double growth) {
    y_ = series_at(series, distance);
    step_ = series_slope(series, distance) * growth;
  }

  Piece piece(Series series) const {
    series[0] = law_.value(series[0]);
    for (std::size_t i = 1; i < series.size(); ++i) series[i] = series[i] * law_.sign();
    double bound = economise(series);
    double size = 0;
    Piece p;
    for (std::size_t i = 0; i < kKept; ++i) {
      p[i] = series[i].high;
      size += std::fabs(p[i]);
    }
    bound += size * 0x1p-50;  // rounding of the coefficients, of what economising adds to them, and of the evaluation
    const double ends[2] = {value(p, -1), value(p, 1)};
    // The quantile function is monotone, so its least modulus is at an end, or 0 if it changes sign.
    const double least = (ends[0] < 0) != (ends[1] < 0) ? 0 : std::fmin(std::fabs(ends[0]), std::fabs(ends[1]));
    const bool good =
        bound <= QuantileTable::kTolerance / 2 * (least + law_.scale()) && (!law_.positive() || bound <= kRelativeTolerance * least);
    if (!good) p.fill(kNaN);
    return p;
  }

  static double value(const Piece& c, double s) {
    double y = 0;
    for (std::size_t i = c.size(); i-- > 0;) y = y * s + c[i];
    return y;
  }

  /// Compares y(t), which the walk has arrived at, with the distribution function.
  bool certified(Real y, double t) const {
    const double error = std::fabs(((law_.probability(y) - t) / law_.slope(y)).high);
    return error <= QuantileTable::kTolerance / 8 * (std::fabs(law_.value(y).high) + law_.scale());
  }

  const TailLaw& law_;
  bool started_ = false;
  Real y_;     // y at the centre of a piece
  Real step_;  // dy/ds there
  Real end_;   // y at the end of the last octave
};

}  // namespace

/// Coefficients by degree in the order in which QuantileTable::at wants them.
QuantileTable::Piece QuantileTable::in_order(const std::array<double, 8>& c) { return {{c[0], c[4], c[2], c[6], c[1], c[5], c[3], c[7]}}; }

QuantileTable::Pieces::Pieces(const TailLaw& lower, const TailLaw& upper, Section section)
    : section_(section), pieces_(2 * pieces_of(section) + 1) {
  const std::uint64_t count = pieces_of(section);
  std::vector<Builder::Piece> built(count);
  for (const End end : {End::lower, End::upper}) {
    Builder builder(end == End::lower ? lower : upper);
    for (Builder::Piece& piece : built) piece.fill(kNaN);
    for (int octave = 0; octave < section.octaves; ++octave)
      builder.octave(section.first + octave, std::span(built).subspan(static_cast<std::size_t>(octave) * 16, 16));
    if (section.first + section.octaves == -1) built.back() = builder.end();  // t = 1/2 alone: medians are right to the bit
    std::ranges::transform(built, pieces_.begin() + static_cast<std::ptrdiff_t>(end == End::lower ? 0 : count), in_order);
  }
  pieces_.back().fill(kNaN);
}

double QuantileTable::Pieces::coverage() const {
  double covered = 0;
  for (std::uint64_t i = 0; i + 1 < pieces_.size(); ++i) {
    const std::uint64_t piece = i % pieces_of(section_);
    const bool is_point = piece + 1 == pieces_of(section_), is_missing = pieces_[i][0] != pieces_[i][0];
    if (!is_point && !is_missing) covered += std::ldexp(1.0 / 16, section_.first + static_cast<int>(piece / 16));
  }
  return covered;
}

QuantileTable::QuantileTable(std::unique_ptr<const TailLaw> lower, std::unique_ptr<const TailLaw> upper)
    : lower_(std::move(lower)), upper_(std::move(upper)) {}

void QuantileTable::build() const {
  std::call_once(building_, [this] {
    pieces_ = std::make_unique<const Pieces>(*lower_, *upper_, kNear);
    is_built_.store(true, std::memory_order_release);
  });
}

const QuantileTable::Pieces& QuantileTable::far_pieces() const {
  std::call_once(building_far_, [this] { far_ = std::make_unique<const Pieces>(*lower_, *upper_, kFar); });
  return *far_;
}

double QuantileTable::beyond(double lower, double upper) const {
  const Place at = place<kFar>(lower, upper);
  if (at.piece < 2 * pieces_of(kFar)) {
    const double y = far_pieces().at(at);
    if (!std::isnan(y)) return y;
  }
  return solve(lower, upper);
}

double QuantileTable::solve(double lower, double upper) const {
  // A law of tiny shape has most of its probability where the leading term of its lower tail is exact, beyond the median too.
  return lower < 0.5 || lower_->leading_suffices(lower) ? lower_->quantile(lower) : upper_->quantile(upper);
}

double QuantileTable::once(double lower, double upper) const {
  const Place near = place(lower, upper), far = place<kFar>(lower, upper);
  double y = kNaN;
  if (is_built_.load(std::memory_order_acquire))
    y = pieces_->at(near);
  else if (near.piece < 2 * pieces_of(kNear))
    y = walk(kNear, near);
  if (std::isnan(y) && far.piece < 2 * pieces_of(kFar)) y = walk(kFar, far);
  return std::isnan(y) ? solve(lower, upper) : y;
}

/// The value at a place, building the pieces that lead to it alone.
double QuantileTable::walk(Section section, Place at) const {
  const std::uint64_t count = pieces_of(section);
  const bool is_lower = at.piece < count;
  const std::size_t wanted = at.piece - (is_lower ? 0 : count);
  Builder builder(is_lower ? *lower_ : *upper_);
  std::array<Builder::Piece, 16> octave;
  for (std::size_t done = 0; done <= wanted && done + 1 < count; done += octave.size()) {
    for (Builder::Piece& piece : octave) piece.fill(kNaN);
    builder.octave(section.first + static_cast<int>(done / octave.size()), octave);
  }
  return in_order(wanted + 1 == count ? builder.end() : octave[wanted % octave.size()]).at(at.s);
}

double QuantileTable::coverage() const { return pieces().coverage() + far_pieces().coverage(); }

}  // namespace cellcast::sim
