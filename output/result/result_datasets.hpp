#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/results/results.hpp"

namespace cellcast::output {

/// Where a value of a dataset stands.
struct DatasetPlace {
  std::string index;        ///< labels of all axes but the year, joined by dots; or the input's name
  std::optional<int> year;  ///< where there is such an axis
  std::string part;         ///< along an axis that is not the model's: `quantile 0.05`, `bin 3`
};

/// A dataset of results, named as in a result file.
struct ResultDataset {
  using Values = std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>>;

  std::string group, name;
  std::function<Values()> values;
  std::function<DatasetPlace(std::size_t)> place;  ///< of a value by its number
};

/// All datasets that results hold, coordinates first, then in the order of a result file. They refer to the results. What results come to
/// hold besides is to be added here; then it is verified.
std::vector<ResultDataset> result_datasets(const sim::Results& results);

}  // namespace cellcast::output
