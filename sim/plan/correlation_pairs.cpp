#include "sim/plan/correlation_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

/// Two inputs, the one of the smaller index first.
using Pair = std::pair<std::size_t, std::size_t>;

class Builder {
 public:
  explicit Builder(RankCorrelation law) { result_.law = std::move(law); }

  void add(const config::Correlation& correlation, std::size_t index) {
    const double given = correlation.rank_or_pearson;
    const std::size_t first = number(correlation.first), second = number(correlation.second);
    if (first == second || !(std::fabs(given) < 1)) return;
    const double pearson = correlation.rank ? result_.law.pearson(given) : given;
    add({first, second, pearson}, correlation.rank ? given : result_.law.rank(pearson), index);
  }

  void add(const std::vector<config::Factor>& factors) {
    std::map<Pair, double> implied = implied_correlations(factors);
    for (const config::Factor& factor : factors) {
      for_each_pair(factor, [&](std::size_t first, std::size_t second, double) {
        const auto found = implied.extract(std::minmax(first, second));
        if (found.empty() || known_.contains(found.key())) return;
        add({first, second, found.mapped(), true}, result_.law.rank(found.mapped()), CorrelationPairs::kImplied);
      });
    }
  }

  CorrelationPairs take() { return std::move(result_); }

 private:
  std::size_t number(const std::string& name) {
    const auto [found, is_new] = numbers_.try_emplace(name, result_.names.size());
    if (is_new) result_.names.push_back(name);
    return found->second;
  }

  void add(const PairCorrelation& pair, double rank, std::size_t origin) {
    known_.insert(std::minmax(pair.first, pair.second));
    result_.pairs.push_back(pair);
    result_.ranks.push_back(rank);
    result_.origin.push_back(origin);
  }

  /// use(first, second, product of their loadings)
  template <class Use>
  void for_each_pair(const config::Factor& factor, Use use) {
    std::vector<std::size_t> inputs;
    inputs.reserve(factor.loads.size());
    for (const config::Loading& loading : factor.loads) inputs.push_back(number(loading.input));
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      for (std::size_t j = i + 1; j < inputs.size(); ++j) use(inputs[i], inputs[j], factor.loads[i].value * factor.loads[j].value);
    }
  }

  /// Sums in the order of the factors' names: the file's order shall not show in the last bits.
  std::map<Pair, double> implied_correlations(const std::vector<config::Factor>& factors) {
    std::vector<const config::Factor*> by_name;
    by_name.reserve(factors.size());
    for (const config::Factor& factor : factors) by_name.push_back(&factor);
    std::ranges::sort(by_name, {}, &config::Factor::name);
    std::map<Pair, double> sums;
    for (const config::Factor* factor : by_name) {
      for_each_pair(*factor, [&](std::size_t first, std::size_t second, double product) { sums[std::minmax(first, second)] += product; });
    }
    return sums;
  }

  CorrelationPairs result_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::set<Pair> known_;
};

CorrelationPairs request(const config::Scenario& scenario, RankCorrelation law) {
  Builder builder(std::move(law));
  for (std::size_t i = 0; i < scenario.correlations.size(); ++i) builder.add(scenario.correlations[i], i);
  builder.add(scenario.factors);
  return builder.take();
}

enum class Side { among, outside };

/// The pairs whose inputs are both among the members, or the others.
CorrelationPairs selected(const CorrelationPairs& pairs, const std::vector<std::size_t>& members, Side side) {
  std::vector<bool> is_member(pairs.names.size());
  for (const std::size_t input : members) is_member[input] = true;
  CorrelationPairs result;
  result.names = pairs.names;
  result.law = pairs.law;
  for (std::size_t p = 0; p < pairs.pairs.size(); ++p) {
    const bool is_among = is_member[pairs.pairs[p].first] && is_member[pairs.pairs[p].second];
    if (is_among != (side == Side::among)) continue;
    result.pairs.push_back(pairs.pairs[p]);
    result.ranks.push_back(pairs.ranks[p]);
    result.origin.push_back(pairs.origin[p]);
  }
  return result;
}

bool is_student(const config::Copula& copula) { return copula.kind == config::CopulaKind::student_t; }

}  // namespace

CorrelationPairs correlation_pairs(const config::Scenario& scenario) {
  return request(scenario, is_student(scenario.copula) ? RankCorrelation(scenario.copula.dof) : RankCorrelation());
}

std::vector<std::string> copula_draws(const config::Scenario& scenario) {
  std::vector<std::string> draws;
  if (!is_student(scenario.copula)) return draws;
  const CorrelationPairs requested = request(scenario, {});  // who is tied to whom, however strongly
  for (const auto& members : connected_components(requested.names, requested.pairs)) {
    draws.push_back(copula_draw(requested.names[members.front()]));
  }
  return draws;
}

std::string copula_draw(const std::string& first_member) { return "copula." + first_member; }

CorrelationPairs pairs_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members) {
  return selected(pairs, members, Side::among);
}

CorrelationPairs pairs_not_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members) {
  return selected(pairs, members, Side::outside);
}

double to_written(double pearson, bool rank, const RankCorrelation& law) { return rank ? law.rank(pearson) : pearson; }
double to_pearson(double written, bool rank, const RankCorrelation& law) { return rank ? law.pearson(written) : written; }

}  // namespace cellcast::sim
