#include "output/hdf5/group_reader.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <numeric>

#include "config/scenario/distribution.hpp"

namespace cellcast::output {

namespace {

std::size_t product(const Shape& shape) { return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>()); }

std::string text_of(const Shape& shape) {
  std::string text;
  for (const std::size_t length : shape) text += (text.empty() ? "" : " x ") + std::to_string(length);
  return text.empty() ? "scalar" : text;
}

Shape shape_of(hid_t space) {
  std::vector<hsize_t> lengths(static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space), "cannot read a shape")));
  h5::check(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), "cannot read a shape");
  return Shape(lengths.begin(), lengths.end());
}

/// Refuses a shape of more values than what is stored can hold, before memory is taken for them; gzip shrinks 1032-fold at most.
void check_stored(hid_t dataset, hid_t type, const Shape& shape, const std::string& name) {
  constexpr double kMostCompressed = 1032;
  double bytes = static_cast<double>(H5Tget_size(type));
  for (const std::size_t length : shape) bytes *= static_cast<double>(length);
  if (bytes > kMostCompressed * static_cast<double>(H5Dget_storage_size(dataset)))
    throw h5::Error(name + " of shape " + text_of(shape) + " is not all there");
}

/// Strings that HDF5 has allocated, until they are handed back to it.
class TextBuffer {
 public:
  TextBuffer(std::size_t count, hid_t type, hid_t space) : texts_(count), type_(type), space_(space) {}
  ~TextBuffer() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, texts_.data()); }
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  void* data() { return texts_.data(); }
  /// An empty string may come as a null pointer.
  std::vector<std::string> strings() const {
    std::vector<std::string> result;
    for (const char* text : texts_) result.emplace_back(text == nullptr ? "" : text);
    return result;
  }

 private:
  std::vector<char*> texts_;
  hid_t type_, space_;
};

bool is_variable_text(hid_t type) { return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0; }

std::string attribute_text(const h5::Attribute& attribute) {
  const h5::Type type(H5Aget_type(attribute.id()), "cannot read an attribute");
  const h5::Space space(H5Aget_space(attribute.id()), "cannot read an attribute");
  if (H5Sget_simple_extent_npoints(space.id()) != 1) throw h5::Error("an attribute is not a scalar");
  if (H5Tget_class(type.id()) == H5T_INTEGER) {
    std::int64_t value = 0;
    h5::check(H5Aread(attribute.id(), H5T_NATIVE_INT64, &value), "cannot read an attribute");
    return std::to_string(value);
  }
  if (H5Tget_class(type.id()) == H5T_FLOAT) {
    double value = 0;
    h5::check(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value), "cannot read an attribute");
    return config::text(value);
  }
  if (!is_variable_text(type.id())) throw h5::Error("an attribute is neither text nor number");
  const h5::Type memory_type = h5::string_type();
  TextBuffer buffer(1, memory_type.id(), space.id());
  h5::check(H5Aread(attribute.id(), memory_type.id(), buffer.data()), "cannot read an attribute");
  return buffer.strings().front();
}

/// No exception may pass through the library: it has no unwinding tables of C++.
herr_t add_name(hid_t, const char* name, const H5L_info_t*, void* out) noexcept {
  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

}  // namespace

std::map<std::string, std::string> read_attributes(hid_t object) {
  H5O_info_t info{};
  h5::check(H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS), "cannot count attributes");
  std::map<std::string, std::string> result;
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const h5::Attribute attribute(H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT),
                                  "cannot open an attribute");
    const ssize_t length = h5::check(H5Aget_name(attribute.id(), 0, nullptr), "cannot read an attribute's name");
    std::string name(static_cast<std::size_t>(length), '\0');
    h5::check(H5Aget_name(attribute.id(), name.size() + 1, name.data()), "cannot read an attribute's name");
    result[name] = attribute_text(attribute);
  }
  return result;
}

std::uint64_t number_in(const std::map<std::string, std::string>& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) throw h5::Error("the attribute " + name + " is missing");
  const std::string& text = found->second;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw h5::Error("the attribute " + name + " is not a number: " + text);
  return value;
}

std::optional<std::string> read_attribute(hid_t object, const std::string& name) {
  if (h5::check(H5Aexists(object, name.c_str()), "cannot look for an attribute") == 0) return std::nullopt;
  return attribute_text(h5::Attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), "cannot open an attribute"));
}

GroupReader::GroupReader(hid_t parent, const std::string& name, const PointSelection* point)
    : name_(name), group_(H5Gopen2(parent, name.c_str(), H5P_DEFAULT), ("cannot open the group " + name).c_str()), point_(point) {}

