#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace cellcast::config {

/// Designs of trials, `sampling.method`.
enum class Method { monte_carlo, latin_hypercube, sobol };

/// How many points a replicate may have.
enum class Points { any, power_of_two };

/// All that is to know of a design but how its points are made, which is sim/random/design/design.cpp's.
struct MethodTraits {
  Method method;
  std::string_view word;                                                       ///< in a scenario file
  std::string_view noun;                                                       ///< `a Latin hypercube`
  bool is_independent = false;                                                 ///< trials are: no replicates, no dimensions
  Points points = Points::any;                                                 ///< of a replicate
  std::string_view rounding = "takes as many points in each replicate";        ///< why trials are rounded up
  std::string_view why_fixed = {};                                             ///< why a run of more trials is another; empty: it can grow
  std::size_t dimensions = 0;                                                  ///< the most inputs; 0: any number
};

/// In the order of the documentation, which is that of Method.
inline constexpr std::array kMethods{
    MethodTraits{.method = Method::monte_carlo, .word = "monte-carlo", .noun = "Monte Carlo", .is_independent = true},
    MethodTraits{.method = Method::latin_hypercube,
                 .word = "latin-hypercube",
                 .noun = "a Latin hypercube",
                 .why_fixed = "more trials of a Latin hypercube are other trials, as all divide its strata between them"},
    MethodTraits{.method = Method::sobol,
                 .word = "sobol",
                 .noun = "a Sobol sequence",
                 .points = Points::power_of_two,
                 .rounding = "takes a power of two of points in each replicate",
                 .dimensions = 3667},
};

constexpr const MethodTraits& traits(Method method) { return kMethods[static_cast<std::size_t>(method)]; }

/// The word of a design, `monte-carlo`.
inline std::string word_of(Method method) { return std::string(traits(method).word); }

/// The design of a word; null where there is none.
constexpr const MethodTraits* find_method(std::string_view word) {
  const auto found = std::ranges::find(kMethods, word, &MethodTraits::word);
  return found == kMethods.end() ? nullptr : &*found;
}

constexpr std::size_t methods_length() {
  std::size_t length = 0;
  for (const MethodTraits& each : kMethods) length += each.word.size() + 1;
  return length;
}

/// All words with a blank behind each.
inline constexpr auto kMethodText = [] {
  std::array<char, methods_length()> text{};
  std::size_t at = 0;
  for (const MethodTraits& each : kMethods) {
    for (const char c : each.word) text[at++] = c;
    text[at++] = ' ';
  }
  return text;
}();
/// `monte-carlo latin-hypercube sobol`
inline constexpr std::string_view kMethodWords{kMethodText.data(), kMethodText.size() - 1};

/// `"sobol" or "monte-carlo"`: the designs of which something is true, for a remedy; the most even ones first.
template <class Is>
std::string methods_that(Is is) {
  std::string out;
  for (auto each = kMethods.rbegin(); each != kMethods.rend(); ++each)
    if (is(*each)) out += (out.empty() ? "\"" : " or \"") + std::string(each->word) + "\"";
  return out;
}

}  // namespace cellcast::config
