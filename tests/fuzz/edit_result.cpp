#include "tests/fuzz/edit_result.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <unistd.h>

#include <array>
#include <limits>
#include <vector>

#include "output/files/seal.hpp"

namespace cellcast::fuzz {

namespace {

using tests::Choices;

herr_t add_path(hid_t, const char* name, const H5O_info_t*, void* out) {
  if (std::string(name) != ".") static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

herr_t add_attribute(hid_t, const char* name, const H5A_info_t*, void* out) {
  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

/// A number that no run computes.
double odd_number(Choices& choices) {
  using limits = std::numeric_limits<double>;
  constexpr std::array kOdd{0.0,  -0.0,    1.0,     -1.0, limits::infinity(), -limits::infinity(), limits::quiet_NaN(), limits::max(),
                            1e18, -1e18, limits::denorm_min(), 2147483648.0, 1e-300, 0.5, limits::lowest(), 4294967296.0};
  return kOdd[choices.below(kOdd.size())];
}

std::string odd_text(Choices& choices) {
  static const std::array<std::string, 8> kOdd{"", "\x1b[31mred", "a\nb", "\xff\xfe", "\xE2\x80\xAE" "abc", "=1+1", "name\t\"quoted\",", "power"};
  return choices.one_in(8) ? std::string(5000, 'x') : kOdd[choices.below(kOdd.size())];
}

hid_t variable_text() {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/// One of the types that a dataset or attribute may have; to be closed.
hid_t odd_type(Choices& choices) {
  constexpr hsize_t kThree[] = {3};
  switch (choices.below(9)) {
    case 0:
      return H5Tcopy(H5T_NATIVE_DOUBLE);
    case 1:
      return variable_text();
    case 2:
      return H5Tcopy(H5T_STD_I64BE);
    case 3:
      return H5Tcopy(H5T_NATIVE_INT32);
    case 4:
      return H5Tcopy(H5T_IEEE_F32BE);
    case 5: {
      const hid_t type = H5Tcopy(H5T_C_S1);
      H5Tset_size(type, 1 + choices.below(64));
      return type;
    }
    case 6:
      return H5Tarray_create2(H5T_NATIVE_DOUBLE, 1, kThree);
    case 7:
      return H5Tcreate(H5T_OPAQUE, 8);
    default:
      return H5Tcopy(H5T_NATIVE_UCHAR);
  }
}

hid_t odd_space(Choices& choices) {
  constexpr std::array<hsize_t, 8> kLengths{0, 1, 2, 3, 9, 129, hsize_t{1} << 33, hsize_t{1} << 62};
  std::vector<hsize_t> shape(choices.below(5));
  for (hsize_t& length : shape) length = kLengths[choices.below(choices.one_in(4) ? kLengths.size() : 6)];
  if (shape.empty()) return choices.one_in(3) ? H5Screate(H5S_NULL) : H5Screate(H5S_SCALAR);
  return H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
}

/// The same space as an object had, or another.
hid_t space_like(hid_t object, Choices& choices) {
  if (object >= 0 && !choices.one_in(3)) return H5Dget_space(object);
  return odd_space(choices);
}

/// Fills a dataset with one odd value over and over, where it has a sensible size; else it stays as created.
void fill(hid_t dataset, Choices& choices) {
  const hid_t space = H5Dget_space(dataset), type = H5Dget_type(dataset);
  const hssize_t points = H5Sget_simple_extent_npoints(space);
  if (points > 0 && points < 100000) {
    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) {
      const std::string text = odd_text(choices);
      const std::vector<const char*> values(static_cast<std::size_t>(points), text.c_str());
      const hid_t memory = variable_text();
      H5Dwrite(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
      H5Tclose(memory);
    } else if (H5Tget_class(type) == H5T_FLOAT || H5Tget_class(type) == H5T_INTEGER) {
      const std::vector<double> values(static_cast<std::size_t>(points), odd_number(choices));
      H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
  }
  H5Tclose(type);
  H5Sclose(space);
}

/// Changes a single value of a dataset of numbers.
void poke(hid_t dataset, Choices& choices) {
  const hid_t space = H5Dget_space(dataset), type = H5Dget_type(dataset);
  const hssize_t points = H5Sget_simple_extent_npoints(space);
  const bool is_number = H5Tget_class(type) == H5T_FLOAT || H5Tget_class(type) == H5T_INTEGER;
  if (is_number && points > 0 && points < 1000000) {
    std::vector<double> values(static_cast<std::size_t>(points));
    H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    values[choices.below(values.size())] = odd_number(choices);
    H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  }
  H5Tclose(type);
  H5Sclose(space);
}

void replace(hid_t file, const std::string& path, Choices& choices) {
  const hid_t old = H5Dopen2(file, path.c_str(), H5P_DEFAULT);
  const hid_t space = space_like(old, choices);
  const hid_t type = old >= 0 && choices.one_in(3) ? H5Dget_type(old) : odd_type(choices);
  if (old >= 0) H5Dclose(old);
  H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  // Late allocation: a dataset of 2^62 values takes no room until it is written.
  const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_alloc_time(creation, H5D_ALLOC_TIME_LATE);
  const hid_t made = H5Dcreate2(file, path.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
  if (made >= 0) {
    fill(made, choices);
    H5Dclose(made);
  }
  H5Pclose(creation);
  H5Tclose(type);
  H5Sclose(space);
}

void edit_attribute(hid_t file, Choices& choices) {
  std::vector<std::string> names;
  const hid_t root = H5Gopen2(file, "/", H5P_DEFAULT);
  H5Aiterate2(root, H5_INDEX_NAME, H5_ITER_INC, nullptr, add_attribute, &names);
  const std::string name = names.empty() || choices.one_in(8) ? odd_text(choices) : names[choices.below(names.size())];
  H5Adelete(root, name.c_str());
  if (!choices.one_in(4)) {
    const hid_t type = odd_type(choices), space = odd_space(choices);
    if (H5Sget_simple_extent_npoints(space) < 1000) {
      const hid_t made = H5Acreate2(root, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT);
      const std::string text = choices.one_in(2) ? "18446744073709551616" : odd_text(choices);
      const char* value = text.c_str();
      if (made >= 0 && H5Tis_variable_str(type) > 0 && H5Sget_simple_extent_npoints(space) == 1) H5Awrite(made, type, &value);
      if (made >= 0) H5Aclose(made);
    }
    H5Sclose(space);
    H5Tclose(type);
  }
  H5Gclose(root);
}

void edit_object(hid_t file, const std::vector<std::string>& paths, Choices& choices) {
  const std::string& path = paths[choices.below(paths.size())];
  const std::size_t how = choices.below(8);
  if (how == 1) return replace(file, path, choices);
  if (how == 0 || how == 4 || how == 5 || how == 6) {
    H5Ldelete(file, path.c_str(), H5P_DEFAULT);
    if (how == 4) H5Lcreate_soft("/nowhere", file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (how == 5) H5Lcreate_soft(path.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (how == 6) H5Gclose(H5Gcreate2(file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    return;
  }
  if (how == 7) {
    H5Lmove(file, path.c_str(), file, paths[choices.below(paths.size())].c_str(), H5P_DEFAULT, H5P_DEFAULT);
    return;
  }
  const hid_t dataset = H5Dopen2(file, path.c_str(), H5P_DEFAULT);
  if (dataset < 0) return;
  how == 2 ? fill(dataset, choices) : poke(dataset, choices);
  H5Dclose(dataset);
}

}  // namespace

void edit_result(const std::string& path, Choices& choices) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  std::vector<std::string> paths;
  H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, add_path, &paths, H5O_INFO_BASIC);
  for (std::size_t left = 1 + choices.below(6); left > 0 && !paths.empty() && !choices.empty(); --left)
    choices.one_in(5) ? edit_attribute(file, choices) : edit_object(file, paths, choices);
  H5Fflush(file, H5F_SCOPE_GLOBAL);  // which cuts off what stands behind HDF5's end: the old seal
  H5Fclose(file);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  output::append_seal(descriptor);
  ::close(descriptor);
}

}  // namespace cellcast::fuzz
