#include "config/read/sections.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"

namespace cellcast::config {

namespace {

/// The name becomes a file's: it must not lead out of a folder, hide the file or be too long for one.
void check_file_name(const Word& name, Report& report) {
  constexpr std::size_t kLongest = 200;
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  if (name.place.line == 0) return;  // missing: reported
  const std::string rule = "it becomes the name of the result file: letters, digits, `-`, `_`, `.`, not starting with a dot";
  if (name.text.empty() || name.text.front() == '.' || !std::all_of(name.text.begin(), name.text.end(), is_plain))
    report.error(name.place, "`name` = \"" + name.text + "\" is no file name", rule);
  else if (name.text.size() > kLongest)
    report.error(name.place, "`name` is too long", "at most " + std::to_string(kLongest) + " characters");
}

void read_horizon(const Section& root, Reader& reader, Scenario& scenario) {
  const Section horizon = reader.section(root, "horizon");
  const std::size_t before = reader.report().count();
  scenario.horizon.base_year = static_cast<int>(reader.integer(horizon, "base_year"));
  scenario.horizon.end_year = static_cast<int>(reader.integer(horizon, "end_year"));
  const bool known = reader.report().count() == before && horizon.find("base_year") != nullptr && horizon.find("end_year") != nullptr;
  if (known && scenario.horizon.end_year <= scenario.horizon.base_year)
    reader.report().error(horizon.find("end_year")->place, "`horizon.end_year` must be after `horizon.base_year`",
                          std::to_string(scenario.horizon.end_year) + " is not after " + std::to_string(scenario.horizon.base_year));
  // What follows counts years: a horizon that is none gets one.
  if (!known || scenario.horizon.end_year <= scenario.horizon.base_year) scenario.horizon = {0, 0};
}

Stop read_stop(const Section& section, Reader& reader, const Scenario& scenario) {
  const auto place = [&](std::string_view name) {
    const Node* node = section.find(name);
    return node == nullptr ? section.place : node->place;
  };
  Stop stop;
  const Word variable = reader.word(section, "variable");
  stop.variable = variable.text;
  stop.index = reader.string(section, "index");
  stop.is_year_given = section.find("year") != nullptr;
  stop.year = stop.is_year_given ? static_cast<int>(reader.integer(section, "year")) : scenario.horizon.end_year;
  if (const Node* quantile = section.find("quantile"); quantile != nullptr && quantile->kind == Kind::text) {
    reader.word(section, "quantile");
  } else if (quantile != nullptr) {
    stop.quantile = reader.constant(section, "quantile");
  }
  stop.relative_error = reader.constant(section, "relative_error");
  const bool has_most = section.find("max_trials") != nullptr;
  stop.max_trials = has_most ? static_cast<std::uint64_t>(reader.integer(section, "max_trials")) : scenario.sampling.trials;
  stop.variable_place = variable.place;
  stop.index_place = index_place(section, reader.report());
  stop.year_place = place("year");
  stop.max_trials_place = place("max_trials");
  return stop;
}

void read_sampling(const Section& root, Reader& reader, Scenario& scenario) {
  const Section sampling = reader.section(root, "sampling");
  scenario.sampling.trials = static_cast<std::uint64_t>(reader.integer(sampling, "trials"));
  scenario.sampling.seed = static_cast<std::uint64_t>(reader.integer(sampling, "seed"));
  scenario.sampling.replicates = static_cast<int>(reader.integer(sampling, "replicates"));
  const Word method = reader.word(sampling, "method");
  scenario.sampling.method_place = method.place;
  if (const MethodTraits* known = find_method(method.text)) scenario.sampling.method = known->method;
  if (const Section stop = reader.section(sampling, "stop"); stop.node != nullptr)
    scenario.sampling.stop = read_stop(stop, reader, scenario);
}

void read_sensitivity(const Section& root, Reader& reader, Scenario& scenario) {
  const Section section = reader.section(root, "sensitivity");
  SensitivitySettings& settings = scenario.sensitivity;
  const Word method = reader.word(section, "method");
  settings.method = method.text == "sobol"  ? SensitivityMethod::sobol
                    : method.text == "none" ? SensitivityMethod::none
                                            : SensitivityMethod::given_data;
  settings.trials_given = section.find("trials") != nullptr;
  settings.trials = settings.trials_given ? static_cast<std::uint64_t>(reader.integer(section, "trials"))
                                          : default_sensitivity_trials(scenario.sampling.trials);
  const Node* year = section.find("year");
  settings.year = year != nullptr ? static_cast<int>(reader.integer(section, "year")) : scenario.horizon.end_year;
  if (year != nullptr) settings.year_place = year->place;
  for (const Word& variable : reader.words(section, "variables")) {
    settings.variables.push_back(variable.text);
    settings.variable_places.push_back(variable.place);
  }
}

void read_outputs(const Section& root, Reader& reader, Scenario& scenario) {
  const Section outputs = reader.section(root, "outputs");
  scenario.outputs.quantiles = reader.numbers(outputs, "quantiles");
  scenario.outputs.samples = static_cast<std::uint64_t>(reader.integer(outputs, "samples"));
  for (const Word& variable : reader.words(outputs, "variables")) {
    auto& known = scenario.outputs.variables;
    if (std::find(known.begin(), known.end(), variable.text) != known.end()) {
      reader.report().error(variable.place, "`" + variable.text + "` stands twice in `outputs.variables`");
      continue;
    }
    known.push_back(variable.text);
    scenario.outputs.variable_places.push_back(variable.place);
  }
  const Section thresholds = reader.section(outputs, "thresholds");
  if (thresholds.node == nullptr) return;
  for (const Node& child : thresholds.node->children) {
    if (!is_name(child.name)) continue;
    scenario.outputs.thresholds[child.name] = reader.numbers(thresholds, child.name);
    scenario.outputs.threshold_places[child.name] = child.key;
  }
}

void read_economy(const Section& root, Reader& reader, Scenario& scenario) {
  const Section economy = reader.section(root, "economy"), material = reader.section(economy, "material_price");
  scenario.economy.shock_correlation = reader.constant(economy, "shock_correlation");
  reader.numbers<EconomyNumbers>(economy, scenario.economy);
  reader.numbers<MaterialPriceNumbers>(material, scenario.economy);
  const Section news = reader.section(material, "news");
  if (news.node != nullptr) scenario.economy.news = read_by_year(news, reader, scenario.horizon, "there is news");
}

void read_copula(const Section& root, Reader& reader, Scenario& scenario) {
  const Section copula = reader.section(root, "copula");
  const std::string kind = reader.word(copula, "kind").text;
  const Node* given = copula.find("dof");
  const double dof = reader.constant(copula, "dof");
  if (kind == "gaussian" && given != nullptr && !std::isnan(dof))
    reader.report().error(given->key, "`copula.dof` without a Student-t copula", "the Gaussian copula has no degrees of freedom",
                          "write `kind = \"student_t\"`, or remove it");
  if (kind == "student_t" && given == nullptr)
    reader.report().missing(copula.place, "copula.dof", "`copula.dof` is missing", "a Student-t copula has degrees of freedom",
                            "add `dof = 4`, or fewer for more dependence in the tails");
  if (kind == "student_t" && !std::isnan(dof)) scenario.copula = {CopulaKind::student_t, dof};
  const Node* table = root.find("copula");
  const bool is_table = table == nullptr || table->kind == Kind::table;
  const bool is_read = kind == "gaussian" ? given == nullptr : kind == "student_t" && !std::isnan(dof);
  scenario.unread_correlations.ranks = !is_table || !is_read || reader.report().may_have("copula.kind");
}

void read_variables(const Section& root, Reader& reader, Scenario& scenario) {
  const Section variables = reader.section(root, "variables");
  if (variables.node == nullptr) return;
  std::vector<Variable> read;  // apart, so that a variable cannot draw on another
  for (const Node& child : variables.node->children) {
    if (!is_name(child.name)) continue;
    const std::string path = "variables." + child.name;
    Number number{std::numeric_limits<double>::quiet_NaN(), path, child.place};
    if (child.is_shared())
      reader.report().error(child.place, "`" + path + "` draws on another variable", "a variable is a number or a distribution");
    else
      number = reader.number(variables, child.name);
    read.push_back({child.name, std::move(number)});
  }
  scenario.variables = std::move(read);
}

}  // namespace

Place index_place(const Section& cell, const Report& report) {
  const Node* node = cell.find("index");
  if (node == nullptr) return report.may_have(cell.path + ".index") ? Place{} : cell.place;
  return node->kind == Kind::text ? node->place : Place{};
}

Head read_head(const Section& root, Reader& reader) {
  reader.integer(root, "schema");
  const Word name = reader.word(root, "name");
  check_file_name(name, reader.report());
  return {name.text, reader.string(root, "title"), reader.string(root, "description"), reader.string(root, "source")};
}

std::optional<std::size_t> find_named(const std::vector<std::string>& names, const Word& word, const std::string& kind, Report& report) {
  const auto found = std::find(names.begin(), names.end(), word.text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  if (word.place.line > 0 && !report.partial()) {
    const std::string why = names.empty() ? "the scenario has none" : names.size() > 12 ? "" : "known: " + base::listed(names);
    report.error(word.place, "unknown " + kind + " `" + word.text + "`", why, base::did_you_mean(word.text, names));
  }
  return std::nullopt;
}

void read_sections(const Node& root, Reader& reader, Scenario& scenario) {
  const Section file{&root, "", root.place};
  const Head head = read_head(file, reader);
  scenario.name = head.name;
  scenario.title = head.title;
  scenario.description = head.description;
  scenario.source = head.source;
  read_horizon(file, reader, scenario);
  read_sampling(file, reader, scenario);
  read_outputs(file, reader, scenario);
  read_sensitivity(file, reader, scenario);
  read_variables(file, reader, scenario);
  read_economy(file, reader, scenario);
  read_markets(file, reader, scenario);
  read_chemistries(file, reader, scenario);
  read_segments(file, reader, scenario);
  read_tariffs(file, reader, scenario);
  read_quotas(file, reader, scenario);
  read_customs(file, reader, scenario);
  read_producers(file, reader, scenario);
  read_copula(file, reader, scenario);
  read_correlations(file, reader, scenario);
  read_factors(file, reader, scenario);
  read_derived(file, reader, scenario);
  read_observations(file, reader, scenario);
  read_claims(file, reader, scenario);
  read_labels(file, reader, scenario);
}

}  // namespace cellcast::config
