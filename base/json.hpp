#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cellcast::base {

/// A text as JSON, in its quotes. Characters that a terminal would hide stand by number, bytes that are not UTF-8 as U+FFFD.
std::string json_text(std::string_view text);

/// A number as JSON, the shortest text that reads back to the same bits; null where it is not finite.
std::string json_number(double number);

/// `["a", "b"]`
std::string json_texts(std::span<const std::string> texts);

/// `[1, 2.5]`
std::string json_numbers(std::span<const double> numbers);

}  // namespace cellcast::base
