#include "output/hdf5/hdf5.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <new>
#include <system_error>

namespace cellcast::output::h5 {

namespace {

struct Cause {
  std::string message;  ///< the innermost
  bool is_memory = false;
};

/// H5Ewalk2 upwards meets the innermost message first. No exception may pass through the library.
herr_t take(unsigned, const H5E_error2_t* error, void* out) noexcept {
  Cause& cause = *static_cast<Cause*>(out);
  if (error->min_num == H5E_NOSPACE || error->min_num == H5E_CANTALLOC) cause.is_memory = true;
  try {
    if (cause.message.empty() && error->desc != nullptr) cause.message = error->desc;
  } catch (const std::bad_alloc&) {
    cause.is_memory = true;
  }
  return 0;
}

/// The drivers of HDF5 write `errno = 28, error message = '...'` into their messages, among addresses and times.
int errno_in(const std::string& message) {
  static const std::string kMark = "errno = ";
  const std::size_t at = message.find(kMark);
  return at == std::string::npos ? 0 : static_cast<int>(std::strtol(message.c_str() + at + kMark.size(), nullptr, 10));
}

/// The library does not survive a failed allocation everywhere (1.10.8: a null pointer read in H5O__attr_create, an endless recursion where
/// its error classes cannot be registered). It needs a few chunks of 1 MiB and less; where these can't be had, it is not entered.
void require_memory() {
  constexpr std::size_t kEnough = std::size_t{32} << 20;  // bytes
  void* const memory = ::mmap(nullptr, kEnough, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  ::munmap(memory, kEnough);
}

}  // namespace

void start() {
  require_memory();
  static const bool once = [] {
    H5dont_atexit();
    return true;
  }();
  (void)once;
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // each thread has an error stack of its own
}

void fail(const std::string& what) {
  Cause cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take, &cause);
  H5Eclear2(H5E_DEFAULT);
  const std::string& message = cause.message;
  const int system_error = errno_in(message);
  if (cause.is_memory && system_error == 0) throw std::bad_alloc();  // room in the file is not the issue: the driver's errno would tell
  if (system_error != 0) throw Error(std::generic_category().message(system_error), system_error);
  throw Error(message.empty() ? what : what + ": " + message);
}

Group root_group(hid_t file) { return Group(H5Gopen2(file, "/", H5P_DEFAULT), "cannot open the root group"); }

Type string_type() {
  Type type(H5Tcopy(H5T_C_S1), "cannot make a string type");
  check(H5Tset_size(type.id(), H5T_VARIABLE), "cannot make a string type");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "cannot make a string type");
  check(H5Tset_strpad(type.id(), H5T_STR_NULLTERM), "cannot make a string type");
  return type;
}

}  // namespace cellcast::output::h5
