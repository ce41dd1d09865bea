#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cellcast::tests {

/// Bytes as a sequence of decisions: what a generator does with them is up to it, and near bytes give near objects, which lets a fuzzer
/// learn. After the last byte all decisions are the first option.
class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }

  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t value = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return value;
  }

  /// [0, count), count > 0.
  std::size_t below(std::size_t count) {
    std::size_t value = byte();
    if (count > 256) value = value << 8 | byte();
    if (count > 65536) value = value << 8 | byte();
    return value % count;
  }

  /// [low, high], in steps of 1/255 of the width.
  double between(double low, double high) {
    const double part = byte() / 255.0;
    return low * (1 - part) + high * part;
  }

  /// True in one of `count` cases, never after the last byte.
  bool one_in(std::size_t count) { return byte() % count == count - 1; }

 private:
  std::span<const std::uint8_t> bytes_;
};

}  // namespace cellcast::tests
