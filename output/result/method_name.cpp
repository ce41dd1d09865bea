#include "output/result/method_name.hpp"

namespace cellcast::output {

std::string method_name(config::Method method) { return std::string(config::traits(method).word); }

}  // namespace cellcast::output
