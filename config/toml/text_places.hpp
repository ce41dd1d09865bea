#pragma once

#include <cstddef>

#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::config {

/// Where a byte of a TOML text's value stands in the file: escapes, the quotes of all four kinds and lines that go on are passed over.
/// `opening` is the place of its first quote. The opening place itself where no quote stands there.
Place place_within(const Source& source, Place opening, std::size_t byte);

}  // namespace cellcast::config
