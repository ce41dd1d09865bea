#include <cmath>
#include <map>
#include <set>

#include "config/read/input_names.hpp"
#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

constexpr std::size_t kMostPairs = 20000;    // 200 inputs of one factor; each pair costs time in every trial
constexpr double kMostExplained = 1 - 1e-9;  // of an input's variance: far enough from 1 for matrices to be positive definite

/// A loading as it stands in the file.
struct Entry {
  Word input;
  const Node* node;
};

/// The entries of a table of loadings. A path without quotes has made tables within tables, down to its value.
std::vector<Entry> entries(const Node& table, const std::string& prefix = "") {
  std::vector<Entry> out;
  for (const Node& child : table.children) {
    const std::string path = prefix + child.name;
    if (child.kind == Kind::table && !child.is_distribution() && !child.is_shared()) {
      const std::vector<Entry> inner = entries(child, path + ".");
      out.insert(out.end(), inner.begin(), inner.end());
    } else {
      out.push_back({{path, child.key}, &child});
    }
  }
  return out;
}

class FactorReader {
 public:
  FactorReader(Reader& reader, Scenario& scenario) : reader_(reader), scenario_(scenario), names_(scenario) {}

  void read(const Section& section) {
    Factor factor;
    const Word name = reader_.word(section, "name");
    factor.name = name.text;
    check_name(name);
    const Node* loads = reader_.table(section, "loads");
    if (loads == nullptr) return unread_all();
    factor.place = loads->place;
    const std::vector<Entry> all = entries(*loads);
    if (!check_size(all.size(), *loads)) return unread_all();
    std::set<std::string> inputs;
    std::vector<Word> unread;
    for (const Entry& entry : all) {
      bool is_read = false;
      if (!inputs.insert(entry.input.text).second)
        reader_.report().error(entry.input.place, "`" + entry.input.text + "` stands twice in this factor", "", "remove one");
      else
        is_read = read_loading(entry, factor);
      if (!is_read) unread.push_back(entry.input);
    }
    add_unread(unread, all);
    scenario_.factors.push_back(std::move(factor));
  }

  /// A factor of which nothing is known may tie any inputs.
  void unread_all() { scenario_.unread_correlations.any = true; }

 private:
  /// What a factor implies between its input and each other one is not known where one loading is not.
  void add_unread(const std::vector<Word>& unread, const std::vector<Entry>& all) {
    UnreadCorrelations& out = scenario_.unread_correlations;
    std::vector<std::string> inputs;
    for (const Entry& entry : all) inputs.push_back(names_.meant(entry.input));
    if (all.size() < 2) out.partners.insert(out.partners.end(), inputs.begin(), inputs.end());
    for (const Word& word : unread) {
      const std::string input = names_.meant(word);
      for (const std::string& other : inputs) {
        if (input.empty())
          out.partners.push_back(other);
        else if (!other.empty() && other != input)
          out.implied.emplace_back(input, other);
      }
    }
  }

  void check_name(const Word& name) {
    if (name.place.line == 0) return;  // missing, or no text: reported
    if (!is_name(name.text))
      reader_.report().error(name.place, "`" + name.text + "` is no name",
                             "a name has letters, digits, `_` and `-`, and starts with a letter");
    else if (!factor_names_.insert(name.text).second)
      reader_.report().error(name.place, "there is a factor `" + name.text + "` already", "each name stands once");
  }

  bool check_size(std::size_t loads, const Node& table) {
    if (loads < 2)
      reader_.report().missing(table.place, "factors.loads", "a factor with fewer than two loads correlates nothing",
                               "it has " + std::to_string(loads), "load two inputs on it, or remove it");
    pairs_ += loads * (loads - 1) / 2;
    if (pairs_ <= kMostPairs) return true;
    reader_.report().error(table.place, "the factors up to here tie " + std::to_string(pairs_) + " pairs of inputs",
                           "at most " + std::to_string(kMostPairs) + ", which is 200 loads of one factor", "load fewer inputs");
    return false;
  }

  bool read_loading(const Entry& entry, Factor& factor) {
    const Word& input = entry.input;
    const bool is_known = names_.check(input, "load", reader_.report());
    const double value = reader_.constant(*entry.node, *find_key("factors.loads"), "factors.loads." + input.text);
    if (!is_known || std::isnan(value)) return false;
    double& explained = explained_[input.text];
    if (explained + value * value > kMostExplained) {
      reader_.report().error(
          entry.node->place, "the factors of `" + input.text + "` explain more than all of it",
          "the squares of its loadings so far sum to " + text(explained + value * value) + ", and must stay below 1 - 1e-9",
          "give it smaller loadings");
      scenario_.unread_correlations.partners.push_back(input.text);  // of whichever factor is to blame
      return false;
    }
    explained += value * value;
    factor.loads.push_back({input.text, value});
    return true;
  }

  Reader& reader_;
  Scenario& scenario_;
  InputNames names_;
  std::set<std::string> factor_names_;
  std::map<std::string, double> explained_;  // sum of squares of an input's loadings so far
  std::size_t pairs_ = 0;
};

}  // namespace

void read_factors(const Section& root, Reader& reader, Scenario& scenario) {
  const Node* list = root.find("factors");
  const bool is_list = list != nullptr && list->kind == Kind::array;
  FactorReader factors(reader, scenario);
  if (reader.report().may_have("factors") || (list != nullptr && !is_list)) factors.unread_all();
  if (!is_list) return;
  for (const Node& item : list->children) {
    if (item.kind == Kind::table)
      factors.read({&item, "factors", item.place});
    else
      factors.unread_all();
  }
}

}  // namespace cellcast::config
