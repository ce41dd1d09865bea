#include "output/hdf5/group_writer.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "output/files/stop.hpp"

namespace cellcast::output {

namespace {

constexpr hsize_t kSmall = 96 << 10;      // bytes; datasets up to that are stored contiguously, as they are
constexpr hsize_t kChunk = 1 << 20;       // bytes; HDF5's chunk cache holds as much
constexpr hsize_t kPointChunk = 1 << 14;  // bytes; of a sweep's points together: as many chunks are kept in memory as there are variables
constexpr unsigned kDeflateLevel = 1;     // higher ones cost more time than they save in room

hsize_t product(const std::vector<hsize_t>& shape) { return std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>()); }

/// Halves the slowest axes until a chunk fits the cache: chunks stay runs of neighbouring values.
std::vector<hsize_t> chunk_shape(std::vector<hsize_t> shape, hsize_t element_size) {
  for (hsize_t& length : shape)
    while (length > 1 && product(shape) * element_size > kChunk) length = (length + 1) / 2;
  return shape;
}

bool is_chunked(const std::vector<hsize_t>& shape, hsize_t element_size) { return !shape.empty() && product(shape) * element_size > kSmall; }

h5::Properties dataset_properties(const std::vector<hsize_t>& shape, hsize_t element_size, const std::vector<hsize_t>& chunk) {
  h5::Properties properties(H5Pcreate(H5P_DATASET_CREATE), "cannot describe a dataset");
  h5::check(H5Pset_obj_track_times(properties.id(), false), "cannot switch off times");
  h5::check(H5Pset_attr_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "cannot track creation order");
  if (!is_chunked(shape, element_size)) return properties;
  h5::check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), "cannot set chunks");
  // Mandatory: HDF5's own H5Pset_shuffle and H5Pset_deflate let a filter fail, for lack of memory say, and store other bytes without a
  // word.
  h5::check(H5Pset_filter(properties.id(), H5Z_FILTER_SHUFFLE, H5Z_FLAG_MANDATORY, 0, nullptr), "cannot set shuffle");
  h5::check(H5Pset_filter(properties.id(), H5Z_FILTER_DEFLATE, H5Z_FLAG_MANDATORY, 1, &kDeflateLevel), "cannot set gzip");
  h5::check(H5Pset_fletcher32(properties.id()), "cannot set fletcher32");
  return properties;
}

/// Moves to the chunk that follows, the last axis fastest; false after the last one.
bool to_next_chunk(std::vector<hsize_t>& first, const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk) {
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    if ((first[axis] += chunk[axis]) < shape[axis]) return true;
    first[axis] = 0;
  }
  return false;
}

/// Whole points, as many as a chunk of points holds; parts of one where that is more than a chunk may be.
std::vector<hsize_t> point_chunk(const std::vector<hsize_t>& shape, hsize_t element_size) {
  std::vector<hsize_t> chunk = shape;
  chunk.front() = 1;
  chunk = chunk_shape(chunk, element_size);
  chunk.front() = std::clamp(kPointChunk / (product(chunk) * element_size), hsize_t{1}, shape.front());
  return chunk;
}

/// Without a cache of chunks: whoever writes whole ones needs none, and one for each variable of a sweep would be much.
h5::Properties uncached() {
  h5::Properties properties(H5Pcreate(H5P_DATASET_ACCESS), "cannot describe a dataset");
  h5::check(H5Pset_chunk_cache(properties.id(), 0, 0, 1), "cannot switch off a cache");
  return properties;
}

/// For texts: HDF5 takes 1 MiB to convert them in, and clears it, at each of them.
h5::Properties small_buffer() {
  constexpr std::size_t kBuffer = std::size_t{1} << 14;  // bytes
  h5::Properties properties(H5Pcreate(H5P_DATASET_XFER), "cannot describe a transfer");
  h5::check(H5Pset_buffer(properties.id(), kBuffer, nullptr, nullptr), "cannot set a buffer");
  return properties;
}

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

h5::Space space_of(const std::vector<hsize_t>& shape) {
  if (shape.empty()) return h5::Space(H5Screate(H5S_SCALAR), "cannot make a scalar");
  return h5::Space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "cannot make a shape");
}

void write_scalar_attribute(hid_t object, const std::string& name, hid_t file_type, hid_t memory_type, const void* value) {
  const h5::Space space(H5Screate(H5S_SCALAR), "cannot make a scalar");
  h5::Attribute attribute(H5Acreate2(object, name.c_str(), file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT), "cannot create an attribute");
  h5::check(H5Awrite(attribute.id(), memory_type, value), "cannot write an attribute");
  attribute.close();
}

}  // namespace

