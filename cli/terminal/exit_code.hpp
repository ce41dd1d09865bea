#pragma once

namespace cellcast::cli {

/// Exit codes of the program (sysexits.h). A run that a signal ends has 128 + the signal's number; 128 + SIGPIPE, without a word, where the
/// reader of standard output has closed it.
enum ExitCode : int {
  kDone = 0,
  kUsage = 64,
  kBadData = 65,  ///< scenario, result file, or a trial that is not finite
  kNoInput = 66,
  kInternalError = 70,
  kOutOfResources = 71,
  kCannotCreate = 73,  ///< output exists or its folder cannot be written
  kIoError = 74,
  kStopped = 75,  ///< by a signal; the same command goes on
};

}  // namespace cellcast::cli
