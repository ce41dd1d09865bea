#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics/report.hpp"

namespace cellcast::config {

/// Fields that a record may have; more is a file of another kind.
inline constexpr std::size_t kMostFields = 1000;

/// A field of a record, without its quotes.
struct CsvField {
  std::string text;
  Place place{};  ///< where it begins, at its quote where it has one
};

/// Reads comma-separated values (RFC 4180: quotes double inside quotes, lines may end within them), record by record. Lines may end in LF
/// or CRLF; empty lines are passed over. What is no CSV goes to the report, and ends the reading.
class CsvReader {
 public:
  /// The text and the report must outlive this; `source` is that of the places.
  CsvReader(std::string_view text, std::uint32_t source, Report& report) : text_(text), source_(source), report_(report) {}

  /// The next record; false at the end, or after a complaint.
  bool next(std::vector<CsvField>& record);

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool at_line_end() const { return peek() == '\n' || text_.substr(at_, 2) == "\r\n"; }
  bool at_field_end() const { return at_end() || at_line_end() || peek() == ','; }
  Place place() const { return {source_, line_, column_}; }
  void step();
  void end_line();
  bool refuse(Place place, const char* problem, const char* why, const char* suggestion);
  bool field(CsvField& out);
  bool quoted(CsvField& out);
  bool plain(CsvField& out);

  std::string_view text_;
  std::uint32_t source_;
  Report& report_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

}  // namespace cellcast::config
