#pragma once

#include <bit>
#include <span>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "output/result/shape_statistics.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Hands on the numbers of cells that it visits, see shape.hpp, and nothing else.
template <class Take>
class CellVisitor {
 public:
  explicit CellVisitor(Take& take) : take_(take) {}

  bool has(const std::string&, bool here) const { return here; }
  template <class Body>
  void group(const std::string&, const std::string&, const Body& body) {
    body();
  }
  template <class Values>
  void coordinate(const Description&, const Values&) {}
  void counting(const Description&, std::size_t) {}
  void along(const Description&, const char*, const std::vector<std::string>&) {}
  void fields(const sim::Labels&, const std::vector<sim::Field>&) {}
  template <class Values>
  void cells(const CellWords&, const std::string&, const sim::Labels&, const sim::Field&, const Values& values) {
    take_(values);
  }

 private:
  Take& take_;
};

/// Calls back with the values of each dataset of the statistics groups, in the order of the file. Without probabilities or thresholds there
/// are none, and no dataset.
template <class Take>
void for_each_values(const std::vector<sim::Field>& fields, Take take) {
  static const sim::Labels kLabels;
  static const std::vector<double> kProbabilities;
  CellVisitor<Take> visitor(take);
  visit_statistics(visitor, kLabels, fields, kProbabilities);
}

/// Adds values to a digest as they are.
template <class Number>
void add_values(base::Sha256& hash, const std::vector<Number>& values) {
  static_assert(std::endian::native == std::endian::little, "the digest is defined over little-endian values");
  hash.add(std::as_bytes(std::span(values)));
}

/// SHA-256, in hexadecimal, of the values of the statistics groups, in the order of docs/result-format.md.
std::string results_sha256(const std::vector<sim::Field>& fields);

}  // namespace cellcast::output
