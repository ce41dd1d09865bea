// What accumulators, sums, bins and correlations have saved, merged elsewhere: the same as if they had never parted.
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "sim/stats/accumulate/accumulator.hpp"
#include "sim/stats/accumulate/summary.hpp"
#include "sim/stats/infer/grade_correlations.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

constexpr std::uint32_t kReplicates = 3;

std::string saved(const auto& counted) {
  PackedWriter writer;
  counted.save(writer);
  return writer.take();
}

void merge(auto& into, const std::string& bytes) {
  PackedReader reader(bytes);
  into.merge(reader);
  reader.require_end();
}

/// Numbers of all sorts: of both signs, zeros of both signs, atoms, values far outside the window, tiny ones; some are not finite.
std::vector<double> values(std::size_t count, bool with_not_finite) {
  std::mt19937_64 engine(17);
  std::normal_distribution<double> normal(0.3, 1.0);
  std::vector<double> result(count);
  for (std::size_t i = 0; i < count; ++i) {
    result[i] = normal(engine);
    if (i % 11 == 0) result[i] = i % 2 ? 0.0 : -0.0;
    if (i % 13 == 0) result[i] = 0.75;
    if (i % 101 == 0) result[i] *= 1e12;
    if (i % 103 == 0) result[i] *= 1e-200;
    if (with_not_finite && i % 5003 == 4000) result[i] = i % 2 ? std::numeric_limits<double>::infinity() : std::nan("");
  }
  return result;
}

std::string everything(const Accumulator& accumulator) {
  std::string text;
  const auto add = [&](double value) { text.append(reinterpret_cast<const char*>(&value), sizeof value); };
  for (const double value : {accumulator.min(), accumulator.max(), static_cast<double>(accumulator.count()),
                             static_cast<double>(accumulator.not_finite()), static_cast<double>(accumulator.first_not_finite())})
    add(value);
  if (accumulator.not_finite() == 0) {
    add(accumulator.mean());
    add(accumulator.sd());
    for (std::uint32_t r = 0; r < kReplicates; ++r)
      if (accumulator.count(r) > 0) add(accumulator.mean(r));
  }
  for (std::uint32_t r = 0; r < kReplicates; ++r)
    for (const std::size_t level : {0, 1}) add(static_cast<double>(accumulator.above(level, r)));
  for (const BinCounts::Piece& piece : accumulator.pieces()) {
    add(piece.low);
    add(piece.high);
    add(static_cast<double>(piece.count));
  }
  return text;
}

BinPlan plan_of_first(const std::vector<double>& all) {
  std::vector<double> pilot(all.begin(), all.begin() + 900);
  BinPlan plan = plan_bins(pilot);
  plan.levels = {0, 1};
  return plan;
}

/// Accumulators of consecutive pieces of odd sizes, each of which is one replicate's.
std::vector<Accumulator> pieces(const BinPlan& plan, const std::vector<double>& all) {
  constexpr std::array<std::size_t, 7> kSizes{1, 255, 257, 4096, 3, 1000, 777};
  std::vector<Accumulator> parts;
  std::size_t done = 0;
  for (std::size_t k = 0; done < all.size(); ++k) {
    const std::size_t size = std::min(kSizes[k % kSizes.size()], all.size() - done);
    parts.emplace_back(plan, kReplicates).add(std::span(all).subspan(done, size), done, static_cast<std::uint32_t>(done % kReplicates));
    done += size;
  }
  return parts;
}

}  // namespace

