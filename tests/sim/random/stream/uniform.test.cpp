#include "sim/random/stream/uniform.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "sim/random/stream/philox.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

std::string hex(std::uint64_t x, int digits) {
  char text[20];
  std::snprintf(text, sizeof text, "%0*llx", digits, static_cast<unsigned long long>(x));
  return text;
}

double uniform(Stream stream, std::uint64_t trial) {
  double u;
  uniforms(stream, trial, std::span(&u, 1));
  return u;
}

/// The cells of a Markdown table row.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::istringstream in(line);
  std::string cell;
  std::getline(in, cell, '|');
  while (std::getline(in, cell, '|')) {
    const auto from = cell.find_first_not_of(' ');
    result.push_back(from == std::string::npos ? "" : cell.substr(from, cell.find_last_not_of(' ') - from + 1));
  }
  return result;
}

}  // namespace

TEST_CASE("a stream is the FNV-1a hash of the name", "[random]") {
  // The published test values of FNV-1a, 64 bits.
  CHECK(stream_id("") == 0xcbf29ce484222325);
  CHECK(stream_id("a") == 0xaf63dc4c8601ec8c);
  CHECK(stream_id("foobar") == 0x85944171f73967e8);
  CHECK(stream_id("\xc3\xa9") == ((0xcbf29ce484222325 ^ 0xc3) * 0x100000001b3 ^ 0xa9) * 0x100000001b3);  // bytes count as unsigned
}

TEST_CASE("the worked numbers of docs/methods.md are the program's", "[random]") {
  std::ifstream file(CELLCAST_SOURCE_DIR "/docs/methods.md");
  REQUIRE(file);
  const Stream stream{20250409, stream_id("segments.power.growth.rate")};
  int rows = 0;
  bool names_stream = false;
  for (std::string line; std::getline(file, line);) {
    names_stream |=
        line.find("Seed 20250409, input `segments.power.growth.rate`, whose stream is `" + hex(stream.id, 16) + "`") != std::string::npos;
    const auto row = cells(line);
    if (row.size() != 6 || row[0].find_first_not_of("0123456789") != std::string::npos) continue;
    const std::uint64_t trial = std::stoull(row[0]);
    const Philox::Counter counter{static_cast<Philox::Word>(trial / 2), 0, static_cast<Philox::Word>(stream.id),
                                  static_cast<Philox::Word>(stream.id >> 32)};
    const auto r = Philox::apply(counter, {20250409, 0});
    CHECK(row[1] == hex(counter.c0, 8) + " " + hex(counter.c1, 8) + " " + hex(counter.c2, 8) + " " + hex(counter.c3, 8));
    CHECK(row[2] == hex(20250409, 8) + " " + hex(0, 8));
    CHECK(row[3] == hex(r.c0, 8) + " " + hex(r.c1, 8) + " " + hex(r.c2, 8) + " " + hex(r.c3, 8));
    CHECK(row[4] == hex(bits(stream, trial), 16));
    CHECK(std::stod(row[5]) == uniform(stream, trial));
    ++rows;
  }
  CHECK(names_stream);
  CHECK(rows == 3);
}

TEST_CASE("every word of the address is used", "[random]") {
  const Stream stream{0x123456789abcdef0, 0xfedcba9876543210};
  const auto r = Philox::apply({7, 3, 0x76543210, 0xfedcba98}, {0x9abcdef0, 0x12345678});
  const std::uint64_t trial = ((std::uint64_t{3} << 32) + 7) * 2;
  CHECK(bits(stream, trial) == (r.c0 | std::uint64_t{r.c1} << 32));
  CHECK(bits(stream, trial + 1) == (r.c2 | std::uint64_t{r.c3} << 32));
}

TEST_CASE("uniforms do not depend on how trials are cut into blocks", "[random]") {
  const Stream stream{42, stream_id("segments.ess.price")};
  // Crosses 2^32 pairs, where the counter carries into its second word.
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{1}, (std::uint64_t{1} << 33) - 300, (std::uint64_t{1} << 33) - 301}) {
    std::vector<double> expected;
    for (std::uint64_t i = 0; i < 600; ++i) expected.push_back((static_cast<double>(bits(stream, first + i) >> 12) + 0.5) * 0x1p-52);
    for (const std::size_t size : {1, 2, 3, 64, 127, 128, 129, 131, 600}) {
      std::vector<double> blocks(600, -1);
      for (std::size_t start = 0; start < blocks.size(); start += size) {
        uniforms(stream, first + start, std::span(blocks).subspan(start, std::min(size, blocks.size() - start)));
      }
      CAPTURE(first, size);
      CHECK(blocks == expected);
    }
  }
  uniforms(stream, 5, {});
}

TEST_CASE("uniforms are uniform", "[random]") {
  constexpr std::size_t kTrials = 1 << 20;
  constexpr std::size_t kBins = 256;
  std::vector<double> u(kTrials), v(kTrials);
  uniforms({1, stream_id("segments.power.price")}, 0, u);
  uniforms({1, stream_id("segments.power.pricf")}, 0, v);
  CHECK(*std::min_element(u.begin(), u.end()) >= kSmallestUniform);
  CHECK(*std::max_element(u.begin(), u.end()) <= kLargestUniform);

  // Mean: sd sqrt(1/12 / n). Each bound here is 5 standard errors: a right generator fails one of them with odds of about 1e-6.
  const double n = kTrials;
  const double mean = std::accumulate(u.begin(), u.end(), 0.0) / n;
  CHECK(std::fabs(mean - 0.5) < 5 * std::sqrt(1 / 12.0 / n));

  // Pearson's chi-square with 255 degrees of freedom: mean 255, sd sqrt(510).
  std::array<double, kBins> counts{};
  for (const double x : u) ++counts[static_cast<std::size_t>(x * kBins)];
  double chi = 0;
  for (const double c : counts) chi += (c - n / kBins) * (c - n / kBins) / (n / kBins);
  CHECK(std::fabs(chi - 255) < 5 * std::sqrt(510));

  // Correlation of neighbours, of halves of a pair, and of streams of similar names: sd 1 / sqrt(n) each (half as many within pairs).
  const auto product = [](double a, double b) { return 12 * (a - 0.5) * (b - 0.5); };
  double next = 0, within = 0, across = 0;
  for (std::size_t i = 0; i + 1 < kTrials; ++i) {
    next += product(u[i], u[i + 1]);
    if (i % 2 == 0) within += product(u[i], u[i + 1]);
    across += product(u[i], v[i]);
  }
  CHECK(std::fabs(next) < 5 * std::sqrt(n));
  CHECK(std::fabs(within) < 5 * std::sqrt(n / 2));
  CHECK(std::fabs(across) < 5 * std::sqrt(n));
}
