// What libraries ask of a system, and this one has not.
#include <cstddef>
#include <cstdint>

extern "C" {

/// A wish about pages of memory.
int madvise(void* /*memory*/, std::size_t /*bytes*/, int /*advice*/) { return 0; }

/// Debian's compiler runtime is built with a guard of the stack.
std::uintptr_t __stack_chk_guard = 0x5bd1e995;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
}
