// Built for the plainest processor of its kind, whatever the rest is built for: it must run where the rest cannot.
#if defined(CELLCAST_REQUIRES_X86_64_V3) && defined(__x86_64__)

#include <unistd.h>

namespace {

constexpr char kMessage[] =
    "cellcast: this program was built for x86-64-v3 processors (AVX2, FMA, BMI2), which this one is not. "
    "Configure with -DCELLCAST_ARCH=baseline and build again.\n";

/// Before any constructor of the rest of the program, which may already use the instructions that are missing.
__attribute__((constructor(101))) void require_x86_64_v3() {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
    return;
  if (write(STDERR_FILENO, kMessage, sizeof kMessage - 1) < 0) _exit(71);
  _exit(71);
}

}  // namespace

#endif
