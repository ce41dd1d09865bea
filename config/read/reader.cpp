#include "config/read/reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/suggest.hpp"
#include "config/read/reader_hints.hpp"
#include "config/scenario/day.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

constexpr double kBad = std::numeric_limits<double>::quiet_NaN();

std::string quoted(std::string_view path) { return "`" + std::string(path) + "`"; }

std::string join(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::string written(const Node& node) { return node.kind == Kind::integer ? std::to_string(node.integer) : text(node.real); }

std::vector<std::string> divided(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    out.emplace_back(words.substr(0, blank));
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
  return out;
}

}  // namespace

Section Reader::section(const Section& parent, std::string_view name) const {
  const Node* node = parent.find(name);
  if (node != nullptr && node->kind != Kind::table) node = nullptr;  // reported with the unknown keys
  return {node, join(parent.path, name), node != nullptr ? node->place : parent.place};
}

std::vector<Section> Reader::named_sections(const Section& parent) const {
  std::vector<Section> out;
  if (parent.node == nullptr) return out;
  for (const Node& child : parent.node->children)
    if (child.kind == Kind::table && is_name(child.name)) out.push_back({&child, join(parent.path, child.name), child.place});
  return out;
}

const Node* Reader::require(const Section& section, std::string_view name, const Key& key) {
  const Node* node = section.find(name);
  if (node == nullptr && key.fallback.empty()) {
    const std::string path = join(section.path, name);
    report_.missing(section.place, path, quoted(path) + " is missing", std::string(key.meaning));
  }
  return node;
}

void Reader::wrong_type(const Node& node, const std::string& path, const char* expected) {
  report_.error(node.place, quoted(path) + " must be " + expected, "found " + describe(node), type_hint(node, expected));
}

double Reader::checked_constant(const Node& node, const Key& key, const std::string& path) {
  const double value = node.number();
  if (!std::isfinite(value)) {
    report_.error(node.place, quoted(path) + " is not finite", "found " + written(node));
    return kBad;
  }
  if (contains(key.range, {value, value})) return value;
  report_.error(node.place, quoted(path) + " = " + written(node) + " is out of range", allowed(key), percent_hint(value, key));
  return kBad;
}

std::optional<Shared> Reader::shared(const Node& node, const std::string& path) {
  const std::size_t before = report_.count();
  Shared out{0, 1, 0};
  const std::vector<std::string> known{"var", "scale", "offset"};
  std::vector<std::string> names;
  for (const Variable& variable : variables_) names.push_back(variable.name);
  for (const Node& child : node.children) {
    const std::string child_path = path + "." + child.name;
    if (child.name == "var") {
      if (child.kind != Kind::text) {
        wrong_type(child, child_path, "a text");
        continue;
      }
      while (out.variable < names.size() && names[out.variable] != child.text) ++out.variable;
      if (out.variable == names.size() && !report_.partial())
        report_.error(child.place, "unknown variable `" + child.text + "`", "it has no [variables." + child.text + "]",
                      base::did_you_mean(child.text, names));
    } else if (child.name == "scale" || child.name == "offset") {
      if (!child.is_number())
        wrong_type(child, child_path, "a constant");
      else if (!std::isfinite(child.number()))
        report_.error(child.place, quoted(child_path) + " is not finite");
      else
        (child.name == "scale" ? out.scale : out.offset) = child.number();
    } else {
      report_.error(child.key, "unknown key " + quoted(child_path), "a shared draw has `var`, `scale` and `offset`",
                    base::did_you_mean(child.name, known));
    }
  }
  if (report_.count() != before || out.variable >= variables_.size()) return std::nullopt;
  return out;
}

bool Reader::check_support(const Number& number, const Key& key) {
  const Interval inside = support(number, variables_);
  if (std::isnan(inside.low) || std::isnan(inside.high)) return false;  // the variable's own error says it
  if (contains(key.range, inside)) return true;
  const std::string range = "outside the allowed range, " + text(key.range);
  if (const auto* distribution = std::get_if<Distribution>(&number.value)) {
    report_.error(number.place, quoted(number.path) + " may leave its range",
                  "the distribution's support " + support_text(inside) + " reaches " + range, bound_hint(*distribution, key));
  } else {
    const std::string& name = variables_[std::get<Shared>(number.value).variable].name;
    report_.error(number.place, quoted(number.path) + " may leave its range",
                  "the support of variable `" + name + "`, scaled, is " + support_text(inside) + ", and reaches " + range,
                  "bound `variables." + name + "`, or change `scale` and `offset`");
  }
  return false;
}

Number Reader::number(const Node& node, const Key& key, const std::string& path) {
  Number out{kBad, path, node.place, &key};
  if (node.is_number()) {
    out.value = checked_constant(node, key, path);
  } else if (node.is_distribution()) {
    if (auto distribution = read_distribution(node, path, report_)) {
      out.value = *std::move(distribution);
      if (!check_support(out, key)) out.value = kBad;
    }
  } else if (node.is_shared()) {
    if (const auto draw = shared(node, path)) {
      out.value = *draw;
      if (!check_support(out, key)) out.value = kBad;
    }
  } else {
    wrong_type(node, path, "a number");
  }
  return out;
}

