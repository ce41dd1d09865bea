#include "output/result/result_datasets.hpp"

#include <array>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "base/text.hpp"
#include "output/result/row_values.hpp"
#include "output/result/shape.hpp"

namespace cellcast::output {

namespace {

using Role = ResultDataset::Role;

/// What a row is called that is only counted; empty where its number says it.
template <class Row>
std::string row_name(const Row&) {
  return "";
}
std::string row_name(const sim::CorrelationSummary& pair) { return pair.first + " ~ " + pair.second; }

/// An axis of a group: how long it is, and what a place along it is called.
struct AlongAxis {
  std::size_t length = 0;
  std::function<DatasetPlace(std::size_t)> place;
};

/// `threshold 200` along the axis threshold_price.
std::string part_name(const std::string& axis, const std::string& value) { return axis.substr(0, axis.find('_')) + " " + value; }

template <class Values>
ResultDataset::Values as_values(const Values& values) {
  if constexpr (std::is_same_v<typename Values::value_type, std::int32_t>)
    return std::vector<std::int64_t>(values.begin(), values.end());
  else
    return values;
}

/// Lists what it visits, see shape.hpp.
class Lister {
 public:
  std::vector<ResultDataset> take() { return std::move(datasets_); }

  bool has(const std::string&, bool here) const { return here; }
  template <class Body>
  void group(const std::string& name, const std::string&, const Body& body) {
    const std::string outer = path_;
    path_ += (path_.empty() ? "" : "/") + name;
    axes_.clear();
    body();
    path_ = outer;
  }

  void attribute(const char* name, const std::string& value) { add_attribute(name, std::vector{value}); }
  void attribute(const char* name, double value) { add_attribute(name, std::vector{value}); }
  void attribute(const char* name, std::int32_t value) { add_attribute(name, std::vector{std::int64_t{value}}); }
  void attribute(const char* name, std::uint64_t value) { add_attribute(name, std::vector{static_cast<std::int64_t>(value)}); }
  void digest(const std::vector<sim::Field>&, const std::string&) {}

  template <class Value>
  void coordinate(const Description& description, const std::vector<Value>& values) {
    const std::string& name = description.name;
    axes_[name] = {values.size(), [&values, name](std::size_t i) {
                     if constexpr (std::is_same_v<Value, std::string>)
                       return DatasetPlace{"", {}, values.at(i)};
                     else
                       return DatasetPlace{"", {}, part_name(name, base::shortest(static_cast<double>(values.at(i))))};
                   }};
    add_axis(description, &values, [&values] { return as_values(values); });
  }
  void counting(const Description& description, std::size_t length) {
    axes_[description.name] = {length, [name = description.name](std::size_t i) {
                                 return DatasetPlace{"", {}, name + " " + std::to_string(i)};
                               }};
    add(description, Role::copy, {description.name}, [length] {
      std::vector<std::int64_t> numbers(length);
      for (std::size_t i = 0; i < length; ++i) numbers[i] = static_cast<std::int64_t>(i);
      return numbers;
    });
  }

  template <class Row>
  void rows(const Description& description, const std::vector<Row>& rows) {
    counting(description, rows.size());
    axes_[description.name].place = [&rows, axis = description.name](std::size_t i) {
      const std::string name = row_name(rows.at(i));
      return DatasetPlace{name, {}, name.empty() ? axis + " " + std::to_string(i) : ""};
    };
  }
  template <class Row>
  void rows(const Description& description, const std::vector<Row>& rows, std::string Row::*name) {
    axes_[description.name] = {rows.size(), [&rows, name](std::size_t i) { return DatasetPlace{rows.at(i).*name, {}, ""}; }};
    add_axis(description, &rows, [&rows, name] { return output::column(rows, name); });
  }
  template <class Row, class Member>
  void column(const Description& description, const char* axis, const std::vector<Row>& rows, Member Row::*member) {
    const Role role = is_seen(&rows, description.name) ? Role::copy : Role::values;
    add(description, role, {axis}, [&rows, member] { return as_values(output::column(rows, member)); });
  }
  template <class Row>
  void matrix(const Description& description, const std::array<const char*, 2>& axes, const std::vector<Row>& rows,
              std::vector<double> Row::*member) {
    add(description, Role::values, {axes[0], axes[1]}, [&rows, member] { return output::matrix(rows, member); });
  }
  void along(const Description& description, const char* axis, const std::vector<std::string>& texts) {
    add(description, is_seen(&texts) ? Role::copy : Role::values, {axis}, [&texts] { return texts; });
  }

  void fields(const sim::Labels&, const std::vector<sim::Field>&) {}
  template <class Values>
  void cells(const CellWords& words, const std::string& last, const sim::Labels& labels, const sim::Field& field, const Values& values) {
    const sim::Variable& variable = labels.variable(field.id);
    if constexpr (std::is_invocable_v<const Values&>)
      add(describe(variable, words), Role::values, axes_of(variable, last), values);
    else
      add(describe(variable, words), Role::values, axes_of(variable, last), [&values] { return values; });
    const AlongAxis parts = last.empty() ? AlongAxis{1, [](std::size_t) { return DatasetPlace{}; }} : axes_.at(last);
    datasets_.back().place = [&labels, &variable, parts](std::size_t i) {
      const sim::CellName cell = sim::cell_names(labels, variable).at(i / parts.length);
      return DatasetPlace{cell.index, cell.year, parts.place(i % parts.length).part};
    };
  }

 private:
  bool is_seen(const void* values, const std::string& dataset = "") { return !seen_.emplace(values, dataset).second; }

  template <class Values>
  void add(const Description& description, Role role, std::vector<std::string> axes, const Values& values) {
    ResultDataset dataset{path_, description.name, description.units, description.long_name, role, std::move(axes), {}, values, {}};
    std::vector<AlongAxis> along;
    for (const std::string& axis : dataset.axes) along.push_back(axes_.at(axis));
    for (const AlongAxis& each : along) dataset.shape.push_back(each.length);
    dataset.place = [along](std::size_t i) {
      if (along.empty()) return DatasetPlace{};
      if (along.size() == 1) return along.front().place(i);
      const std::size_t parts = along.back().length;
      return DatasetPlace{along.front().place(i / parts).index, {}, along.back().place(i % parts).part};
    };
    datasets_.push_back(std::move(dataset));
  }

  template <class Values>
  void add_axis(const Description& description, const void* where, const Values& values) {
    add(description, is_seen(where) ? Role::copy : Role::axis, {description.name}, values);
    datasets_.back().place = [name = description.name](std::size_t i) { return DatasetPlace{"", {}, name + " " + std::to_string(i)}; };
  }

  template <class Value>
  void add_attribute(const char* name, std::vector<Value> value) {
    add({name, "", ""}, Role::attribute, {}, [value = std::move(value)] { return value; });
  }

  std::string path_;
  std::map<std::string, AlongAxis> axes_;  ///< of the innermost group
  std::set<std::pair<const void*, std::string>> seen_;
  std::vector<ResultDataset> datasets_;
};

}  // namespace

std::vector<ResultDataset> result_datasets(const sim::Results& results) {
  Lister lister;
  visit_results(lister, results);
  return lister.take();
}

}  // namespace cellcast::output
