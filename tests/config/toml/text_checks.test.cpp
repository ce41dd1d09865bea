#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using namespace std::string_literals;
using Catch::Contains;

// What must be refused before the parser sees it: some of it crashes toml++ 3.3.

namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

std::string complaint(const std::string& text) {
  const Loaded loaded = load_text(text);
  REQUIRE(loaded.diagnostics.size() == 1);
  return messages(loaded);
}

}  // namespace

TEST_CASE("encodings other than UTF-8 are refused with their place") {
  CHECK_THAT(complaint("\xFF\xFEs\0c\0"s), Contains("UTF-16"));
  CHECK_THAT(complaint("s\0c\0h\0"s), Contains("UTF-16"));
  CHECK_THAT(complaint("schema = 1\nname = \"a\xFF\"\n"), Contains(":2:10: invalid UTF-8 at byte 20"));
  CHECK_THAT(complaint("schema = 1\nname = \"\xED\xA0\x80\"\n"), Contains(":2:9: invalid UTF-8"));  // a surrogate
  CHECK_THAT(complaint("schema = 1\nname = \"\xC0\xAF\"\n"), Contains(":2:9: invalid UTF-8"));      // overlong
  CHECK_THAT(complaint("schema = 1\n# a\0b\n"s), Contains(":2:4: a NUL character at byte 14"));
}

TEST_CASE("sizes and depths beyond any scenario are refused") {
  CHECK_THAT(complaint(repeated("# 0123456789abcde\n", (16u << 20) / 17)), Contains("16 MiB"));
  CHECK_THAT(complaint(repeated("a.", 100'000) + "a = 1\n"), Contains("dotted key of too many parts"));
  CHECK_THAT(complaint("[" + repeated("a.", 100'000) + "a]\n"), Contains("dotted key of too many parts"));
  CHECK_THAT(complaint("x = { " + repeated("a.", 100'000) + "a = 1 }\n"), Contains("dotted key of too many parts"));
  CHECK_THAT(complaint("a = " + repeated("[", 100'000) + repeated("]", 100'000) + "\n"), Contains("nested too deeply"));
  CHECK_THAT(complaint("a = " + repeated("{ a = ", 100'000) + "1" + repeated("}", 100'000) + "\n"), Contains("nested too deeply"));
  std::string keys;
  for (int i = 0; i <= 100'000; ++i) keys += "k" + std::to_string(i) + " = 1\n";
  CHECK_THAT(complaint(keys), Contains(":100001:1: too many keys"));
  CHECK_THAT(complaint("a = [" + repeated("0,", 1'100'000) + "]\n"), Contains("too many values"));
}

TEST_CASE("a text may end anywhere") {
  const std::string text = kTiny;
  for (const std::string end : {"x = [\n", "x = [\"a\n", "x = [1,\n", "x = { a = [\n", "[[\n", "x = [ #\n"}) {
    INFO(end);
    CHECK_THAT(messages(load_text(text + end)), Contains("scenario.toml:"));
  }
}

TEST_CASE("brackets and dots in texts and comments do not count") {
  const std::string deep = repeated("[{.", 1000);
  CHECK(messages(load_text(patched(kTiny, "[horizon]",
                                   "title = \"" + deep + "\"\nsource = '" + deep + "'\ndescription = \"\"\"\n\\\"\"\" " + deep +
                                       "\"\"\"\n# " + deep + "\n[horizon]"))) == "");
}

TEST_CASE("a thousand errors are enough") {
  std::string text = kTiny;
  for (int i = 0; i < 5000; ++i) text += "nonsense" + std::to_string(i) + " = 1\n";
  CHECK(load_text(text).diagnostics.size() == 1000);
}

TEST_CASE("nothing in a file reaches the terminal raw") {
  const std::string shown = complaint(patched(kTiny, "seed = 1", "seed = 1 # \xE2\x80\xAEreversed\n\"\\u001b[31m\xE2\x80\xAE\" = 1"));
  CHECK(shown.find('\x1b') == std::string::npos);
  CHECK(shown.find("\xE2\x80\xAE") == std::string::npos);
  CHECK_THAT(shown, Contains("\\u{202E}"));
}

TEST_CASE("the caret stands under its character") {
  // Two wide characters before the column: four columns on a terminal.
  const std::string shown = complaint(patched(kTiny, "x = { dist", "x = { \"\xE9\x94\x82\xE7\x94\xB5\" = 1, dist"));
  CHECK_THAT(shown, Contains(":12:7:") && Contains("\n      ^"));
  const std::string second = complaint(patched(kTiny, "name = \"tiny\"", "name = \"\xE9\x94\x82\" nonsense"));
  CHECK_THAT(second, Contains("name = \"\xE9\x94\x82\" nonsense\n            ^"));
}

TEST_CASE("a long line is shown around the column only") {
  const std::string shown = complaint(patched(kTiny, "seed = 1", "seed = -1 #" + std::string(100'000, '-')));
  CHECK(shown.size() < 500);
}

TEST_CASE("texts cut short at any byte give errors, not crashes") {
  for (std::size_t size = 0; size < kTiny.size(); ++size) CHECK_NOTHROW(load_text(kTiny.substr(0, size)));
}
