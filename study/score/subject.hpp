#pragma once

#include <string>

#include "study/trace.hpp"

namespace cellcast::study {

/// What is scored: a scenario file, a result file or a work folder, whose scenario is taken with its trials and dimensions. Overrides make
/// another run of it. Throws what loading and reading throw.
Source load_subject(const std::string& path, const config::Overrides& overrides, const Watch& watch);

}  // namespace cellcast::study
