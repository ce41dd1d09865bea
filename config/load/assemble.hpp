#pragma once

#include <string>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/load/document.hpp"
#include "config/load/overrides.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Of a text that is no file; `extends` is an error in it.
Document read_document(const Source& text);
/// Of a file, with what it extends. Throws InputError where it cannot be read.
Document read_document(const std::string& path);

/// The tree of a scenario: its file, what that extends, and what the command line sets. Texts are appended to `sources`, the file first.
/// Throws InputError where the file itself cannot be read.
Node assemble(const std::string& path, const Overrides& overrides, std::vector<Source>& sources, Report& report);
/// Of a text that is no file; `extends` is an error in it.
Node assemble(const Source& text, const Overrides& overrides, std::vector<Source>& sources, Report& report);
/// Of a document.
Node assemble(Document document, const Overrides& overrides, std::vector<Source>& sources, Report& report);

}  // namespace cellcast::config
