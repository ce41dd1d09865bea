#pragma once

#include <string>
#include <string_view>

namespace cellcast::chart {

/// A text as the content of an element or an attribute in quotes, of SVG and HTML alike: markup and quotes as references; control,
/// bidirectional and invisible characters and bytes that are not UTF-8 by their numbers, as base::printable writes them. The one place
/// where a text of the user's becomes markup.
std::string escaped(std::string_view text);

}  // namespace cellcast::chart
