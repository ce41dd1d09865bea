#include "study/guide/starter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "base/error.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::study {
namespace {

/// Where a segment begins: its size, price and growth.
struct Start {
  std::string_view name;
  double demand;  ///< of all markets, GWh/year
  double price, growth, elasticity;
};

// Rounded from china-2031; a segment of another name starts as the last.
constexpr std::array kStarts{Start{"power", 1500, 0.49, 0.15, 0.40}, Start{"ess", 610, 0.37, 0.25, 0.65}, Start{"small", 100, 1.40, 0.05, 0.08},
                             Start{"", 100, 0.50, 0.15, 0.50}};

// Of demand, and of what markets abroad buy from home.
constexpr double kHomePart = 0.7, kHomeShare = 0.6;

const Start& start_of(const std::string& segment) {
  return *std::find_if(kStarts.begin(), kStarts.end() - 1, [&](const Start& start) { return start.name == segment; });
}

/// In four digits, as TOML reads a number that need not be whole.
std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  const std::string out = text;
  return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}
double rounded(double value) { return std::stod(number(value)); }

void check_names(const std::vector<std::string>& names, const std::string& what) {
  constexpr std::size_t kMost = 100;
  if (names.empty()) throw base::UsageError("a scenario has a " + what + " at least");
  if (names.size() > kMost) throw base::UsageError(std::to_string(names.size()) + " " + what + "s, and a scenario has at most 100");
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (!config::is_name(*name))
      throw base::UsageError("'" + *name + "' cannot be the name of a " + what + " (letters, digits, '-' and '_', a letter first)");
    if (std::find(names.begin(), name, *name) != name) throw base::UsageError("the " + what + " '" + *name + "' is given twice");
  }
}

void check_years(int base_year, int end_year) {
  const config::Interval years = config::find_key("horizon.base_year")->range;
  for (const int year : {base_year, end_year})
    if (!config::contains(years, {static_cast<double>(year), static_cast<double>(year)}))
      throw base::UsageError("a scenario cannot have the year " + std::to_string(year) + " (" + config::text(years) + ")");
  if (end_year <= base_year)
    throw base::UsageError("the years end in " + std::to_string(end_year) + ", and begin in " + std::to_string(base_year) +
                           "; a scenario has one year at least after its base year");
}

/// Names of shocks.
void check_segments(const std::vector<std::string>& names) {
  check_names(names, "segment");
  for (const char* taken : {"common", "material"})
    if (std::ranges::find(names, taken) != names.end()) throw base::UsageError(std::string("no segment may be called '") + taken + "', which is the name of a shock");
}

class Starter {
 public:
  explicit Starter(const StarterOptions& options) : options_(options), abroad_(options.markets.begin() + 1, options.markets.end()) {}

  std::string text() {
    head();
    economy();
    markets();
    if (!abroad_.empty()) duty();
    for (const std::string& segment : options_.segments) this->segment(segment, start_of(segment));
    return out_;
  }

 private:
  void line(const std::string& statement, const std::string& comment = "") {
    std::string text = statement;
    if (!comment.empty()) text += std::string(std::max<std::size_t>(2, 72 - std::min<std::size_t>(70, statement.size())), ' ') + "# " + comment;
    out_ += text + "\n";
  }
  void header(const std::string& path) { out_ += "\n[" + path + "]\n"; }
  void remark(const std::string& text) { out_ += "# " + text + "\n"; }

  double home_demand(const Start& start) const { return rounded(abroad_.empty() ? start.demand : kHomePart * start.demand); }
  double demand_abroad(const Start& start) const { return rounded((1 - kHomePart) * start.demand / static_cast<double>(abroad_.size())); }
  /// What home plants deliver in the base year, by the demands and shares below.
  double production(const Start& start) const {
    return rounded(home_demand(start) + (abroad_.empty() ? 0 : kHomeShare * demand_abroad(start) * static_cast<double>(abroad_.size())));
  }

  void head() {
    remark("A first scenario: replace the numbers by your own, and say where each is from.");
    remark("Responses (substitution, elasticity, learning, investment) are those of the shipped scenario china-2031.");
    out_ += "\n";
    line("schema = 1");
    line("name = \"" + options_.name + "\"");
    line("title = \"A first scenario\"");
    header("horizon");
    line("base_year = " + std::to_string(options_.base_year), "the year whose figures are given");
    line("end_year = " + std::to_string(options_.end_year));
    header("sampling");
    line("trials = 65_536");
    line("seed = 1", "any number would do");
    line("method = \"sobol\"");
  }

  void economy() {
    double supply = 0;
    for (const std::string& segment : options_.segments) supply += start_of(segment).demand;
    header("economy");
    line("shock_correlation = 0.3", "of the segments' yearly demand shocks");
    line("cumulative_production = " + number(4 * supply), "GWh that the world has made so far; what learning starts from");
    header("economy.material_price");
    line("volatility = 0.18", "a year, of the log price");
    line("persistence = 0.7");
  }

