#include "config/load/load.hpp"

#include <utility>

#include "config/load/assemble.hpp"
#include "config/load/cross_checks.hpp"
#include "config/load/unused.hpp"
#include "config/read/sections.hpp"
#include "config/schema/unknown_keys.hpp"
#include "config/toml/limits.hpp"

namespace cellcast::config {
namespace {

void refuse_sweep(const Node& root, Report& report) {
  const Node* axes = root.find("axes");
  if (axes == nullptr || root.find("design") == nullptr) return;
  report.error(axes->key, "this is a sweep, not a scenario", "it has axes and a design", "", {base::Remedy::Kind::run_sweep});
  report.set_unreadable();
}

Loaded load_from(Document document, const Overrides& overrides) {
  Loaded out;
  Report report;
  const bool is_file = !document.file.empty();
  const Node root = assemble(std::move(document), overrides, out.scenario.sources, report);
  if (!report.unreadable()) check_limits(root, report);
  if (!report.unreadable()) refuse_sweep(root, report);
  if (!report.unreadable()) report_unknown_keys(root, report);
  if (!report.unreadable() && !report.is_full()) {
    Reader reader(report, out.scenario.variables);
    read_sections(root, reader, out.scenario);
    if (!report.partial()) cross_check(out.scenario, report);
    if (is_file && !report.partial() && report.count() == 0) warn_unused(root, out.scenario, report);  // who reads another text cannot mend it
  }
  out.scenario.is_partial = report.partial();
  out.diagnostics = std::move(report.diagnostics());
  sort(out.diagnostics);
  return out;
}

}  // namespace

Loaded load(const std::string& path, const Overrides& overrides) { return load_from(read_document(path), overrides); }

Loaded load(const Source& text, const Overrides& overrides) { return load_from(read_document(text), overrides); }

Loaded load(const Document& document, const Overrides& overrides) { return load_from(document, overrides); }

}  // namespace cellcast::config
