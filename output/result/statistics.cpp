#include "output/result/statistics.hpp"

#include <limits>

namespace cellcast::output {

double value_at(const sim::Field& field, const Statistic& statistic, std::size_t place) {
  const std::vector<double>& values = field.*statistic.values;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values.at(place);
}

void drop_newer(sim::Results& results, int minor) {
  const auto drop = [minor](std::vector<sim::Field>& fields, const auto& statistics) {
    for (const Statistic& statistic : statistics)
      for (sim::Field& field : fields)
        if (statistic.since > minor) (field.*statistic.values).clear();
  };
  const auto drop_all = [&drop](std::vector<sim::Field>& fields) {
    drop(fields, sim::kCellStatistics);
    drop(fields, sim::kQuantileStatistics);
  };
  drop_all(results.fields);
  if (results.update) drop_all(results.update->fields);
  if (results.difference) drop_all(results.difference->fields);
}

}  // namespace cellcast::output
