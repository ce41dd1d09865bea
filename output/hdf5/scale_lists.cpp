#include "output/hdf5/scale_lists.hpp"

#include <cstddef>

namespace cellcast::output {
namespace {

void write_list(const h5::Dataset& dataset, const char* name, const h5::Type& type, hsize_t length, const void* values) {
  const h5::Space space(H5Screate_simple(1, &length, nullptr), "cannot make a shape");
  h5::Attribute attribute(H5Acreate2(dataset.id(), name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), "cannot create an attribute");
  h5::check(H5Awrite(attribute.id(), type.id(), values), "cannot write an attribute");
  attribute.close();
}

}  // namespace

hobj_ref_t reference_to(const h5::Dataset& dataset) {
  hobj_ref_t reference;
  h5::check(H5Rcreate(&reference, dataset.id(), ".", H5R_OBJECT, -1), "cannot refer to a dataset");
  return reference;
}

void write_scales(const h5::Dataset& dataset, const std::vector<hvl_t>& scales) {
  const h5::Type type(H5Tvlen_create(H5T_STD_REF_OBJ), "cannot describe a list");
  write_list(dataset, "DIMENSION_LIST", type, scales.size(), scales.data());
}

void write_users(const h5::Dataset& scale, const std::vector<ScaleUser>& users) {
  if (users.empty()) return;
  const h5::Type type(H5Tcreate(H5T_COMPOUND, sizeof(ScaleUser)), "cannot describe a list");
  h5::check(H5Tinsert(type.id(), "dataset", offsetof(ScaleUser, dataset), H5T_STD_REF_OBJ), "cannot describe a list");
  h5::check(H5Tinsert(type.id(), "dimension", offsetof(ScaleUser, dimension), H5T_NATIVE_INT), "cannot describe a list");
  write_list(scale, "REFERENCE_LIST", type, users.size(), users.data());
}

}  // namespace cellcast::output
