#pragma once

#include <string>

namespace cellcast::output {

// Which files are a work folder's own, so that nothing else is written in their place. Symbolic links are followed. What the system
// does not say counts as no.

/// Whether `path` is, or would be, a file of the work folder `folder`, which need not exist yet: its plan, a shard, a checkpoint, an
/// error or a partial; also where such a file is a link to `path`.
bool is_work_file(const std::string& path, const std::string& folder);
/// The same for the folder that `path` lies in, if that has a plan.
bool is_work_file(const std::string& path);

}  // namespace cellcast::output
