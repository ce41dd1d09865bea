#pragma once

#include <string>

#include "config/actuals/actuals.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::study {

struct ReportRequest {
  std::string command;                            ///< that makes the result again, for the last section
  std::string variable;                           ///< what it is about; empty: total_production, or the first output
  std::vector<config::Actual> actuals{};          ///< what happened, drawn as points
  const output::StoredResult* earlier = nullptr;  ///< of the last vintage, say: what moved since then
  std::string earlier_name{};
};

/// A result as one page of HTML 5 that needs no network and no script: the answer in a sentence, tables, charts with their numbers, claims,
/// judgements, method. Sections that the result has nothing for are left out. Throws PlotError, output::SelectionError where it has no such
/// output.
std::string report_of(const output::StoredResult& stored, const ReportRequest& request);

}  // namespace cellcast::study
