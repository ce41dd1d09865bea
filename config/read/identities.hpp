#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "config/read/reader.hpp"

namespace cellcast::config {

using ClaimNames = std::unordered_map<std::string, std::size_t>;

/// Reads what claims must follow from others, once all of them are known.
class IdentityReader {
 public:
  /// `names`: to indices into `claims`. Both must outlive it.
  IdentityReader(Reader& reader, std::vector<Claim>& claims, const ClaimNames& names);

  void read(const Section& section, std::size_t claim);

 private:
  void sum(const Section& section, Claim& claim, std::size_t self);
  void growth(const Section& section, Claim& claim, std::size_t self);
  void share(const Section& section, Claim& claim, std::size_t self);

  std::vector<std::size_t> side(const Section& section, std::string_view key, std::size_t self);
  bool is_ratio(const Identity& identity, const Section& section, const Claim& claim, std::string_view base);
  bool has_unit(const std::vector<std::size_t>& figures, const std::string& unit, const Place& place);
  std::optional<int> year_of(const std::vector<std::size_t>& figures, const Place& place);

  Reader& reader_;
  std::vector<Claim>& claims_;
  const ClaimNames& names_;
  std::vector<std::string> known_;  ///< the names, for suggestions
};

}  // namespace cellcast::config
