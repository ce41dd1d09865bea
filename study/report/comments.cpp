#include "study/report/comments.hpp"

namespace cellcast::study {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// Where the comment of a line begins, outside quotes; the line's size where there is none.
std::size_t comment_of(std::string_view line) {
  char quote = 0;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const char c = line[k];
    if (quote == 0 && c == '#') return k;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '\\' && quote == '"') {
      ++k;
    } else if (c == quote) {
      quote = 0;
    }
  }
  return line.size();
}

/// `a . "b"` as `a.b`.
std::string plain(std::string_view path) {
  std::string out;
  for (const char c : path)
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') out += c;
  return out;
}

}  // namespace

Comments::Comments(std::string_view text) {
  std::string table, above;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t at = comment_of(line);
    const std::string_view code = trimmed(line.substr(0, at));
    const std::string comment(at < line.size() ? trimmed(line.substr(at + 1)) : std::string_view());
    if (code.empty()) {
      above = comment.empty() ? "" : above + (above.empty() ? "" : " ") + comment;
      continue;
    }
    if (code.front() == '[') {
      const std::size_t first = code.find_first_not_of('['), last = code.find(']');
      table = first < last && last != std::string_view::npos ? plain(code.substr(first, last - first)) : "";
    } else if (const std::size_t equals = code.find('='); equals != std::string_view::npos) {
      const std::string path = (table.empty() ? "" : table + ".") + plain(code.substr(0, equals));
      const std::string& said = comment.empty() ? above : comment;
      if (!said.empty()) by_path_.emplace(path, said);
    }
    above.clear();
  }
}

std::string Comments::of(std::string_view path) const {
  while (!path.empty()) {
    if (const auto found = by_path_.find(path); found != by_path_.end()) return found->second;
    const std::size_t dot = path.rfind('.');
    path = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
  }
  return "";
}

bool is_judgement(std::string_view comment) {
  std::string small;
  for (const char c : comment) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small.find("judgement") != std::string::npos || small.find("judgment") != std::string::npos;
}

}  // namespace cellcast::study
