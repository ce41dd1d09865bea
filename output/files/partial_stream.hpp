#pragma once

#include <array>
#include <atomic>
#include <ostream>
#include <streambuf>
#include <string>

#include "output/files/partial_file.hpp"

namespace cellcast::output {

/// A text that becomes a file, whole or absent, in memory that does not depend on its length.
class PartialStream : private std::streambuf {
 public:
  /// Throws as PartialFile. What is written throws OutputError where it cannot be, sim::Stopped once `stop` is set.
  PartialStream(const std::string& path, IfExists if_exists, const std::atomic<bool>* stop);

  std::ostream& text() { return text_; }
  /// Gives the file its name. To be called once, at the end; what was written is gone otherwise.
  void commit();

 private:
  int_type overflow(int_type next) override;
  int sync() override;

  PartialFile file_;
  const std::atomic<bool>* stop_;
  std::array<char, 1 << 16> buffer_{};
  std::ostream text_;
};

}  // namespace cellcast::output
