#include "output/result/result_groups.hpp"

#include "base/sha256.hpp"
#include "output/hdf5/group_writer.hpp"
#include "output/result/origin.hpp"
#include "output/result/results_digest.hpp"
#include "output/result/shape.hpp"
#include "output/result/shape_writer.hpp"

namespace cellcast::output {

namespace {

void write_root_attributes(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  write_origin_attributes(root, {scenario.name, scenario.title, scenario.sampling}, results);
  if (results.stop) {
    write_attribute(root, "stop_relative_error", results.stop->error.value);
    write_attribute(root, "stop_reached", results.stop->is_reached ? "true" : "false");
  }
  write_attribute(root, "scenario_sha256", base::hex(base::sha256(provenance.scenario_resolved)));
  write_attribute(root, "results_sha256", results_sha256(results.fields));
}

}  // namespace

void write_contents(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                    const std::atomic<bool>* stop) {
  write_root_attributes(root, scenario, provenance, results);
  ShapeWriter writer(root, nullptr, stop);
  visit_results(writer, results);
  write_provenance(root, provenance);
}

}  // namespace cellcast::output
