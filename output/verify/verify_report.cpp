#include "output/verify/verify_report.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kKeysShown = 5;

std::string text_of(const sim::Misfit& misfit) {
  std::string where = misfit.cell.year == 0 ? misfit.name : sim::cell_text(misfit.name, misfit.cell);
  where += ", trial " + std::to_string(misfit.trial) + ": ";
  const std::string value = base::shortest(misfit.recomputed);
  switch (misfit.kind) {
    case sim::Misfit::Kind::sample:
      return where + base::shortest(misfit.stored) + " is stored, " + value + " recomputed";
    case sim::Misfit::Kind::extremes:
      return where + value + " recomputed, which min and max do not enclose";
    case sim::Misfit::Kind::histogram:
      return where + value + " recomputed, where the histogram has no trials";
  }
  return where;
}

const char* name_of(Step::State state) { return state == Step::State::ok ? "ok" : "differs"; }

/// `sampling.seed, sampling.trials and 3 more`
std::string comma_list(const std::vector<std::string>& keys) {
  std::string text;
  for (std::size_t k = 0; k < std::min(keys.size(), kKeysShown); ++k) text += (k > 0 ? ", " : "") + keys[k];
  return keys.size() > kKeysShown ? text + " and " + std::to_string(keys.size() - kKeysShown) + " more" : text;
}

std::vector<std::string> names_of_differing(const std::vector<Step>& steps) {
  std::vector<std::string> names;
  for (const Step& step : steps)
    if (step.state == Step::State::differs) names.push_back(step.name);
  return names;
}

std::string json_difference(const Difference& difference) {
  return R"({"group": )" + base::json_text(difference.group) + R"(, "dataset": )" + base::json_text(difference.dataset) + R"(, "index": )" +
         base::json_text(difference.index) + R"(, "year": )" + (difference.year ? std::to_string(*difference.year) : "null") + R"(, "part": )" +
         base::json_text(difference.part) + R"(, "stored": )" + base::json_text(difference.stored) + R"(, "recomputed": )" +
         base::json_text(difference.recomputed) + "}";
}

std::string json_step(const Step& step) {
  std::string text =
      R"({"name": )" + base::json_text(step.name) + R"(, "state": )" + base::json_text(name_of(step.state)) + R"(, "texts": )" + base::json_texts(step.texts);
  if (step.name == "scenario") text += R"(, "overridden": )" + base::json_texts(step.notes);
  if (step.comparison) {
    text += R"(, "values": )" + std::to_string(step.comparison->values) + R"(, "different": )" +
            std::to_string(step.comparison->different) + R"(, "first": )" +
            (step.comparison->first ? json_difference(*step.comparison->first) : "null");
  }
  return text + "}";
}

}  // namespace

Step blocks_step(const sim::SpotCheck& found, std::size_t chosen, std::uint64_t blocks) {
  const std::string what = std::to_string(found.trials) + " trials in " + std::to_string(chosen) + " of " + std::to_string(blocks) +
                           " blocks, " + std::to_string(found.sampled) + " of them kept as samples";
  if (found.misfits == 0) return {"blocks", Step::State::ok, {what}};
  return {"blocks",
          Step::State::differs,
          {std::to_string(found.misfits) + " of " + std::to_string(found.values) + " values do not fit, first " + text_of(*found.first)}};
}

Step run_step(const Comparison& comparison, std::vector<std::string> endings, std::uint64_t trials) {
  Step step{"run", Step::State::ok, std::move(endings), {}, comparison};
  if (comparison.different > 0) {
    step.texts.insert(step.texts.begin(), std::to_string(comparison.different) + " of " + std::to_string(comparison.values) +
                                              " values, first " + comparison.first->text());
  }
  if (!step.texts.empty()) {
    step.state = Step::State::differs;
  } else {
    step.texts = {std::to_string(trials) + " trials, all of " + std::to_string(comparison.values) + " values the same to the bit"};
  }
  return step;
}

Verdict verdict(const std::vector<Step>& steps) { return names_of_differing(steps).empty() ? Verdict::verified : Verdict::differs; }

std::string verify_text(const std::string& file, const std::vector<Step>& steps, const std::string& how_all) {
  std::vector<std::vector<std::string>> rows;
  for (const Step& step : steps) {
    for (std::size_t k = 0; k < step.texts.size(); ++k)
      rows.push_back({k == 0 ? step.name : "", k == 0 ? name_of(step.state) + std::string(step.state == Step::State::ok ? "" : ":") : "",
                      base::printable(step.texts[k])});
    if (!step.notes.empty()) rows.push_back({"", "", "overridden since the scenario was written: " + base::printable(comma_list(step.notes))});
  }
  const std::vector<std::string> wrong = names_of_differing(steps);
  const bool is_whole = std::ranges::find(steps, "run", &Step::name) != steps.end();
  const std::string well = is_whole ? "verified" : "nothing wrong found (" + how_all + ")";
  return base::aligned(rows, {base::Align::left, base::Align::left, base::Align::left}) + base::printable(file) + ": " +
         (wrong.empty() ? well : "not verified (" + comma_list(wrong) + ")") + "\n";
}

std::string verify_json(const std::string& file, const std::vector<Step>& steps) {
  std::string list;
  for (const Step& step : steps) list += (list.empty() ? "\n  " : ",\n  ") + json_step(step);
  return R"({"schema": "cellcast-verify-1", "file": )" + base::json_text(file) + R"(, "verified": )" +
         (verdict(steps) == Verdict::verified ? "true" : "false") + ",\n \"steps\": [" + list + "]}\n";
}

}  // namespace cellcast::output
