#include "output/result/results_digest.hpp"

namespace cellcast::output {

std::string results_sha256(const std::vector<sim::Field>& fields) {
  base::Sha256 hash;
  for_each_values(fields, [&hash](const auto& values) { add_values(hash, values); });
  return base::hex(hash.digest());
}

}  // namespace cellcast::output
