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

/// A dataset of results in memory, named as in a result file.
struct ResultDataset {
  using Values = std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>>;
  enum class Role {
    values,     ///< along axes
    axis,       ///< the coordinate of that name of its group
    copy,       ///< an axis, or what lies along one, that a group before has too, or that only counts
    attribute,  ///< of the group: a single value
  };

  std::string group;  ///< `difference/mean`
  std::string name, units, long_name;
  Role role = Role::values;
  std::vector<std::string> axes;   ///< names of axes of the same group, slowest first
  std::vector<std::size_t> shape;  ///< lengths of the axes
  std::function<Values()> values;  ///< row-major
  std::function<DatasetPlace(std::size_t)> place;  ///< of a value by its number
};

/// All datasets that results hold, in the order of a result file: what visit_results of shape.hpp says. Group by group they are arrays with
/// name, unit, long name, named axes, shape and values. They refer to the results.
std::vector<ResultDataset> result_datasets(const sim::Results& results);

}  // namespace cellcast::output
