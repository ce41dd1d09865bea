#include "config/toml/comments.hpp"

namespace cellcast::config {
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
      by_path_.emplace(path, comment.empty() ? above : comment);
    }
    above.clear();
  }
}

void Comments::extend(const Comments& base) { by_path_.insert(base.by_path_.begin(), base.by_path_.end()); }

std::string Comments::of(std::string_view path) const {
  while (!path.empty()) {
    if (const auto found = by_path_.find(path); found != by_path_.end()) return found->second;
    const std::size_t dot = path.rfind('.');
    path = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
  }
  return "";
}

std::string Comments::text() const {
  std::string text;
  for (const auto& [path, comment] : by_path_)
    if (!comment.empty() && !path.starts_with("claims.")) text += path + " = # " + comment + "\n";
  return text;
}

}  // namespace cellcast::config