bool GroupReader::exists(hid_t parent, const std::string& name) {
  return h5::check(H5Lexists(parent, name.c_str(), H5P_DEFAULT), "cannot look into a group") > 0;  // what cannot be read is not absent
}

std::vector<std::string> GroupReader::names() const {
  std::vector<std::string> result;
  h5::check(H5Literate(group_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_name, &result), "cannot list a group");
  if (point_ != nullptr)
    std::erase_if(result, [&](const std::string& name) { return name == "point" || std::ranges::count(point_->axes, name) > 0; });
  return result;
}

h5::Dataset GroupReader::open(const std::string& name) const {
  return h5::Dataset(H5Dopen2(group_.id(), name.c_str(), H5P_DEFAULT), ("cannot open " + name_ + "/" + name).c_str());
}

std::size_t GroupReader::length(const std::string& coordinate) const {
  const h5::Dataset dataset = open(coordinate);
  const h5::Space space(H5Dget_space(dataset.id()), "cannot read a shape");
  const Shape shape = shape_of(space.id());
  if (shape.size() != 1) throw h5::Error(name_ + "/" + coordinate + " has shape " + text_of(shape) + ", not one axis");
  return shape.front();
}

std::optional<std::string> GroupReader::attribute(const std::string& dataset, const std::string& name) const {
  return read_attribute(open(dataset).id(), name);
}

/// The shape of a dataset that has values for each point; without points, of none.
Shape GroupReader::with_points(Shape shape) const {
  shape.insert(shape.begin(), point_ != nullptr ? point_->points : 0);
  return shape;
}

bool GroupReader::is_text(const std::string& name) const {
  return H5Tget_class(h5::Type(H5Dget_type(open(name).id()), "cannot read a type").id()) == H5T_STRING;
}

h5::Dataset GroupReader::open(const std::string& name, const Shape& shape, H5T_class_t type) const {
  h5::Dataset dataset = open(name);
  const h5::Space space(H5Dget_space(dataset.id()), "cannot read a shape");
  const h5::Type stored(H5Dget_type(dataset.id()), "cannot read a type");
  if (const Shape found = shape_of(space.id()); found != shape && found != with_points(shape))
    throw h5::Error(name_ + "/" + name + " has shape " + text_of(found) + ", expected " + text_of(shape));
  if (H5Tget_class(stored.id()) != type || (type == H5T_STRING && !is_variable_text(stored.id())))
    throw h5::Error(name_ + "/" + name + " is of an unexpected type");
  check_stored(dataset.id(), stored.id(), shape_of(space.id()), name_ + "/" + name);
  return dataset;
}

template <class Number>
std::vector<Number> GroupReader::numbers(const std::string& name, const Shape& shape, H5T_class_t type, hid_t memory_type) const {
  const h5::Dataset dataset = open(name, shape, type);
  const h5::Space file(H5Dget_space(dataset.id()), "cannot read a shape");
  const Shape stored = shape_of(file.id());
  std::vector<hsize_t> first(stored.size()), count(stored.begin(), stored.end());
  if (stored != shape) {
    first.front() = point_->point;
    count.front() = 1;
    h5::check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, first.data(), nullptr, count.data(), nullptr), "cannot select a point");
  }
  const h5::Space memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "cannot make a shape");
  std::vector<Number> values(product(shape));
  h5::check(H5Dread(dataset.id(), memory_type, memory.id(), file.id(), H5P_DEFAULT, values.data()), "cannot read a dataset");
  return values;
}

std::vector<double> GroupReader::doubles(const std::string& name, const Shape& shape) const {
  return numbers<double>(name, shape, H5T_FLOAT, H5T_NATIVE_DOUBLE);
}

std::vector<std::int64_t> GroupReader::integers(const std::string& name, const Shape& shape) const {
  return numbers<std::int64_t>(name, shape, H5T_INTEGER, H5T_NATIVE_INT64);
}

std::vector<std::string> GroupReader::texts(const std::string& name, const Shape& shape) const {
  const h5::Dataset dataset = open(name, shape, H5T_STRING);
  const h5::Type type = h5::string_type();
  const h5::Space space(H5Dget_space(dataset.id()), "cannot read a shape");
  TextBuffer buffer(product(shape), type.id(), space.id());
  h5::check(H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer.data()), "cannot read a dataset");
  return buffer.strings();
}

}  // namespace cellcast::output
