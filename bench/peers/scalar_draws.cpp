#include "bench/peers/scalar_draws.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace cellcast::bench {
namespace {

using Law = std::function<double(Generator&)>;

constexpr double kEnd = 8;  // of the table's normals
constexpr std::size_t kPieces = 4096;

struct Make {
  double min, max;

  /// By rejection: the bounds of a sensible scenario are far out.
  template <class Draw>
  Law within(Draw draw) const {
    if (std::isinf(min) && std::isinf(max)) return draw;
    return [draw, low = min, high = max](Generator& generator) mutable {
      double x;
      do x = draw(generator);
      while (x < low || x > high);
      return x;
    };
  }
  Law operator()(const config::Normal& law) const { return within(std::normal_distribution(law.mean, law.sd)); }
  Law operator()(const config::Lognormal& law) const { return within(std::lognormal_distribution(std::log(law.median), law.sigma)); }
  Law operator()(const config::Uniform& law) const { return within(std::uniform_real_distribution(law.low, law.high)); }
  Law operator()(const config::Triangular& law) const {
    return within([law, unit = std::uniform_real_distribution()](Generator& generator) mutable {
      const double u = unit(generator), width = law.high - law.low;
      return u * width < law.mode - law.low ? law.low + std::sqrt(u * width * (law.mode - law.low))
                                            : law.high - std::sqrt((1 - u) * width * (law.high - law.mode));
    });
  }
  /// A beta variable is x / (x + y) of two gamma variables.
  Law operator()(const config::Pert& law) const {
    const double width = law.high - law.low, alpha = 1 + law.lambda * (law.mode - law.low) / width;
    return within([law, width, first = std::gamma_distribution(alpha),
                   second = std::gamma_distribution(2 + law.lambda - alpha)](Generator& generator) mutable {
      const double x = first(generator), y = second(generator);
      return law.low + width * x / (x + y);
    });
  }
  Law operator()(const config::Discrete& law) const {
    return [values = law.values, which = std::discrete_distribution<int>(law.weights.begin(), law.weights.end())](
               Generator& generator) mutable { return values[static_cast<std::size_t>(which(generator))]; };
  }
  template <class Other>
  Law operator()(const Other&) const {
    throw std::invalid_argument("the scalar peer does not know this law");
  }
};

}  // namespace

ScalarDraws::ScalarDraws(const sim::Plan& plan) : plan_(plan), laws_(plan.inputs.size()) {
  if (plan.student) throw std::invalid_argument("the scalar peer does not know the Student-t copula");
  for (const sim::CorrelatedGroup& group : plan.groups) {
    auto& members = groups_.emplace_back();
    for (const std::size_t input : group.members) {
      members.push_back({input, {}});
      for (std::size_t i = 0; i <= kPieces + 1; ++i) {
        const double z = -kEnd + 2 * kEnd * static_cast<double>(i) / kPieces;
        members.back().table.push_back((*plan.inputs[input].quantile)(std::min(0.5 * std::erfc(-z / std::sqrt(2)), 1 - 0x1p-53)));
      }
    }
  }
  for (std::size_t k = 0; k < laws_.size(); ++k) {
    const config::Distribution& distribution = plan.inputs[k].distribution;
    const bool is_correlated = std::ranges::find(plan.correlated, k) != plan.correlated.end();
    if (!is_correlated) laws_[k] = std::visit(Make{distribution.min, distribution.max}, distribution.law);
  }
}

void ScalarDraws::operator()(Generator& generator, std::span<double> rows) {
  for (std::size_t k = 0; k < laws_.size(); ++k) {
    if (laws_[k]) rows[k] = laws_[k](generator);
  }
  draw_correlated(generator, rows);
  for (std::size_t k = 0; k < plan_.derived.size(); ++k) {
    const sim::DerivedRow& derived = plan_.derived[k];
    rows[laws_.size() + k] = derived.offset + (derived.is_constant() ? 0 : derived.scale * rows[derived.input]);
  }
}

void ScalarDraws::draw_correlated(Generator& generator, std::span<double> rows) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const std::vector<double>& factor = plan_.groups[g].factor;
    const std::size_t members = groups_[g].size();
    std::vector<double> normals(members);
    for (double& z : normals) z = normal_(generator);
    for (std::size_t i = 0; i < members; ++i) {
      double z = 0;
      for (std::size_t j = 0; j <= i; ++j) z += factor[i * members + j] * normals[j];
      const double place = std::clamp((z + kEnd) * (kPieces / (2 * kEnd)), 0.0, static_cast<double>(kPieces));
      const auto piece = static_cast<std::size_t>(place);
      const double *table = groups_[g][i].table.data() + piece, part = place - static_cast<double>(piece);
      rows[groups_[g][i].input] = table[0] + part * (table[1] - table[0]);
    }
  }
}

}  // namespace cellcast::bench