TEST_CASE("saved accumulators merge in any order to what merging them directly gives", "[stats][packed]") {
  const bool with_not_finite = GENERATE(false, true);
  const std::vector<double> all = values(30011, with_not_finite);
  const BinPlan plan = plan_of_first(all);
  const std::vector<Accumulator> parts = pieces(plan, all);
  Accumulator direct(plan, kReplicates);
  for (const Accumulator& part : parts) direct.merge(part);
  CHECK(direct.not_finite() == (with_not_finite ? 6 : 0));

  std::vector<std::string> bytes;
  for (const Accumulator& part : parts) bytes.push_back(saved(part));
  std::mt19937_64 engine(1);
  for (int repeat = 0; repeat < 3; ++repeat) {
    std::ranges::shuffle(bytes, engine);
    Accumulator total(plan, kReplicates);
    for (const std::string& each : bytes) merge(total, each);
    CHECK(everything(total) == everything(direct));
    // And once more from what these come to: half of them here, half there.
    Accumulator left(plan, kReplicates), right(plan, kReplicates), again(plan, kReplicates);
    for (std::size_t k = 0; k < bytes.size(); ++k) merge(k % 2 ? left : right, bytes[k]);
    merge(again, saved(left));
    merge(again, saved(right));
    CHECK(everything(again) == everything(direct));
  }
}

TEST_CASE("an accumulator of nothing is saved and merged", "[stats][packed]") {
  const std::vector<double> all = values(2000, false);
  const BinPlan plan = plan_of_first(all);
  Accumulator some(plan, kReplicates);
  some.add(all, 0, 2);
  const std::string before = everything(some);
  merge(some, saved(Accumulator(plan, kReplicates)));
  CHECK(everything(some) == before);
}

TEST_CASE("what an accumulator saves does not depend on how its trials came together", "[stats][packed]") {
  const std::vector<double> all = values(20000, false);
  const BinPlan plan = plan_of_first(all);
  const std::vector<Accumulator> parts = pieces(plan, all);
  Accumulator there(plan, kReplicates), back(plan, kReplicates);
  for (const Accumulator& part : parts) there.merge(part);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) back.merge(*part);
  CHECK(saved(there) == saved(back));
}

TEST_CASE("saved sums keep the extremes of 128 and 192 bits", "[stats][packed]") {
  for (const double value :
       {std::numeric_limits<double>::max(), -std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min()}) {
    ExactSums sums(2), again(2);
    sums.add_repeated(value, std::uint64_t{1} << 32, 1);
    merge(again, saved(sums));
    CHECK(exact_mean(again.terms(1), std::uint64_t{1} << 32) == value);
    CHECK(exact_mean(again.terms(0), 1) == 0);
    CHECK(exact_sd(again.terms(), std::uint64_t{1} << 32) == 0);
    CHECK(saved(again) == saved(sums));
  }
}

TEST_CASE("saved bins are those that were filled, beyond 2^32 of a byte's turns", "[stats][packed]") {
  const std::vector<double> all = values(5000, false);
  const BinPlan plan = plan_of_first(all);
  BinCounts counts(plan, std::pmr::get_default_resource()), again(plan, std::pmr::get_default_resource());
  for (const double value : {0.75, 0.0, -0.3, 1e30}) counts.add_repeated(value, 1'000'000'007);
  merge(again, saved(counts));
  CHECK(saved(again) == saved(counts));
  const auto one = counts.pieces(-0.3, 1e30, 4'000'000'028), two = again.pieces(-0.3, 1e30, 4'000'000'028);
  REQUIRE(one.size() == two.size());
  for (std::size_t k = 0; k < one.size(); ++k) {
    CHECK(one[k].low == two[k].low);
    CHECK(one[k].count == two[k].count);
  }
}

TEST_CASE("saved correlations of grades merge to the same bits", "[stats][packed]") {
  std::mt19937_64 engine(3);
  std::uniform_real_distribution<double> uniform(1e-9, 1 - 1e-9);
  std::vector<double> a(2003), b(2003);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = uniform(engine), b[i] = (a[i] + uniform(engine)) / 2;
  GradeCorrelations whole({{0, 1}}), again({{0, 1}});
  const std::array rows{static_cast<const double*>(a.data()), static_cast<const double*>(b.data())};
  whole.add(rows, a.size());
  for (const auto& [first, count] : {std::pair{1500, 503}, {0, 1}, {1, 1499}}) {
    GradeCorrelations part({{0, 1}});
    part.add(std::array<const double*, 2>{rows[0] + first, rows[1] + first}, static_cast<std::size_t>(count));
    merge(again, saved(part));
  }
  CHECK(again[0] == whole[0]);
  CHECK(again[0] > 0.5);
  CHECK(saved(again) == saved(whole));
}
