/* Preloaded into a program, makes the Nth call of a function fail: once, from then on, or half done. Counting begins with main.
 *
 *   FAULT_STATE  a file of zeros, COUNTERS * 8 bytes: counts the calls of each function, by number, as 64-bit integers; see names
 *   FAULT_CALL   the function, by its name below; without it calls are counted only
 *   FAULT_NTH    1, 2, ...; other numbers count only
 *   FAULT_MODE   once | ever: fail with FAULT_ERRNO | half: transfer half of what was asked for | kill: SIGKILL before the call |
 *                swap: FAULT_FROM is renamed to FAULT_TO before the call, as somebody else might do |
 *                append: a byte is added to FAULT_TO before the call
 *   FAULT_ERRNO  a number
 *
 * Only calls through the dynamic linker are seen, from the program and from its libraries: not those within the C library (the writes of
 * stdio, the stacks of threads). System calls are made directly, so that nothing here depends on whom else was preloaded.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum call { OPEN, READ, PREAD, WRITE, PWRITE, FSYNC, RENAME, LINK, UNLINK, CLOSE, MMAP, FTRUNCATE, LSEEK, STAT, GETRANDOM, FOPEN, OPENDIR,
            READLINK, CHOWN, CHMOD, XATTR, THREAD, ALLOC, CALLS };
static const char* const names[CALLS] = {"open", "read", "pread", "write", "pwrite", "fsync", "rename", "link", "unlink", "close", "mmap",
                                         "ftruncate", "lseek", "stat", "getrandom", "fopen", "opendir", "readlink", "chown", "chmod", "xattr", "thread",
                                         "alloc"};
enum { IN_LIBRARY = 30, HITS = 31, COUNTERS = 32 };  /* faults that were injected, and those of them on behalf of a fragile library */

static _Atomic uint64_t* state;
static atomic_int armed;
static int target = -1, failure, half, deadly, forever;
static const char *swap_from, *swap_to;
static uint64_t nth;

/* These do not survive the failure of each of their allocations: whoever judges the end wants to know whether it was one of them. */
static const char* const fragile[] = {"libhdf5", "libcrypto", "libtomlplusplus"};
static int is_for_library(void) {
  enum { DEPTH = 64 };
  void* frames[DEPTH];
  const int depth = backtrace(frames, DEPTH);
  for (int i = 0; i < depth; ++i) {
    Dl_info library;
    if (!dladdr(frames[i], &library) || !library.dli_fname) continue;
    for (size_t k = 0; k < sizeof fragile / sizeof *fragile; ++k) if (strstr(library.dli_fname, fragile[k])) return 1;
  }
  return 0;
}

static void meddle(void) {
  if (swap_from) {
    syscall(SYS_renameat2, AT_FDCWD, swap_from, AT_FDCWD, swap_to, 0);
    return;
  }
  const int descriptor = (int)syscall(SYS_openat, AT_FDCWD, swap_to, O_WRONLY | O_APPEND);
  syscall(SYS_write, descriptor, "x", 1);
  syscall(SYS_close, descriptor);
}

/* Counts a call; what is to be done with it. */
enum fate { PASS, FAIL, HALF };
static enum fate fate_of(enum call call) {
  if (!atomic_load_explicit(&armed, memory_order_relaxed)) return PASS;
  const uint64_t number = atomic_fetch_add(&state[call], 1) + 1;
  if ((int)call != target || number < nth || nth == 0 || (number > nth && !forever)) return PASS;
  if (atomic_fetch_add(&state[HITS], 1) == 0 && call == ALLOC) {
    atomic_store(&armed, 0);
    atomic_store(&state[IN_LIBRARY], is_for_library());
    atomic_store(&armed, 1);
  }
  if (deadly) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
  }
  if (half) return HALF;
  if (swap_to) {
    const int error = errno;
    meddle();
    errno = error;
    return PASS;
  }
  errno = failure;
  return FAIL;
}
#define FAIL_OR(call, result) if (fate_of(call) == FAIL) return result

