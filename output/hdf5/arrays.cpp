#include "output/hdf5/arrays.hpp"

#include "output/hdf5/group_reader.hpp"

namespace cellcast::output {
namespace {

/// The coordinate that is attached to a dimension, last part of its path; empty where there is none.
herr_t note_scale(hid_t, unsigned, hid_t scale, void* out) noexcept {
  char name[256] = "";
  if (H5Iget_name(scale, name, sizeof name) < 0) return -1;
  const std::string_view path = name;
  static_cast<std::string*>(out)->assign(path.substr(path.rfind('/') + 1));
  return 1;  // the first is enough
}

std::vector<std::string> dimensions_of(hid_t dataset, const std::string& name, std::size_t rank) {
  if (H5DSis_scale(dataset) > 0) return {name};
  std::vector<std::string> names(rank);
  for (unsigned k = 0; k < rank; ++k) h5::check(H5DSiterate_scales(dataset, k, nullptr, note_scale, &names[k]), "cannot read a dimension");
  return names;
}

StoredArray::Values values_of(const GroupReader& group, const std::string& name, hid_t type, const Shape& shape) {
  switch (H5Tget_class(type)) {
    case H5T_STRING:
      return group.texts(name, shape);
    case H5T_INTEGER:
      return group.integers(name, shape);
    default:
      return group.doubles(name, shape);
  }
}

Shape lengths_of(hid_t dataset) {
  const h5::Space space(H5Dget_space(dataset), "cannot read a shape");
  std::vector<hsize_t> lengths(static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space.id()), "cannot read a shape")));
  h5::check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), "cannot read a shape");
  return Shape(lengths.begin(), lengths.end());
}

herr_t note_group(hid_t parent, const char* name, const H5L_info_t*, void* out) noexcept {
  H5O_info_t info{};
  if (H5Oget_info_by_name2(parent, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
  if (info.type == H5O_TYPE_GROUP) static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

void add_groups(hid_t parent, const std::string& above, std::vector<std::string>& names) {
  std::vector<std::string> here;
  h5::check(H5Literate(parent, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note_group, &here), "cannot list groups");
  for (const std::string& name : here) {
    names.push_back(above + name);
    const h5::Group group(H5Gopen2(parent, name.c_str(), H5P_DEFAULT), "cannot open a group");
    add_groups(group.id(), names.back() + "/", names);
  }
}

}  // namespace

std::vector<std::string> group_names(hid_t root) {
  std::vector<std::string> names;
  add_groups(root, "", names);
  return names;
}

std::vector<StoredArray> read_arrays(hid_t root, const std::string& group) {
  const GroupReader reader(root, group);
  std::vector<StoredArray> arrays;
  for (const std::string& name : reader.names()) {
    H5O_info_t info{};
    h5::check(H5Oget_info_by_name2(reader.id(), name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), "cannot look at a dataset");
    if (info.type != H5O_TYPE_DATASET) continue;
    const h5::Dataset dataset(H5Dopen2(reader.id(), name.c_str(), H5P_DEFAULT), "cannot open a dataset");
    const h5::Type type(H5Dget_type(dataset.id()), "cannot read a type");
    StoredArray& array = arrays.emplace_back();
    array.name = name;
    array.units = read_attribute(dataset.id(), "units").value_or("");
    array.long_name = read_attribute(dataset.id(), "long_name").value_or("");
    array.shape = lengths_of(dataset.id());
    array.dimensions = dimensions_of(dataset.id(), name, array.shape.size());
    array.values = values_of(reader, name, type.id(), array.shape);
  }
  return arrays;
}

}  // namespace cellcast::output
