#include "sim/random/stream/engine.hpp"

#include <boost/random/normal_distribution.hpp>
#include <boost/random/seed_seq.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/variate_generator.hpp>
#include <cmath>
#include <random>
#include <sstream>

#include "tests/catch.hpp"

using namespace cellcast::sim;

static_assert(std::uniform_random_bit_generator<Engine>);
static_assert(Engine::min() == 0 && Engine::max() == 0xffffffffffffffff);

TEST_CASE("an engine gives the bits of a stream, trial by trial", "[random]") {
  const Stream stream{20250409, stream_id("variables.x")};
  Engine engine(stream);
  for (std::uint64_t trial = 0; trial < 100; ++trial) REQUIRE(engine() == bits(stream, trial));
  engine.discard(1'000'000'007);
  CHECK(engine.trial() == 1'000'000'107);
  CHECK(engine() == bits(stream, 1'000'000'107));
}

TEST_CASE("engines compare, seed and copy by value", "[random]") {
  const Stream stream{1, 2};
  Engine a(stream), b(stream, 3);
  CHECK(a != b);
  a.discard(3);
  CHECK(a == b);
  const Engine copy = a;
  CHECK(a() == b());
  CHECK(copy != a);
  CHECK(Engine(stream) != Engine(Stream{1, 3}));
  CHECK(Engine(stream) != Engine(Stream{2, 2}));
  a.seed(7);
  CHECK(a == Engine(7));
  a.seed();
  CHECK(a == Engine());

  boost::random::seed_seq sequence{1, 2, 3};
  Engine c(sequence);
  b.seed(sequence);
  CHECK(b == c);
  CHECK(c != Engine());
  Engine d(b);  // a copy, not a seed sequence
  CHECK(d == b);
}

TEST_CASE("an engine's state goes through a stream", "[random]") {
  Engine a(Stream{0xffffffffffffffff, stream_id("shock.common[2025]")}, 12345), b;
  std::stringstream text;
  text << std::hex << a << ' ' << 255;
  int after = 0;
  text >> b >> after;
  CHECK(b == a);
  CHECK(a() == b());
  CHECK(after == 0xff);  // the format flags were given back

  std::istringstream bad("12 x 3");
  const Engine before = b;
  bad >> b;
  CHECK(bad.fail());
  CHECK(b == before);
}

TEST_CASE("Boost's distributions take the engine", "[random]") {
  boost::random::variate_generator<Engine, boost::random::normal_distribution<double>> normal(
      Engine(Stream{5, 6}), boost::random::normal_distribution<double>(10, 2));
  constexpr int kDraws = 100'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = normal();
    sum += x;
    squares += (x - 10) * (x - 10);
  }
  // Five standard errors: 2 / sqrt(n) of the mean, 4 sqrt(2 / n) of the variance; a right engine fails with odds of about 1e-6.
  CHECK(std::fabs(sum / kDraws - 10) < 5 * 2 / std::sqrt(kDraws));
  CHECK(std::fabs(squares / kDraws - 4) < 5 * 4 * std::sqrt(2.0 / kDraws));

  Engine engine(Stream{5, 7});
  boost::random::uniform_int_distribution<int> die(1, 6);
  int sixes = 0;
  for (int i = 0; i < 60'000; ++i) sixes += die(engine) == 6;
  CHECK(std::fabs(sixes - 10'000) < 5 * std::sqrt(60'000 * 5 / 36.0));  // sd of a binomial count

  std::normal_distribution<double> standard;
  CHECK(std::isfinite(standard(engine)));
}
