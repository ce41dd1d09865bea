#include <algorithm>

#include "sim/math/elementary.hpp"
#include "sim/model/accounts/groups.hpp"
#include "sim/model/accounts/norm.hpp"
#include "sim/model/firms.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;


/// Divides `total` in proportion to weight(i), no part above state.limit(i); what is over goes to the others by the room they have. Where
/// nobody has a weight, limits are the weights. Overwrites the weights.
template <class RowOf>
void spread(const Groups& groups, ConstValues total, RowOf part) {
  ProducerState& state = groups.state;
  const std::size_t count = groups.count();
  const Values all = state.sum(), limits = state.total(), left = state.left();
  const auto weight = [&](std::size_t i) { return state.weight(i); };
  const auto limit = [&](std::size_t i) { return state.limit(i); };
  const auto first = [&](std::size_t i) { return state.first(i); };
  const auto room = [&](std::size_t i) { return state.room(i); };
  sum(all, count, weight);
  sum(limits, count, limit);
  for (std::size_t i = 0; i < count; ++i) {
    map(
        first(i),
        [](double whole, double w, double sum_w, double most, double sum_most) {
          return std::min(whole * (sum_w > 0 ? w / sum_w : share_of(most, sum_most)), most);
        },
        total, weight(i), all, limit(i), limits);
    map(
        room(i), [](double most, double got) { return most - got; }, limit(i), first(i));
  }
  sum(left, count, first);
  update(
      left, [](double got, double whole) { return std::max(0.0, whole - got); }, total);
  sum(all, count, room);
  for (std::size_t i = 0; i < count; ++i) {
    map(
        part(i),
        [](double got, double over, double free, double sum_free, double most) {
          return std::min(got + over * share_of(free, sum_free), most);
        },
        first(i), left, room(i), all, limit(i));
  }
}

// y = p Q_0;  K = y / u-hat + x max(0, K_0 - Q_0 / u-hat), x = norm(idle), p where that is 0;  pi = p;  mult = 1 / number of groups
void start(const Groups& groups) {
  ProducerState& state = groups.state;
  const std::size_t count = groups.count();
  const ConstValues made = groups.of_segment(production), built = groups.of_segment(capacity);
  const ConstValues most = groups.in(groups.segment.max_utilization);
  const Values idle = state.total();
  for (std::size_t i = 0; i < count; ++i) {
    copy(groups.preference(i), groups.in(groups.rows(i).share));
    fill(groups.multiplier(i), 1.0 / static_cast<double>(count));
    fill(groups.out(producer_firms, i), groups.rows(i).firms);
  }
  normalise(state.sum(), count, [&](std::size_t i) { return groups.preference(i); });
  sum(idle, count, [&](std::size_t i) { return groups.in(groups.rows(i).idle); });
  for (std::size_t i = 0; i < count; ++i) {
    const Values y = groups.out(producer_production, i);
    map(
        y, [](double p, double q) { return p * q; }, groups.preference(i), made);
    map(
        groups.out(producer_capacity, i),
        [](double own, double p, double x, double all, double q, double k, double u) {
          return own / u + (all > 0 ? x / all : p) * std::max(0.0, k - q / u);
        },
        y, groups.preference(i), groups.in(groups.rows(i).idle), idle, made, built, most);
  }
}

// e = sigma_g producer[g,t];  mult = norm(mult e^e);  pi = norm(pi e^(drift + chi margin[t-1] + e))
void compete(const Groups& groups) {
  ProducerState& state = groups.state;
  const std::size_t count = groups.count();
  bool is_shaken = false;
  for (std::size_t i = 0; i < count; ++i) {
    const ProducerRows& rows = groups.rows(i);
    if (!rows.volatility) {
      fill(state.move(i), 0);
    } else {
      is_shaken = true;
      map(
          state.move(i), [](double sigma, double shock) { return sigma * shock; }, groups.in(*rows.volatility),
          groups.in(rows.shocks[groups.year - 1]));
      update(
          groups.multiplier(i), [](double mult, double e) { return mult * math::exp(e); }, state.move(i));
    }
    update(
        groups.preference(i),
        [](double pi, double drift, double chi, double margin, double e) { return pi * math::exp(drift + chi * margin + e); },
        groups.in(rows.drift), groups.in(groups.segment.selection), groups.before(producer_gross_margin, i), state.move(i));
  }
  if (is_shaken) normalise(state.sum(), count, [&](std::size_t i) { return groups.multiplier(i); });
  normalise(state.sum(), count, [&](std::size_t i) { return groups.preference(i); });
}

// exit = clamp(attrition + exit_response max(0, exit_margin - margin[t-1]), 0, 0.9);  N = clamp(N[t-1] (1 - exit) + entry, 1, 1000)
void firms(const Groups& groups) {
  for (std::size_t i = 0; i < groups.count(); ++i) {
    const ProducerRows& rows = groups.rows(i);
    const Values exit = groups.state.exit(i);
    map(
        exit,
        [](double attrition, double response, double least, double margin) {
          return std::clamp(attrition + response * std::max(0.0, least - margin), 0.0, 0.9);
        },
        groups.in(rows.attrition), groups.in(rows.exit_response), groups.in(rows.exit_margin), groups.before(producer_gross_margin, i));
    map(
        groups.out(producer_firms, i),
        [](double before, double leaves, double entry) { return std::clamp(before * (1 - leaves) + entry, 1.0, kMostFirms); },
        groups.before(producer_firms, i), exit, groups.in(rows.entry));
  }
}

// r = spread(retired, K[t-1] (nu + exit), K[t-1]);  K = max(0, K[t-1] - r + added pi)
void close_and_build(const Groups& groups) {
  ProducerState& state = groups.state;
  for (std::size_t i = 0; i < groups.count(); ++i) {
    const ConstValues before = groups.before(producer_capacity, i);
    map(
        state.weight(i), [](double k, double nu, double leaves) { return k * (nu + leaves); }, before,
        groups.in(groups.segment.retirement), state.exit(i));
    copy(state.limit(i), before);
  }
  spread(groups, groups.of_segment(retired), [&](std::size_t i) { return groups.out(producer_capacity, i); });
  for (std::size_t i = 0; i < groups.count(); ++i) {
    update(
        groups.out(producer_capacity, i), [](double gone, double k, double built, double pi) { return std::max(0.0, k - gone + built * pi); },
        groups.before(producer_capacity, i), groups.of_segment(added), groups.preference(i));
  }
}

// y = spread(Q, pi, u-hat K)
void produce(const Groups& groups) {
  ProducerState& state = groups.state;
  for (std::size_t i = 0; i < groups.count(); ++i) {
    copy(state.weight(i), groups.preference(i));
    map(
        state.limit(i), [](double u, double k) { return u * k; }, groups.in(groups.segment.max_utilization),
        groups.out(producer_capacity, i));
  }
  spread(groups, groups.of_segment(production), [&](std::size_t i) { return groups.out(producer_production, i); });
}

}  // namespace

void plants(const Groups& groups) {
  if (groups.year == 0) {
    start(groups);
  } else {
    compete(groups);
    firms(groups);
    close_and_build(groups);
    produce(groups);
  }
  for (std::size_t i = 0; i < groups.count(); ++i)
    map(groups.out(producer_utilization, i), share_of, groups.out(producer_production, i), groups.out(producer_capacity, i));
}

}  // namespace cellcast::sim
