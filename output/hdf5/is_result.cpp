#include "output/hdf5/is_result.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "base/descriptor.hpp"
#include "output/files/unsealed.hpp"

namespace cellcast::output {

bool is_result(const std::string& path) {
  const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (file.id() < 0 || ::fstat(file.id(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  std::array<unsigned char, 10> start{};
  const ssize_t got = ::pread(file.id(), start.data(), start.size(), 0);
  return got == static_cast<ssize_t>(start.size()) && begins_as_result(start);
}

}  // namespace cellcast::output
