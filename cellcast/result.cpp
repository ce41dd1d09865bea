#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/sha256.hpp"
#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/memory_file.hpp"
#include "output/result/result_datasets.hpp"
#include "output/result/result_file.hpp"
#include "output/result/result_groups.hpp"
#include "study/overwriting.hpp"

namespace cellcast {
namespace {

output::IfExists if_exists(Existing existing) {
  return existing == Existing::replace ? output::IfExists::replace : output::IfExists::refuse;
}

Array view(const output::StoredArray& stored) {
  Array array{stored.name, stored.units, stored.long_name, stored.dimensions, stored.shape, {}};
  std::visit([&](const auto& values) { array.values = std::span(values); }, stored.values);
  return array;
}

/// A group of results in memory, as its file would have it; empty where it has no arrays of its own.
std::vector<output::StoredArray> arrays_of(const sim::Results& results, const std::string& group) {
  std::vector<output::StoredArray> arrays;
  for (const output::ResultDataset& each : output::result_datasets(results)) {
    if (each.group != group || each.role == output::ResultDataset::Role::attribute) continue;
    arrays.push_back({each.name, each.units, each.long_name, each.axes, each.shape, each.values()});
  }
  return arrays;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

[[noreturn]] void refuse_other_file(const std::string& path) {
  throw Error(Error::Kind::data, path + ": is not the file any more that was opened");
}

/// As it was opened: what has the file's name by now may be another file.
void copy_file(const std::string& from, const output::Seal& seal, const std::string& to, Existing existing) {
  study::refuse_overwriting_source(from, to);
  const output::VerifiedFile now(from);
  const std::string bytes = bytes_of(from);
  if (now.seal().sha256 != seal.sha256 || bytes.size() != seal.length + output::kSealSize) refuse_other_file(from);
  now.check_unchanged();
  output::write_whole(to, bytes, if_exists(existing));
}

}  // namespace

std::unique_lock<std::mutex> lock_hdf5() {
  static std::mutex mutex;
  return std::unique_lock(mutex);
}

Result::State::~State() {
  const auto lock = lock_hdf5();
  file.reset();
  image = {};
}

hid_t Result::State::hdf5() {
  if (file) return file->hdf5();
  if (image.id() < 0) {
    output::h5::File made = output::create_in_memory();
    const output::h5::Group root(H5Gopen2(made.id(), "/", H5P_DEFAULT), "cannot open the root group");
    output::write_contents(root.id(), finished->scenario, finished->provenance, finished->results, nullptr);
    image = std::move(made);
  }
  return image.id();
}

void Result::State::require_same_file() const {
  if (output::VerifiedFile(path).seal().sha256 != file->seal().sha256) refuse_other_file(path);
}

Result::Result(std::shared_ptr<State> state) : state_(std::move(state)) {}

Result Result::open(const std::string& path) {
  return translated([&] {
    const auto state = std::make_shared<State>();
    const auto lock = lock_hdf5();
    state->path = path;
    output::read_or_refuse(path, [&] {
      auto file = std::make_unique<const output::VerifiedFile>(path);
      const auto attributes = output::read_attributes(file->hdf5());
      state->trials = output::number_in(attributes, "trials");
      state->name = attributes.contains("name") ? attributes.at("name") : "";
      file->check_unchanged();
      state->file = std::move(file);
    });
    return Access::make(state);
  });
}

void Result::save(const std::string& path, Existing existing) const {
  translated([&] {
    const auto lock = lock_hdf5();
    if (state_->file) return copy_file(state_->path, state_->file->seal(), path, existing);
    const study::Finished& finished = *state_->finished;
    study::refuse_overwriting(finished.scenario, path);
    output::ResultFile(path, if_exists(existing)).write(finished.scenario, finished.provenance, finished.results);
  });
}

const std::string& Result::name() const { return state_->name; }
std::uint64_t Result::trials() const { return state_->trials; }

std::vector<std::string> Result::groups() const {
  return translated([&] {
    const auto lock = lock_hdf5();
    return output::read_or_refuse(state_->path, [&] { return output::group_names(state_->hdf5()); });
  });
}

std::vector<Array> Result::group(const std::string& name) const {
  return translated([&] {
    const auto lock = lock_hdf5();
    auto found = state_->groups.find(name);
    if (found == state_->groups.end() && state_->finished) {
      std::vector<output::StoredArray> here = arrays_of(state_->finished->results, name);
      if (!here.empty()) found = state_->groups.emplace(name, std::move(here)).first;
    }
    if (found == state_->groups.end()) {
      found = output::read_or_refuse(state_->path, [&] {
        const hid_t hdf5 = state_->hdf5();
        const std::vector<std::string> known = output::group_names(hdf5);
        if (std::ranges::find(known, name) == known.end()) throw Error(Error::Kind::usage, "the result has no group '" + name + "'");
        return state_->groups.emplace(name, output::read_arrays(hdf5, name)).first;
      });
      if (state_->file) state_->file->check_unchanged();
    }
    std::vector<Array> arrays;
    std::ranges::transform(found->second, std::back_inserter(arrays), view);
    return arrays;
  });
}

Array Result::array(const std::string& group, const std::string& name) const {
  for (Array& array : this->group(group))
    if (array.name == name) return std::move(array);
  throw Error(Error::Kind::usage, "the group '" + group + "' has no array '" + name + "'");
}

std::string Result::resolved() const {
  if (state_->finished) return state_->finished->provenance.scenario_resolved;
  const Array text = array("provenance", "resolved");
  return std::get<std::span<const std::string>>(text.values).front();
}

}  // namespace cellcast
