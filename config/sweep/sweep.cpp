#include "config/sweep/sweep.hpp"

namespace cellcast::config {

const std::vector<std::string>& design_names() {
  static const std::vector<std::string> kNames{"grid", "zip", "list", "latin-hypercube", "sobol"};
  return kNames;
}

}  // namespace cellcast::config
