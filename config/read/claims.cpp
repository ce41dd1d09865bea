#include <charconv>
#include <cmath>
#include <unordered_map>

#include "config/read/identities.hpp"
#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

/// Half a unit of the last digit that a number is written with: 0.5 of 910, 0.05 of 664.3 and of 139.0.
double half_unit(const Node& value) {
  if (value.kind == Kind::integer) return 0.5;
  const std::string digits = text(value.real);
  const std::size_t point = digits.find('.'), exponent = std::min(digits.find('e'), digits.size());
  int power = 0;
  if (exponent + 1 < digits.size()) {
    const std::size_t sign = digits[exponent + 1] == '+' ? 2 : 1;  // from_chars takes none
    std::from_chars(digits.data() + exponent + sign, digits.data() + digits.size(), power);
  }
  if (point < exponent) power -= static_cast<int>(exponent - point - 1);
  const std::string half = "5e" + std::to_string(power - 1);
  double out = 0;
  std::from_chars(half.data(), half.data() + half.size(), out);
  return out;
}

class ClaimReader {
 public:
  ClaimReader(Reader& reader, Scenario& scenario) : reader_(reader), scenario_(scenario) {}

  void read(const Section& section) {
    Claim claim;
    claim.place = section.place;
    read_name(section, claim);
    read_texts(section, claim);
    claim.value = reader_.constant(section, "value");
    const Node* value = section.find("value");
    const bool is_number = value != nullptr && value->is_number();
    claim.tolerance = section.find("tolerance") != nullptr ? reader_.constant(section, "tolerance") : is_number ? half_unit(*value) : 0;
    if (section.find("year") != nullptr) claim.year = static_cast<int>(reader_.integer(section, "year"));
    read_link(section, claim);
    scenario_.claims.push_back(std::move(claim));
  }

  const ClaimNames& names() const { return names_; }

 private:
  static Place place(const Section& section, std::string_view name) {
    const Node* node = section.find(name);
    return node == nullptr ? section.place : node->place;
  }

  void read_name(const Section& section, Claim& claim) {
    const Word name = reader_.word(section, "name");
    const bool is_text = name.place.line != 0;  // else there is none, or another value, which was reported
    if (section.find("name") != nullptr && !(is_text && is_name(name.text)))
      reader_.report().excuse("claims.name");  // that others refer to it is no slip of theirs
    if (!is_text) return;
    if (!is_name(name.text))
      reader_.report().error(name.place, "`" + name.text + "` is no name",
                             "a name has letters, digits, `_` and `-`, and starts with a letter");
    else if (!names_.emplace(name.text, scenario_.claims.size()).second)
      reader_.report().error(name.place, "there is a claim `" + name.text + "` already", "each name stands once");
    else
      claim.name = name.text;
  }

  void read_texts(const Section& section, Claim& claim) {
    const Word what = reader_.word(section, "what");
    if (what.place.line > 0 && what.text.empty())
      reader_.report().error(what.place, "`claims.what` is empty", "it says what the figure is of");
    claim.what = what.text;
    claim.scope = reader_.string(section, "scope");
    claim.unit = reader_.string(section, "unit");
    claim.source = reader_.string(section, "source");
    claim.unit_place = place(section, "unit");
    claim.year_place = place(section, "year");
  }

  void read_link(const Section& section, Claim& claim) {
    const Word named = reader_.word(section, "variable");
    claim.variable = named.text;
    claim.index = reader_.string(section, "index");
    claim.variable_place = named.place;
    claim.index_place = index_place(section, reader_.report());
    const Node* variable = section.find("variable");
    if (variable == nullptr && section.find("index") != nullptr)
      reader_.report().missing(section.find("index")->key, "claims.variable", "`claims.index` without `claims.variable`",
                               "it is an index of that variable", "name the variable, or remove it");
    if (variable != nullptr && section.find("year") == nullptr && !is_derived(scenario_, named.text))
      reader_.report().missing(variable->place, "claims.year", "a claim with a `variable` needs a `year`",
                               "the variable has a value a year", "add `year = ...`");
  }

  Reader& reader_;
  Scenario& scenario_;
  ClaimNames names_;
};

}  // namespace

void read_claims(const Section& root, Reader& reader, Scenario& scenario) {
  const Node* list = root.find("claims");
  if (list == nullptr || list->kind != Kind::array) return;
  ClaimReader claims(reader, scenario);
  std::vector<Section> sections;
  for (const Node& item : list->children)
    if (item.kind == Kind::table) sections.push_back({&item, "claims", item.place});
  for (const Section& section : sections) claims.read(section);
  IdentityReader identities(reader, scenario.claims, claims.names());
  for (std::size_t i = 0; i < sections.size(); ++i) identities.read(sections[i], i);
}

}  // namespace cellcast::config