std::vector<std::int32_t> counting(std::size_t length) {
  std::vector<std::int32_t> numbers(length);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

struct GroupWriter::Values {
  const void* data;
  std::size_t count;
  hsize_t element_size;  ///< bytes that filters could work on
  hid_t file_type, memory_type;

  explicit Values(std::span<const double> v) : Values(v.data(), v.size(), sizeof(double), H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE) {}
  explicit Values(std::span<const std::int64_t> v) : Values(v.data(), v.size(), sizeof(std::int64_t), H5T_STD_I64LE, H5T_NATIVE_INT64) {}
  explicit Values(std::span<const std::int32_t> v) : Values(v.data(), v.size(), sizeof(std::int32_t), H5T_STD_I32LE, H5T_NATIVE_INT32) {}
  Values(std::span<const char* const> v, const h5::Type& type) : Values(v.data(), v.size(), kUnfiltered, type.id(), type.id()) {}

 private:
  static constexpr hsize_t kUnfiltered = 0;  // texts lie in the file's heap, which filters do not reach; HDF5 refuses fletcher32 for them

  Values(const void* data_, std::size_t count_, hsize_t element_size_, hid_t file_type_, hid_t memory_type_)
      : data(data_), count(count_), element_size(element_size_), file_type(file_type_), memory_type(memory_type_) {}
};

h5::Properties creation_properties(hid_t property_class) {
  h5::Properties properties(H5Pcreate(property_class), "cannot describe a group");
  constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  h5::check(H5Pset_link_creation_order(properties.id(), kTracked), "cannot track creation order");
  h5::check(H5Pset_attr_creation_order(properties.id(), kTracked), "cannot track creation order");
  h5::check(H5Pset_obj_track_times(properties.id(), false), "cannot switch off times");
  return properties;
}

void write_attribute(hid_t object, const std::string& name, const std::string& value) {
  const h5::Type type = h5::string_type();
  const char* const text = value.c_str();
  write_scalar_attribute(object, name, type.id(), type.id(), &text);
}

void write_attribute(hid_t object, const std::string& name, std::int32_t value) {
  write_scalar_attribute(object, name, H5T_STD_I32LE, H5T_NATIVE_INT32, &value);
}

void write_attribute(hid_t object, const std::string& name, double value) {
  write_scalar_attribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

GroupWriter::GroupWriter(hid_t parent, const std::string& name, const std::string& long_name, PointDimension* points,
                         const std::atomic<bool>* stop)
    : points_(points), stop_(stop) {
  const h5::Properties properties = creation_properties(H5P_GROUP_CREATE);
  group_ = h5::Group(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), "cannot create a group");
  write_attribute(group_.id(), "long_name", long_name);
  if (points_ != nullptr) add_points();
}

void GroupWriter::add_points() {
  coordinate({"point", "1", "index of the point of the sweep"}, counting(points_->length()));
  for (const SweepAxis& axis : points_->axes()) {
    std::string keys;
    for (const std::string& key : axis.keys) keys += (keys.empty() ? "" : ", ") + key;
    const Description description{axis.name, axis.unit, "axis of the sweep: " + keys};
    h5::Dataset dataset = axis.texts.empty() ? place(description, {"point"}, Values(std::span(axis.numbers)))
                                             : place(description, {"point"}, Values(pointers(axis.texts), h5::string_type()));
    write_attribute(dataset.id(), "key", keys);
    dataset.close();
    coordinates_ += (coordinates_.empty() ? "" : " ") + axis.name;
  }
}

std::vector<const char*> GroupWriter::pointers(std::span<const std::string> texts) {
  std::vector<const char*> result;
  for (const std::string& text : texts) result.push_back(text.c_str());
  return result;
}

h5::Dataset GroupWriter::create(const Description& description, const std::vector<hsize_t>& shape, const Values& values,
                                const std::vector<hsize_t>& chunk, hid_t access) {
  const h5::Space space = space_of(shape);
  const h5::Properties properties = dataset_properties(shape, values.element_size, chunk);
  if (description.has_missing) h5::check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &kMissing), "cannot describe a dataset");
  return h5::Dataset(H5Dcreate2(group_.id(), description.name.c_str(), values.file_type, space.id(), H5P_DEFAULT, properties.id(), access),
                     "cannot create a dataset");
}

void GroupWriter::describe(const h5::Dataset& dataset, const Description& description) {
  write_attribute(dataset.id(), "units", description.units);
  write_attribute(dataset.id(), "long_name", description.long_name);
  if (description.has_missing) write_attribute(dataset.id(), "_FillValue", kMissing);
}

h5::Dataset GroupWriter::write(const Description& description, const std::vector<hsize_t>& shape, const Values& values) {
  if (product(shape) != values.count) throw std::logic_error("values of " + description.name + " do not fill its shape");
  const std::vector<hsize_t> chunk = chunk_shape(shape, values.element_size);
  h5::Dataset dataset = create(description, shape, values, chunk, H5P_DEFAULT);
  if (is_chunked(shape, values.element_size)) {
    write_chunks(dataset, shape, chunk, values);
  } else {
    const h5::Properties transfer = values.element_size == 0 ? small_buffer() : h5::Properties();
    const hid_t how = values.element_size == 0 ? transfer.id() : H5P_DEFAULT;
    h5::check(H5Dwrite(dataset.id(), values.memory_type, H5S_ALL, H5S_ALL, how, values.data), "cannot write a dataset");
  }
  describe(dataset, description);
  return dataset;
}

