#include <iostream>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/terminal/exit_code.hpp"
#include "study/guide/explain.hpp"

namespace cellcast::cli {
namespace {

struct ExplainArguments {
  std::string key;
  bool json = false;
};

void declare(Options& options, ExplainArguments& arguments) {
  options.word("key", arguments.key, "KEY", "a key of scenario files, its end, a table, or the name of a distribution");
  options.flag("--json", arguments.json, "as JSON");
}

/// Each line of a text after the first set off, as the values of a list are.
std::string set_off(const std::string& text) {
  std::string out;
  for (const char c : text) c == '\n' ? out += "\n           " : out += c;
  return out;
}

std::string fact(const std::string& name, const std::string& value) {
  if (value.empty()) return "";
  return "  " + name + std::string(9 - name.size(), ' ') + set_off(value) + "\n";
}

std::string as_text(const study::KeyHelp& key) {
  std::string example = key.example;
  if (example.ends_with('\n')) example.pop_back();
  return key.key + "\n" + fact("meaning", key.meaning) + fact("is", key.type) + fact("unit", key.unit == "1" ? "1 (a pure number)" : key.unit) +
         fact("range", key.range) + fact("words", key.choices) + fact("default", key.is_required ? "none: it is required" : key.fallback) +
         fact("example", example) + fact("source", key.source) + fact("from", key.place);
}

std::string as_text(const study::LawHelp& law) {
  return "dist = \"" + law.dist + "\"\n" + fact("meaning", law.meaning) + fact("keys", law.parameters + (law.bounded ? "; `min` and `max` cut it off" : ""));
}

/// Of a table or an end that many keys have, a line for each.
std::string as_list(const std::vector<study::KeyHelp>& keys) {
  std::vector<std::vector<std::string>> rows{{"key", "unit", "default", "meaning"}};
  for (const study::KeyHelp& key : keys) rows.push_back({key.key, key.unit, key.is_required ? "required" : key.fallback, key.meaning});
  using enum base::Align;
  return base::aligned(rows, {left, left, left, left});
}

std::string as_text(const study::Explanation& found) {
  constexpr std::size_t kMostInFull = 3;
  if (found.keys.size() > kMostInFull) return as_list(found.keys);
  std::string out;
  for (const study::KeyHelp& key : found.keys) out += (out.empty() ? "" : "\n") + as_text(key);
  for (const study::LawHelp& law : found.laws) out += (out.empty() ? "" : "\n") + as_text(law);
  return out;
}

std::string as_json(const study::Explanation& found) {
  const auto pair = [](const char* name, const std::string& value) { return std::string(", \"") + name + "\": " + base::json_text(value); };
  std::string text = "{\"schema\": \"cellcast-explain-1\", \"keys\": [";
  const char* separator = "\n";
  for (const study::KeyHelp& key : found.keys) {
    text += separator + std::string("  {\"key\": ") + base::json_text(key.key) + pair("type", key.type) + pair("unit", key.unit) + pair("range", key.range) +
            pair("choices", key.choices) + ", \"required\": " + (key.is_required ? "true" : "false") + ", \"default\": " +
            (key.fallback.empty() ? "null" : base::json_text(key.fallback)) + pair("meaning", key.meaning) + pair("example", key.example) +
            pair("source", key.source) + pair("place", key.place) + "}";
    separator = ",\n";
  }
  text += "\n], \"distributions\": [";
  separator = "\n";
  for (const study::LawHelp& law : found.laws) {
    text += separator + std::string("  {\"dist\": ") + base::json_text(law.dist) + pair("keys", law.parameters) + ", \"bounded\": " +
            (law.bounded ? "true" : "false") + pair("meaning", law.meaning) + "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

int execute(const ExplainArguments& arguments) {
  const study::Explanation found = study::explain(arguments.key);
  std::cout << (arguments.json ? as_json(found) : as_text(found));
  return kDone;
}

}  // namespace

Command explain() {
  return make_command<ExplainArguments>("explain", "what a key of scenario files means: unit, range, default, an example and its source", declare, execute);
}

}  // namespace cellcast::cli
