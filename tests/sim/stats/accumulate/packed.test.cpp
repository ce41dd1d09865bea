#include "sim/stats/accumulate/packed.hpp"

#include <bit>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "sim/stats/accumulate/accumulator.hpp"
#include "sim/stats/infer/grade_correlations.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

constexpr Uint128 kMost = ~Uint128{0};
constexpr auto kLargest = static_cast<Int128>(kMost >> 1);
constexpr Int128 kSmallest = -kLargest - 1;

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

}  // namespace

TEST_CASE("packed integers of any size and sign are read back", "[stats][packed]") {
  std::vector<Uint128> numbers{0, 1, 127, 128, 129, kMost, kMost - 1, Uint128{1} << 127};
  std::vector<Int128> integers{0, 1, -1, 63, 64, -64, -65, kLargest, kSmallest, kLargest - 1, kSmallest + 1};
  for (int shift = 0; shift < 128; ++shift) {
    numbers.push_back(Uint128{1} << shift);
    numbers.push_back((Uint128{1} << shift) - 1);
    integers.push_back(static_cast<Int128>(Uint128{1} << shift));
    integers.push_back(-static_cast<Int128>((Uint128{1} << shift) >> 1));
  }
  PackedWriter writer;
  for (const Uint128 number : numbers) writer.number(number);
  for (const Int128 integer : integers) writer.integer(integer);
  const std::string bytes = writer.take();
  PackedReader reader(bytes);
  for (const Uint128 number : numbers) REQUIRE(reader.wide() == number);
  for (const Int128 integer : integers) REQUIRE(reader.integer() == integer);
  reader.require_end();
  CHECK_THROWS_AS(reader.wide(), Malformed);
}

TEST_CASE("small magnitudes of either sign take one byte", "[stats][packed]") {
  for (int value = -64; value < 64; ++value) {
    PackedWriter writer;
    writer.integer(value);
    CHECK(writer.take().size() == 1);
  }
}

TEST_CASE("packed reals keep their bits", "[stats][packed]") {
  using limits = std::numeric_limits<double>;
  const std::vector<double> values{
      0.0, -0.0, 1.5, -1e-300, limits::infinity(), -limits::infinity(), limits::quiet_NaN(), limits::denorm_min(), limits::max()};
  PackedWriter writer;
  for (const double value : values) writer.real(value);
  const std::string bytes = writer.take();
  CHECK(bytes.size() == 8 * values.size());
  CHECK(bytes.substr(16, 8) == std::string("\0\0\0\0\0\0\xf8\x3f", 8));  // on every machine
  PackedReader reader(bytes);
  for (const double value : values) CHECK(bits(reader.real()) == bits(value));
}

TEST_CASE("packed texts hold any bytes", "[stats][packed]") {
  const std::vector<std::string> texts{"", "a", std::string(1000, '\0'), "\xff\x80\n"};
  PackedWriter writer;
  for (const std::string& text : texts) writer.text(text);
  const std::string bytes = writer.take();
  PackedReader reader(bytes);
  for (const std::string& text : texts) CHECK(reader.text() == text);
  reader.require_end();
}

TEST_CASE("packed counts are those that are not zero, at their places", "[stats][packed]") {
  std::mt19937_64 engine(5);
  for (const std::size_t size : {0, 1, 2, 127, 5000}) {
    std::vector<std::uint64_t> counts(size);
    for (std::uint64_t& count : counts)
      if (engine() % 7 == 0) count = engine() >> engine() % 64;
    PackedWriter writer;
    writer.counts(std::span<const std::uint64_t>(counts));
    const std::string bytes = writer.take();
    std::vector<std::uint64_t> found(size);
    PackedReader reader(bytes);
    reader.counts(size, [&](std::size_t place, std::uint64_t count) { found[place] += count; });
    reader.require_end();
    CHECK(found == counts);
  }
  PackedWriter writer;
  writer.counts(std::span<const std::uint64_t>(std::vector<std::uint64_t>(100000)));
  CHECK(writer.take().size() == 1);
}

TEST_CASE("what no writer wrote is malformed", "[stats][packed]") {
  const auto malformed = [](const std::string& bytes, auto read) {
    INFO(bytes.size() << " bytes, the first " << (bytes.empty() ? 0 : int{bytes.front()}));
    PackedReader reader(bytes);
    CHECK_THROWS_AS(read(reader), Malformed);
  };
  const auto wide = [](PackedReader& from) { from.wide(); };
  malformed("", wide);
  malformed("\x80", wide);                   // a number that does not end
  malformed(std::string(30, '\x80'), wide);  // one of too many bytes
  malformed(std::string(18, '\xff') + std::string(2, '\x7f'), wide);
  PackedWriter large;
  large.number(Uint128{1} << 64);
  malformed(large.take(), [](PackedReader& from) { from.number(); });
  malformed("\x05", [](PackedReader& from) { from.number_up_to(4); });
  malformed(std::string(7, '\0'), [](PackedReader& from) { from.real(); });
  malformed(
      "\x05"
      "four",
      [](PackedReader& from) { from.text(); });
  malformed("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", [](PackedReader& from) { from.text(); });
  malformed("x", [](PackedReader& from) { from.require_end(); });
  const auto counts = [](PackedReader& from) { from.counts(3, [](std::size_t place, std::uint64_t) { REQUIRE(place < 3); }); };
  malformed("\x04", counts);                                                  // more than there are places
  malformed(std::string("\x01\x03\x01"), counts);                             // behind the last place
  malformed(std::string("\x02\x02\x01\x00\x01", 5), counts);                  // the second one is
  malformed(std::string("\x02\x00\x01", 3), counts);                          // the second one is missing
  malformed("\x02\x01\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", counts);  // places must not wrap
}

TEST_CASE("sums of forged terms wrap around, which is defined", "[stats][packed]") {
  Int128 wide = kLargest;
  add_to(wide, 1);
  CHECK(wide == kSmallest);
  std::int64_t narrow = std::numeric_limits<std::int64_t>::min();
  add_to(narrow, -1);
  CHECK(narrow == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("hostile bytes are merged or malformed, and nothing else", "[stats][packed]") {
  std::mt19937_64 engine(9);
  std::vector<double> pilot(300);
  for (double& value : pilot) value = std::normal_distribution(1.0, 0.1)(engine);
  pilot[7] = pilot[8] = pilot[9] = 0;
  BinPlan plan = plan_bins(pilot);
  plan.levels = {1, 2};
  Accumulator whole(plan, 3);
  whole.add(pilot, 0, 1);
  PackedWriter writer;
  whole.save(writer);
  const std::string good = writer.take();
  int merged = 0, refused = 0;
  for (int repeat = 0; repeat < 3000; ++repeat) {
    std::string bytes = repeat % 3 == 0 ? std::string(engine() % 200, '\0') : good;
    if (repeat % 3 == 0)
      for (char& byte : bytes) byte = static_cast<char>(engine());
    if (repeat % 3 == 1) bytes.resize(engine() % bytes.size());
    if (repeat % 3 == 2)
      for (int flips = 0; flips < 3; ++flips) bytes[engine() % bytes.size()] ^= static_cast<char>(1 << engine() % 8);
    Accumulator accumulator(plan, 3);
    GradeCorrelations correlations({{0, 1}});
    try {
      PackedReader reader(bytes);
      accumulator.merge(reader);
      ++merged;
    } catch (const Malformed&) {
      ++refused;
    }
    try {
      PackedReader reader(bytes);
      correlations.merge(reader);
    } catch (const Malformed&) {
    }
  }
  CHECK(merged > 100);
  CHECK(refused > 1000);
}
