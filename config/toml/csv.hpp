#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics/report.hpp"

namespace cellcast::config {

/// A field of a record, without its quotes.
struct CsvField {
  std::string text;
  Place place{};  ///< where it begins, at its quote where it has one
};

/// Reads comma-separated values (RFC 4180: quotes double inside quotes, lines may end within them), record by record. Lines may end in LF
/// or CRLF; empty lines are passed over. What is no CSV goes to the report, and ends the reading where the rest cannot be trusted.
class CsvReader {
 public:
  /// Both must outlive this. The text is UTF-8; `source` is that of the places.
  CsvReader(std::string_view text, Report& report, std::uint32_t source = 0) : text_(text), report_(report), source_(source) {}

  /// The next record; false at the end.
  bool next(std::vector<CsvField>& record);
  /// Where the next record would begin.
  Place place() const { return {source_, line_, column_}; }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool at_line_end() const { return peek() == '\n' || text_.substr(at_, 2) == "\r\n"; }
  void step();
  void end_line();
  void skip_line();
  CsvField field();
  void quoted(CsvField& out);
  void plain(CsvField& out);
  void stop() { at_ = text_.size(); }

  std::string_view text_;
  Report& report_;
  std::uint32_t source_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

/// Whether a text can be CSV: of UTF-8, at most as large as a scenario. Reports why not, at a place in `source`.
bool is_csv(std::string_view text, Report& report, std::uint32_t source = 0);

/// All of a field's text as a finite number, a plus sign before it or not; nothing where it is none.
std::optional<double> csv_number(std::string_view text);

/// Fields that a record may have; more is a file of another kind.
inline constexpr std::size_t kMostFields = 1000;

}  // namespace cellcast::config
