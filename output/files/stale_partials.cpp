#include "output/files/stale_partials.hpp"

#include <dirent.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace cellcast::output {

namespace {

constexpr std::string_view kSuffix = ".partial", kUnknown = "unknown";
constexpr std::size_t kHexDigits = 16;
constexpr std::size_t kLongestName = 255;
/// `.<place>-<pid>-<start>-<chance>.partial`, with the longest pid and start time that there can be.
constexpr std::size_t kLongestTail = 1 + kHexDigits + 1 + 10 + 1 + 20 + 1 + kHexDigits + kSuffix.size();

/// A file of /proc; empty where there is none.
std::string contents(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What a symbolic link says; empty where there is none.
std::string link_text(const char* path) {
  char text[64];
  const ssize_t length = ::readlink(path, text, sizeof text);
  return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

/// FNV-1a, 64 bits, in hexadecimal. Names are to differ, not to be proof against forgery.
std::string fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  char digits[kHexDigits + 1];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

/// The host's name tells containers apart that see the ids of one kernel but not each other's processes. A time namespace shifts start
/// times.
std::string this_place() {
  const std::string boot = contents("/proc/sys/kernel/random/boot_id"), processes = link_text("/proc/self/ns/pid");
  if (boot.empty() || processes.empty()) return std::string(kUnknown);
  utsname host{};
  ::uname(&host);
  const std::string all = boot + '\n' + processes + '\n' + link_text("/proc/self/ns/time") + '\n' + host.nodename;
  return fnv1a(all);
}

struct Process {
  char state;           ///< as in /proc/PID/stat; Z and X: dead
  std::uint64_t start;  ///< clock ticks since the boot
};

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::size_t end = text.find(separator, at);
    parts.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    at = end == std::string_view::npos ? end : end + 1;
  }
  return parts;
}

/// A process as /proc shows it; nothing where it does not (it may live all the same: `hidepid`).
std::optional<Process> look_at(const std::string& pid) {
  const std::string text = contents("/proc/" + pid + "/stat");
  const std::size_t name_end = text.rfind(") ");  // the name, the second field, may hold anything
  if (name_end == std::string::npos) return {};
  const std::vector<std::string_view> fields = split(std::string_view(text).substr(name_end + 2), ' ');
  constexpr std::size_t kState = 0, kStart = 22 - 3;  // fields 3 and 22 of proc(5)
  if (fields.size() <= kStart || fields[kState].size() != 1) return {};
  const auto start = number(fields[kStart]);
  return start ? std::optional(Process{fields[kState][0], *start}) : std::nullopt;
}

bool is_hex(std::string_view text) {
  return text.size() == kHexDigits && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// What the names of a target's partials begin with. Cut at a length that no writer changes, and not within a character.
std::string stem_of(const std::string& name) {
  std::string stem = "." + name;
  if (stem.size() <= kLongestName - kLongestTail) return stem + ".";
  std::size_t end = kLongestName - kLongestTail;
  while (end > 1 && (static_cast<unsigned char>(stem[end]) & 0xC0) == 0x80) --end;
  stem.resize(end);
  return stem + ".";
}

/// The writer in the name of a partial that begins with `stem`; empty where it is no such name.
std::string writer_in(std::string_view name, std::string_view stem) {
  if (!name.starts_with(stem) || !name.ends_with(kSuffix) || name.size() < stem.size() + kSuffix.size()) return {};
  const std::string_view middle = name.substr(stem.size(), name.size() - stem.size() - kSuffix.size());
  const std::size_t dash = middle.rfind('-');
  if (dash == std::string_view::npos || !is_hex(middle.substr(dash + 1))) return {};
  return std::string(middle.substr(0, dash));
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

/// stem_of_target(name): what the name of a partial begins with before its writer.
template <class StemOfTarget>
void remove_stale(const std::string& folder, const StemOfTarget& stem_of_target) {
  const std::unique_ptr<DIR, CloseFolder> entries(::opendir(folder.c_str()));
  if (!entries) return;
  while (const dirent* entry = ::readdir(entries.get())) {
    const std::string writer = writer_in(entry->d_name, stem_of_target(entry->d_name));
    if (!writer.empty() && is_known_dead(writer)) ::unlinkat(::dirfd(entries.get()), entry->d_name, 0);
  }
}

}  // namespace

std::string this_writer() {
  const std::string pid = std::to_string(::getpid());
  const std::optional<Process> self = look_at(pid);
  return this_place() + "-" + pid + "-" + std::to_string(self ? self->start : 0);
}

bool is_known_dead(const std::string& writer) {
  const std::vector<std::string_view> parts = split(writer, '-');
  if (parts.size() != 3 || !is_hex(parts[0]) || parts[0] != this_place()) return false;
  const auto pid = number(parts[1]), start = number(parts[2]);
  if (!pid || !start || *pid == 0 || *pid > INT32_MAX || *start == 0) return false;
  // /proc may hide other users' processes; kill() does not.
  if (::kill(static_cast<pid_t>(*pid), 0) != 0 && errno == ESRCH) return true;
  const std::optional<Process> process = look_at(std::to_string(*pid));
  return process && (process->state == 'Z' || process->state == 'X' || process->start != *start);
}

std::string partial_name(const std::string& name, const std::string& writer, const std::string& chance) {
  return stem_of(name) + writer + "-" + chance + std::string(kSuffix);
}

void remove_stale_partials(const std::string& folder, const std::string& name) {
  const std::string stem = stem_of(name);
  remove_stale(folder, [&](std::string_view) -> std::string_view { return stem; });
}

void remove_stale_partials(const std::string& folder) {
  remove_stale(folder, [](std::string_view name) -> std::string_view {
    if (!name.starts_with('.') || !name.ends_with(kSuffix)) return name;  // which ends no partial's name
    return name.substr(0, name.rfind('.', name.size() - kSuffix.size() - 1) + 1);
  });
}

}  // namespace cellcast::output
