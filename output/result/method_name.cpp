#include "output/result/method_name.hpp"

#include <stdexcept>

namespace cellcast::output {

std::string method_name(config::Method method) {
  switch (method) {
    case config::Method::monte_carlo:
      return "monte-carlo";
    case config::Method::latin_hypercube:
      return "latin-hypercube";
    case config::Method::sobol:
      return "sobol";
  }
  throw std::logic_error("unknown sampling method");
}

}  // namespace cellcast::output