/// In the order in which HDF5 would write them all at once, which gives the same bytes; but that can take minutes and cannot be stopped.
void GroupWriter::write_chunks(const h5::Dataset& dataset, const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk,
                               const Values& values) {
  const h5::Space space = space_of(shape);
  std::vector<hsize_t> first(shape.size()), count(shape.size());
  do {
    stop_if_told(stop_);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) count[axis] = std::min(chunk[axis], shape[axis] - first[axis]);
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, first.data(), nullptr, count.data(), nullptr), "cannot select a chunk");
    h5::check(H5Dwrite(dataset.id(), values.memory_type, space.id(), space.id(), H5P_DEFAULT, values.data), "cannot write a dataset");
  } while (to_next_chunk(first, shape, chunk));
}

void GroupWriter::add_coordinate(const Description& description, const Values& values) {
  h5::Dataset dataset = write(description, {values.count}, values);
  h5::check(H5DSset_scale(dataset.id(), description.name.c_str()), "cannot make a dimension scale");
  const hobj_ref_t self = reference_to(dataset);
  scales_.emplace(description.name, Scale{std::move(dataset), values.count, self, {}});
}

std::vector<hsize_t> GroupWriter::shape_of(const std::vector<std::string>& axes) const {
  std::vector<hsize_t> shape;
  shape.reserve(axes.size());
  for (const std::string& axis : axes) shape.push_back(scales_.at(axis).length);
  return shape;
}

void GroupWriter::attach(const h5::Dataset& dataset, const std::vector<std::string>& axes) {
  if (axes.empty()) return;
  std::vector<hvl_t> scales;
  const hobj_ref_t self = reference_to(dataset);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    Scale& scale = scales_.at(axes[i]);
    scales.push_back({1, &scale.self});
    scale.users.push_back({self, static_cast<int>(i)});
  }
  write_scales(dataset, scales);
}

h5::Dataset GroupWriter::place(const Description& description, const std::vector<std::string>& axes, const Values& values) {
  h5::Dataset dataset = write(description, shape_of(axes), values);
  attach(dataset, axes);
  return dataset;
}

void GroupWriter::add_variable(const Description& description, const std::vector<std::string>& axes, const Values& values) {
  place(description, axes, values).close();
}

void GroupWriter::add_result(const Description& description, const std::vector<std::string>& axes, const Values& values) {
  if (points_ == nullptr) return add_variable(description, axes, values);
  std::vector<std::string> all{"point"};
  all.insert(all.end(), axes.begin(), axes.end());
  const std::vector<hsize_t> shape = shape_of(all), chunk = point_chunk(shape, values.element_size);
  h5::Dataset dataset = create(description, shape, values, chunk, uncached().id());
  describe(dataset, description);
  if (!coordinates_.empty()) write_attribute(dataset.id(), "coordinates", coordinates_);
  attach(dataset, all);
  const hsize_t together = is_chunked(shape, values.element_size) ? chunk.front() : shape.front();
  points_->add(PointSeries(std::move(dataset), shape, together, values.memory_type));
}

void GroupWriter::coordinate(const Description& description, std::span<const std::string> labels) {
  add_coordinate(description, Values(pointers(labels), h5::string_type()));
}
void GroupWriter::coordinate(const Description& description, std::span<const std::int32_t> values) {
  add_coordinate(description, Values(values));
}
void GroupWriter::coordinate(const Description& description, std::span<const double> values) {
  add_coordinate(description, Values(values));
}

void GroupWriter::variable(const Description& description, const std::vector<std::string>& axes, std::span<const double> values) {
  add_variable(description, axes, Values(values));
}
void GroupWriter::variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::int32_t> values) {
  add_variable(description, axes, Values(values));
}

void GroupWriter::variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::int64_t> values) {
  add_variable(description, axes, Values(values));
}
void GroupWriter::variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::string> values) {
  add_variable(description, axes, Values(pointers(values), h5::string_type()));
}

void GroupWriter::result(const Description& description, const std::vector<std::string>& axes, std::span<const double> values) {
  add_result(description, axes, Values(values));
}
void GroupWriter::result(const Description& description, const std::vector<std::string>& axes, std::span<const std::int64_t> values) {
  add_result(description, axes, Values(values));
}

void GroupWriter::close() {
  for (auto& [name, scale] : scales_) {
    write_users(scale.dataset, scale.users);
    scale.dataset.close();
  }
  group_.close();
}

}  // namespace cellcast::output
