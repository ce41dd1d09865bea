#pragma once

#include <string>
#include <vector>

#include "study/plot/plot_request.hpp"

namespace cellcast::study {

/// A table of an HTML page: numbers are aligned at the right.
struct PageTable {
  std::vector<std::string> heads;
  std::vector<bool> are_numbers;  ///< [column]
  std::vector<std::vector<std::string>> rows;
  std::string caption;
};

/// A page of HTML 5 that needs nothing else: no script, no font, no picture of another file. All texts are escaped here.
class Page {
 public:
  Page(std::string title, std::string subtitle) : title_(std::move(title)), subtitle_(std::move(subtitle)) {}

  /// What follows belongs to it, and the contents list it.
  void section(const std::string& id, const std::string& heading);
  void paragraph(const std::string& text, const char* look = "");
  void code(const std::string& text);
  void table(const PageTable& table);
  /// A chart, and its numbers behind a link.
  void figure(const Plot& plot);
  std::string done() const;

 private:
  std::string title_, subtitle_, contents_, body_;
};

}  // namespace cellcast::study
