#include "sim/stats/accumulate/bin_counts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include "sim/stats/accumulate/arena.hpp"
#include "sim/stats/accumulate/sort_values.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

/// Values so dense that places in the window wrap past 2^8 many times, on both sides of zero, with zeros and values outside the window.
std::vector<double> dense_values(std::size_t n) {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> narrow(1.0, 0.01);
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = (i % 3 == 1 ? -1 : 1) * narrow(engine);
  for (std::size_t i = 0; i < n; i += 7) values[i] = 0;
  for (std::size_t i = 5; i < n; i += 101) values[i] = i % 2 ? 1e9 : -1e-9;
  return values;
}

void add_all(BinCounts& counts, std::span<const double> values) {
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), BinCounts::kMost));
    counts.add(some, std::ranges::min(some), std::ranges::max(some));
    values = values.subspan(some.size());
  }
}

/// [low end of a piece] -> how many values lie in it, counted one by one.
std::map<double, std::uint64_t> count_by_hand(const std::vector<BinCounts::Piece>& pieces, const std::vector<double>& values) {
  std::map<double, std::uint64_t> counts;
  for (const double value : values) {
    const auto piece = std::ranges::find_if(pieces, [&](const BinCounts::Piece& p) { return p.low <= value && value <= p.high; });
    REQUIRE(piece != pieces.end());
    ++counts[piece->low];
  }
  return counts;
}

}  // namespace

TEST_CASE("bins count every value once, however often their bytes wrap", "[stats]") {
  const std::vector<double> values = dense_values(400000);
  BinPlan plan = plan_bins(std::span(values).first(99));  // so few that values outside the window are missed
  plan.atoms = {0};
  REQUIRE(plan.window.count > 0);
  BinCounts counts(plan, std::pmr::get_default_resource());
  add_all(counts, values);
  const auto pieces = counts.pieces(-1e9, 1e9, values.size());
  const auto by_hand = count_by_hand(pieces, values);
  std::uint64_t most = 0;
  for (const auto& piece : pieces) {
    REQUIRE(piece.count == by_hand.at(piece.low));
    most = std::max(most, piece.count);
  }
  CHECK(most > 3 * 256);
  CHECK(std::ranges::is_sorted(pieces, {}, &BinCounts::Piece::low));
}

TEST_CASE("bins of parts, merged, are those of the whole", "[stats]") {
  const std::vector<double> values = dense_values(300000);
  const BinPlan plan = plan_bins(std::span(values).first(1024));
  const auto make = [&](std::size_t begin, std::size_t end) {
    BinCounts counts(plan, std::pmr::get_default_resource());
    add_all(counts, std::span(values).subspan(begin, end - begin));
    return counts;
  };
  BinCounts merged = make(200000, 300000);  // so many that merging wraps bytes, too
  merged.merge(make(0, 999));
  merged.merge(make(999, 200000));
  const auto whole = make(0, 300000).pieces(-1e9, 1e9, values.size()), parts = merged.pieces(-1e9, 1e9, values.size());
  REQUIRE(whole.size() == parts.size());
  for (std::size_t k = 0; k < whole.size(); ++k) {
    REQUIRE(whole[k].low == parts[k].low);
    REQUIRE(whole[k].count == parts[k].count);
  }
}

