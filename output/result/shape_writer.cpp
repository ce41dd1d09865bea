#include "output/result/shape_writer.hpp"

#include "output/files/stop.hpp"
#include "output/result/results_digest.hpp"

namespace cellcast::output {

void ShapeWriter::digest(const std::vector<sim::Field>& fields, const std::string&) {
  write_attribute(id(), "results_sha256", results_sha256(fields));
}

void ShapeWriter::open(const std::string& name, const std::string& long_name) {
  stop_if_told(stop_);
  groups_.emplace_back(id(), name, long_name, points_, stop_);
}

void ShapeWriter::close() {
  here().close();
  groups_.pop_back();
}

}  // namespace cellcast::output
