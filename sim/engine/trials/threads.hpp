#pragma once

namespace cellcast::sim {

/// Makes sure that so many threads can be started beside this one, by starting and ending them; throws std::system_error otherwise.
/// TBB starts its threads from one another, and a thread that cannot be started from a worker ends the whole program by a signal.
void require_threads(int count);

}  // namespace cellcast::sim
