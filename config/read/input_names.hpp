#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/read/reader.hpp"

namespace cellcast::config {

/// The names that a correlation or a factor may give: uncertain inputs and shocks. The scenario must outlive it.
class InputNames {
 public:
  explicit InputNames(const Scenario& scenario);

  /// Complains unless the word names an uncertain input or a shock; `what` ("pair") is what to remove otherwise.
  bool check(const Word& word, const std::string& what, Report& report) const;

  /// The input that a word names or that the place it names draws on, a constant's own name; empty where there is no such place.
  std::string meant(const Word& word) const;

 private:
  bool unknown(const Word& word, Report& report) const;
  /// What shocks there are, in words.
  std::string kinds() const;
  /// What would have a shock of this name if it had a volatility; else empty.
  std::string quiet_owner(const std::string& shock) const;

  const Scenario& scenario_;
  std::unordered_map<std::string, const Number*> places_;
  std::vector<std::string> uncertain_;
  std::set<std::string> shocks_;
};

}  // namespace cellcast::config
