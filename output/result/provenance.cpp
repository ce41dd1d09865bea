#include "output/result/provenance.hpp"

#include "config/toml/comments.hpp"
#include "config/write/resolved.hpp"
#include "output/hdf5/group_reader.hpp"

namespace cellcast::output {
namespace {

/// Of all texts of a scenario, where that is more than its own text says, or less: a comment is not about the number that a change sets.
std::string comments_of(const std::vector<config::Source>& sources) {
  config::Comments all("");
  for (const bool is_change : {true, false})
    for (const config::Source& source : sources)
      if (source.is_change == is_change) all.extend(config::Comments(source.text));
  std::string text = all.text();
  return text == config::Comments(sources.front().text).text() ? "" : text;
}

}  // namespace

Provenance provenance_of(const config::Scenario& scenario) {
  return {scenario.sources.front().text, config::resolved(scenario), config::repaired_correlations(scenario), comments_of(scenario.sources)};
}

Provenance read_provenance(const GroupReader& group) {
  const auto text = [&](const char* name) { return group.texts(name, {}).front(); };
  const auto text_if_there = [&](const char* name) { return group.has(name) ? text(name) : std::string(); };
  return {text("scenario"), text("resolved"), text_if_there("repaired_correlations"), text_if_there("comments")};
}

}  // namespace cellcast::output
