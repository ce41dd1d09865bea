#pragma once

#include <span>
#include <vector>

#include "cellcast/cellcast.hpp"
#include "study/trace.hpp"

namespace cellcast {

/// What study is asked about. Throws Error where the file of a result is another by now.
study::Source source_of(const Scenario& scenario);
study::Source source_of(const Result& result);
study::Source source_of(const Subject& subject);
std::vector<study::Source> sources_of(std::span<const Subject> subjects);

}  // namespace cellcast
