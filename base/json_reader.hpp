#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cellcast::base {

/// A value of JSON. Members keep their order; of equal names the first counts.
struct JsonValue {
  enum class Kind { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;
  std::string text{};
  std::vector<JsonValue> items{};                            ///< of an array
  std::vector<std::pair<std::string, JsonValue>> members{};  ///< of an object

  /// A null where there is no such member.
  const JsonValue& operator[](std::string_view name) const;
  /// Not-a-number where it is no number.
  double number_or_nan() const;
};

/// Reads JSON (RFC 8259) nested at most 64 deep. Throws base::Error of the kind `data`, with line and column.
JsonValue read_json(std::string_view text);

}  // namespace cellcast::base
