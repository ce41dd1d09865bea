#include "config/scenario/distribution.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace cellcast::config {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Where a law has probability before it is truncated.
struct LawSupport {
  Interval operator()(const Normal&) const { return {-kInfinity, kInfinity, true, true}; }
  Interval operator()(const Lognormal&) const { return {0, kInfinity, true, true}; }
  Interval operator()(const LognormalMoments&) const { return {0, kInfinity, true, true}; }
  Interval operator()(const Uniform& law) const { return {law.low, law.high}; }
  Interval operator()(const Triangular& law) const { return {law.low, law.high}; }
  Interval operator()(const Pert& law) const { return {law.low, law.high}; }
  Interval operator()(const Beta& law) const { return {law.low, law.high}; }
  Interval operator()(const Gamma&) const { return {0, kInfinity, true, true}; }
  Interval operator()(const Weibull&) const { return {0, kInfinity, true, true}; }
  Interval operator()(const StudentT&) const { return {-kInfinity, kInfinity, true, true}; }
  Interval operator()(const Metalog&) const { return {-kInfinity, kInfinity, true, true}; }
  Interval operator()(const Discrete& law) const { return {law.values.front(), law.values.back()}; }
  Interval operator()(const Empirical& law) const { return {law.values.front(), law.values.back()}; }
};

using Entries = std::initializer_list<std::pair<const char*, double>>;

std::string parameters(const char* name, Entries entries) {
  std::string out = std::string("dist = \"") + name + "\"";
  for (const auto& [key, value] : entries) out += std::string(", ") + key + " = " + text(value);
  return out;
}

std::string list(const std::vector<double>& values) {
  std::string out;
  for (const double value : values) out += (out.empty() ? "[" : ", ") + text(value);
  return out + "]";
}

/// The law's part of the text; parameters at their default are left out.
struct LawText {
  std::string operator()(const Normal& law) const { return parameters("normal", {{"mean", law.mean}, {"sd", law.sd}}); }
  std::string operator()(const Lognormal& law) const { return parameters("lognormal", {{"median", law.median}, {"sigma", law.sigma}}); }
  std::string operator()(const LognormalMoments& law) const { return parameters("lognormal", {{"mean", law.mean}, {"sd", law.sd}}); }
  std::string operator()(const Uniform& law) const { return parameters("uniform", {{"low", law.low}, {"high", law.high}}); }
  std::string operator()(const Triangular& law) const {
    return parameters("triangular", {{"low", law.low}, {"mode", law.mode}, {"high", law.high}});
  }
  std::string operator()(const Pert& law) const {
    const std::string three = parameters("pert", {{"low", law.low}, {"mode", law.mode}, {"high", law.high}});
    return law.lambda == Pert{}.lambda ? three : three + ", lambda = " + text(law.lambda);
  }
  std::string operator()(const Beta& law) const {
    const std::string two = parameters("beta", {{"alpha", law.alpha}, {"beta", law.beta}});
    return law.low == 0 && law.high == 1 ? two : two + ", low = " + text(law.low) + ", high = " + text(law.high);
  }
  std::string operator()(const Gamma& law) const { return parameters("gamma", {{"shape", law.shape}, {"scale", law.scale}}); }
  std::string operator()(const Weibull& law) const { return parameters("weibull", {{"shape", law.shape}, {"scale", law.scale}}); }
  std::string operator()(const StudentT& law) const {
    return parameters("student_t", {{"dof", law.dof}, {"location", law.location}, {"scale", law.scale}});
  }
  std::string operator()(const Metalog& law) const { return parameters("metalog", {{"p10", law.p10}, {"p50", law.p50}, {"p90", law.p90}}); }
  std::string operator()(const Discrete& law) const {
    return parameters("discrete", {}) + ", values = " + list(law.values) + ", weights = " + list(law.weights);
  }
  std::string operator()(const Empirical& law) const {
    return parameters("empirical", {}) + ", probabilities = " + list(law.probabilities) + ", values = " + list(law.values);
  }
};

}  // namespace

Interval support(const Distribution& distribution) {
  const Interval law = std::visit(LawSupport{}, distribution.law);
  // The logit and log metalogs approach their bounds without reaching them; a truncated law begins at its bound.
  const bool bounds_open = std::holds_alternative<Metalog>(distribution.law);
  Interval out = law;
  if (distribution.min > law.low) out.low = distribution.min, out.low_open = bounds_open;
  if (distribution.max < law.high) out.high = distribution.max, out.high_open = bounds_open;
  return out;
}

std::string text(const Distribution& distribution) {
  std::string out = "{ " + std::visit(LawText{}, distribution.law);
  if (std::isfinite(distribution.min)) out += ", min = " + text(distribution.min);
  if (std::isfinite(distribution.max)) out += ", max = " + text(distribution.max);
  return out + " }";
}

std::string text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string out(buffer, end);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";  // else TOML reads an integer
  return out;
}

}  // namespace cellcast::config
