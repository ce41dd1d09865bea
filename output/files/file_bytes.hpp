#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace cellcast::output {

// Bytes of an open file, at places of it. All of these throw std::system_error.

/// Reads until the buffer is full or the file ends; the number of bytes read.
std::size_t read_at(int descriptor, std::span<unsigned char> buffer, std::uint64_t offset);
void write_at(int descriptor, std::span<const unsigned char> buffer, std::uint64_t offset);
std::uint64_t file_size(int descriptor);

bool starts_with(std::span<const unsigned char> bytes, std::string_view text);

}  // namespace cellcast::output
