#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "config/scenario/scenario.hpp"
#include "output/files/partial_file.hpp"
#include "output/result/provenance.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// A result file that is whole or absent: a hidden partial beside the target from construction on, so that an unwritable folder
/// is found before a run and not after it; `write` finishes it (close, fsync, rename, fsync of the folder). The destructor removes
/// a partial that was not finished. Symbolic links: see PartialFile.
class ResultFile {
 public:
  /// Throws OutputError where the target exists and may not be replaced, or its folder cannot be written; std::system_error where there
  /// are too few descriptors to write it.
  ResultFile(const std::string& path, IfExists if_exists);
  ~ResultFile();
  ResultFile(ResultFile&&) noexcept;
  ResultFile& operator=(ResultFile&&) noexcept;

  /// The same arguments give the same bytes. Throws OutputError, std::system_error where descriptors or memory are short, sim::Stopped
  /// where `stop` is set before the file has its name; nothing stays behind then. To be called once.
  /// A process that wants an error and not a signal at its file size limit ignores SIGXFSZ.
  void write(const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
             const std::atomic<bool>* stop = nullptr);

  /// The path of the partial: what a signal handler may unlink.
  const std::string& partial() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::output
