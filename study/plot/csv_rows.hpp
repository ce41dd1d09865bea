#pragma once

#include <initializer_list>
#include <string>

#include "output/report/csv_field.hpp"

namespace cellcast::study {

/// Rows of comma-separated values, one after the other.
class CsvRows {
 public:
  explicit CsvRows(std::initializer_list<const char*> columns) {
    for (const char* column : columns) add(column);
    end();
  }
  CsvRows& add(const std::string& text) { return raw(output::csv_field(text)); }
  CsvRows& add(double number) { return raw(output::csv_number(number)); }
  CsvRows& add(int number) { return raw(std::to_string(number)); }
  /// Ends the row.
  void end() {
    text_ += '\n';
    is_first_ = true;
  }
  const std::string& text() const { return text_; }

 private:
  CsvRows& raw(const std::string& field) {
    text_ += (is_first_ ? "" : ",") + field;
    is_first_ = false;
    return *this;
  }

  std::string text_;
  bool is_first_ = true;
};

}  // namespace cellcast::study
