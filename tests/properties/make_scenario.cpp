#include "tests/properties/make_scenario.hpp"

#include <algorithm>
#include <vector>

#include "tests/properties/make_accounts.hpp"
#include "tests/properties/make_number.hpp"

namespace cellcast::tests {

namespace {

/// Writes a scenario table by table. Ranges are such that the rules between keys hold in every draw.
class ScenarioMaker {
 public:
  explicit ScenarioMaker(Choices& choices) : choices_(choices), numbers_(choices) {}

  std::string run() {
    sizes();
    head();
    out_ += numbers_.variables();
    economy();
    for (std::size_t m = 0; m < markets_; ++m) market(m);
    const std::size_t tariffs = markets_ > 1 ? choices_.below(4) : 0;
    for (std::size_t i = 0; i < tariffs; ++i) tariff(i);
    for (std::size_t s = 0; s < segments_; ++s) segment(s);
    for (std::size_t c = 0; c < chemistries_; ++c) chemistry(c);
    for (std::size_t j = 0; j < materials_; ++j) out_ += "[materials.j" + std::to_string(j) + "]\n";
    ties();
    if (has_many_trials_) questions();
    if (has_accounts_) out_ += make_accounts({segments_, markets_, home_, years_, kBaseYear}, choices_, numbers_);
    return std::move(out_);
  }

 private:
  static constexpr int kBaseYear = 2023;  // 2024 is a leap year
  static constexpr double kMostDemand = 200;

  void line(const std::string& key, const std::string& value) { out_ += key + " = " + value + "\n"; }
  void header(const std::string& path) { out_ += "[" + (path_ = path) + "]\n"; }
  void number(const std::string& key, double low, double high) { line(key, numbers_.number(path_ + "." + key, low, high)); }
  void maybe(const std::string& key, double low, double high) {
    if (!choices_.one_in(3)) number(key, low, high);
  }

  void sizes() {
    segments_ = 1 + choices_.below(3);
    markets_ = 1 + choices_.below(4);
    chemistries_ = choices_.below(4);
    materials_ = chemistries_ > 0 ? choices_.below(4) : 0;
    home_ = choices_.below(markets_);
    years_ = 1 + static_cast<int>(choices_.below(choices_.one_in(8) ? 16 : 5));
    has_many_trials_ = choices_.one_in(16);
    has_accounts_ = choices_.one_in(2);
  }

  void head() {
    out_ += "schema = 1\nname = \"made\"\n[horizon]\nbase_year = " + std::to_string(kBaseYear) +
            "\nend_year = " + std::to_string(kBaseYear + years_) + "\n[sampling]\n";
    const std::size_t trials = has_many_trials_ ? 1100 + choices_.below(1500) :  // more than counting is planned from
                                               1 + choices_.below(choices_.one_in(4) ? 600 : 128);
    line("trials", std::to_string(trials));
    line("seed", std::to_string(choices_.below(100000)));
    const std::size_t method = choices_.below(3);
    line("method", std::vector<std::string>{"\"monte-carlo\"", "\"latin-hypercube\"", "\"sobol\""}[method]);
    line("replicates", std::to_string(2 + choices_.below(std::clamp<std::size_t>(trials / 2, 1, 20))));
    if (method != 1 && choices_.one_in(8)) {
      const std::string quantile = choices_.one_in(2) ? "\"mean\"" : numbers_.constant(0.05, 0.95);
      line("stop", "{ variable = \"total_demand\", quantile = " + quantile + ", relative_error = " + numbers_.constant(0.001, 0.5) + " }");
    }
    header("outputs");
    line("samples", has_many_trials_ ? "50" : "100000");
    const double first = choices_.between(0.01, 0.4);
    if (choices_.one_in(2)) line("quantiles", "[" + toml(first) + ", 0.5, " + numbers_.constant(0.6, 0.99) + "]");
    if (has_many_trials_ || choices_.one_in(8)) line("variables", "[\"total_demand\", \"production\", \"call\", \"unmet\", \"price\"]");
    if (choices_.one_in(2)) line("thresholds", "{ total_demand = [0.0, 90.0, 300.0], price = [0.4, 1.0] }");
  }

