#include "config/toml/csv.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

#include "base/utf8.hpp"
#include "config/toml/input_file.hpp"

namespace cellcast::config {

namespace {

/// Bytes after the first of a character of UTF-8.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

void CsvReader::step() {
  const bool is_line_end = peek() == '\n';
  ++at_;
  if (is_line_end) {
    ++line_;
    column_ = 1;
  } else if (at_end() || !continues(peek())) {
    ++column_;
  }
}

void CsvReader::end_line() {
  if (peek() == '\r') step();
  step();
}

void CsvReader::skip_line() {
  while (!at_end() && peek() != '\n') step();
  if (!at_end()) step();
}

bool CsvReader::next(std::vector<CsvField>& record) {
  record.clear();
  while (!at_end() && at_line_end()) end_line();
  if (at_end()) return false;
  for (;;) {
    record.push_back(field());
    if (at_end()) return true;
    if (at_line_end()) {
      end_line();
      return true;
    }
    if (record.size() == kMostFields) {
      report_.error(place(), "more than " + std::to_string(kMostFields) + " fields in a line", "", "one row a line");
      skip_line();
      record.clear();
      while (!at_end() && at_line_end()) end_line();
      if (at_end()) return false;
      continue;
    }
    step();  // the comma
    if (at_end()) {
      record.push_back({"", place()});
      return true;
    }
  }
}

CsvField CsvReader::field() {
  CsvField out{"", place()};
  if (!at_end() && peek() == '"') {
    quoted(out);
  } else {
    plain(out);
  }
  return out;
}

void CsvReader::quoted(CsvField& out) {
  step();
  for (;;) {
    if (at_end()) {
      report_.error(out.place, "this quote is never closed", "everything to the end of the file would be in it", "close it with another `\"`");
      return;
    }
    const char c = peek();
    step();
    if (c != '"') {
      out.text += c;
    } else if (!at_end() && peek() == '"') {
      out.text += '"';
      step();
    } else {
      break;
    }
  }
  if (at_end() || at_line_end() || peek() == ',') return;
  report_.error(place(), "text behind a closing quote", "", "put the whole field into quotes, and double the quotes inside");
  while (!at_end() && !at_line_end() && peek() != ',') step();
}

void CsvReader::plain(CsvField& out) {
  while (!at_end() && !at_line_end() && peek() != ',') {
    if (peek() == '"' || peek() == '\r') {
      if (peek() == '"')
        report_.error(place(), "a quote within a field", "", "put the whole field into quotes, and double the quotes inside");
      else
        report_.error(place(), "a carriage return without a line feed", "", "end lines with LF or CRLF");
      while (!at_end() && !at_line_end() && peek() != ',') step();
      return;
    }
    out.text += peek();
    step();
  }
}

std::optional<double> csv_number(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_csv(std::string_view text, Report& report, std::uint32_t source) {
  if (text.size() > kLargestFile) {
    report.error({source, 1, 1}, "the file is too large", "at most " + std::to_string(kLargestFile >> 20) + " MiB are read", "divide it");
    return false;
  }
  std::uint32_t line = 1, column = 1;
  for (std::string_view rest = text; !rest.empty();) {
    const base::Character c = base::first_character(rest);
    if (c.code == base::Character::kInvalid || c.code == 0) {
      report.error({source, line, column}, "not CSV, but a file of another kind", "this byte does not occur in a text of UTF-8",
                   "name a text file of comma-separated values");
      return false;
    }
    ++column;
    if (c.code == '\n') {
      ++line;
      column = 1;
    }
    rest.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace cellcast::config
