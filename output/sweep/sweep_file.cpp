#include "output/sweep/sweep_file.hpp"

#include <functional>
#include <optional>
#include <stdexcept>

#include "output/files/seal.hpp"
#include "output/hdf5/hdf5_file.hpp"
#include "output/sweep/sweep_groups.hpp"

namespace cellcast::output {

struct SweepFile::State {
  PartialFile partial;
  std::size_t points = 0, added = 0;
  h5::File hdf5;
  std::optional<SweepGroups> groups;  ///< from begin to finish

  State(const std::string& path, IfExists if_exists) : partial(path, if_exists) { require_descriptor(partial); }

  SweepGroups& open_groups() {
    if (!groups) throw std::logic_error("a sweep's file is not begun, or at its end");
    h5::start();
    return *groups;
  }

  /// After an error nothing is written any more.
  void write(const std::function<void()>& step) {
    try {
      write_or_discard(partial, step);
    } catch (...) {
      groups.reset();
      hdf5 = {};
      throw;
    }
  }
};

SweepFile::SweepFile(const std::string& path, IfExists if_exists) : state_(std::make_unique<State>(path, if_exists)) {}
SweepFile::~SweepFile() = default;
SweepFile::SweepFile(SweepFile&&) noexcept = default;

const std::string& SweepFile::partial() const { return state_->partial.path(); }

void SweepFile::begin(const SweepSummary& summary, const sim::Results& shape) {
  State& state = *state_;
  state.write([&] {
    state.points = summary.points;
    state.hdf5 = create_hdf5(state.partial.path());
    state.groups.emplace(state.hdf5.id(), summary, shape);
  });
}

void SweepFile::add(std::size_t point, const sim::Results& results) {
  State& state = *state_;
  state.write([&] {
    SweepGroups& groups = state.open_groups();
    if (point != state.added || point >= state.points) throw std::logic_error("points of a sweep are to be added in their order");
    groups.add(results);
    ++state.added;
  });
}

void SweepFile::finish(const std::atomic<bool>* stop) {
  State& state = *state_;
  state.write([&] {
    state.open_groups().close();
    state.groups.reset();
    close_hdf5(state.hdf5);
    append_seal(state.partial.descriptor(), stop);
    state.partial.commit(stop);
  });
}

}  // namespace cellcast::output
