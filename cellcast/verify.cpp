#include "study/verify.hpp"

#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"

namespace cellcast {

std::vector<Step> verify(const std::string& path, const Verification& wanted, const RunOptions& options) {
  return translated([&] {
    const study::Machine machine = machine_of(options);
    auto lock = lock_hdf5();
    output::StoredResult stored = output::read_result(path, output::Samples::read);
    lock.unlock();
    const Following following(options.watch);
    std::vector<Step> steps;
    for (output::Step& step :
         study::verify(path, std::move(stored), {wanted.base, wanted.blocks, wanted.seed, wanted.quick}, machine, following.watch()))
      steps.push_back({std::move(step.name), step.state == output::Step::State::ok, std::move(step.texts)});
    return steps;
  });
}

}  // namespace cellcast
