#include "sim/random/design/sobol.hpp"

#include <bit>
#include <boost/random/sobol.hpp>
#include <stdexcept>
#include <string>

namespace cellcast::sim {
namespace {

using Table = boost::random::default_sobol_table;
static_assert(Table::max_dimension == kSobolDimensions);

/// The odd integers m_1, m_2, ... < 2^1, 2^2, ..., whose direction numbers are m_j / 2^j (Bratley & Fox 1988, TOMS 14(1), section 2).
SobolDirections odd_integers(std::size_t dimension) {
  SobolDirections m;
  if (dimension == 0) {
    m.fill(1);
    return m;
  }
  const unsigned polynomial = Table::polynomial(dimension - 1);
  const std::size_t degree = std::bit_width(polynomial) - 1u;
  for (std::size_t j = 0; j < degree; ++j) m[j] = Table::minit(dimension - 1, j);
  for (std::size_t j = degree; j < m.size(); ++j) {
    m[j] = m[j - degree];
    for (std::size_t k = 1; k <= degree; ++k) {
      if (polynomial >> (degree - k) & 1) m[j] ^= m[j - k] << k;
    }
  }
  return m;
}

}  // namespace

SobolDirections sobol_directions(std::size_t dimension) {
  if (dimension >= kSobolDimensions) throw std::out_of_range("sobol_directions: no dimension " + std::to_string(dimension));
  SobolDirections directions = odd_integers(dimension);
  for (std::size_t j = 0; j < directions.size(); ++j) directions[j] <<= directions.size() - 1 - j;
  return directions;
}

std::uint32_t sobol_point(const SobolDirections& directions, std::uint32_t index) {
  std::uint32_t point = 0;
  for (std::size_t j = 0; index >> j != 0; ++j) {
    if (index >> j & 1) point ^= directions[j];
    if (j == 31) break;
  }
  return point;
}

}  // namespace cellcast::sim
