#include "tests/properties/make_accounts.hpp"

namespace cellcast::tests {

namespace {

/// Writes tables of accounts one by one.
class AccountMaker {
 public:
  AccountMaker(const MadeSizes& sizes, Choices& choices, NumberMaker& numbers) : sizes_(sizes), choices_(choices), numbers_(numbers) {}

  std::string run() {
    if (sizes_.markets > 1 && choices_.one_in(2)) quotas();
    if (choices_.one_in(2)) splits();
    if (choices_.one_in(2)) customs();
    if (!choices_.one_in(3)) producers();
    return std::move(out_);
  }

  std::string submarkets(const std::string& path) {
    const std::size_t count = 1 + choices_.below(3);
    for (std::size_t k = 0; k < count; ++k) {
      header(path + ".submarkets.k" + std::to_string(k));
      number("share", k == 0 ? 0.1 : 0, 2);
      maybe("growth", -0.4, 0.5);
      maybe("cell_energy", 1, 100);
    }
    return std::move(out_);
  }

 private:
  void line(const std::string& key, const std::string& value) { out_ += key + " = " + value + "\n"; }
  void header(const std::string& path) { out_ += "[" + (path_ = path) + "]\n"; }
  void number(const std::string& key, double low, double high) { line(key, numbers_.number(path_ + "." + key, low, high)); }
  void maybe(const std::string& key, double low, double high) {
    if (choices_.one_in(2)) number(key, low, high);
  }
  static std::string segment(std::size_t s) { return "s" + std::to_string(s); }
  static std::string market(std::size_t m) { return "m" + std::to_string(m); }

  /// One after another in a market, so that no two are in force on a day.
  void quotas() {
    const std::size_t count = 1 + choices_.below(3), abroad = choices_.below(sizes_.markets - 1);
    int from = sizes_.base_year + static_cast<int>(choices_.below(2));
    for (std::size_t q = 0; q < count; ++q) {
      header("quotas.q" + std::to_string(q));
      line("market", "\"" + market(abroad >= sizes_.home ? abroad + 1 : abroad) + "\"");
      if (choices_.one_in(3)) line("segments", "[\"" + segment(choices_.below(sizes_.segments)) + "\"]");
      line("from", std::to_string(from) + (choices_.one_in(2) ? "-03-01" : "-01-01"));
      from += 1 + static_cast<int>(choices_.below(2));
      line("until", std::to_string(from) + "-01-01");
      if (choices_.one_in(3))
        line("limit", "0");
      else
        number("limit", 0, 150);
    }
  }

  void splits() {
    for (std::size_t s = 0; s < sizes_.segments; ++s) {
      if (s > 0 && choices_.one_in(2)) continue;
      const std::size_t classes = 1 + choices_.below(3);
      for (std::size_t v = 0; v < classes; ++v) {
        header("segments." + segment(s) + ".splits.z.v" + std::to_string(v));
        number("base", v == 0 ? 0.1 : 0, 1);
        number("end", v == 0 ? 0.1 : 0, 1);
      }
    }
  }

  void customs() {
    header("customs");
    number("exchange_rate", 5, 9);
    maybe("exchange_rate_end", 4, 10);
    for (std::size_t s = 0; s < sizes_.segments; ++s) {
      if (s > 0 && choices_.one_in(2)) continue;
      header("segments." + segment(s) + ".customs");
      maybe("share", 0, 1);
      maybe("value_ratio", 0.5, 3);
      maybe("unit_energy", 5, 5000);
    }
  }

  void producers() {
    const std::size_t count = 1 + choices_.below(4);
    for (std::size_t g = 0; g < count; ++g) {
      const std::string path = "producers.g" + std::to_string(g);
      const bool home_owned = g == 0 || choices_.one_in(2);
      header(path);
      line("home_owned", home_owned ? "true" : "false");
      for (std::size_t s = 0; s < sizes_.segments; ++s)
        if (g == 0 || !choices_.one_in(4)) group(path + ".segments." + segment(s), g == 0, home_owned);
    }
    if (choices_.one_in(2)) out_ += "[concentration]\nranks = [1, 2, " + std::to_string(3 + choices_.below(30)) + "]\n";
    for (std::size_t s = 0; s < sizes_.segments; ++s) {
      if (choices_.one_in(2)) continue;
      header("segments." + segment(s) + ".competition");
      maybe("selection", 0, 4);
      maybe("fixed_cost", 0, 1);
    }
  }

  void group(const std::string& path, bool is_first, bool home_owned) {
    header(path);
    number("share", is_first ? 0.1 : 0, 1);
    maybe("idle", 0, 1);
    line("firms", std::to_string(1 + choices_.below(60)));
    line("skew", numbers_.constant(0, 3));
    maybe("entry", 0, 8);
    maybe("attrition", 0, 0.5);
    maybe("exit_margin", -0.5, 0.5);
    maybe("exit_response", 0, 5);
    maybe("drift", -0.5, 0.5);
    maybe("volatility", 0, 1);
    maybe("cost", -0.5, 1);
    maybe("premium", -0.5, 1);
    if (home_owned) return maybe("overseas", 0, 1);
    for (std::size_t m = 0; m < sizes_.markets; ++m) {
      if (choices_.one_in(3)) continue;
      header(path + ".markets." + market(m));
      maybe("base", 0, 1);
      maybe("end", 0, 1);
    }
  }

  const MadeSizes sizes_;
  Choices& choices_;
  NumberMaker& numbers_;
  std::string out_, path_;
};

}  // namespace

std::string make_accounts(const MadeSizes& sizes, Choices& choices, NumberMaker& numbers) {
  return AccountMaker(sizes, choices, numbers).run();
}

std::string make_submarkets(const std::string& path, Choices& choices, NumberMaker& numbers) {
  return AccountMaker({}, choices, numbers).submarkets(path);
}

}  // namespace cellcast::tests
