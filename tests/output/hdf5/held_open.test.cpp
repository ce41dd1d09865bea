// Others who have a result open through the same HDF5 library, as h5py and netCDF4 have in a process of Python.
#include "output/hdf5/hdf5.hpp"
#include "output/result/result_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;

TEST_CASE("a result that this process holds open through HDF5 is read, and replaced") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  const sim::Results sample = tests::sample_results({.years = 1, .all_variables = false});
  h5::start();
  for (const unsigned flags : {H5F_ACC_RDONLY, H5F_ACC_RDWR}) {
    for (const bool locks : {false, true}) {
      tests::write_sample(path, sample);  // another file, whoever holds the last
      const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS), "cannot describe a file");
      h5::check(H5Pset_file_locking(access.id(), locks, true), "cannot set locks");
      const h5::File held(H5Fopen(path.c_str(), flags, access.id()), "cannot hold the file open");
      CHECK(read_result(path).results.trials == sample.trials);
      tests::write_sample(path, sample);
      CHECK(read_result(path).results.trials == sample.trials);
    }
  }
}
