// Files of work folders. The first byte says what the rest is: the contents of a shard, of a plan, or a file; then it is tried as it is and
// with a header that fits what follows, so that damage is met behind the checks that find it.
#include <sys/stat.h>

#include <algorithm>
#include <boost/crc.hpp>

#include "output/files/read_error.hpp"
#include "output/files/sealed_file.hpp"
#include "output/work/work_folder.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/run/partial_run.hpp"
#include "sim/plan/plan.hpp"
#include "sim/stats/accumulate/packed.hpp"
#include "sim/sweep/shards.hpp"
#include "tests/config/support.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

namespace {

constexpr std::uint64_t kTrials = 300;

/// A run of few numbers, with what its first shard came to.
struct Small {
  Small() { first = saved(0, 100); }
  std::string saved(std::uint64_t begin, std::uint64_t end) const {
    sim::PartialRun run(plan, options, sim::PartialRun::Sampling::at_the_end);
    run.run(begin, end);
    return run.save();
  }

  sim::Plan plan = [] {
    config::Overrides overrides;
    overrides.trials = kTrials;
    overrides.set = {"outputs.variables=[\"total_demand\"]"};
    return sim::compile(sim::load_checked(fuzz::write("small.toml", config::testing::kTiny), overrides));
  }();
  sim::RunOptions options{.threads = 1};
  std::string first;
};

/// What merges is saved again as it is counted, and what that gives is merged again.
void merge(std::string_view bytes) {
  static const Small small;
  sim::PartialRun run(small.plan, small.options, sim::PartialRun::Sampling::at_the_end);
  try {
    run.merge(bytes);
  } catch (const sim::Malformed&) {
    return;
  }
  const std::string once = run.save();
  run.clear();
  run.merge(once);
  fuzz::expect(run.save() == once, "what was merged and saved is not merged again to the same");
  (void)run.trials();
  run.merge(small.first);
}

void unpack(std::string_view bytes) {
  output::WorkPlan plan;
  try {
    plan = output::unpacked_plan(bytes);
  } catch (const sim::Malformed&) {
    return;
  }
  const output::WorkPlan again = output::unpacked_plan(output::packed(plan));
  fuzz::expect(again.trials() == plan.trials() && again.tasks() == plan.tasks() && again.name == plan.name, "a plan is packed as another");
  if (plan.tasks() > 2000 || plan.points > 2000) return;
  const std::vector<sim::Shard> shards = sim::divide(plan.points, plan.stages);
  std::vector<std::uint64_t> reached(plan.points);
  for (const sim::Shard& shard : shards) {
    fuzz::expect(shard.point < plan.points && shard.first == reached[shard.point] && shard.first < shard.end,
                 "shards do not tile the trials");
    reached[shard.point] = shard.end;
  }
  for (const std::uint64_t end : reached) fuzz::expect(end == plan.trials(), "some trials are in no shard");
}

/// True where it is a shard's file.
bool is_read(const std::string& path) {
  try {
    (void)output::read_header(path, output::SealedKind::shard);
    (void)output::read_sealed(path, output::SealedKind::shard);
    return true;
  } catch (const output::ReadError& error) {
    fuzz::expect(error.kind() == output::ReadError::Kind::data, std::string("not the file's fault: ") + error.what());
    return false;
  }
}

/// The bytes with a header whose magic, checksum of what follows and CRC are right; its other fields stay.
std::string sealed(std::string bytes) {
  constexpr std::size_t kDigestAt = 88, kCrcAt = 124;
  bytes.resize(std::max(bytes.size(), output::kSealedHeaderSize));
  bytes.replace(0, 8,
                "\x89"
                "ccwork\n");
  const base::Digest digest = base::sha256(std::string_view(bytes).substr(output::kSealedHeaderSize));
  std::ranges::copy(digest, bytes.begin() + kDigestAt);
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), kCrcAt);
  for (std::size_t i = 0; i < 4; ++i) bytes[kCrcAt + i] = static_cast<char>(crc.checksum() >> 8 * i);
  return bytes;
}

/// A folder whose files are these bytes, as `plan` and as a shard.
void work(const std::string& bytes) {
  const std::string path = fuzz::folder() + "/work";
  ::mkdir(path.c_str(), 0777);
  fuzz::write("work/plan", bytes);
  try {
    const output::WorkFolder folder(path);
    for (const sim::Shard& shard : std::span(folder.shards()).first(std::min<std::size_t>(folder.shards().size(), 3)))
      fuzz::expect(folder.look(shard).kind == output::ShardState::Kind::missing, "a shard where there is none");
  } catch (const output::ReadError& error) {
    fuzz::expect(error.kind() == output::ReadError::Kind::data, std::string("not the file's fault: ") + error.what());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string rest(fuzz::text_of(data + 1, size - 1));
  switch (data[0] % 4) {
    case 0:
      merge(rest);
      break;
    case 1:
      unpack(rest);
      break;
    case 2:
      fuzz::expect(!is_read(fuzz::write("any.shard", rest)) || sealed(rest) == rest, "bytes are a shard that do not prove themselves");
      is_read(fuzz::write("sealed.shard", sealed(rest)));
      break;
    default: {
      std::string file = sealed(rest);
      file[8] = 1;  // version
      file[9] = 0;
      file[10] = 1;  // a plan
      file[11] = 0;
      const std::uint64_t length = file.size() - output::kSealedHeaderSize;
      for (std::size_t i = 0; i < 8; ++i) file[80 + i] = static_cast<char>(length >> 8 * i);
      work(sealed(file));
    }
  }
  return 0;
}