  void economy() {
    header("economy");
    line("shock_correlation", numbers_.constant(0, 1));
    number("cumulative_production", 4000, 9000);
    header("economy.material_price");
    maybe("persistence", 0, 1);
    maybe("volatility", 0, 0.5);
    maybe("drift", -0.2, 0.2);
    if (has_accounts_ && choices_.one_in(3)) line("news." + std::to_string(kBaseYear + 1), numbers_.constant(-1, 1));
  }

  std::string market_name(std::size_t m) const { return "m" + std::to_string(m); }

  void market(std::size_t m) {
    header("markets." + market_name(m));
    if (has_accounts_ && choices_.one_in(3)) number("volatility", 0, 0.5);
    if (m == home_) return line("home", "true");
    maybe("freight", 0, 0.5);
    maybe("local_premium", -0.4, 1);
    maybe("local_premium_decline", 0, 1);
    maybe("tariff_pass_through", 0, 1);
    maybe("substitution", 0, 12);
    maybe("overseas_home_share", 0, 1);
    maybe("overseas_home_share_end", 0, 1);
  }

  void tariff(std::size_t i) {
    header("tariffs.t" + std::to_string(i));
    const std::size_t abroad = choices_.below(markets_ - 1);
    line("market", "\"" + market_name(abroad >= home_ ? abroad + 1 : abroad) + "\"");
    if (choices_.one_in(3)) line("segments", "[\"s" + std::to_string(choices_.below(segments_)) + "\"]");
    const int from = kBaseYear + static_cast<int>(choices_.below(3));
    if (choices_.one_in(2)) line("from", std::to_string(from) + "-02-28");
    if (choices_.one_in(2)) line("until", std::to_string(from + 1 + static_cast<int>(choices_.below(3))) + "-07-01");
    number("rate", 0, choices_.one_in(8) ? 20 : 0.6);
  }

  void growth(const std::string& path, bool has_submarkets) {
    header(path + ".growth");
    const std::size_t process = has_submarkets ? 3 : choices_.below(3);
    line("process", std::vector<std::string>{"\"cagr\"", "\"drivers\"", "\"logistic\"", "\"submarkets\""}[process]);
    if (process == 0 || process == 2) number("rate", -0.3, 0.6);
    if (process == 2) number("saturation", 1.05, 20);
    maybe("volatility", 0, 0.4);
    maybe("persistence", 0, 1);
    const std::size_t drivers = process == 1 ? 1 + choices_.below(3) : 0;
    for (std::size_t i = 0; i < drivers; ++i) {
      header(path + ".growth.drivers.d" + std::to_string(i));
      number("base", 0.1, 50);
      number("rate", -0.2, 0.4);
    }
  }

  void supply(const std::string& path) {
    header(path + ".supply");
    number("max_utilization", 0.75, 1);
    maybe("realization", 0, 1.5);
    maybe("retirement", 0, 0.3);
    maybe("exit_utilization", 0, 1);
    maybe("exit_response", 0, 4);
    maybe("invest_utilization", 0.3, 1.2);
    maybe("invest_response", 0, 4);
    line("lead_time", std::to_string(1 + choices_.below(3)));
    header(path + ".supply.announced");
    for (int t = 1; t <= std::min(years_, 3); ++t)
      if (choices_.one_in(3)) number(std::to_string(kBaseYear + t), 0, 0.6);
  }

  void cost(const std::string& path) {
    header(path + ".cost");
    maybe("learning_rate", 0, 0.4);
    maybe("material_share", 0, 1);
    maybe("markup_response", 0, 3);
    number("markup_floor", -0.9, -0.2);
  }

  /// A segment in one market; in `anchor` demand falls to home producers in any case.
  void segment_market(const std::string& path, std::size_t m, bool is_anchor) {
    header(path + ".markets." + market_name(m));
    number("demand", is_anchor || !choices_.one_in(6) ? 5 : 0, kMostDemand);
    const std::size_t corner = is_anchor ? 0 : choices_.below(6);
    if (corner == 1)
      line("home_share", "0");
    else if (corner == 2)
      line("home_share", "1");
    else
      number("home_share", is_anchor ? 0.1 : 0, 1);
    maybe("growth_premium", -0.2, 0.2);
    if (has_accounts_ && choices_.one_in(2)) {
      number("installed_ratio", 0.1, 2);
      if (choices_.one_in(2)) number("duration", 0.5, 8);
    }
    if (has_accounts_ && m != home_ && choices_.one_in(2)) number("home_share_drift", -0.5, 0.5);
    if (m == home_ || choices_.one_in(2)) return;
    number("local_capacity", kMostDemand, 2 * kMostDemand);
    maybe("local_capacity_growth", has_accounts_ ? -0.9 : -0.5, 0.3);
  }

