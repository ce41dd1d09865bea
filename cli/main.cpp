#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/parser.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/silence.hpp"
#include "cli/terminal/standard_output.hpp"
#include "cli/terminal/style.hpp"
#include "cli/terminal/usage_error.hpp"
#include "cli/terminal/working_folder.hpp"
#include "cli/terminal/written.hpp"
#include "config/load/load.hpp"
#include "output/files/partial_file.hpp"
#include "output/files/read_error.hpp"
#include "output/report/selection.hpp"
#include "output/work/shard_survey.hpp"
#include "sim/engine/findings/updating.hpp"
#include "sim/engine/run/run.hpp"
#include "study/refusals.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

/// Does what the command line asks for, and returns the exit code. Throws what commands throw; `color` is that of the message then.
int obey(int argc, const char* const* argv, Color& color) {
  std::vector<Command> commands;
  for (const auto make : kCommands) commands.push_back(make());
  const Call call = parse(argc, argv, commands);
  if (!call.command) {
    std::cout << call.text;
    return kDone;
  }
  color = call.common.color;
  std::optional<Silence> silence;
  if (call.common.quiet) silence.emplace();
  return call.command->run(call.common);
}

int fail(int code, const std::string& what) {
  std::cerr << "cellcast: " << base::printable(what) << '\n';
  return code;
}

/// The message takes no memory.
int out_of_memory() noexcept {
  constexpr std::string_view kMessage = "cellcast: out of memory (the model's size, outputs.samples and --threads decide what is needed)\n";
  [[maybe_unused]] const ssize_t put = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  return kOutOfResources;
}

/// Want of memory where a library lets no exception through (TOML++ while it moves a table): there is nothing to clean up but memory.
[[noreturn]] void terminated() noexcept {
  try {
    if (const std::exception_ptr cause = std::current_exception()) std::rethrow_exception(cause);
  } catch (const std::bad_alloc&) {
    _exit(out_of_memory());
  } catch (...) {  // a bug: abort says so
  }
  std::abort();
}

/// The C library takes what ends a thread from libgcc_s when it first needs it, and aborts where there is no memory left for that.
void prepare_unwinding() {
  void* here = nullptr;
  backtrace(&here, 1);
}

/// A standard stream that the caller closed would lend its number to the next file we open: messages would go into a result.
/// Writing to what takes its place fails, as it would have.
void hold_standard_streams() {
  for (const int descriptor : {0, 1, 2}) {
    if (fcntl(descriptor, F_GETFD) != -1 || open("/dev/null", O_RDONLY) == descriptor) continue;
    std::cerr << "cellcast: cannot open /dev/null in place of a closed standard stream (" << std::generic_category().message(errno)
              << ")\n";
    std::exit(kOutOfResources);
  }
}

/// Fails for a file: it may be missing because the folder is.
int fail_for_file(int code, const std::string& what) {
  const std::string lost = lost_working_folder();
  return fail(code, lost.empty() || what == lost ? what : what + "; " + lost);
}

/// After a signal. One is a limit that was met.
int stop(int code, const std::string& text) {
  if (stop_signal() != SIGXCPU) return fail(code, text);
  return fail(code == kStopped ? kStopped : kOutOfResources, "the limit of processor time was reached: " + text);
}

/// Runs the program; every exception becomes a message and an exit code here and nowhere else.
int guarded(int argc, const char* const* argv) {
  Color color = Color::automatic;
  try {
    const StandardOutput standard_output;
    const int code = obey(argc, argv, color);
    std::cout.flush();
    return code;
  } catch (const UsageError& error) {
    return fail(kUsage, error.what());
  } catch (const study::CannotDivide& error) {
    const bool rule = error.why() == study::CannotDivide::Why::stopping_rule;
    return fail(kUsage, std::string(error.what()) + (rule ? " or leave --work out" : ""));
  } catch (const output::SelectionError& error) {
    return fail(kUsage, error.what());
  } catch (const study::BadScenarios& error) {
    std::cerr << styled(error.what(), color);
    if (error.kind() != study::BadScenarios::Kind::no_input) return kBadData;
    const std::string lost = lost_working_folder();
    return lost.empty() ? kNoInput : fail(kNoInput, lost);
  } catch (const sim::NotFinite& error) {
    return fail(kBadData, error.what());
  } catch (const sim::TooFewEffective& error) {
    return fail(kBadData, error.what());
  } catch (const config::InputError& error) {
    return fail_for_file(kNoInput, error.what());
  } catch (const output::CannotMerge& error) {
    std::cerr << "cellcast: " << error.what() << '\n';
    return error.kind() == output::ReadError::Kind::io ? kIoError : kBadData;
  } catch (const output::ReadError& error) {
    using enum output::ReadError::Kind;
    if (error.kind() == no_input) return fail_for_file(kNoInput, error.what());
    return fail(error.kind() == data ? kBadData : kIoError, error.what());
  } catch (const output::OutputError& error) {
    if (error.kind() == output::OutputError::Kind::cannot_create) return fail_for_file(kCannotCreate, error.what());
    return fail(kIoError, error.what());
  } catch (const ReaderGone&) {
    return 128 + SIGPIPE;
  } catch (const study::StoppedKept& stopped) {
    return stop(stop_signal() == SIGINT ? 128 + SIGINT : kStopped,
                std::string(stopped.what()) + ", and the same command goes on from there");
  } catch (const StoppedAfter& stopped) {
    return stop(128 + stop_signal(), stopped.what());
  } catch (const sim::Stopped&) {
    return stop(128 + stop_signal(), "stopped; nothing was written");
  } catch (const std::bad_alloc&) {
    return out_of_memory();
  } catch (const std::system_error& error) {
    if (const std::string lost = lost_working_folder(); !lost.empty()) return fail(kNoInput, lost);
    return fail(kOutOfResources, std::string("the system refused a resource: ") + error.what());
  } catch (const std::exception& error) {
    return fail(kInternalError, std::string("internal error: ") + error.what());
  }
}

}  // namespace
}  // namespace cellcast::cli

int main(int argc, char** argv) {
  cellcast::cli::hold_standard_streams();
  cellcast::cli::prepare_unwinding();
  // A closed pipe or a file size limit shall be a failed write, with nothing left behind, not a death by signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  ::setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1);  // results are read that others hold open, and what is written nobody else can see
  std::set_terminate(cellcast::cli::terminated);
  try {
    return cellcast::cli::guarded(argc, argv);
  } catch (const std::bad_alloc&) {  // while a message was made
    return cellcast::cli::out_of_memory();
  }
}
