#include "output/result/statistics.hpp"

#include <array>
#include <limits>

namespace cellcast::output {

std::span<const Statistic> cell_statistics() {
  static const std::array<Statistic, 5> statistics{{
      {"mean", "mean over trials", &sim::Field::mean},
      {"sd", "standard deviation over trials, divisor n - 1, 0 at one trial", &sim::Field::sd},
      {"min", "smallest value of any trial", &sim::Field::min},
      {"max", "largest value of any trial", &sim::Field::max},
      {"mean_error", "standard error of the mean", &sim::Field::mean_error},
  }};
  return statistics;
}

std::span<const Statistic> quantile_statistics() {
  static const std::array<Statistic, 3> statistics{{
      {"quantiles", "quantiles over trials, the smallest x with F(x) >= p", &sim::Field::quantiles},
      {"quantiles_low", "lower end of the 95 % confidence interval of each quantile", &sim::Field::quantiles_low, true},
      {"quantiles_high", "upper end of the 95 % confidence interval of each quantile", &sim::Field::quantiles_high, true},
  }};
  return statistics;
}

double value_at(const sim::Field& field, const Statistic& statistic, std::size_t place) {
  const std::vector<double>& values = field.*statistic.values;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values.at(place);
}

void drop_newer(sim::Results& results, int minor) {
  const auto drop = [minor](std::vector<sim::Field>& fields) {
    for (const std::span<const Statistic> statistics : {cell_statistics(), quantile_statistics()})
      for (const Statistic& statistic : statistics)
        for (sim::Field& field : fields)
          if (statistic.since > minor) (field.*statistic.values).clear();
  };
  drop(results.fields);
  if (results.update) drop(results.update->fields);
  if (results.difference) drop(results.difference->fields);
}

}  // namespace cellcast::output
