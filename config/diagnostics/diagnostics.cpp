#include "config/diagnostics/diagnostics.hpp"

#include <algorithm>
#include <tuple>

#include "base/utf8.hpp"

namespace cellcast::config {

namespace {

/// Where the lines of a text begin, found once: a message for each of many lines must not read the whole file again.
std::vector<std::size_t> line_starts(const std::string& text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = text.find('\n'); i != std::string::npos; i = text.find('\n', i + 1)) starts.push_back(i + 1);
  return starts;
}

/// The line and a caret under the column; a long line only around it.
std::string excerpt(const std::string& text, const std::vector<std::size_t>& starts, Place place) {
  constexpr std::size_t kBefore = 120, kAfter = 120;  // characters
  if (place.line == 0 || place.line > starts.size()) return "";
  const std::size_t end = place.line < starts.size() ? starts[place.line] - 1 : text.size();
  std::string_view line(text);
  line = line.substr(starts[place.line - 1], end - starts[place.line - 1]);
  if (line.ends_with('\r')) line.remove_suffix(1);

  std::vector<std::size_t> characters;  // their offsets, up to the last one shown
  std::size_t offset = 0;
  for (; offset < line.size() && characters.size() < place.column + kAfter; offset += base::first_character(line.substr(offset)).bytes)
    characters.push_back(offset);
  const std::size_t shown_end = offset;
  characters.push_back(shown_end);
  const std::size_t caret = std::min<std::size_t>(place.column == 0 ? 0 : place.column - 1, characters.size() - 1);
  const std::size_t first = caret > kBefore ? caret - kBefore : 0;

  const std::string before =
      (first > 0 ? "..." : "") + base::printable(line.substr(characters[first], characters[caret] - characters[first]));
  const std::string after = base::printable(line.substr(characters[caret], shown_end - characters[caret]));
  return "\n" + before + after + (shown_end < line.size() ? "..." : "") + "\n" + std::string(base::width(before), ' ') + "^";
}

/// A text that quotes a long name or value keeps its two ends.
std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return base::printable(text);
  std::size_t front = most * 2 / 3, back = text.size() - most / 3;
  const auto is_within = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (front > 0 && is_within(front)) --front;
  while (back < text.size() && is_within(back)) ++back;
  return base::printable(text.substr(0, front)) + "..." + base::printable(text.substr(back));
}

std::string format(const Diagnostic& diagnostic, const Source& source, const std::vector<std::size_t>& starts) {
  const Place& place = diagnostic.place;
  std::string out = (source.is_read ? "" : "cellcast: ") + base::printable(source.name);
  if (place.line > 0) out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  out += diagnostic.severity == Severity::warning ? ": warning: " : ": ";
  constexpr std::size_t kProblem = 300, kWhy = 600, kSuggestion = 2000;  // bytes
  out += shortened(diagnostic.problem, kProblem);
  if (!diagnostic.why.empty()) out += " (" + shortened(diagnostic.why, kWhy) + ")";
  if (!diagnostic.suggestion.empty()) out += " " + shortened(diagnostic.suggestion, kSuggestion);
  return out + excerpt(source.text, starts, place);
}

std::vector<Diagnostic> sorted(std::vector<Diagnostic> diagnostics) {
  sort(diagnostics);
  return diagnostics;
}

}  // namespace

std::string format(const Diagnostic& diagnostic, const std::vector<Source>& sources) { return format(std::vector{diagnostic}, sources); }

std::string format(const std::vector<Diagnostic>& diagnostics, const std::vector<Source>& sources) {
  std::vector<std::vector<std::size_t>> starts;
  starts.reserve(sources.size());
  for (const Source& source : sources) starts.push_back(line_starts(source.text));
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    const std::size_t source = diagnostic.place.source;
    out += source < sources.size() ? format(diagnostic, sources[source], starts[source]) : format(diagnostic, Source{}, {});
  }
  return out;
}

void sort(std::vector<Diagnostic>& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    const Place& place = d.sorted_at.line > 0 ? d.sorted_at : d.place;
    return std::tuple(place.source, place.line, place.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics, std::vector<Source> sources)
    : ScenarioError(std::make_shared<const Found>(Found{sorted(std::move(diagnostics)), std::move(sources)})) {}

ScenarioError::ScenarioError(std::shared_ptr<const Found> found)
    : base::Error(std::ranges::all_of(found->sources, &Source::is_read) ? Kind::scenario : Kind::no_input,
                  format(found->diagnostics, found->sources), Form::report),
      found_(std::move(found)) {}

void Findings::add(const ScenarioError& error) {
  const auto offset = static_cast<std::uint32_t>(sources_.size());
  sources_.insert(sources_.end(), error.sources().begin(), error.sources().end());
  for (Diagnostic diagnostic : error.diagnostics()) {
    diagnostic.place.source += offset;
    diagnostic.sorted_at.source += offset;
    diagnostics_.push_back(std::move(diagnostic));
  }
}

void Findings::add_unread(std::string path, std::string why) {
  Diagnostic& unread = diagnostics_.emplace_back();
  unread.place.source = static_cast<std::uint32_t>(sources_.size());
  unread.problem = std::move(why);
  sources_.push_back({std::move(path), "", false});
}

void Findings::require_none() {
  if (!diagnostics_.empty()) throw ScenarioError(std::move(diagnostics_), std::move(sources_));
}

}  // namespace cellcast::config