static void arm(void) {
  void* warm[2];
  backtrace(warm, 2);  /* loads what it needs, and takes memory, the first time */
  const char* file = getenv("FAULT_STATE");
  const int descriptor = file ? (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC) : -1;
  if (descriptor < 0) return;
  void* const mapped = (void*)syscall(SYS_mmap, NULL, COUNTERS * sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  syscall(SYS_close, descriptor);
  if (mapped == MAP_FAILED) return;
  state = mapped;
  const char* const call = getenv("FAULT_CALL");
  const char* const mode = getenv("FAULT_MODE");
  for (int i = 0; call && i < CALLS; ++i) if (strcmp(call, names[i]) == 0) target = i;
  if (getenv("FAULT_NTH")) nth = strtoull(getenv("FAULT_NTH"), NULL, 10);
  if (getenv("FAULT_ERRNO")) failure = atoi(getenv("FAULT_ERRNO"));
  half = mode && strcmp(mode, "half") == 0;
  deadly = mode && strcmp(mode, "kill") == 0;
  forever = mode && strcmp(mode, "ever") == 0;
  if (mode && (strcmp(mode, "swap") == 0 || strcmp(mode, "append") == 0)) swap_to = getenv("FAULT_TO");
  if (mode && strcmp(mode, "swap") == 0) swap_from = getenv("FAULT_FROM");
  atomic_store(&armed, 1);
}

/* main, and arming just before it: start-up and its libraries' constructors are not the program's doing. */
static int (*program)(int, char**, char**);
static int armed_main(int argc, char** argv, char** envp) {
  arm();
  const int code = program(argc, argv, envp);
  if (getenv("FAULT_UNTIL_END")) atomic_store(&armed, 0); /* counts of coverage are written after main */
  return code;
}
int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void* stack_end) {
  int (*start)(int (*)(int, char**, char**), int, char**, void (*)(void), void (*)(void), void (*)(void), void*);
  *(void**)&start = dlsym(RTLD_NEXT, "__libc_start_main");
  program = main;
  return start(armed_main, argc, argv, init, fini, rtld_fini, stack_end);
}

static int do_open(int folder, const char* path, int flags, mode_t mode) {
  FAIL_OR(OPEN, -1);
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}
#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }
int open(const char* path, int flags, ...) { MODE_OF(flags) return do_open(AT_FDCWD, path, flags, mode); }
int open64(const char* path, int flags, ...) { MODE_OF(flags) return do_open(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char* path, int flags, ...) { MODE_OF(flags) return do_open(folder, path, flags, mode); }
int openat64(int folder, const char* path, int flags, ...) { MODE_OF(flags) return do_open(folder, path, flags, mode); }
int __open_2(const char* path, int flags) { return do_open(AT_FDCWD, path, flags, 0); }
int __open64_2(const char* path, int flags) { return do_open(AT_FDCWD, path, flags, 0); }

#define TRANSFER(call, size) \
  const enum fate fate = fate_of(call); \
  if (fate == FAIL) return -1; \
  if (fate == HALF && (size) > 1) (size) /= 2;
ssize_t read(int descriptor, void* data, size_t size) { TRANSFER(READ, size) return syscall(SYS_read, descriptor, data, size); }
ssize_t pread(int descriptor, void* data, size_t size, off_t at) { TRANSFER(PREAD, size) return syscall(SYS_pread64, descriptor, data, size, at); }
ssize_t pread64(int descriptor, void* data, size_t size, off_t at) { return pread(descriptor, data, size, at); }
ssize_t write(int descriptor, const void* data, size_t size) { TRANSFER(WRITE, size) return syscall(SYS_write, descriptor, data, size); }
ssize_t pwrite(int descriptor, const void* data, size_t size, off_t at) { TRANSFER(PWRITE, size) return syscall(SYS_pwrite64, descriptor, data, size, at); }
ssize_t pwrite64(int descriptor, const void* data, size_t size, off_t at) { return pwrite(descriptor, data, size, at); }
ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  const enum fate fate = fate_of(WRITE);
  if (fate == FAIL) return -1;
  if (fate == HALF && parts[0].iov_len > 0) return syscall(SYS_write, descriptor, parts[0].iov_base, parts[0].iov_len);
  return syscall(SYS_writev, descriptor, parts, count);
}