  void segment(std::size_t s) {
    const std::string path = "segments.s" + std::to_string(s);
    header(path);
    number("production", 20, 300);
    number("price", 0.2, 1.5);
    number("gross_margin", -0.2, 0.5);
    number("utilization", 0.2, 0.75);
    maybe("expected_price_change", -0.2, 0.1);
    maybe("price_elasticity", 0, 2);
    const bool has_submarkets = has_accounts_ && choices_.one_in(3);
    growth(path, has_submarkets);
    if (has_submarkets) out_ += make_submarkets(path, choices_, numbers_);
    supply(path);
    cost(path);
    const std::size_t anchor = choices_.one_in(3) ? choices_.below(markets_) : home_;
    for (std::size_t m = 0; m < markets_; ++m)
      if (m == anchor || !choices_.one_in(4)) segment_market(path, m, m == anchor);
    for (std::size_t c = 0; c < chemistries_; ++c) {
      if (c > 0 && choices_.one_in(4)) continue;
      header(path + ".chemistry.c" + std::to_string(c));
      number("base", c == 0 ? 0.1 : 0, 1);
      number("end", c == 0 ? 0.1 : 0, 1);
    }
  }

  void chemistry(std::size_t c) {
    header("chemistries.c" + std::to_string(c) + ".materials");
    for (std::size_t j = 0; j < materials_; ++j)
      if (!choices_.one_in(3)) number("j" + std::to_string(j), 0, 1);
  }

  /// An uncertain input or a shock.
  std::string tied(std::size_t i) {
    const std::vector<std::string>& inputs = numbers_.inputs();
    if (i < inputs.size()) return inputs[i];
    const std::string kind = std::vector<std::string>{"common", "material", "s0"}[(i - inputs.size()) % 3];
    return "shock." + kind + "[" + std::to_string(kBaseYear + 1) + "]";
  }

  void ties() {
    const std::size_t count = numbers_.inputs().size() + 3;
    if (choices_.one_in(6)) out_ += "[copula]\nkind = \"student_t\"\ndof = " + numbers_.constant(1, 12) + "\n";
    // A chain of weak correlations is always positive definite.
    const std::size_t pairs = choices_.below(4), start = choices_.below(count);
    for (std::size_t i = 0; i < pairs && start + i + 1 < count; ++i) {
      out_ += "[[correlations]]\nbetween = [\"" + tied(start + i) + "\", \"" + tied(start + i + 1) + "\"]\n";
      line(choices_.one_in(2) ? "pearson" : "rank", numbers_.constant(-0.4, 0.4));
    }
    const std::size_t factors = choices_.one_in(3) ? 1 + choices_.below(2) : 0;
    for (std::size_t f = 0; f < factors; ++f) {
      out_ += "[[factors]]\nname = \"f" + std::to_string(f) + "\"\n[factors.loads]\n";
      const std::size_t loads = 2 + choices_.below(3), first = choices_.below(count);
      for (std::size_t i = first; i < std::min(first + loads, count); ++i) line("\"" + tied(i) + "\"", numbers_.constant(-0.6, 0.6));
    }
  }

  /// What is asked of the trials. The observation is so vague that most trials agree with it.
  void questions() {
    if (choices_.one_in(2)) {
      header("sensitivity");
      line("method", choices_.one_in(2) ? "\"sobol\"" : "\"none\"");
      line("trials", std::to_string(200 + choices_.below(32)));
    }
    if (!choices_.one_in(2)) return;
    out_ += "[[observations]]\n";
    line("variable", "\"total_demand\"");
    line("year", std::to_string(kBaseYear + 1));
    line("value", numbers_.constant(50, 500));
    line("sd", numbers_.constant(3, 5));
    line("relative", "true");
  }

  Choices& choices_;
  NumberMaker numbers_;
  std::string out_, path_;
  std::size_t segments_ = 1, markets_ = 1, chemistries_ = 0, materials_ = 0, home_ = 0;
  int years_ = 1;
  bool has_many_trials_ = false, has_accounts_ = false;
};

}  // namespace

std::string make_scenario(Choices& choices) { return ScenarioMaker(choices).run(); }

}  // namespace cellcast::tests
