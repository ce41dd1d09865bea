#pragma once

#include <sys/stat.h>

#include <string>

#include "base/descriptor.hpp"
#include "base/system_trouble.hpp"
#include "output/files/read_error.hpp"
#include "output/files/seal.hpp"
#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

/// A result file that has been checked from end to end, open for reading with HDF5.
///
/// HDF5 opens what was checked, not what has its name by now, and check_unchanged() at the end says whether anybody wrote into it
/// meanwhile. A copy in memory would rule that out, but files with samples may be larger than memory; and cellcast replaces files, it never
/// writes into them. A run that replaces the file meanwhile does no harm: it is read on as it was.
class VerifiedFile {
 public:
  /// Throws ReadError, h5::Error, std::system_error where the system lacks a resource.
  explicit VerifiedFile(const std::string& path);

  hid_t hdf5() const { return hdf5_.id(); }
  const Seal& seal() const { return seal_; }
  /// Throws ReadError where the file is not as long and as old as when it was checked.
  void check_unchanged() const;

 private:
  void open_hdf5();
  bool is_replaced() const;
  enum class Driver { descriptors, streams };  ///< of HDF5
  h5::File open_same(const std::string& name, Driver driver) const;

  std::string path_;
  base::Descriptor descriptor_;
  struct stat status_ {};  ///< before it was checked
  Seal seal_;
  h5::File hdf5_;
};

/// What read() returns; what HDF5 objects to in a file becomes a ReadError, and a lack of descriptors or memory std::system_error.
template <class Read>
auto read_or_refuse(const std::string& path, const Read& read) {
  try {
    return read();
  } catch (const h5::Error& error) {
    base::require_resources(error.system_error(), path);
    const auto kind = error.system_error() != 0 ? ReadError::Kind::io : ReadError::Kind::data;
    throw ReadError(kind, path + ": cannot be used (" + error.what() + ")");
  }
}

}  // namespace cellcast::output
