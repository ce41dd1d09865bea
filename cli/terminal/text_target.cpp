#include "cli/terminal/text_target.hpp"

#include <iostream>

#include "base/error.hpp"
#include "cli/terminal/signals.hpp"
#include "output/files/partial_stream.hpp"

namespace cellcast::cli {

bool is_standard_output(const std::string& path) { return path.empty() || path == "-"; }

void refuse_standard_output(const std::string& path) {
  if (path == "-")
    throw base::UsageError(
        "--output: a result does not go to standard output (HDF5 is written in no order that a pipe could take); name a file, or ./-");
}

void TextTarget::write(const std::function<void(std::ostream&)>& text) const {
  if (is_standard_output(path)) return text(std::cout);
  const std::atomic<bool>& stop = stop_on_signals();  // from here on there may be a partial file
  output::PartialStream file(path, force ? output::IfExists::replace : output::IfExists::refuse, &stop);
  text(file.text());
  file.commit();
}

}  // namespace cellcast::cli
