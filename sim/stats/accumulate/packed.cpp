#include "sim/stats/accumulate/packed.hpp"

#include <bit>

namespace cellcast::sim {

void PackedWriter::number(Uint128 value) {
  for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(static_cast<unsigned>(value & 0x7f) | 0x80U);
  bytes_ += static_cast<char>(value);
}

void PackedWriter::real(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(bits >> shift & 0xff);
}

std::uint8_t PackedReader::byte() {
  if (rest_.empty()) throw Malformed();
  const auto first = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return first;
}

Uint128 PackedReader::wide() {
  Uint128 value = 0;
  for (int shift = 0; shift < 128; shift += 7) {
    const std::uint8_t next = byte();
    const Uint128 bits = next & 0x7fU;
    if (bits << shift >> shift != bits) throw Malformed();
    value |= bits << shift;
    if (next < 0x80) return value;
  }
  throw Malformed();
}

std::uint64_t PackedReader::number() {
  const Uint128 value = wide();
  if (value >> 64 != 0) throw Malformed();
  return static_cast<std::uint64_t>(value);
}

std::uint64_t PackedReader::number_up_to(std::uint64_t most) {
  const std::uint64_t value = number();
  if (value > most) throw Malformed();
  return value;
}

Int128 PackedReader::integer() {
  const Uint128 value = wide();
  return static_cast<Int128>(value & 1 ? ~(value >> 1) : value >> 1);
}

std::string PackedReader::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) throw Malformed();  // what is left after the number
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

double PackedReader::real() {
  std::uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 8) bits |= std::uint64_t{byte()} << shift;
  return std::bit_cast<double>(bits);
}

}  // namespace cellcast::sim
