#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"
#include "config/read/given_law.hpp"
#include "config/read/reader.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

/// Reads one distribution; `within` a mixture, where no other may stand.
class LawReader {
 public:
  LawReader(const Node& node, std::string path, bool is_within, Report& report)
      : given_(node, std::move(path)), is_within_(is_within), report_(report) {}

  std::optional<Distribution> read() {
    const std::size_t before = report_.count();
    const Form* form = choose_form(given_, report_);
    if (form == nullptr) return std::nullopt;
    if (form->make == nullptr) return unread_file();
    if (is_within_ && form->dist == "mixture") return nested_mixture();
    refuse_unknown(given_, *form, report_);
    for (const Parameter& parameter : form->parameters) read(parameter, *form);
    Distribution out;
    if (form->bounded) {
      if (const Node* node = given_.node.find("min")) out.min = constant(*node, {"min", kAny, ""});
      if (const Node* node = given_.node.find("max")) out.max = constant(*node, {"max", kAny, ""});
    }
    if (report_.count() != before || !complete_) return std::nullopt;
    check_relations(given_, *form, report_);
    if (report_.count() != before) return std::nullopt;
    out.law = form->make(given_);
    check_bounds(given_, out, report_);
    return report_.count() == before ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  /// Where a scenario stands in a folder its files have been read by now, or something was said of them.
  std::optional<Distribution> unread_file() {
    if (report_.may_have(given_.path)) return std::nullopt;
    if (given_.node.find("file") == nullptr)
      report_.error(given_.place("column"), "`" + given_.path + ".file` is missing", "a column is one of a file", "name the file, or write `data = [...]`");
    else
      report_.error(given_.place("file"), "`" + given_.path + "` takes its values from a file", "only a scenario file can name one",
                    "write the values as `data = [...]`");
    return std::nullopt;
  }

  std::optional<Distribution> nested_mixture() {
    report_.error(given_.place("dist"), "a mixture within a mixture", "", "list its distributions in the outer one, their weights times its own");
    return std::nullopt;
  }

  double constant(const Node& node, const Parameter& parameter) {
    const std::string path = given_.path + "." + std::string(parameter.name);
    if (!node.is_number()) {
      report_.error(node.place, "`" + path + "` must be a constant", "found " + describe(node));
      return 0;
    }
    const double value = node.number();
    if (!std::isfinite(value))
      report_.error(node.place, "`" + path + "` is not finite");
    else if (!contains(parameter.range, {value, value}))
      report_.error(node.place, "`" + path + "` = " + text(value) + " is out of range", "allowed: " + text(parameter.range));
    return value;
  }

  void read(const Parameter& parameter, const Form& form) {
    const Node* node = given_.node.find(parameter.name);
    if (node != nullptr && parameter.shape == Shape::laws)
      given_.components[parameter.name] = laws(*node, given_.path + "." + std::string(parameter.name));
    else if (node != nullptr && parameter.shape == Shape::list)
      given_.lists[parameter.name] = list(*node, parameter);
    else if (node != nullptr)
      given_.values[parameter.name] = constant(*node, parameter);
    else if (!parameter.fallback.empty())
      given_.values[parameter.name] = number_of(parameter.fallback);
    else if (form.picks == 0)
      missing(parameter, form);
  }

  void missing(const Parameter& parameter, const Form& form) {
    const std::string path = given_.path + "." + std::string(parameter.name);
    // Whoever gives none of them may have another form in mind.
    const bool has_any = std::ranges::any_of(form.parameters, [&](const Parameter& each) { return given_.node.find(each.name) != nullptr; });
    const std::string others = has_any ? "" : other_forms(form);
    report_.missing(given_.node.place, path, "`" + path + "` is missing", with_article(form.dist) + " distribution needs it",
                    others.empty() ? "" : "or write " + others);
    complete_ = false;
  }

  std::vector<double> list(const Node& node, const Parameter& parameter) {
    const std::string path = given_.path + "." + std::string(parameter.name);
    std::vector<double> out;
    if (node.kind != Kind::array) {
      report_.error(node.place, "`" + path + "` must be a list of numbers", "found " + describe(node));
      return out;
    }
    constexpr std::size_t kMostItems = 20;  // errors of one list
    const std::size_t before = report_.count();
    out.reserve(node.children.size());
    for (const Node& item : node.children) {
      if (report_.count() < before + kMostItems) out.push_back(constant(item, parameter));
    }
    if (node.children.empty()) report_.error(node.place, "`" + path + "` is empty");
    return out;
  }

  std::vector<Distribution> laws(const Node& node, const std::string& path) {
    std::vector<Distribution> out;
    if (node.kind != Kind::array) {
      report_.error(node.place, "`" + path + "` must be a list of distributions", "found " + describe(node), "write `[{ dist = ... }, ...]`");
      return out;
    }
    if (node.children.empty()) report_.error(node.place, "`" + path + "` is empty", "a mixture has a distribution at least");
    if (node.children.size() > kMostComponents) {
      report_.error(node.children[kMostComponents].place, "`" + path + "` has too many distributions",
                    std::to_string(node.children.size()) + ", and at most " + std::to_string(kMostComponents));
      return out;
    }
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      const Node& item = node.children[k];
      const std::string place = path + "[" + std::to_string(k + 1) + "]";
      if (!item.is_distribution())
        report_.error(item.place, "`" + place + "` must be a distribution", "found " + describe(item),
                      item.is_number() ? "write `{ dist = \"discrete\", values = [" + text(item.number()) + "], weights = [1] }`"
                                       : "write `{ dist = ... }`");
      else if (auto read = LawReader(item, place, true, report_).read())
        out.push_back(*std::move(read));
      else
        complete_ = false;
    }
    return out;
  }

  GivenLaw given_;
  bool is_within_;
  Report& report_;
  bool complete_ = true;
};

}  // namespace

std::optional<Distribution> read_distribution(const Node& node, const std::string& path, Report& report) {
  return LawReader(node, path, false, report).read();
}

}  // namespace cellcast::config
