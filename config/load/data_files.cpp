#include "config/load/data_files.hpp"

#include <algorithm>
#include <utility>

#include "base/suggest.hpp"
#include "config/toml/csv.hpp"
#include "config/toml/input_file.hpp"

namespace cellcast::config {

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Reads one column of a file.
class Column {
 public:
  Column(const Source& file, std::uint32_t source, Report& report) : file_(file), reader_(file.text, report, source), report_(report) {}

  /// Empty after a complaint.
  std::vector<double> read(const Node& column, std::size_t most) {
    const std::size_t before = report_.count();
    std::vector<CsvField> record;
    if (!reader_.next(record)) {
      if (report_.count() == before) report_.error({column.place}, "\"" + file_.name + "\" is empty", "its first line names the columns");
      return {};
    }
    if (report_.count() == before) find(record, column);
    if (report_.count() != before) return {};
    std::vector<double> out;
    for (;;) {
      const std::size_t known = report_.count();
      if (known >= before + kMostComplaints || !reader_.next(record)) break;
      if (report_.count() == known && !add(record, most, out)) break;  // else the row is no CSV
    }
    if (report_.count() != before) return {};
    if (out.empty()) report_.error(column.place, "\"" + file_.name + "\" has no rows", "a first line only, which names the columns");
    return out;
  }

 private:
  static constexpr std::size_t kMostComplaints = 20;

  /// False where no row more is taken.
  bool add(const std::vector<CsvField>& row, std::size_t most, std::vector<double>& out) {
    if (row.size() != width_) {
      report_.error(row.front().place, "a row of " + fields(row.size()) + ", and the first line has " + std::to_string(width_), "",
                    row.size() > width_ ? "decimals have a point; put texts with commas into quotes" : "give every row all fields");
    } else if (out.size() == most) {
      report_.error(row.front().place, "too many rows of data", "a scenario has at most " + std::to_string(kMostData) + " in all");
      return false;
    } else {
      out.push_back(number(row[index_]));
    }
    return true;
  }

  static std::string fields(std::size_t count) { return std::to_string(count) + (count == 1 ? " field" : " fields"); }

  void find(const std::vector<CsvField>& header, const Node& column) {
    std::vector<std::string> names;
    for (const CsvField& field : header) names.push_back(trimmed(field.text));
    const auto found = std::ranges::find(names, column.text);
    const auto shown = [&] { return base::listed(std::vector(names.begin(), names.begin() + std::min<std::ptrdiff_t>(std::ssize(names), 12))); };
    if (found == names.end()) {
      const bool has_semicolons = names.size() == 1 && names.front().find(';') != std::string::npos;
      report_.error(column.place, "no column \"" + column.text + "\" in \"" + file_.name + "\"",
                    has_semicolons ? "its first line is \"" + names.front() + "\"" : "it has " + shown(),
                    has_semicolons ? "part fields by commas" : base::did_you_mean(column.text, names));
    } else if (std::find(found + 1, names.end(), column.text) != names.end()) {
      report_.error(column.place, "\"" + file_.name + "\" has two columns \"" + column.text + "\"", "", "rename one of them");
    }
    index_ = static_cast<std::size_t>(found - names.begin());
    width_ = header.size();
  }

  double number(const CsvField& field) {
    const std::string text = trimmed(field.text);
    if (const auto value = csv_number(text)) return *value;
    if (text.empty())
      report_.error(field.place, "an empty field", "each row is one value", "write a number, or remove the row");
    else
      report_.error(field.place, "\"" + text + "\" is no number", "",
                    text.find(',') != std::string::npos ? "decimals have a point, thousands no mark" : "write it as 0.25 or 2.5e-1, without a unit");
    return 0;
  }

  const Source& file_;
  CsvReader reader_;
  Report& report_;
  std::size_t index_ = 0, width_ = 0;  // of the column, and of all
};

Node as_list(const std::vector<double>& values, const Node& file) {
  Node item;
  item.key = item.place = file.place;
  item.kind = Kind::real;
  Node list;
  list.name = "data";
  list.key = list.place = file.place;
  list.kind = Kind::array;
  list.children.reserve(values.size());
  for (const double value : values) {
    item.real = value;
    list.children.push_back(item);
  }
  return list;
}

}  // namespace

void DataFiles::embed(Node& node, const Folder& folder, const std::string& shown, const std::string& path) {
  const Node* dist = node.kind == Kind::table ? node.find("dist") : nullptr;
  if (dist != nullptr && dist->kind == Kind::text && dist->text == "empirical" && node.find("file") != nullptr) {
    if (!embed_file(node, folder, shown, path)) report_.excuse(path);
    return;
  }
  std::size_t index = 0;
  for (Node& child : node.children) {
    if (child.kind != Kind::table && child.kind != Kind::array) continue;
    const std::string name = node.kind == Kind::array ? "[" + std::to_string(++index) + "]" : (path.empty() ? "" : ".") + child.name;
    embed(child, folder, shown, path + name);
  }
}

bool DataFiles::embed_file(Node& law, const Folder& folder, const std::string& shown, const std::string& path) {
  const Node &file = *law.find("file"), *column = law.find("column");
  const auto refuse = [&](const Node& node, const std::string& problem, const std::string& why, const std::string& suggestion) {
    report_.error(node.place, "`" + path + "." + node.name + "` " + problem, why, suggestion);
    return false;
  };
  if (file.kind != Kind::text) return refuse(file, "must be a text", "found " + describe(file), "write the file's path in quotes");
  if (column == nullptr) {
    report_.missing(law.place, path + ".column", "`" + path + "." + "column` is missing", "the first line of the file names its columns");
    return false;
  }
  if (column->kind != Kind::text) return refuse(*column, "must be a text", "found " + describe(*column), "write the column's name in quotes");
  for (const Node& other : law.children)
    if (other.name != "dist" && other.name != "file" && other.name != "column")
      return report_.error(other.key, "unknown key `" + path + "." + other.name + "`", "a law from a file takes `file` and `column`", "leave it out"),
             false;
  const Named named = folder.find(shown, file.text);
  if (!named.problem.empty()) return refuse(file, named.problem, named.why, named.suggestion);
  Source source{named.shown, ""};
  try {
    source.text = read_input(named.canonical);
  } catch (const InputError& unreadable) {
    return refuse(file, "names an unreadable file", unreadable.what(), "");
  }
  const std::size_t before = report_.count();
  const auto index = static_cast<std::uint32_t>(sources_.size());
  std::vector<double> values;
  if (is_csv(source.text, report_, index)) values = Column(source, index, report_).read(*column, kMostData - rows_);
  if (report_.count() != before) {
    sources_.push_back(std::move(source));
    return false;
  }
  rows_ += values.size();
  Node list = as_list(values, file);
  std::erase_if(law.children, [](const Node& child) { return child.name == "file" || child.name == "column"; });
  law.children.push_back(std::move(list));
  return true;
}

}  // namespace cellcast::config
