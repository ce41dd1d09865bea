#include "output/files/stale_partials.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "output/files/partial_file.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast::output;
using cellcast::tests::TemporaryFolder;
using cellcast::tests::write_bytes;

namespace {

const std::string kChance = "0123456789abcdef";

/// What is in the folder of a file.
std::set<std::string> names_beside(const std::string& file) {
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(file).parent_path()))
    found.insert(entry.path().filename().string());
  return found;
}

struct Child {
  pid_t pid;
  std::string writer;  ///< as it named itself
};

/// A process that says who it is and waits for its end.
Child start_child() {
  int said[2];
  REQUIRE(::pipe(said) == 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    const std::string writer = this_writer();
    if (::write(said[1], writer.data(), writer.size()) < 0) ::_exit(1);
    ::close(said[1]);
    ::pause();
    ::_exit(0);
  }
  ::close(said[1]);
  std::string writer;
  char part[256];
  while (const ssize_t got = ::read(said[0], part, sizeof part)) writer.append(part, static_cast<std::size_t>(got));
  ::close(said[0]);
  return {pid, writer};
}

/// The writer with a field replaced: place, pid or start.
std::string with(const std::string& writer, std::size_t field, const std::string& text) {
  std::size_t begin = 0;
  for (; field > 0; --field) begin = writer.find('-', begin) + 1;
  return writer.substr(0, begin) + text + writer.substr(std::min(writer.size(), writer.find('-', begin)));
}

}  // namespace

TEST_CASE("a writer is known dead when its process has ended, and not before") {
  const Child child = start_child();
  CHECK_FALSE(is_known_dead(this_writer()));
  CHECK_FALSE(is_known_dead(child.writer));
  CHECK(is_known_dead(with(child.writer, 2, "1")));  // its id went to another process since
  ::kill(child.pid, SIGKILL);
  siginfo_t ended{};
  REQUIRE(::waitid(P_PID, static_cast<id_t>(child.pid), &ended, WEXITED | WNOWAIT) == 0);
  CHECK(is_known_dead(child.writer));  // nobody has asked for its exit code yet
  REQUIRE(::waitpid(child.pid, nullptr, 0) == child.pid);
  CHECK(is_known_dead(child.writer));
  CHECK_FALSE(is_known_dead(with(child.writer, 0, "0000000000000000")));  // of another place
  CHECK_FALSE(is_known_dead(with(child.writer, 0, "unknown")));
  CHECK_FALSE(is_known_dead(with(child.writer, 2, "0")));  // without a start time there is no proof
}

TEST_CASE("what is no writer is not known dead") {
  const std::string self = this_writer();
  for (const char* text : {"", "-", "--", "---", "1234", "unknown-1-0"}) CHECK_FALSE(is_known_dead(text));
  for (const char* pid : {"", "0", "-1", "x", "99999999999999999999", "4294967295"}) CHECK_FALSE(is_known_dead(with(self, 1, pid)));
  CHECK_FALSE(is_known_dead(self + "-1"));
}

TEST_CASE("the name of a partial stays within what file systems take, and within characters") {
  const std::string longest = "0123456789abcdef-4294967295-18446744073709551615";
  CHECK(partial_name("x.h5", "w", kChance) == ".x.h5.w-" + kChance + ".partial");
  CHECK(partial_name(std::string(255, 'x'), longest, kChance).size() <= 255);
  std::string two_bytes_each = "x";
  for (int i = 0; i < 127; ++i) two_bytes_each += "\xC3\xA9";
  for (const std::string& name : {two_bytes_each, "y" + two_bytes_each}) {
    const std::string partial = partial_name(name, "w", kChance);
    const std::string end = ".w-" + kChance + ".partial";
    REQUIRE(partial.ends_with("\xC3\xA9" + end));
  }
}

TEST_CASE("only the partials of the dead and of the same target are removed") {
  const TemporaryFolder folder;
  const Child child = start_child();
  ::kill(child.pid, SIGKILL);
  ::waitpid(child.pid, nullptr, 0);
  const std::set<std::string> kept{
      "x.h5",
      partial_name("x.h5", this_writer(), kChance),
      partial_name("x.h5", with(child.writer, 0, "0000000000000000"), kChance),
      partial_name("y.h5", child.writer, kChance),
      partial_name("x.h5.x.h5", child.writer, kChance),
      ".x.h5." + child.writer + "-nochance.partial",
      ".x.h5." + child.writer + "-" + kChance,
      ".x.h5.12-" + kChance + ".partial",
      ".x.h5.partial",
      ".x.h5..partial",
  };
  for (const std::string& name : kept) write_bytes(folder.file(name), "x");
  write_bytes(folder.file(partial_name("x.h5", child.writer, kChance)), "x");
  write_bytes(folder.file(partial_name("x.h5", child.writer, "fedcba9876543210")), "x");
  remove_stale_partials(folder.file(""), "x.h5");
  CHECK(names_beside(folder.file("x")) == kept);
  remove_stale_partials(folder.file("nowhere"), "x.h5");
}

TEST_CASE("in a folder of the program's own the partials of all the dead are removed", "[output]") {
  const TemporaryFolder folder;
  const Child child = start_child();
  ::kill(child.pid, SIGKILL);
  ::waitpid(child.pid, nullptr, 0);
  const std::set<std::string> kept{"x.h5",
                                   partial_name("x.h5", this_writer(), kChance),
                                   child.writer + "-" + kChance + ".partial",
                                   ".x." + child.writer + "-nochance.partial",
                                   ".x.partial",
                                   "..partial",
                                   ".partial"};
  for (const std::string& name : kept) write_bytes(folder.file(name), "x");
  for (const char* name : {"x.h5", "y", "a.b.c", ""}) write_bytes(folder.file(partial_name(name, child.writer, kChance)), "x");
  remove_stale_partials(folder.path());
  CHECK(names_beside(folder.file("x")) == kept);
}

TEST_CASE("two live writers of one target do not disturb each other") {
  const TemporaryFolder folder;
  PartialFile first(folder.file("x"), IfExists::replace), second(folder.file("x"), IfExists::replace);
  CHECK(names_beside(folder.file("x")).size() == 2);
  second.commit();
  first.commit();
  CHECK(names_beside(folder.file("x")) == std::set<std::string>{"x"});
}

TEST_CASE("a partial that somebody took away is an error, not a result") {
  const TemporaryFolder folder;
  PartialFile file(folder.file("x"), IfExists::refuse);
  SECTION("removed") { std::filesystem::remove(file.path()); }
  SECTION("replaced") {
    std::filesystem::remove(file.path());
    write_bytes(file.path(), "something else");
  }
  CHECK_THROWS_AS(file.commit(), OutputError);
  CHECK_FALSE(std::filesystem::exists(folder.file("x")));
}
