#include "cellcast/cellcast.hpp"

namespace cellcast {

Error::Error(Kind kind, const std::string& what, std::vector<Diagnostic> diagnostics)
    : std::runtime_error(what), kind_(kind), diagnostics_(std::make_shared<const std::vector<Diagnostic>>(std::move(diagnostics))) {}
Error::Error(const Error&) noexcept = default;
Error::~Error() = default;

}  // namespace cellcast
