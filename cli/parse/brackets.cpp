#include "cli/parse/brackets.hpp"

namespace cellcast::cli {
namespace {

constexpr char kGuard = '\x01';

/// In brackets, behind any number of guards: one that is written is kept.
bool is_list(const std::string& word) {
  const std::size_t begin = word.find_first_not_of(kGuard);
  return begin != std::string::npos && word[begin] == '[' && word.ends_with(']');
}

}  // namespace

std::string without_list(const std::string& word) { return is_list(word) ? kGuard + word : word; }

std::string as_written(const std::string& word) { return is_list(word) && word.front() == kGuard ? word.substr(1) : word; }

}  // namespace cellcast::cli
