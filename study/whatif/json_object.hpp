#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"

namespace cellcast::study {

/// An object of JSON, member after member.
class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value) { return raw(name, base::json_text(value)); }
  JsonObject& number(std::string_view name, double value) { return raw(name, base::json_number(value)); }
  JsonObject& boolean(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
  /// A value that is JSON already.
  JsonObject& raw(std::string_view name, std::string_view json) {
    members_ += (members_.empty() ? "" : ",") + base::json_text(name) + ":" + std::string(json);
    return *this;
  }
  std::string done() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

/// `[1,2]` of values that are JSON already.
template <class Values, class Json>
std::string json_list(const Values& values, const Json& json) {
  std::string list;
  for (const auto& value : values) list += (list.empty() ? "" : ",") + json(value);
  return "[" + list + "]";
}

}  // namespace cellcast::study
