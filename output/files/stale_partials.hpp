#pragma once

#include <string>

namespace cellcast::output {

// A process that dies by SIGKILL leaves its partial file behind. The name of a partial therefore says who writes it, and whoever
// writes to the same target later removes those of the dead. Nothing here locks: locks get lost on network file systems.

/// Who writes: `<place>-<pid>-<start>`.
///
/// `place` stands for everything within which a process id means one process: this boot of this machine, and the pid and time
/// namespaces (16 hexadecimal digits; "unknown" where /proc does not say). `start` is the process's start time in clock ticks, which tells
/// it from a later process of the same id; 0 where unknown.
std::string this_writer();

/// Whether a writer, as this_writer() wrote it, is known to have died: it is of this place, and no process of its id and start time lives.
/// False for everybody else: they may be alive on another machine, in another container, or before another boot.
bool is_known_dead(const std::string& writer);

/// The name of a partial file: `.NAME.<writer>-<chance>.partial`, NAME cut so that it stays within 255 bytes.
/// `chance`: 16 hexadecimal digits.
std::string partial_name(const std::string& name, const std::string& writer, const std::string& chance);

/// Removes the partials of the target `name` in a folder whose writers are known to have died. Never fails: what cannot be listed or
/// removed stays. A name that had to be cut may be another target's too, which does no harm: dead is dead.
void remove_stale_partials(const std::string& folder, const std::string& name);
/// The same of all targets in a folder that is the program's own.
void remove_stale_partials(const std::string& folder);

}  // namespace cellcast::output
