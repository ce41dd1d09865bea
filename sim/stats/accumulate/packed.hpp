#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "sim/stats/accumulate/wide.hpp"

namespace cellcast::sim {

/// Bytes that are not what a PackedWriter wrote for the same plan.
class Malformed : public std::runtime_error {
 public:
  Malformed() : std::runtime_error("its contents do not fit the run") {}
};

/// sum += term, where what somebody has forged may not overflow.
inline void add_to(Int128& sum, Int128 term) { sum = static_cast<Int128>(static_cast<Uint128>(sum) + static_cast<Uint128>(term)); }
inline void add_to(std::int64_t& sum, std::int64_t term) {
  sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + static_cast<std::uint64_t>(term));
}

/// Numbers as bytes that are the same on every machine, few where they are small: counts that are to outlive a process.
class PackedWriter {
 public:
  /// Seven bits a byte, the lowest first.
  void number(Uint128 value);
  /// Small magnitudes of either sign in few bytes.
  void integer(Int128 value) { number(value < 0 ? ~(static_cast<Uint128>(value) << 1) : static_cast<Uint128>(value) << 1); }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  /// Its bits.
  void real(double value);
  /// Counts of which most are zero: how many are not, and each of those after the number of zeros before it.
  template <class Count>
  void counts(std::span<const Count> values) {
    std::uint64_t some = 0, zeros = 0;
    for (const Count value : values) some += value != 0;
    number(some);
    for (const Count value : values) {
      if (value == 0) {
        ++zeros;
        continue;
      }
      number(zeros);
      number(value);
      zeros = 0;
    }
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them back. Every function throws Malformed where the bytes cannot be what it reads.
class PackedReader {
 public:
  /// The bytes must outlive this.
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  Uint128 wide();
  std::uint64_t number();
  /// At most `most`.
  std::uint64_t number_up_to(std::uint64_t most);
  Int128 integer();
  double real();
  std::string text();
  /// add(place, count) for each count that is not zero; places are below `size`.
  template <class Add>
  void counts(std::uint64_t size, const Add& add) {
    std::uint64_t place = 0;
    for (std::uint64_t some = number_up_to(size); some > 0; --some, ++place) {
      place += number_up_to(size);
      if (place >= size) throw Malformed();
      add(static_cast<std::size_t>(place), number());
    }
  }

  void require_end() const {
    if (!rest_.empty()) throw Malformed();
  }

 private:
  std::uint8_t byte();

  std::string_view rest_;
};

}  // namespace cellcast::sim
