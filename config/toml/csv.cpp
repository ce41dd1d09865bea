#include "config/toml/csv.hpp"

namespace cellcast::config {

namespace {

/// A byte after the first of a character in UTF-8.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

void CsvReader::step() {
  const bool is_line_end = peek() == '\n';
  ++at_;
  if (is_line_end)
    ++line_, column_ = 1;
  else if (at_end() || !continues(peek()))
    ++column_;
}

void CsvReader::end_line() {
  if (peek() == '\r') step();
  step();
}

bool CsvReader::refuse(Place place, const char* problem, const char* why, const char* suggestion) {
  report_.error(place, problem, why, suggestion);
  at_ = text_.size();
  return false;
}

bool CsvReader::next(std::vector<CsvField>& record) {
  record.clear();
  while (!at_end() && at_line_end()) end_line();
  if (at_end()) return false;
  for (;;) {
    CsvField& next = record.emplace_back();
    next.place = place();
    if (!field(next)) return false;
    if (at_end() || at_line_end()) break;
    if (record.size() == kMostFields) return refuse(place(), "more than 1000 fields in a line", "", "one row a line");
    step();  // the comma
  }
  if (!at_end()) end_line();
  return true;
}

bool CsvReader::field(CsvField& out) { return !at_end() && peek() == '"' ? quoted(out) : plain(out); }

bool CsvReader::quoted(CsvField& out) {
  step();
  for (;;) {
    if (at_end())
      return refuse(out.place, "this quote is never closed", "everything to the end of the file would be in it", "close it with another `\"`");
    const char c = peek();
    step();
    if (c == '"') {
      if (at_end() || peek() != '"') break;
      step();
    }
    out.text += c;
  }
  return at_field_end() || refuse(place(), "text behind a closing quote", "", "put the whole field into quotes, and double those inside");
}

bool CsvReader::plain(CsvField& out) {
  while (!at_field_end()) {
    if (peek() == '"') return refuse(place(), "a quote within a field", "", "put the whole field into quotes, and double those inside");
    if (peek() == '\r') return refuse(place(), "a carriage return without a line feed", "", "end lines by LF, or CR LF");
    if (peek() == '\0') return refuse(place(), "a NUL character", "this is no text file", "save it as CSV in UTF-8");
    out.text += peek();
    step();
  }
  return true;
}

}  // namespace cellcast::config
