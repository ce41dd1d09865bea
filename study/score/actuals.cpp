#include "study/score/actuals.hpp"

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "sim/check/actuals.hpp"

namespace cellcast::study {
namespace {

config::Actuals checked(config::LoadedActuals loaded) {
  sim::check_actuals(loaded.actuals, loaded.diagnostics);
  if (!loaded.diagnostics.empty()) throw config::ScenarioError(std::move(loaded.diagnostics), {std::move(loaded.actuals.source)});
  return std::move(loaded.actuals);
}

}  // namespace

std::string actuals_beside(const std::string& subject) {
  namespace fs = std::filesystem;
  std::error_code unknown;
  fs::path place = subject;
  if (!place.has_filename()) place = place.parent_path();  // `work/`
  const fs::path folder = place.parent_path();
  const fs::path beside = folder / "actuals.csv", above = ((folder.empty() ? fs::path("..") : folder / "..") / "actuals.csv").lexically_normal();
  for (const fs::path& path : {beside, above})
    if (fs::exists(path, unknown)) return path.string();
  throw base::Error(base::Error::Kind::no_input,
                    subject + ": nothing to score it by (neither " + beside.string() + " nor " + above.string() + " exists)",
                    {base::Remedy::Kind::name_actuals});
}

ActualsTable::ActualsTable(const std::string& path) : actuals_(checked(config::load_actuals(path))) {
  for (const config::Actual& row : actuals_.rows) first_[{row.variable, row.index}].try_emplace(row.year, &row);
}

bool ActualsTable::is_first(const config::Actual& row) const { return first_.at({row.variable, row.index}).at(row.year) == &row; }

std::vector<double> ActualsTable::run_up_to(const std::string& variable, const std::string& index, int year) const {
  std::vector<double> run;
  const auto series = first_.find({variable, index});
  if (series == first_.end()) return run;
  for (auto at = series->second.find(year); at != series->second.end() && at->second->on_basis() > 0; at = series->second.find(--year))
    run.push_back(at->second->on_basis());
  std::ranges::reverse(run);
  return run;
}

}  // namespace cellcast::study
