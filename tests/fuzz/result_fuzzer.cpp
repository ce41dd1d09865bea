// Result files: any bytes, a sealed file with damage, and a sealed file of odd contents. The first byte says which.
#include <algorithm>
#include <sstream>
#include <vector>

#include "output/hdf5/hdf5.hpp"
#include "output/report/csv.hpp"
#include "output/report/difference_table.hpp"
#include "output/report/ledger_table.hpp"
#include "output/report/sensitivity_table.hpp"
#include "output/report/table.hpp"
#include "output/report/update_table.hpp"
#include "output/result/result_reader.hpp"
#include "output/verify/compare_results.hpp"
#include "tests/fuzz/edit_result.hpp"
#include "tests/fuzz/support.hpp"
#include "tests/output/hdf5/sample_groups.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using tests::Choices;

namespace {

std::vector<sim::Field> only(std::vector<sim::Field> fields, const std::vector<sim::VariableId>& wanted) {
  std::erase_if(fields, [&](const sim::Field& field) { return std::ranges::count(wanted, field.id) == 0; });
  return fields;
}

/// Results with every kind of axis and group; few variables, for speed.
const sim::Results& original() {
  static const sim::Results made = [] {
    using enum sim::VariableId;
    sim::Results results = tests::sample_results({.samples = 2, .years = 2});
    const std::vector<sim::Field> all = results.fields;
    results.fields = only(all, {total_demand, driver_level});
    tests::add_groups(results);
    results.fields = only(all, {demand, price, total_demand, driver_level, material_demand});
    return results;
  }();
  return made;
}

/// Their file, as the program writes it.
const std::string& whole() {
  static const std::string bytes = [] {
    output::h5::start();
    const std::string path = fuzz::folder() + "/whole.h5";
    tests::write_sample(path, original());
    return tests::read_bytes(path);
  }();
  return bytes;
}

/// A selection that finds nothing is an error of the user's.
void attempt(auto action) {
  try {
    action();
  } catch (const output::SelectionError&) {
  }
}

void expect_printable(const std::string& table) { fuzz::expect(fuzz::is_printable(table), "a table with control characters"); }

/// The groups that not every result has.
void use_groups(const sim::Results& results, const output::RunLabel& label, const output::Selection& selection) {
  if (results.sensitivity) {
    attempt([&] { expect_printable(output::sensitivity_table(*results.sensitivity, selection, 5)); });
    attempt([&] { (void)output::sensitivity_json(*results.sensitivity, selection); });
  }
  if (results.update) {
    attempt([&] { expect_printable(output::update_table(results, label, selection)); });
    attempt([&] { (void)output::update_json(results, label, selection); });
  }
  if (results.difference) {
    attempt([&] { expect_printable(output::difference_table(results, label.name, selection)); });
    attempt([&] { (void)output::difference_json(results, label.name, selection); });
  }
}

/// What the program does with a result that it could read.
void use(const output::StoredResult& stored) {
  const output::RunLabel label{"name", "title", "method", "1"};
  const std::vector<output::Selection> selections{{}, {"demand", {}}, {{}, 2024}, {"driver_level", 2025}, {"price", 1}, {"x", {}}};
  for (const output::Selection& selection : selections) {
    attempt([&] { expect_printable(output::table(stored.results, label, selection)); });
    attempt([&] { (void)output::table_json(stored.results, label, selection); });
    use_groups(stored.results, label, selection);
  }
  const output::NamedLedger ledger{label.name, label.title, stored.results.trials, stored.results.ledger};
  expect_printable(output::ledger_table(ledger));
  (void)output::ledger_json({ledger});
  (void)output::compare(stored.results, original());
  std::ostringstream csv;
  attempt([&] { output::write_csv(csv, stored.results); });
  attempt([&] { output::write_csv(csv, stored.results, {"price", {}, "power"}, output::CsvShape::cells); });
}

/// True where it could be read.
bool is_read(const std::string& path) {
  try {
    use(output::read_result(path, output::Samples::read));
    return true;
  } catch (const output::ReadError& error) {
    fuzz::expect(error.kind() == output::ReadError::Kind::data, std::string("not the file's fault: ") + error.what());
    return false;
  }
}

/// Bytes changed, cut off, added.
std::string damaged(Choices& choices) {
  std::string bytes = whole();
  for (std::size_t left = 1 + choices.below(4); left > 0; --left) {
    const std::size_t most = bytes.size() + 1, few = std::min<std::size_t>(600, most);  // at either end, or anywhere
    const std::size_t at = choices.one_in(2) ? choices.below(most) : choices.one_in(4) ? choices.below(few) : most - 1 - choices.below(few);
    switch (choices.below(4)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ choices.byte());
        break;
      case 1:
        bytes.resize(std::min(at, bytes.size()));
        break;
      case 2:
        bytes.append(at, static_cast<char>(choices.byte()));
        break;
      default:
        bytes.insert(std::min(at, bytes.size()), 1 + choices.below(9), static_cast<char>(choices.byte()));
    }
    if (bytes.empty()) break;
  }
  return bytes;
}

/// But for the minor version, of which a newer one is read.
bool is_same(std::string bytes) {
  constexpr std::ptrdiff_t kMinorFromEnd = 512 - 10;
  if (bytes.size() == whole().size()) std::copy_n(whole().end() - kMinorFromEnd, 2, bytes.end() - kMinorFromEnd);
  return bytes == whole();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Choices choices({data + 1, size - 1});
  switch (data[0] % 4) {
    case 0:
      fuzz::expect(!is_read(fuzz::write("any.h5", fuzz::text_of(data + 1, size - 1))), "arbitrary bytes are a result");
      break;
    case 1: {
      const std::string bytes = damaged(choices);
      fuzz::expect(!is_read(fuzz::write("damaged.h5", bytes)) || is_same(bytes), "damage goes unnoticed");
      break;
    }
    default: {
      const std::string path = fuzz::write("odd.h5", whole());
      fuzz::edit_result(path, choices);
      const bool is_good = is_read(path);
      fuzz::expect(is_good || size > 1, "a file that was opened, and sealed again unchanged, cannot be read");
    }
  }
  return 0;
}
