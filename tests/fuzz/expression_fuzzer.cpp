// Any text as an expression that is asked of a small scenario: it is refused at a place within it, or it has the same bits from every
// kernel, on its own and beside another.
#include <cstring>
#include <memory>
#include <variant>

#include "base/error.hpp"
#include "config/expression/places.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/trials/chunk.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/questions.hpp"
#include "tests/fuzz/support.hpp"

using namespace cellcast;

namespace {

/// The cells of the last question, of some trials.
std::vector<double> values(const config::Scenario& scenario, const std::vector<sim::Question>& asked, sim::Isa isa) {
  const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), asked);
  const auto chunk = std::make_unique<sim::Chunk>(plan, sim::kernel(isa), sim::kBlock);
  chunk->compute(256, sim::kBlock);
  std::vector<double> out;
  const sim::VariableId id = plan.questions.back();
  for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) {
    const auto row = chunk->output(plan.layout.offset(id) + cell);
    out.insert(out.end(), row.begin(), row.end());
  }
  return out;
}

bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const config::Scenario scenario = sim::load_checked(CELLCAST_SOURCE_DIR "/tests/reference/more_corners.toml");
  static const sim::Scope scope = sim::question_scope(scenario);
  static const sim::Question other = sim::ask("sum(deliveries, market) / production", scope, sim::Wanted::any_dimensions);
  constexpr std::size_t kMostCellsTried = 3000;
  const std::string text(fuzz::text_of(data, size));
  const auto parsed = config::parse_expression(text);
  if (const auto* error = std::get_if<config::ExpressionError>(&parsed)) {
    fuzz::expect(error->at <= text.size() && !error->problem.empty(), "an error outside the text, or without words");
  } else {
    const auto& expression = std::get<config::Expression>(parsed);
    for (std::size_t k = 0; k < expression.nodes.size(); ++k)
      for (const std::uint32_t argument : expression.nodes[k].arguments) fuzz::expect(argument < k, "a node before what it works on");
  }
  try {
    const sim::Question question = sim::ask(text, scope, sim::Wanted::any_dimensions);
    std::size_t cells = 0;
    for (const sim::NodeMeaning& node : question.meaning.nodes) cells += sim::cells_of(node.axes, scope.labels);
    if (cells > kMostCellsTried) return 0;
    const std::vector<double> alone = values(scenario, {question}, sim::Isa::portable);
    fuzz::expect(are_same(alone, values(scenario, {other, question}, sim::best_isa())), text + " has other bits elsewhere");
  } catch (const base::Error& error) {
    fuzz::expect(error.kind() == base::Error::Kind::usage, "another kind of error");
    fuzz::expect(fuzz::is_printable(error.what()), "control characters in a message");
  }
  return 0;
}
