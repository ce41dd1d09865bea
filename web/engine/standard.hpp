#pragma once

// What the C++ library for WebAssembly lacks of what the engine uses. A page's engine has one thread, so that locks and its name are
// nothing. Read before every source.

#include <charconv>
#include <cstdlib>
#include <string>

namespace std {

struct mutex {
  void lock() {}
  void unlock() {}
  bool try_lock() { return true; }
};

struct thread {
  using id = int;
};

namespace this_thread {
inline thread::id get_id() { return 0; }
}  // namespace this_thread

/// A decimal number; the C library, which would take more, reads it correctly rounded.
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  const auto digits = [last](const char* at) {
    while (at != last && *at >= '0' && *at <= '9') ++at;
    return at;
  };
  const char* const begin = first != last && *first == '-' ? first + 1 : first;
  const char* end = digits(begin);
  bool has_digits = end != begin;
  if (end != last && *end == '.') {
    const char* const behind = digits(end + 1);
    has_digits = has_digits || behind != end + 1;
    end = behind;
  }
  if (!has_digits) return {first, errc::invalid_argument};
  if (end != last && (*end == 'e' || *end == 'E')) {
    const char* const exponent = end + 1 != last && (end[1] == '+' || end[1] == '-') ? end + 2 : end + 1;
    if (digits(exponent) != exponent) end = digits(exponent);
  }
  const double read = strtod(string(first, end).c_str(), nullptr);
  if (read == __builtin_huge_val() || read == -__builtin_huge_val()) return {end, errc::result_out_of_range};
  value = read;
  return {end, errc()};
}

}  // namespace std
