#include "output/hdf5/verified_file.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/system_trouble.hpp"

namespace cellcast::output {

namespace {

[[noreturn]] void no_input(const std::string& path, const std::string& why) {
  throw ReadError(ReadError::Kind::no_input, path + ": cannot read (" + why + ")");
}

base::Descriptor open_for_reading(const std::string& path) {
  int id = -1;
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  do id = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  while (id < 0 && errno == EINTR);
  if (id < 0) system_refused(path, errno);
  return base::Descriptor(id);
}

struct stat status_of(int descriptor, const std::string& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) system_refused(path, errno);
  if (S_ISDIR(status.st_mode)) no_input(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) no_input(path, "it is not a regular file");
  return status;
}

bool is_same_file(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

/// As far as the file system's clock tells. (The time of the last change of status moves when the file is replaced: no matter.)
bool is_same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

VerifiedFile::VerifiedFile(const std::string& path) : path_(path) {
  constexpr int kAttempts = 3;
  for (int attempt = 1;; ++attempt) {
    descriptor_ = open_for_reading(path);
    status_ = status_of(descriptor_.id(), path);
    seal_ = check_sealed(descriptor_.id(), path);
    try {
      open_hdf5();
      return;
    } catch (const h5::Error&) {  // without /proc, HDF5 opens no file that has lost its name
      if (attempt == kAttempts || !is_replaced()) throw;
    }
  }
}

bool VerifiedFile::is_replaced() const {
  struct stat now {};
  return ::stat(path_.c_str(), &now) == 0 && !is_same_file(now, status_);
}

void VerifiedFile::open_hdf5() {
  const std::string through_descriptor = "/proc/self/fd/" + std::to_string(descriptor_.id());
  struct stat found {};
  // Where there is no /proc, the name has to do; what it opens is compared.
  const bool has_proc = ::stat(through_descriptor.c_str(), &found) == 0 && is_same_file(found, status_);
  if (!has_proc) {
    hdf5_ = open_same(path_, Driver::descriptors);
    return;
  }
  try {
    hdf5_ = open_same(through_descriptor, Driver::descriptors);
  } catch (const h5::Error&) {
    std::error_code lost;
    if (!std::filesystem::canonical(through_descriptor, lost).empty()) throw;
    hdf5_ = open_same(through_descriptor, Driver::streams);
  }
}

/// HDF5 wants names. A driver over descriptors tells the system's errors, but follows a link to a name, which a file that was replaced or
/// removed has no longer; the one over streams of the C library does not. Of those over descriptors this is the one for logs (of which it
/// writes none), not the usual one: of that, the library would share the file with others in this process who have it open (h5py,
/// netCDF4), and refuse where their locks are set otherwise. Throws h5::Error where the name does not open the checked file.
h5::File VerifiedFile::open_same(const std::string& name, Driver driver) const {
  h5::start();
  const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS), "cannot describe a file");
  h5::check(H5Pset_file_locking(access.id(), false, true), "cannot switch off locks");
  const herr_t chosen = driver == Driver::streams ? H5Pset_fapl_stdio(access.id()) : H5Pset_fapl_log(access.id(), nullptr, 0, 0);
  h5::check(chosen, "cannot choose a driver");
  h5::File file(H5Fopen(name.c_str(), H5F_ACC_RDONLY, access.id()), "cannot open it as HDF5");
  void* handle = nullptr;
  h5::check(H5Fget_vfd_handle(file.id(), access.id(), &handle), "cannot tell which file was opened");
  const int descriptor = driver == Driver::streams ? ::fileno(*static_cast<FILE**>(handle)) : *static_cast<int*>(handle);
  struct stat opened {};
  if (::fstat(descriptor, &opened) != 0) throw h5::Error(std::generic_category().message(errno), errno);
  if (!is_same_file(opened, status_)) throw h5::Error("another file has taken its place");
  return file;
}

void VerifiedFile::check_unchanged() const {
  struct stat now {};
  if (::fstat(descriptor_.id(), &now) != 0) system_refused(path_, errno);
  if (!is_same_state(now, status_)) throw ReadError(ReadError::Kind::data, path_ + ": cannot be used (it changed while it was read)");
}

}  // namespace cellcast::output
