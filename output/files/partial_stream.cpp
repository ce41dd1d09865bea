#include "output/files/partial_stream.hpp"

#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "output/files/stop.hpp"

namespace cellcast::output {

PartialStream::PartialStream(const std::string& path, IfExists if_exists, const std::atomic<bool>* stop)
    : file_(path, if_exists), stop_(stop), text_(this) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  text_.exceptions(std::ios::badbit);
}

void PartialStream::commit() {
  sync();
  file_.commit(stop_);
}

PartialStream::int_type PartialStream::overflow(int_type next) {
  sync();
  if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

int PartialStream::sync() {
  stop_if_told(stop_);
  std::string_view bytes(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  while (!bytes.empty()) {
    const ssize_t put = ::write(file_.descriptor(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) throw write_error(file_.target(), put < 0 ? errno : EIO);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

}  // namespace cellcast::output
