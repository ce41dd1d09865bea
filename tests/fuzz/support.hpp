#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/load/load.hpp"

namespace cellcast::fuzz {

/// A folder of this process in memory (/dev/shm, or $TMPDIR where there is none), removed at exit.
const std::string& folder();

/// Writes a file in that folder; its path.
std::string write(const std::string& name, std::string_view bytes);

/// Ends the process with a report that libFuzzer keeps the input of.
[[noreturn]] void fail(const std::string& what);
inline void expect(bool holds, const std::string& what) {
  if (!holds) fail(what);
}

/// What must hold of anything that was loaded, right or wrong: places lie within their texts, messages hold no control characters; a
/// scenario without errors survives `check --resolved`, and one that passes all checks can be compiled. `overrides` are those it was
/// loaded with.
void check_loaded(const std::string& path, const config::Overrides& overrides);

/// A diagnostic stands within the text of one of the sources.
void check_place(const config::Diagnostic& diagnostic, const std::vector<config::Source>& sources);

/// Whether a text is fit for a terminal: no control characters but line feeds.
bool is_printable(std::string_view text);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace cellcast::fuzz
