#include "config/load.hpp"

#include "config/assemble.hpp"
#include "config/cross_checks.hpp"
#include "config/sections.hpp"
#include "config/unknown_keys.hpp"

namespace cellcast::config {

Loaded load(const std::string& path, const Overrides& overrides) {
  Loaded out;
  Report report;
  const Node root = assemble(path, overrides, out.scenario.sources, report);
  if (!report.unreadable()) {
    report_unknown_keys(root, report);
    Reader reader(report, out.scenario.variables);
    read_sections(root, reader, out.scenario);
    if (!report.partial()) cross_check(out.scenario, report);
  }
  out.diagnostics = std::move(report.diagnostics());
  sort(out.diagnostics);
  return out;
}

}  // namespace cellcast::config
