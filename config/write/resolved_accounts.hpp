#pragma once

#include "config/write/resolved_lines.hpp"

namespace cellcast::config {

/// Submarkets, splits, customs and competition of a segment.
void write_accounts(const Segment& segment, ResolvedLines& out);
/// Customs, and producers with their concentration.
void write_accounts(ResolvedLines& out);

}  // namespace cellcast::config
