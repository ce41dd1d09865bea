// The part of toml++ that Debian has in a library. It can read files, and wants a class for that, which the C++ library for WebAssembly
// lacks: nothing here opens one.
#include <istream>

namespace std {

template <>
class basic_ifstream<char> : public istream {
 public:
  basic_ifstream() : istream(nullptr) {}
  void open(const string& /*path*/, ios_base::openmode /*mode*/) {}
  bool is_open() const { return false; }
  void close() {}
};

}  // namespace std

#define TOML_HEADER_ONLY 0
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
