#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/load/document.hpp"
#include "config/scenario/scenario.hpp"
#include "output/result/result_reader.hpp"
#include "sim/engine/trials/session.hpp"
#include "sim/plan/plan.hpp"
#include "study/whatif/question.hpp"

namespace cellcast::study {

/// Of outputs only this one is computed, and no samples are kept.
void compute_only(config::Scenario& scenario, const std::string& variable);

/// A scenario that was run.
struct Ran {
  config::Scenario scenario;
  std::vector<std::string> dimensions;
  sim::Plan plan;
  output::StoredResult stored;  ///< what a result file would hold of it, as charts want it
};

/// Runs of one scenario under changes, of which the last are kept.
class ScenarioRuns {
 public:
  /// Throws as sim::load_checked.
  explicit ScenarioRuns(const std::string& resolved);

  /// With these changes; of outputs only the one that is asked for is computed. Throws config::ScenarioError and what sim::run throws.
  config::Scenario changed(const std::vector<std::string>& set, const Question& question) const;
  /// What a run of the changed scenario alone comes to: the bits of `cellcast run`.
  std::shared_ptr<const Ran> run(const std::vector<std::string>& set, const Question& question);
  /// How the changed scenario differs from the baseline, trial by trial; null where the two are not drawn alike.
  std::shared_ptr<const Ran> paired(const Question& question);
  /// The same, with what each change alone does to medians.
  std::shared_ptr<const Ran> attributed(const Question& question);

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const Ran> ran;
  };

  std::shared_ptr<const Ran> run_with(const std::string& key, config::Scenario scenario, const std::vector<std::string>& dimensions,
                                      const Ran* base);
  std::shared_ptr<const Ran> find(const std::string& key) const;
  void keep(const std::string& key, std::shared_ptr<const Ran> ran);

  config::Document document_;
  sim::Session session_;
  std::vector<Kept> kept_;  ///< the latest last
};

}  // namespace cellcast::study
