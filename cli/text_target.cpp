#include "cli/text_target.hpp"

#include <iostream>
#include <sstream>

#include "cli/arguments.hpp"
#include "cli/signals.hpp"
#include "output/partial_file.hpp"

namespace cellcast::cli {

bool is_standard_output(const std::string& path) { return path.empty() || path == "-"; }

void refuse_standard_output(const std::string& path) {
  if (path == "-")
    throw UsageError(
        "--output: a result does not go to standard output (HDF5 is written in no order that a pipe could take); name a file, or ./-");
}

void TextTarget::write(const std::function<void(std::ostream&)>& text) const {
  if (is_standard_output(path)) return text(std::cout);
  std::ostringstream whole;
  text(whole);
  const std::atomic<bool>& stop = stop_on_signals();  // from here on there may be a partial file
  output::write_whole(path, whole.view(), force ? output::IfExists::replace : output::IfExists::refuse, &stop);
}

}  // namespace cellcast::cli