Number Reader::number(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  if (const Node* node = require(section, name, key)) return number(*node, key, path);
  return {number_of(key.fallback), path, {}, &key};  // NaN where it is required
}

double Reader::constant(const Node& node, const Key& key, const std::string& path) {
  if (node.is_number()) return checked_constant(node, key, path);
  if (node.kind == Kind::table)
    report_.error(node.place, quoted(path) + " must be a constant", "found " + describe(node) + ", and it may not be uncertain");
  else
    wrong_type(node, path, "a number");
  return kBad;
}

double Reader::constant(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  const Node* node = require(section, name, key);
  return node != nullptr ? constant(*node, key, path) : number_of(key.fallback);
}

std::int64_t Reader::integer(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  std::int64_t value = 0;
  std::from_chars(key.fallback.data(), key.fallback.data() + key.fallback.size(), value);
  const Node* node = require(section, name, key);
  if (node == nullptr) return value;
  if (node->kind != Kind::integer) {
    wrong_type(*node, path, "an integer");
    return value;
  }
  return std::isnan(checked_constant(*node, key, path)) ? value : node->integer;
}

Word Reader::word(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  const Node* node = require(section, name, key);
  if (node == nullptr) return {key.fallback.size() > 1 ? std::string(key.fallback.substr(1, key.fallback.size() - 2)) : "", {}};
  if (node->kind != Kind::text) {
    wrong_type(*node, path, "a text");
    return {};
  }
  const std::vector<std::string> choices = divided(key.choices);
  if (!choices.empty() && std::find(choices.begin(), choices.end(), node->text) == choices.end())
    report_.error(node->place, quoted(path) + " = \"" + node->text + "\" is unknown", "it may be " + base::listed(choices),
                  base::did_you_mean(node->text, choices));
  return {node->text, node->place};
}

std::string Reader::string(const Section& section, std::string_view name) { return word(section, name).text; }

bool Reader::boolean(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  const Node* node = require(section, name, key);
  if (node == nullptr) return key.fallback == "true";
  if (node->kind != Kind::boolean) wrong_type(*node, path, "true or false");
  return node->kind == Kind::boolean && node->boolean;
}

std::optional<Day> Reader::date(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Node* node = section.find(name);
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::date) return node->date;
  wrong_type(*node, path, "a date");
  return std::nullopt;
}

std::vector<double> Reader::read_numbers(const Node& node, const Key& key, const std::string& path) {
  std::vector<double> out;
  if (node.kind != Kind::array) {
    wrong_type(node, path, "a list");
    return out;
  }
  constexpr std::size_t kMostItems = 20;  // errors of one list
  const bool are_whole = key.type == KeyType::integers;
  const Node* last = nullptr;
  const std::size_t before = report_.count();
  for (const Node& item : node.children) {
    if (report_.count() >= before + kMostItems) break;
    if (!item.is_number()) {
      wrong_type(item, path, are_whole ? "a list of integers" : "a list of numbers");
      continue;
    }
    const double value = checked_constant(item, key, path);
    if (!out.empty() && value <= out.back())
      report_.error(item.place, quoted(path) + " must increase", (are_whole ? written(item) : text(value)) + " follows " + (are_whole ? written(*last) : text(out.back())), "sort them");
    out.push_back(value);
    last = &item;
  }
  if (node.children.empty()) report_.error(node.place, quoted(path) + " is empty", "", "leave the key out for its default");
  return out;
}

std::vector<double> Reader::numbers(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Key& key = *find_key(path);
  if (const Node* node = section.find(name)) return read_numbers(*node, key, path);
  std::vector<double> out;
  if (key.fallback.starts_with('[')) {
    for (std::string& item : divided(key.fallback.substr(1, key.fallback.size() - 2))) {
      if (item.ends_with(',')) item.pop_back();
      out.push_back(number_of(item));
    }
  }
  return out;
}

std::vector<int> Reader::integers(const Section& section, std::string_view name) {
  if (const Node* node = section.find(name); node != nullptr && node->kind == Kind::array) {
    for (const Node& item : node->children) {
      if (item.kind != Kind::real) continue;
      wrong_type(item, join(section.path, name), "a list of integers");
      return {};
    }
  }
  std::vector<int> out;
  for (const double value : numbers(section, name)) out.push_back(std::isfinite(value) ? static_cast<int>(value) : 0);
  return out;
}

std::vector<Word> Reader::words(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  std::vector<Word> out;
  const Key& key = *find_key(path);
  const Node* node = require(section, name, key);
  if (node == nullptr) return out;
  if (node->kind == Kind::text && key.type == KeyType::names) return {{node->text, node->place}};
  if (node->kind != Kind::array) {
    wrong_type(*node, path, "a list");
    return out;
  }
  for (const Node& item : node->children) {
    if (item.kind == Kind::text)
      out.push_back({item.text, item.place});
    else
      wrong_type(item, path, "a list of texts");
  }
  return out;
}

const Node* Reader::table(const Section& section, std::string_view name) {
  const std::string path = join(section.path, name);
  const Node* node = require(section, name, *find_key(path));
  if (node == nullptr || node->kind == Kind::table) return node;
  wrong_type(*node, path, "a table");
  return nullptr;
}

}  // namespace cellcast::config
