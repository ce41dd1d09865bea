// What the page's workers call. Texts are UTF-8 in the module's memory.
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "study/whatif/whatif.hpp"

namespace {

std::unique_ptr<cellcast::study::WhatIf> what_if;
std::string answer;

}  // namespace

#define CELLCAST_EXPORT(name) extern "C" [[clang::export_name(#name)]]

/// Room for a text of so many bytes, which the next call takes over.
CELLCAST_EXPORT(allocate) char* allocate(std::size_t size) { return static_cast<char*>(std::malloc(size)); }

/// Reads the scenario. Where it has errors: how many bytes these are, which `read` then has; else 0.
CELLCAST_EXPORT(start) std::size_t start(char* text, std::size_t size) {
  const std::unique_ptr<char, decltype(&std::free)> taken(text, &std::free);
  try {
    what_if = std::make_unique<cellcast::study::WhatIf>(std::string(text, size));
    return 0;
  } catch (const std::exception& error) {
    answer = error.what();
    return answer.size();
  }
}

/// Answers a question (study/whatif/whatif.hpp): the bytes of the answer, which begins where `read` says.
CELLCAST_EXPORT(ask) std::size_t ask(char* text, std::size_t size) {
  const std::unique_ptr<char, decltype(&std::free)> taken(text, &std::free);
  answer = what_if->answer(std::string_view(text, size));
  return answer.size();
}

CELLCAST_EXPORT(read) const char* read_answer() { return answer.data(); }
