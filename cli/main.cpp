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

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "cli/parse/parser.hpp"
#include "cli/shell/manual.hpp"
#include "cli/shell/table.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/heap.hpp"
#include "cli/terminal/remedies.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/silence.hpp"
#include "cli/terminal/standard_output.hpp"
#include "cli/terminal/style.hpp"
#include "cli/terminal/working_folder.hpp"
#include "study/refusals.hpp"

namespace cellcast::cli {
namespace {

/// The command that computes no trials. It is to take little memory, whatever a scenario holds, and not whole large pages.
constexpr std::string_view kCheck = "check";

/// Does what the command line asks for, and returns the exit code. Throws what commands throw; `color` is that of the message then.
int obey(int argc, const char* const* argv, Color& color) {
  const std::vector<Command> commands = all_commands();
  const Call call = parse(argc, argv, commands, manual());
  if (!call.command) {
    std::cout << call.text;
    return kDone;
  }
  color = call.common.color;
  std::optional<Silence> silence;
  if (call.common.quiet) silence.emplace();
  if (call.command->name != kCheck) put_heap_in_large_pages();
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

int exit_code(base::Error::Kind kind) {
  switch (kind) {
    using enum base::Error::Kind;
    case usage:
      return kUsage;
    case scenario:
    case data:
      return kBadData;
    case no_input:
      return kNoInput;
    case cannot_create:
      return kCannotCreate;
    case io:
      return kIoError;
    case resources:
      return kOutOfResources;
    case stopped:
      return 128 + stop_signal();
  }
  return kInternalError;
}

/// What was stopped by the signal that says that the limit of processor time was reached says so.
int fail_stopped(int code, const std::string& what) {
  if (stop_signal() != SIGXCPU) return fail(code, what);
  return fail(code == kStopped ? kStopped : kOutOfResources, "the limit of processor time was reached: " + what);
}

void print(const std::string& what, base::Error::Form form, Color color) {
  using enum base::Error::Form;
  if (form == report)
    std::cerr << styled(what.ends_with('\n') ? what : what + '\n', color);
  else
    std::cerr << "cellcast: " << (form == lines ? what : base::printable(what)) << '\n';
}

/// Tells of an error. A file may be missing because the working folder is.
int fail(const base::Error& error, Color color) {
  using enum base::Error::Kind;
  const int code = exit_code(error.kind());
  if (error.kind() == stopped) return fail_stopped(code, error.what());
  const std::string lost = error.kind() == no_input || error.kind() == cannot_create ? lost_working_folder() : "";
  const std::string what = in_words(error);
  if (lost.empty() || what == lost) {
    print(what, error.form(), color);
  } else if (error.form() == base::Error::Form::report) {
    print(what, error.form(), color);
    fail(code, lost);
  } else {
    fail(code, what + "; " + lost);
  }
  return code;
}

std::string option_of(study::NoSuchOutput::Part part) {
  switch (part) {
    using enum study::NoSuchOutput::Part;
    case variable_name:
      return "--variable";
    case index_labels:
      return "--index";
    case year:
      break;
  }
  return "--year";
}

/// Runs the program; every exception becomes a message and an exit code here and nowhere else.
int guarded(int argc, const char* const* argv) {
  Color color = Color::automatic;
  try {
    const StandardOutput standard_output;
    const int code = obey(argc, argv, color);
    std::cout.flush();
    return code;
  } catch (const study::CannotDivide& error) {
    const bool rule = error.why() == study::CannotDivide::Why::stopping_rule;
    return fail(kUsage, std::string(error.what()) + (rule ? " or leave --work out" : ""));
  } catch (const study::NoSuchTrial& error) {
    return fail(kUsage, std::string("--trial: ") + error.what());
  } catch (const study::NoSuchOutput& error) {
    return fail(kUsage, option_of(error.part()) + ": " + error.what());
  } catch (const study::NotTheBase& error) {
    return fail(kUsage, std::string("--base is ") + error.what());
  } catch (const study::CannotGrow& error) {
    const bool has = error.why() == study::CannotGrow::Why::has_as_many;
    return fail(kBadData, error.folder() + ": cannot be extended (" + error.reason() +
                              (has ? "; --trials says how many there are to be in all)" : "; run it anew with --trials)"));
  } catch (const study::StoppedKept& stopped) {
    return fail_stopped(stop_signal() == SIGINT ? 128 + SIGINT : kStopped,
                        std::string(stopped.what()) + ", and the same command goes on from there");
  } catch (const base::Error& error) {
    return fail(error, color);
  } catch (const ReaderGone&) {
    return 128 + SIGPIPE;
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
