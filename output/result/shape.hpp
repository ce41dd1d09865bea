#pragma once

#include "output/result/shape_claims.hpp"
#include "output/result/shape_derived.hpp"
#include "output/result/shape_findings.hpp"
#include "output/result/shape_inputs.hpp"
#include "output/result/shape_statistics.hpp"
#include "sim/results/results.hpp"

// The shape of results: every group and dataset of a result file, in its order, said once. Who writes, reads, lists, hashes or compares
// results is a visitor of it; a dataset that is added here is in all of them. The same functions read and write: they take constant results
// to give, others to fill.
//
// A visitor has these members:
//   bool has(name, here)                        whether the file, or `here` the results in memory, has a group or dataset below this one
//   group(name, long_name, body)                a group; body() visits what is in it
//   attribute(name, value)                      of the group: text, double, int32, or uint64 as decimal text
//   digest(fields, text)                        the attribute results_sha256 of some fields; `text` is what a file says
//   coordinate(description, values)             an axis of the group with values or labels
//   counting(description, length)               an axis that counts 0 ... length - 1; a constant length is no news to a reader
//   rows(description, rows[, name])             an axis along a list of rows, which counts them, or has their names
//   column(description, axis, rows, member)     a member of each row
//   matrix(description, axes, rows, member)     a vector of each row
//   along(description, axis, texts)             texts along an axis
//   fields(labels, fields)                      behind the model's axes of a group: a reader lists the variables of the group
//   cells(words, last, labels, field, values)   a number for each cell of a field, and along `last` where that is not empty
//
// To have results in memory as arrays with name, unit, long_name, axes and values, see result_datasets.hpp: it is such a visitor.

namespace cellcast::output {

/// All groups of results.
template <class Visitor, class Results>
void visit_results(Visitor& visit, Results& results) {
  visit_derived(visit, results.labels);
  visit_statistics(visit, results.labels, results.fields, results.probabilities);
  visit_inputs(visit, results);
  visit_samples(visit, results);
  const auto part = [&](auto& optional) -> auto& {
    auto& found = value_of(optional);
    share_derived(results.labels, found.labels);
    return found;
  };
  if (visit.has("sensitivity", results.sensitivity.has_value())) visit_sensitivity(visit, part(results.sensitivity));
  if (visit.has("updated", results.update.has_value())) visit_update(visit, part(results.update), results.probabilities);
  if (visit.has("difference", results.difference.has_value())) visit_difference(visit, part(results.difference), results.probabilities);
  visit_claims(visit, results.ledger);
}

}  // namespace cellcast::output
