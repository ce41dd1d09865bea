#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cellcast::config {

/// What a statistic counts of batteries on their way from the plant to their use. One year's figures on two bases differ by what lies in
/// stock or is on its way.
enum class Basis : std::uint8_t { produced, sold, installed, shipped };
inline constexpr std::array<std::string_view, 4> kBasisWords{"produced", "sold", "installed", "shipped"};  ///< [Basis]

inline std::string_view word_of(Basis basis) { return kBasisWords[static_cast<std::size_t>(basis)]; }

/// Nothing for a word that is none of kBasisWords.
inline std::optional<Basis> find_basis(std::string_view word) {
  for (std::size_t k = 0; k < kBasisWords.size(); ++k)
    if (kBasisWords[k] == word) return static_cast<Basis>(k);
  return std::nullopt;
}

}  // namespace cellcast::config