TEST_CASE("bins that take memory when they first need it hold the same", "[stats]") {
  const std::vector<double> values = dense_values(400000);
  BinPlan plan = plan_bins(std::span(values).first(99)), short_plan = plan;
  short_plan.is_short = true;
  widen_window(plan);
  REQUIRE(plan.window.count > short_plan.window.count);
  for (const std::size_t count : {std::size_t{300}, values.size()}) {  // the first carries nothing, the second much
    INFO(count << " values");
    BinCounts whole(plan, std::pmr::get_default_resource()), part(short_plan, std::pmr::get_default_resource()),
        rest(short_plan, std::pmr::get_default_resource());
    add_all(whole, std::span(values).first(count));
    add_all(part, std::span(values).first(count / 3));
    add_all(rest, std::span(values).subspan(count / 3, count - count / 3));
    rest.merge(part);
    const auto expected = whole.pieces(-1e9, 1e9, count), found = rest.pieces(-1e9, 1e9, count);
    REQUIRE(found.size() == expected.size());
    std::uint64_t total = 0;
    for (std::size_t k = 0; k < found.size(); ++k) {
      REQUIRE(found[k].low == expected[k].low);
      REQUIRE(found[k].high == expected[k].high);
      REQUIRE(found[k].count == expected[k].count);
      total += found[k].count;
    }
    CHECK(total == count);
    PackedWriter one, other;
    whole.save(one);
    rest.save(other);
    CHECK(one.take() == other.take());
  }
}

TEST_CASE("a bin counts all values that a run may have", "[stats]") {
  BinPlan plan = plan_bins(dense_values(1024));
  plan.is_short = GENERATE(false, true);
  constexpr std::uint64_t kMany = 3000000000, kMore = 1294967295;  // together 2^32 - 1
  BinCounts counts(plan, std::pmr::get_default_resource()), others(plan, std::pmr::get_default_resource()),
      read(plan, std::pmr::get_default_resource());
  counts.add_repeated(1.0, kMany);
  others.add_repeated(1.0, kMore / 2);
  counts.merge(others);
  others.add_repeated(1.0, kMore % 2);
  counts.merge(others);
  PackedWriter saved;
  counts.save(saved);
  const auto bytes = saved.take();
  PackedReader reader(bytes);
  read.merge(reader);
  for (const BinCounts* each : {&counts, &read}) {
    const auto pieces = each->pieces(1, 1, kMany + kMore);
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].count == kMany + kMore);
  }
}

TEST_CASE("several threads take memory from one arena, each its own", "[stats][threads]") {
  constexpr std::size_t kThreads = 4, kPieces = 2000, kBytes = 40;
  Arena arena(4096);
  std::array<std::vector<unsigned char*>, kThreads> taken;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t k = 0; k < kPieces; ++k) {
        taken[t].push_back(static_cast<unsigned char*>(arena.get()->allocate(kBytes, 8)));
        std::fill_n(taken[t].back(), kBytes, static_cast<unsigned char>(t));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < kThreads; ++t) {
    const auto is_own = [&](const unsigned char* piece) {
      return std::all_of(piece, piece + kBytes, [&](unsigned char byte) { return byte == t; });
    };
    CHECK(std::ranges::all_of(taken[t], is_own));
  }
}

TEST_CASE("numbers are put in order", "[stats]") {
  std::mt19937_64 engine(5);
  std::normal_distribution<double> wide(0, 1);
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}, std::size_t{5000}}) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i)
      values[i] = i % 5 == 0 ? std::round(wide(engine)) : std::ldexp(wide(engine), static_cast<int>(i % 90) - 45);
    if (count > 3) values[3] = -0.0;
    std::vector<double> expected = values;
    std::ranges::sort(expected);
    sort_values(values);
    CHECK(values == expected);
  }
}

TEST_CASE("a repeated value is counted as often as if it were added one by one", "[stats]") {
  const std::vector<double> values = dense_values(1024);
  const BinPlan plan = plan_bins(values);
  const double value = GENERATE(1.0, -1.0, 0.0, 5e17);  // in the window, an atom, outside
  BinCounts once(plan, std::pmr::get_default_resource()), often(plan, std::pmr::get_default_resource());
  once.add_repeated(value, 1000);
  for (int i = 0; i < 1000; ++i) often.add(std::span(&value, 1), value, value);
  const auto a = once.pieces(value, value, 1000), b = often.pieces(value, value, 1000);
  REQUIRE(a.size() == 1);
  REQUIRE(b.size() == 1);
  CHECK(a[0].count == 1000);
  CHECK(b[0].count == 1000);
}
