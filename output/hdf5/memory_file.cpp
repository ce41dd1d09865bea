#include "output/hdf5/memory_file.hpp"

#include <atomic>
#include <cstdint>
#include <string>

#include "output/hdf5/group_writer.hpp"

namespace cellcast::output {

h5::File create_in_memory() {
  constexpr std::size_t kGrowth = std::size_t{1} << 20;  // bytes by which it becomes larger
  h5::start();
  const h5::Properties creation = creation_properties(H5P_FILE_CREATE);
  const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS), "cannot describe a file");
  h5::check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), "cannot set the file's version");
  h5::check(H5Pset_fapl_core(access.id(), kGrowth, false), "cannot keep a file in memory");
  static std::atomic<std::uint64_t> made = 0;  // HDF5 tells files by their names
  const std::string name = "cellcast-result-" + std::to_string(made++);
  return h5::File(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), "cannot create a file in memory");
}

}  // namespace cellcast::output