int fsync(int descriptor) { FAIL_OR(FSYNC, -1); return (int)syscall(SYS_fsync, descriptor); }
int fdatasync(int descriptor) { FAIL_OR(FSYNC, -1); return (int)syscall(SYS_fdatasync, descriptor); }
int rename(const char* from, const char* to) { FAIL_OR(RENAME, -1); return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat2(int a, const char* from, int b, const char* to, unsigned flags) { FAIL_OR(RENAME, -1); return (int)syscall(SYS_renameat2, a, from, b, to, flags); }
int link(const char* from, const char* to) { FAIL_OR(LINK, -1); return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0); }
int unlink(const char* path) { FAIL_OR(UNLINK, -1); return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0); }
int unlinkat(int folder, const char* path, int flags) { FAIL_OR(UNLINK, -1); return (int)syscall(SYS_unlinkat, folder, path, flags); }
/* What fails to close is closed all the same, as Linux has it. */
int close(int descriptor) {
  const enum fate fate = fate_of(CLOSE);
  const int error = errno;
  const int closed = (int)syscall(SYS_close, descriptor);
  if (fate != FAIL) return closed;
  errno = error;
  return -1;
}
void* mmap(void* at, size_t size, int protection, int flags, int descriptor, off_t offset) {
  FAIL_OR(MMAP, MAP_FAILED);
  return (void*)syscall(SYS_mmap, at, size, protection, flags, descriptor, offset);
}
void* mmap64(void* at, size_t size, int protection, int flags, int descriptor, off_t offset) { return mmap(at, size, protection, flags, descriptor, offset); }
int ftruncate(int descriptor, off_t size) { FAIL_OR(FTRUNCATE, -1); return (int)syscall(SYS_ftruncate, descriptor, size); }
int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }
off_t lseek(int descriptor, off_t offset, int whence) { FAIL_OR(LSEEK, -1); return syscall(SYS_lseek, descriptor, offset, whence); }
off_t lseek64(int descriptor, off_t offset, int whence) { return lseek(descriptor, offset, whence); }
ssize_t getrandom(void* data, size_t size, unsigned flags) { TRANSFER(GETRANDOM, size) return syscall(SYS_getrandom, data, size, flags); }
ssize_t readlink(const char* path, char* text, size_t size) { FAIL_OR(READLINK, -1); return syscall(SYS_readlinkat, AT_FDCWD, path, text, size); }

int fchown(int descriptor, uid_t owner, gid_t group) { FAIL_OR(CHOWN, -1); return (int)syscall(SYS_fchown, descriptor, owner, group); }
int fchmod(int descriptor, mode_t mode) { FAIL_OR(CHMOD, -1); return (int)syscall(SYS_fchmod, descriptor, mode); }
ssize_t lgetxattr(const char* path, const char* name, void* value, size_t size) { FAIL_OR(XATTR, -1); return syscall(SYS_lgetxattr, path, name, value, size); }
int fsetxattr(int descriptor, const char* name, const void* value, size_t size, int flags) { FAIL_OR(XATTR, -1); return (int)syscall(SYS_fsetxattr, descriptor, name, value, size, flags); }
int fremovexattr(int descriptor, const char* name) { FAIL_OR(XATTR, -1); return (int)syscall(SYS_fremovexattr, descriptor, name); }

/* The next definition of the function of this name, whatever its type. */
#define NEXT(name) \
  static __typeof__(name)* next; \
  if (!next) *(void**)&next = dlsym(RTLD_NEXT, #name)
int fstat(int descriptor, struct stat* status) { FAIL_OR(STAT, -1); NEXT(fstat); return next(descriptor, status); }
int stat(const char* path, struct stat* status) { FAIL_OR(STAT, -1); NEXT(stat); return next(path, status); }
int lstat(const char* path, struct stat* status) { FAIL_OR(STAT, -1); NEXT(lstat); return next(path, status); }
int fstat64(int descriptor, struct stat64* status) { FAIL_OR(STAT, -1); NEXT(fstat64); return next(descriptor, status); }
FILE* fopen(const char* path, const char* mode) { FAIL_OR(FOPEN, NULL); NEXT(fopen); return next(path, mode); }
FILE* fopen64(const char* path, const char* mode) { FAIL_OR(FOPEN, NULL); NEXT(fopen64); return next(path, mode); }
DIR* opendir(const char* path) { FAIL_OR(OPENDIR, NULL); NEXT(opendir); return next(path); }
int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument) {
  if (fate_of(THREAD) == FAIL) return failure;
  NEXT(pthread_create);
  return next(thread, attributes, start, argument);
}

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* old, size_t size);
extern void* __libc_memalign(size_t alignment, size_t size);
void* malloc(size_t size) { FAIL_OR(ALLOC, NULL); return __libc_malloc(size); }
void* calloc(size_t count, size_t size) { FAIL_OR(ALLOC, NULL); return __libc_calloc(count, size); }
void* realloc(void* old, size_t size) { FAIL_OR(ALLOC, NULL); return __libc_realloc(old, size); }
void* memalign(size_t alignment, size_t size) { FAIL_OR(ALLOC, NULL); return __libc_memalign(alignment, size); }
void* aligned_alloc(size_t alignment, size_t size) { FAIL_OR(ALLOC, NULL); return __libc_memalign(alignment, size); }
int posix_memalign(void** out, size_t alignment, size_t size) {
  if (fate_of(ALLOC) == FAIL) return ENOMEM;
  void* const memory = __libc_memalign(alignment, size);
  if (!memory) return ENOMEM;
  *out = memory;
  return 0;
}
