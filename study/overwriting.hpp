#pragma once

#include <string>

#include "study/job.hpp"

namespace cellcast::study {

// What is never replaced, even where replacing is asked for, found before anything is computed. Files are compared, not their names. All of these throw
// output::OutputError.

/// Refuses a `path` that the scenario was read from, with what it extends, and a file of any work folder.
void refuse_overwriting(const config::Scenario& scenario, const std::string& path);
/// The same, and of a sweep its own file.
void refuse_overwriting(const Job& job, const std::string& path);
/// Refuses a `path` that is the result file that is read, and a file of any work folder.
void refuse_overwriting_source(const std::string& source, const std::string& path);
/// Refuses a `path` that is, or would be, the work folder or a file of it; the folder need not exist yet.
void refuse_work_files(const std::string& folder, const std::string& path);

}  // namespace cellcast::study
