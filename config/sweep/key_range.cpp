#include "config/sweep/key_range.hpp"

#include <cmath>
#include <utility>

#include "config/diagnostics/report.hpp"
#include "config/scenario/day.hpp"
#include "config/scenario/distribution.hpp"
#include "config/schema/keys.hpp"
#include "config/sweep/sweep_axes.hpp"
#include "config/toml/scan.hpp"
#include "config/toml/syntax.hpp"

namespace cellcast::config {
namespace {

class KeyRangeReader {
 public:
  KeyRangeReader(std::string key, const std::string& from, const std::string& to, const std::string& called) : key_(std::move(key)) {
    range_.sweep.source = {called, key_ + " = [" + from + ", " + to + "]", true, true};
  }

  KeyRange read() {
    check_key();
    if (report_.count() == 0) read_ends();
    if (report_.count() > 0) {
      std::vector<Diagnostic> found = std::move(report_.diagnostics());
      sort(found);
      throw ScenarioError(std::move(found), {range_.sweep.source});
    }
    return std::move(range_);
  }

 private:
  void check_key() {
    const std::vector<std::string_view> parts = split(key_);
    if (!is_key(key_)) return report_.error(kStart, "\"" + key_ + "\" is no key of a scenario", "", "write its names joined by dots");
    if (parts.size() > kDeepest)
      return report_.error(kStart, "a key of too many parts", std::to_string(parts.size()) + ", and at most " + std::to_string(kDeepest));
    if (is_fixed(key_))
      return report_.error(kStart, "`" + key_ + "` cannot be varied", "it decides what is drawn or asked", "change it in the scenario");
    if (const Key* known = find_key(key_); known != nullptr && known->type == KeyType::integer) range_.places = KeyRange::Places::whole;
  }

  void read_ends() {
    const Node root = parse(range_.sweep.source, 0, report_);
    if (report_.count() > 0) return;
    const Node* node = &root;
    while (node->kind == Kind::table && node->children.size() == 1) node = &node->children.front();
    if (node->kind != Kind::array || node->children.size() != 2)
      return report_.error(kStart, "the ends must be two values", "", "give a number or a date for each");
    SweepAxis& axis = range_.sweep.axes.emplace_back();
    axis.name = key_;
    axis.place = kStart;
    axis.keys.push_back({key_, kStart});
    axis.values = node->children;
    for (const Node& end : axis.values) check_end(end);
    if (report_.count() == 0) check_both(axis.values.front(), axis.values.back());
  }

  void check_end(const Node& end) {
    const bool is_number = end.is_number() && std::isfinite(end.number());
    if (!is_number && end.kind != Kind::date)
      report_.error(end.place, "an end must be a finite number or a date", "found " + describe(end));
  }

  void check_both(const Node& from, const Node& to) {
    const bool is_date = from.kind == Kind::date;
    if (is_date != (to.kind == Kind::date))
      return report_.error(to.place, "one end is a number, the other a date", "", "give two of a kind");
    if (is_date) range_.places = KeyRange::Places::date;
    if (range_.places == KeyRange::Places::whole && (from.kind != Kind::integer || to.kind != Kind::integer))
      return report_.error(from.kind != Kind::integer ? from.place : to.place, "`" + key_ + "` takes whole numbers only");
    const double way = range_.to() - range_.from();
    if (way == 0) report_.error(to.place, "both ends are the same", "", "give two between which the answer is to be sought");
    if (!std::isfinite(way)) report_.error(to.place, "the ends are too far apart", "numbers go up to 1.8e308");
  }

  static constexpr Place kStart{0, 1, 1};

  std::string key_;
  KeyRange range_;
  Report report_;
};

}  // namespace

KeyRange key_range(const std::string& key, const std::string& from, const std::string& to, const std::string& called) {
  return KeyRangeReader(key, from, to, called).read();
}

double KeyRange::place_of(const Node& value) { return value.kind == Kind::date ? static_cast<double>(value.date) : value.number(); }

Node KeyRange::value(double place) const {
  Node value = sweep.axes.front().values.front();
  switch (places) {
    case Places::real:
      value.kind = Kind::real;
      value.real = place;
      break;
    case Places::whole:
      value.kind = Kind::integer;
      value.integer = static_cast<std::int64_t>(place);
      break;
    case Places::date:
      value.kind = Kind::date;
      value.date = static_cast<Day>(place);
  }
  return value;
}

std::string KeyRange::text(double place) const {
  const Node node = value(place);
  if (node.kind == Kind::date) return date_text(node.date);
  return node.kind == Kind::integer ? std::to_string(node.integer) : config::text(node.real);
}

}  // namespace cellcast::config
