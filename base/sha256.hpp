#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cellcast::base {

using Digest = std::array<unsigned char, 32>;

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::span<const std::byte> bytes);
  /// Ends the message; nothing can be added after it.
  Digest digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::string_view text);

/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);

}  // namespace cellcast::base
