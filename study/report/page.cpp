#include "study/report/page.hpp"

#include "base/base64.hpp"
#include "chart/draw/markup.hpp"
#include "chart/draw/style_sheet.hpp"

namespace cellcast::study {
namespace {

using chart::escaped;

constexpr const char* kPageStyle = R"(
*{box-sizing:border-box}
body{margin:0;background:var(--cc-page);color:var(--cc-ink);font:16px/1.5 system-ui,"DejaVu Sans","Noto Sans",sans-serif}
main,header,nav{max-width:60rem;margin:0 auto;padding:0 1.2rem}
header{padding-top:1.6rem}
h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0}
h2{font-size:1.25rem;margin:2.4rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--cc-grid)}
.sub{color:var(--cc-muted);margin:.2rem 0}
.answer{font-size:1.2rem;font-weight:600}
a{color:var(--cc-accent)}
a:focus-visible,.wide:focus-visible{outline:3px solid var(--cc-accent);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:.8rem 0;padding:0}
nav a{display:inline-block;padding:.25rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;margin:.6rem 0}
caption{text-align:left;color:var(--cc-muted);padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--cc-grid);overflow-wrap:break-word;max-width:22rem}
th:first-child,td:first-child{min-width:11rem}
th{font-weight:600}
.n{text-align:right;white-space:nowrap}
figure{margin:1.2rem 0;break-inside:avoid}
figure svg{display:block;width:100%;min-width:40rem;height:auto}
figcaption{font-size:.88rem;color:var(--cc-muted)}
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--cc-grid);padding:.6rem .8rem;font-size:.88rem}
@page{size:A4;margin:16mm}
@media print{body{font-size:10pt}nav{display:none}a{color:inherit;text-decoration:none}h2{break-after:avoid}tr,figure{break-inside:avoid}
.wide{overflow:visible}figure svg{min-width:0}figcaption{display:none}}
)";

}  // namespace

void Page::section(const std::string& id, const std::string& heading) {
  contents_ += "<li><a href=\"#" + escaped(id) + "\">" + escaped(heading) + "</a></li>\n";
  body_ += "<h2 id=\"" + escaped(id) + "\">" + escaped(heading) + "</h2>\n";
}

void Page::paragraph(const std::string& text, const char* look) {
  body_ += std::string("<p") + (*look == '\0' ? "" : std::string(" class=\"") + look + '"') + ">" + escaped(text) + "</p>\n";
}

void Page::code(const std::string& text) { body_ += "<pre><code>" + escaped(text) + "</code></pre>\n"; }

void Page::table(const PageTable& table) {
  const auto is_number = [&](std::size_t column) { return column < table.are_numbers.size() && table.are_numbers[column]; };
  const auto open = [&](const char* tag, std::size_t column) {
    return std::string("<") + tag + (is_number(column) ? " class=\"n\">" : ">");
  };
  body_ += "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"" + escaped(table.caption) + "\"><table>\n<caption>" +
           escaped(table.caption) + "</caption>\n<thead><tr>";
  for (std::size_t k = 0; k < table.heads.size(); ++k)
    body_ += std::string("<th scope=\"col\"") + (is_number(k) ? " class=\"n\">" : ">") + escaped(table.heads[k]) + "</th>";
  body_ += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    body_ += "<tr>";
    for (std::size_t k = 0; k < row.size(); ++k) body_ += open("td", k) + escaped(row[k]) + "</td>";
    body_ += "</tr>\n";
  }
  body_ += "</tbody></table></div>\n";
}

void Page::figure(const Plot& plot) {
  const std::string name = escaped(plot.name);
  body_ += "<figure id=\"" + name + "\"><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"" + escaped(plot.title) + "\">" +
           plot.svg + "</div>\n<figcaption><a download=\"" + name + ".csv\" href=\"data:text/csv;charset=utf-8;base64," +
           base::base64(plot.csv) + "\">Numbers of this chart as CSV</a></figcaption></figure>\n";
}

std::string Page::done() const {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width,initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         escaped(title_) + "</title>\n<style>\n" + chart::style_sheet() + kPageStyle + "</style>\n</head>\n<body>\n<header>\n<h1>" +
         escaped(title_) + "</h1>\n<p class=\"sub\">" + escaped(subtitle_) + "</p>\n</header>\n<nav aria-label=\"Contents\"><ul>\n" +
         contents_ + "</ul></nav>\n<main>\n" + body_ + "</main>\n</body>\n</html>\n";
}

}  // namespace cellcast::study