  void markets() {
    out_ += "\n";
    remark("Markets: the home market, whose industry this is about, and those that it exports to.");
    header("markets." + options_.markets.front());
    line("home = true");
    for (const std::string& market : abroad_) {
      header("markets." + market);
      line("freight = 0.05", "of the home price");
      line("local_premium = { dist = \"pert\", low = 0.20, mode = 0.50, high = 0.85 }", "of local plants' price over the home price");
      line("substitution = { dist = \"pert\", low = 1.5, mode = 3.0, high = 5.0 }", "how readily buyers change from imports to local goods");
      line("tariff_pass_through = { dist = \"pert\", low = 0.70, mode = 0.92, high = 1.0 }", "the part of a duty that buyers pay");
    }
  }

  void duty() {
    const std::string& market = abroad_.front();
    out_ += "\n";
    remark("A duty that may come: none, or a quarter of the value, as likely as not.");
    header("tariffs.duty");
    line("market = \"" + market + "\"");
    line("from = " + std::to_string(options_.base_year + 1) + "-07-01");
    line("rate = { dist = \"discrete\", values = [0.0, 0.25], weights = [1, 1] }", "of the value");
  }

  void segment(const std::string& name, const Start& start) {
    const std::string path = "segments." + name;
    out_ += "\n";
    remark("Segment " + name + ".");
    header(path);
    line("production = " + number(production(start)), "GWh in " + std::to_string(options_.base_year) + ", at home");
    line("price = " + number(start.price), "yuan/Wh");
    line("gross_margin = 0.20");
    line("utilization = { dist = \"triangular\", low = 0.55, mode = 0.65, high = 0.75 }", "production over capacity");
    line("price_elasticity = { dist = \"lognormal\", median = " + number(start.elasticity) + ", sigma = 0.5, max = 3.0 }",
         "by how much demand falls when prices rise");
    header(path + ".growth");
    line("rate = { dist = \"normal\", mean = " + number(start.growth) + ", sd = 0.05, min = -0.2, max = 0.6 }", "a year; what is not known of the trend");
    line("volatility = 0.10", "of demand from year to year, as booms and slumps");
    line("persistence = 0.6");
    header(path + ".supply");
    line("max_utilization = { dist = \"uniform\", low = 0.88, high = 0.97 }");
    announced(options_.base_year + 1, options_.end_year);
    line("realization = { dist = \"pert\", low = 0.25, mode = 0.5, high = 0.8 }", "the part of what is announced that is built");
    line("retirement = 0.02", "of capacity, a year");
    line("exit_utilization = 0.50", "below it plants close");
    line("exit_response = { dist = \"uniform\", low = 0.2, high = 0.8 }");
    line("invest_utilization = 0.68", "above it more are built");
    line("invest_response = { dist = \"uniform\", low = 0.8, high = 2.0 }");
    line("lead_time = 2", "years");
    header(path + ".cost");
    line("learning_rate = { dist = \"normal\", mean = 0.18, sd = 0.03, min = 0.05, max = 0.30 }", "fall of cost with each doubling of what was made");
    line("material_share = 0.55", "of cost");
    line("markup_response = { dist = \"uniform\", low = 0.2, high = 0.6 }", "of prices to how full plants are");
    line("markup_floor = -0.05");
    markets_of(path, start);
  }

  /// New plants of a few years that are known already.
  void announced(int from, int until) {
    std::string years;
    for (int year = from; year <= std::min(until, from + 2); ++year) years += (years.empty() ? "" : ", ") + std::to_string(year) + " = 0.20";
    line("announced = { " + years + " }", "new plants, of base capacity");
  }

  void markets_of(const std::string& path, const Start& start) {
    header(path + ".markets." + options_.markets.front());
    line("demand = " + number(home_demand(start)), "GWh");
    line("home_share = 1.0", "the part that home producers deliver");
    for (const std::string& market : abroad_) {
      const double demand = demand_abroad(start);
      header(path + ".markets." + market);
      line("demand = " + number(demand), "GWh");
      line("home_share = " + number(kHomeShare));
      line("local_capacity = " + number(demand * 0.6), "GWh that plants in this market can make");
      line("local_capacity_growth = { dist = \"pert\", low = 0.0, mode = 0.12, high = 0.25 }", "a year");
    }
  }

  const StarterOptions& options_;
  std::vector<std::string> abroad_;
  std::string out_;
};

}  // namespace

std::string starter(const StarterOptions& options) {
  check_segments(options.segments);
  check_names(options.markets, "market");
  check_years(options.base_year, options.end_year);
  return Starter(options).text();
}

}  // namespace cellcast::study
