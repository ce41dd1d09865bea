#include "output/verify/compare_results.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/text.hpp"
#include "output/result/result_datasets.hpp"

namespace cellcast::output {

namespace {

bool is_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}
template <class Value>
bool is_same(const Value& a, const Value& b) {
  return a == b;
}

std::string text_of(double value) { return base::shortest(value); }
std::string text_of(std::int64_t value) { return std::to_string(value); }
std::string text_of(const std::string& value) { return "'" + value + "'"; }

std::string text_of_size(std::size_t size) { return size == 1 ? "1 value" : std::to_string(size) + " values"; }

class Comparer {
 public:
  void compare(const ResultDataset& stored, const ResultDataset& recomputed) {
    const ResultDataset::Values values = stored.values(), others = recomputed.values();
    std::visit(
        [&](const auto& all) {
          if (const auto* again = std::get_if<std::decay_t<decltype(all)>>(&others)) compare(stored, all, *again);
        },
        values);
  }

  /// One of them has the dataset, the other has not; it may still be empty.
  void report_lack(const ResultDataset& dataset, bool is_stored) {
    const std::size_t size = std::visit([](const auto& all) { return all.size(); }, dataset.values());
    if (size == 0) return;
    const std::string is_there = text_of_size(size), is_not = "nothing";
    report({dataset.group, dataset.name, "", {}, "", is_stored ? is_there : is_not, is_stored ? is_not : is_there});
  }

  Comparison take() { return std::move(comparison_); }

 private:
  template <class Value>
  void compare(const ResultDataset& dataset, const std::vector<Value>& stored, const std::vector<Value>& recomputed) {
    if (stored.size() != recomputed.size())
      return report({dataset.group, dataset.name, "", {}, "", text_of_size(stored.size()), text_of_size(recomputed.size())});
    comparison_.values += stored.size();
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (is_same(stored[i], recomputed[i])) continue;
      if (comparison_.first) {
        ++comparison_.different;
        continue;
      }
      const DatasetPlace place = dataset.place(i);
      report({dataset.group, dataset.name, place.index, place.year, place.part, text_of(stored[i]), text_of(recomputed[i])});
    }
  }

  void report(Difference difference) {
    ++comparison_.different;
    if (!comparison_.first) comparison_.first = std::move(difference);
  }

  Comparison comparison_;
};

const ResultDataset* find(const std::vector<ResultDataset>& datasets, const ResultDataset& wanted) {
  const auto found = std::ranges::find_if(
      datasets, [&](const ResultDataset& dataset) { return dataset.group == wanted.group && dataset.name == wanted.name; });
  return found == datasets.end() ? nullptr : &*found;
}

}  // namespace

std::string Difference::text() const {
  std::string where = group + "/" + dataset;
  if (!index.empty()) where += " " + index;
  if (year) where += " in " + std::to_string(*year);
  if (!part.empty()) where += ", " + part;
  return where + ": " + stored + " is stored, " + recomputed + " recomputed";
}

Comparison compare(const sim::Results& stored, const sim::Results& recomputed) {
  const std::vector<ResultDataset> ours = result_datasets(stored), theirs = result_datasets(recomputed);
  Comparer comparer;
  for (const ResultDataset& dataset : ours) {
    if (dataset.role == ResultDataset::Role::copy) continue;  // of what is compared already
    if (const ResultDataset* other = find(theirs, dataset)) {
      comparer.compare(dataset, *other);
    } else {
      comparer.report_lack(dataset, true);
    }
  }
  for (const ResultDataset& dataset : theirs)
    if (dataset.role != ResultDataset::Role::copy && !find(ours, dataset)) comparer.report_lack(dataset, false);
  return comparer.take();
}

}  // namespace cellcast::output
