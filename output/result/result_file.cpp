#include "output/result/result_file.hpp"

#include <cassert>

#include "output/files/seal.hpp"
#include "output/hdf5/hdf5_file.hpp"
#include "output/result/result_groups.hpp"

namespace cellcast::output {

namespace {

void write_hdf5(const std::string& path, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                const std::atomic<bool>* stop) {
  h5::File file = create_hdf5(path);
  h5::Group root = h5::root_group(file.id());
  write_contents(root.id(), scenario, provenance, results, stop);
  root.close();
  close_hdf5(file);
}

}  // namespace

struct ResultFile::State {
  PartialFile file;
  bool written = false;
  State(const std::string& path, IfExists if_exists) : file(path, if_exists) { require_descriptor(file); }
};

ResultFile::ResultFile(const std::string& path, IfExists if_exists) : state_(std::make_unique<State>(path, if_exists)) {}
ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;
ResultFile& ResultFile::operator=(ResultFile&&) noexcept = default;

const std::string& ResultFile::partial() const { return state_->file.path(); }

void ResultFile::write(const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                       const std::atomic<bool>* stop) {
  assert(!state_->written);
  state_->written = true;
  PartialFile& partial = state_->file;
  write_or_discard(partial, [&] {
    write_hdf5(partial.path(), scenario, provenance, results, stop);
    append_seal(partial.descriptor(), stop);
    partial.commit(stop);
  });
}

}  // namespace cellcast::output
