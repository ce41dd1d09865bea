#pragma once

#include <string>

namespace cellcast::cli {

/// The path of the working folder. Throws output::OutputError where it has been removed.
std::string working_folder();

/// That the working folder has been removed, and what to do, or nothing where it has not: what a message about a file may leave unsaid.
std::string lost_working_folder();

}  // namespace cellcast::cli
