#include "sim/random/design/permutation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

std::vector<std::uint32_t> images(const Permutation& permutation, std::uint32_t first, std::size_t count) {
  std::vector<std::uint32_t> result(count);
  permutation.images(first, result);
  return result;
}

}  // namespace

TEST_CASE("every image comes once", "[permutation]") {
  for (const std::uint32_t size : {1u, 2u, 3u, 7u, 255u, 256u, 257u, 258u, 1000u, 4096u, 65536u, 65537u, 1000003u}) {
    const auto all = images(Permutation({5, 9}, 1023, size), 0, size);
    std::vector<bool> hit(size);
    for (const std::uint32_t image : all) {
      REQUIRE(image < size);
      hit[image] = true;
    }
    REQUIRE(std::ranges::count(hit, true) == size);
  }
}

TEST_CASE("images do not depend on how they are asked for", "[permutation]") {
  for (const std::uint32_t size : {100u, 3000u}) {
    const Permutation permutation({5, 9}, 2, size);
    const auto all = images(permutation, 0, size);
    for (std::uint32_t first = 0; first < size; first += 77) {
      const std::size_t count = std::min(77u, size - first);
      REQUIRE(images(permutation, first, count) ==
              std::vector(all.begin() + first, all.begin() + first + static_cast<std::ptrdiff_t>(count)));
    }
  }
  // Sizes near 2^32 do not overflow.
  for (const std::uint32_t size : {0x80000000u, 0xfffffffbu, 0xffffffffu}) {
    for (const std::uint32_t image : images(Permutation({1, 2}, 0, size), size - 300, 300)) REQUIRE(image < size);
  }
}

TEST_CASE("pairs of images are as likely as one another", "[permutation]") {
  // Over streams: chi-square of the pairs (image of 0, image of 1), (image of 7, image of the last), bounded at mean + 5 sd, which a
  // random permutation passes in all but 1e-5 of seeds (chi-square's tail is heavier than the normal's).
  constexpr int kStreams = 40000;
  for (const std::uint32_t size : {8u, 32u, 264u, 320u, 4096u}) {
    const double bins = 8, share = size / bins;
    std::vector<double> counts(2 * 64);
    for (std::uint64_t s = 0; s < kStreams; ++s) {
      const auto found = images(Permutation({3, s * 0x9e3779b97f4a7c15}, 1, size), 0, std::min(size, 256u));
      const auto bin = [&](std::uint32_t image) { return static_cast<std::size_t>(image * 8 / size); };
      ++counts[bin(found[0]) * 8 + bin(found[1])];
      ++counts[64 + bin(found[6]) * 8 + bin(found.back())];
    }
    for (std::size_t which = 0; which < 2; ++which) {
      double chi = 0, cells = 0;
      for (std::size_t k = 0; k < 64; ++k) {
        const double expected = kStreams / bins * (k % 9 == 0 ? share - 1 : share) / (size - 1);  // no image comes twice
        if (expected == 0) continue;
        chi += (counts[which * 64 + k] - expected) * (counts[which * 64 + k] - expected) / expected;
        ++cells;
      }
      INFO("size " << size);
      CHECK(chi < cells - 1 + 5 * std::sqrt(2 * (cells - 1)));
    }
  }
}
