#include "output/result_file.hpp"

#include <cassert>
#include <cerrno>
#include <system_error>

#include "output/group_writer.hpp"
#include "output/hdf5.hpp"
#include "output/result_groups.hpp"
#include "output/user_block.hpp"

namespace cellcast::output {

namespace {

h5::File create_hdf5(const std::string& path) {
  h5::start();
  const h5::Properties creation = creation_properties(H5P_FILE_CREATE);
  h5::check(H5Pset_userblock(creation.id(), kUserBlockSize), "cannot set the user block");
  const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS), "cannot describe a file");
  // Headers with checksums, readable from HDF5 1.8 on; no locks, which some network file systems refuse and nobody else needs here.
  h5::check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), "cannot set the file's version");
  h5::check(H5Pset_file_locking(access.id(), false, true), "cannot switch off locks");
  return h5::File(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), "cannot create a file");
}

void write_hdf5(const std::string& path, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  h5::File file = create_hdf5(path);
  h5::Group root(H5Gopen2(file.id(), "/", H5P_DEFAULT), "cannot open the root group");
  write_contents(root.id(), scenario, provenance, results);
  root.close();
  h5::check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "cannot write");
  file.close();
}

}  // namespace

struct ResultFile::State {
  PartialFile file;
  bool written = false;
  State(const std::string& path, IfExists if_exists) : file(path, if_exists) {}
};

ResultFile::ResultFile(const std::string& path, IfExists if_exists) : state_(std::make_unique<State>(path, if_exists)) {}
ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;
ResultFile& ResultFile::operator=(ResultFile&&) noexcept = default;

const std::string& ResultFile::partial() const { return state_->file.path(); }

void ResultFile::write(const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  assert(!state_->written);
  state_->written = true;
  PartialFile& partial = state_->file;
  try {
    write_hdf5(partial.path(), scenario, provenance, results);
    seal(partial.descriptor());
    partial.commit();
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
