#include "config/diagnostics/report.hpp"

#include "base/suggest.hpp"

namespace cellcast::config {

namespace {

/// Whether there is a table around this path.
bool step_up(std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) return false;
  path.resize(dot);
  return true;
}

}  // namespace

void Report::missing(Place place, const std::string& path, std::string problem, std::string why, std::string suggestion) {
  if (may_have(path) || is_misspelt(path, problem)) return;
  error(place, std::move(problem), std::move(why), std::move(suggestion));
}

bool Report::excused(std::string path) const {
  do {
    if (excused_.contains(path)) return true;
  } while (step_up(path));
  return false;
}

bool Report::is_misspelt(std::string path, const std::string& problem) {
  auto found = suspects_.end();
  while (!is_full() && found == suspects_.end() && step_up(path)) found = suspects_.find(path);
  if (found == suspects_.end()) return false;
  const Suspect suspect = std::move(found->second);
  suspects_.erase(found);
  const std::string meant = base::did_you_mean(path.substr(path.rfind('.') + 1), *suspect.known);
  if (meant.empty()) return false;
  error(suspect.place, "`" + path + "` is new, and incomplete", problem, meant);
  excuse(std::move(path));
  return true;
}

}  // namespace cellcast::config
