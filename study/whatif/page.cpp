#include "study/whatif/page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/suggest.hpp"
#include "chart/draw/markup.hpp"
#include "chart/draw/style_sheet.hpp"
#include "config/load/shipped.hpp"
#include "config/toml/input_file.hpp"
#include "config/write/resolved.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/plan/labels.hpp"
#include "study/batch.hpp"
#include "study/guide/list_variables.hpp"
#include "study/plot/names.hpp"
#include "study/whatif/input_list.hpp"
#include "study/whatif/json_object.hpp"
#include "study/whatif/runs.hpp"
#include "study/whatif/whatif.hpp"

namespace cellcast::study {
namespace {

constexpr std::uint64_t kStoredTrials = 16384, kDriverTrials = 65536;

/// The page's script, in the order in which its parts use each other.
constexpr std::array kScripts{"changes.js", "format.js", "exact.js", "engine.js", "inputs.js", "results.js", "main.js"};

/// The files of share/cellcast/web.
class SharedFiles {
 public:
  SharedFiles() : folder_(config::shared_folder("web")) {
    if (folder_.empty()) throw not_installed("there is no folder share/cellcast/web");
  }

  std::string operator()(const std::string& name) const {
    try {
      return config::read_input(folder_ + "/" + name);
    } catch (const config::InputError& error) {
      if (error.why() == "no such file") throw not_installed(error.path() + ": no such file");
      throw;
    }
  }

 private:
  static base::Error not_installed(const std::string& why) {
    return {base::Error::Kind::no_input,
            "the engine for pages is not installed beside this program (" + why + ")",
            {base::Remedy::Kind::build_page_engine}};
  }

  std::string folder_;
};

/// A module without what only modules apart from each other need.
std::string joined_module(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with("import ")) continue;
    if (line.starts_with("export ")) line.erase(0, 7);
    out += line + "\n";
  }
  return out;
}

/// JSON that may stand in a page: no markup begins in it.
std::string within_page(std::string json) {
  for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at)) json.replace(at, 1, "\\u003c");
  return json;
}

std::string outputs_json(const config::Scenario& scenario, const Names& names) {
  const sim::Labels labels = sim::labels(scenario);
  const auto index_json = [&](const std::string& index) {
    return JsonObject().text("index", index).text("words", index.empty() ? "" : names.index(index)).done();
  };
  const auto output_json = [&](const VariableRow& row) {
    const sim::Variable& variable = labels.variable(*labels.find_variable(row.name));
    return JsonObject()
        .text("name", row.name)
        .text("words", names.output(variable, ""))
        .raw("indices", json_list(sim::indices(labels, variable), index_json))
        .done();
  };
  return json_list(list_variables(scenario), output_json);
}

std::string first_variable(const config::Scenario& scenario, const std::string& wanted) {
  const std::vector<VariableRow> all = list_variables(scenario);
  if (!wanted.empty() && std::ranges::find(all, wanted, &VariableRow::name) == all.end()) {
    std::vector<std::string> names;
    for (const VariableRow& row : all) names.push_back(row.name);
    const std::string meant = base::did_you_mean(wanted, names);
    throw base::UsageError("no output " + wanted + (meant.empty() ? "" : " (" + meant + ")"));
  }
  if (!wanted.empty()) return wanted;
  const bool has_main = std::ranges::find(all, "total_production", &VariableRow::name) != all.end();
  return has_main || all.empty() ? "total_production" : all.front().name;
}

/// Without published figures of no output, and without what figures say of each other: the page shows neither.
config::Scenario without_loose_claims(config::Scenario scenario) {
  std::erase_if(scenario.claims, [](const config::Claim& claim) { return claim.variable.empty(); });
  for (config::Claim& claim : scenario.claims) claim.identities.clear();
  return scenario;
}

/// What drives the output in its last year.
sim::Results drivers(config::Scenario scenario, const std::string& variable, const Machine& machine, const Watch& watch) {
  scenario.sampling.trials = kDriverTrials;
  scenario.sampling.stop.reset();
  compute_only(scenario, variable);
  scenario.sensitivity.method = config::SensitivityMethod::given_data;
  scenario.sensitivity.variables = {variable};
  scenario.sensitivity.variable_places = {{}};
  scenario.sensitivity.year = scenario.horizon.end_year;
  scenario.sensitivity.trials = kDriverTrials;
  return run_watched(scenario.name, sim::compile(scenario), options_of(machine, watch), watch);
}

std::string replaced(const std::string& page, const std::vector<std::pair<std::string, std::string>>& slots) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t begin = page.find("{{", at), end = page.find("}}", begin);
    out.append(page, at, begin - at);
    if (begin == std::string::npos || end == std::string::npos) return out;
    const std::string name = page.substr(begin + 2, end - begin - 2);
    const auto slot = std::ranges::find(slots, name, &std::pair<std::string, std::string>::first);
    if (slot != slots.end()) out += slot->second;
    at = end + 2;
  }
}

}  // namespace

std::string whatif_page(const config::Scenario& scenario, const WhatIfRequest& request, const Machine& machine, const Watch& watch) {
  const std::string variable = first_variable(scenario, request.variable);
  const SharedFiles shared_file;
  const std::string module = shared_file("engine.wasm.gz");
  const std::string start = start_text(config::resolved(without_loose_claims(scenario)), request.actuals);
  const sim::Results driven = drivers(scenario, variable, machine, watch);
  WhatIf engine(start);
  const std::string question =
      JsonObject().text("kind", "run").text("variable", variable).number("trials", static_cast<double>(kStoredTrials)).done();
  const std::string title = scenario.title.empty() ? scenario.name : scenario.title;
  const std::string data = JsonObject()
                               .text("path", request.path)
                               .text("name", scenario.name)
                               .raw("set", base::json_texts(request.set))
                               .raw("start", start)
                               .raw("outputs", outputs_json(scenario, Names(scenario)))
                               .raw("inputs", input_list(scenario, driven))
                               .raw("first", engine.answer(question))
                               .done();
  std::string script;
  for (const char* part : kScripts) script += joined_module(shared_file(std::string("page/") + part));
  return replaced(shared_file("page/page.html"), {{"title", chart::escaped(title)},
                                                  {"style", chart::style_sheet() + chart::chosen_colours() + shared_file("page/style.css")},
                                                  {"data", within_page(data)},
                                                  {"worker", joined_module(shared_file("page/worker.js"))},
                                                  {"engine", base::base64(module)},
                                                  {"script", script}});
}

}  // namespace cellcast::study
