#include "output/result/origin.hpp"

#include <span>

#include "cellcast/version.hpp"
#include "output/hdf5/group_writer.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::output {

void write_origin_attributes(hid_t root, const Origin& origin, const sim::Results& results) {
  write_attribute(root, "Conventions", "CF-1.10");
  write_attribute(root, "title", origin.title);
  write_attribute(root, "name", origin.name);
  write_attribute(root, "cellcast_format", format_version());
  write_attribute(root, "cellcast_version", kVersion);
  write_attribute(root, "rng_contract", sim::kRngContract);
  write_attribute(root, "seed", std::to_string(origin.sampling.seed));
  write_attribute(root, "trials", std::to_string(results.trials));
  write_attribute(root, "method", config::word_of(origin.sampling.method));
  write_attribute(root, "replicates", origin.sampling.replicates);
  write_attribute(root, "confidence_factor", results.confidence_factor);
}

void write_provenance(hid_t root, const Provenance& provenance, const std::string* sweep_text) {
  GroupWriter group(root, "provenance", "what the results were made from and with");
  const auto add = [&](const char* name, const char* long_name, const std::string& text) {
    group.variable({name, "1", long_name}, {}, std::span(&text, 1));
  };
  if (sweep_text != nullptr) add("sweep", "sweep file as read", *sweep_text);
  add("scenario", "scenario file as read", provenance.scenario_text);
  add("resolved", "scenario with every default and override, and the final trials", provenance.scenario_resolved);
  if (!provenance.repaired_correlations.empty())
    add("repaired_correlations", "correlations replaced by the nearest valid ones", provenance.repaired_correlations);
  if (!provenance.comments.empty())
    add("comments", "comments beside the numbers of the scenario and of the files that it extends", provenance.comments);
  add("program_version", "version of cellcast", kVersion);
  add("compiler", "compiler that built it", kCompiler);
  group.close();
}

}  // namespace cellcast::output
