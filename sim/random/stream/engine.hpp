#pragma once

#include <cstdint>
#include <istream>
#include <limits>
#include <ostream>

#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// The draws of one stream in the order of its trials, as a pseudo-random number engine in the sense of Boost.Random and of the
/// C++ standard: for code that wants a generator with a state, such as a distribution of a library. State: seed, stream, next trial.
class Engine {
 public:
  using result_type = std::uint64_t;
  static constexpr bool has_fixed_range = false;  // Boost.Random's name for: min and max depend on nothing
  static constexpr std::uint64_t default_seed = 0;

  explicit Engine(std::uint64_t seed = default_seed) : Engine(Stream{seed, 0}) {}
  explicit Engine(Stream stream, std::uint64_t trial = 0) : stream_(stream), trial_(trial) {}
  /// Seed and stream from a seed sequence; Engine itself and integers are not one.
  template <class SeedSequence>
  requires requires(SeedSequence& s, std::uint32_t* p) { s.generate(p, p); }
  explicit Engine(SeedSequence& sequence) { seed(sequence); }

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  result_type operator()() { return bits(stream_, trial_++); }
  void discard(unsigned long long n) { trial_ += n; }

  void seed(std::uint64_t value = default_seed) { *this = Engine(value); }
  template <class SeedSequence>
  requires requires(SeedSequence& s, std::uint32_t* p) { s.generate(p, p); }
  void seed(SeedSequence& sequence) {
    std::uint32_t w[4];
    sequence.generate(w, w + 4);
    *this = Engine(Stream{w[0] | std::uint64_t{w[1]} << 32, w[2] | std::uint64_t{w[3]} << 32});
  }

  Stream stream() const { return stream_; }
  std::uint64_t trial() const { return trial_; }  ///< of the next draw

  friend bool operator==(const Engine& a, const Engine& b) {
    return a.stream_.seed == b.stream_.seed && a.stream_.id == b.stream_.id && a.trial_ == b.trial_;
  }

  /// Three decimal numbers: seed, stream, next trial.
  template <class Char, class Traits>
  friend std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, const Engine& e) {
    const auto flags = out.flags(std::ios_base::dec);
    out << e.stream_.seed << out.widen(' ') << e.stream_.id << out.widen(' ') << e.trial_;
    out.flags(flags);
    return out;
  }
  template <class Char, class Traits>
  friend std::basic_istream<Char, Traits>& operator>>(std::basic_istream<Char, Traits>& in, Engine& e) {
    const auto flags = in.flags(std::ios_base::dec | std::ios_base::skipws);
    Engine read;
    if (in >> read.stream_.seed >> read.stream_.id >> read.trial_) e = read;
    in.flags(flags);
    return in;
  }

 private:
  Stream stream_{};
  std::uint64_t trial_ = 0;
};

}  // namespace cellcast::sim
