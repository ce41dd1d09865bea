#include "cellcast/translated.hpp"

#include <new>
#include <system_error>

#include "base/error.hpp"
#include "cellcast/state.hpp"

namespace cellcast {
namespace {

Error::Kind kind_of(base::Error::Kind kind) {
  switch (kind) {
    case base::Error::Kind::scenario:
      return Error::Kind::scenario;
    case base::Error::Kind::usage:
      return Error::Kind::usage;
    case base::Error::Kind::no_input:
      return Error::Kind::no_input;
    case base::Error::Kind::data:
      return Error::Kind::data;
    case base::Error::Kind::cannot_create:
      return Error::Kind::cannot_create;
    case base::Error::Kind::io:
      return Error::Kind::io;
    case base::Error::Kind::resources:
      return Error::Kind::resources;
    case base::Error::Kind::stopped:
      break;
  }
  return Error::Kind::stopped;
}

std::vector<Diagnostic> diagnostics_of(const config::ScenarioError& error) {
  std::vector<Diagnostic> diagnostics;
  for (const config::Diagnostic& each : error.diagnostics())
    diagnostics.push_back(diagnostic_of(each, each.place.source < error.sources().size() ? error.sources()[each.place.source].name : ""));
  return diagnostics;
}

}  // namespace

void rethrow_translated() {
  try {
    throw;
  } catch (const Error&) {
    throw;
  } catch (const config::ScenarioError& error) {
    throw Error(kind_of(error.kind()), error.what(), diagnostics_of(error));
  } catch (const base::Error& error) {
    throw Error(kind_of(error.kind()), error.what());
  } catch (const std::bad_alloc&) {
    throw Error(Error::Kind::resources, "out of memory");
  } catch (const std::system_error& error) {
    throw Error(Error::Kind::resources, std::string("the system refused a resource: ") + error.what());
  }
}

}  // namespace cellcast
