#include "output/hdf5/hdf5_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/system_trouble.hpp"
#include "output/hdf5/group_writer.hpp"

namespace cellcast::output {

void require_descriptor(const PartialFile& partial) {
  const base::Descriptor another(::dup(partial.descriptor()));
  if (another.id() < 0) base::require_resources(errno, partial.target());
}

h5::File create_hdf5(const std::string& path) {
  h5::start();
  const h5::Properties creation = creation_properties(H5P_FILE_CREATE);
  const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS), "cannot describe a file");
  // Headers with checksums, readable from HDF5 1.8 on; no locks, which some network file systems refuse and nobody else needs here.
  h5::check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), "cannot set the file's version");
  h5::check(H5Pset_file_locking(access.id(), false, true), "cannot switch off locks");
  return h5::File(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), "cannot create a file");
}

void close_hdf5(h5::File& file) {
  h5::check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "cannot write");
  file.close();
}

void write_or_discard(PartialFile& partial, const std::function<void()>& write) {
  try {
    write();
  } catch (const h5::Error& error) {
    partial.discard();
    if (error.system_error() != 0) throw write_error(partial.target(), error.system_error());
    throw OutputError(OutputError::Kind::io, partial.target() + ": cannot write (" + error.what() + ")");
  } catch (const std::system_error& error) {
    partial.discard();
    throw write_error(partial.target(), error.code().value());
  } catch (...) {
    partial.discard();
    throw;
  }
}

}  // namespace cellcast::output
