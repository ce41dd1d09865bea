// C++ exceptions for WebAssembly, which Debian's C++ library is built without. The instructions unwind; what is left to do here is to keep
// the exceptions, and to find out whether a catch clause is for one. After the Itanium C++ ABI, "Exception Handling", and what clang's
// -fwasm-exceptions calls: https://github.com/WebAssembly/tool-conventions/blob/main/EHScheme.md
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <typeinfo>

namespace __cxxabiv1 {

/// The C++ library's own type_info: how it lays out the functions that tell what is caught by what.
class __shim_type_info : public std::type_info {
 public:
  virtual ~__shim_type_info();
  virtual void noop1() const;
  virtual void noop2() const;
  virtual bool can_catch(const __shim_type_info* thrown, void*& adjusted) const = 0;
};

}  // namespace __cxxabiv1

namespace {

using TypeInfo = __cxxabiv1::__shim_type_info;

/// What stands before a thrown object, which is what the instructions carry.
struct alignas(16) Thrown {
  const TypeInfo* type;
  void* (*destroy)(void*);  ///< destructors return the object here
  void* adjusted;           ///< the object as the clause that caught it sees it
  int handlers;             ///< clauses that have it at present
  bool is_rethrown;         ///< by the clause that it is in
  Thrown* below;            ///< caught before, and not done with
};

Thrown* caught = nullptr;  ///< the innermost

Thrown* header(void* object) { return static_cast<Thrown*>(object) - 1; }

void release(Thrown* thrown) {
  if (thrown->destroy != nullptr) thrown->destroy(thrown + 1);
  std::free(thrown);
}

/// A number of variable length (LEB128), the bits that it has, and whether the highest of them is set.
struct Leb {
  std::uintptr_t value = 0;
  unsigned bits = 0;
  bool is_negative = false;

  explicit Leb(const std::uint8_t*& at) {
    std::uint8_t byte = 0;
    do {
      byte = *at++;
      value |= static_cast<std::uintptr_t>(byte & 0x7f) << bits;
      bits += 7;
    } while ((byte & 0x80) != 0);
    is_negative = (byte & 0x40) != 0;
  }
};

std::uintptr_t unsigned_number(const std::uint8_t*& at) { return Leb(at).value; }

std::intptr_t signed_number(const std::uint8_t*& at) {
  const Leb number(at);
  const bool extends = number.is_negative && number.bits < 32;
  return static_cast<std::intptr_t>(extends ? number.value | ~std::uintptr_t{0} << number.bits : number.value);
}

/// The table of a function's catch clauses.
struct Clauses {
  const std::uint8_t *types, *call_sites, *actions;

  explicit Clauses(const std::uint8_t* table) : types(nullptr) {
    constexpr std::uint8_t kNone = 0xff;
    if (*table++ != kNone) unsigned_number(table);  // where landing pads begin: nothing here
    if (*table++ != kNone) {
      const std::uintptr_t offset = unsigned_number(table);
      types = table + offset;
    }
    ++table;  // how call sites are encoded: as numbers of variable length
    const std::uintptr_t length = unsigned_number(table);
    call_sites = table;
    actions = table + length;
  }

  /// Of a landing pad: its first action; null where it is for clean-up alone.
  const std::uint8_t* action_of(std::uintptr_t pad) const {
    const std::uint8_t* at = call_sites;
    for (;; --pad) {
      unsigned_number(at);
      const std::uintptr_t action = unsigned_number(at);
      if (pad == 0) return action == 0 ? nullptr : actions + action - 1;
    }
  }

  const TypeInfo* type(std::intptr_t index) const {
    const TypeInfo* found = nullptr;
    std::memcpy(&found, types - index * static_cast<std::intptr_t>(sizeof(found)), sizeof(found));
    return found;
  }
};

/// Which clause takes what was thrown: its number among the function's types; 0 where none does.
std::intptr_t find_clause(const Clauses& clauses, std::uintptr_t pad, Thrown* thrown) {
  const std::uint8_t* action = clauses.action_of(pad);
  while (action != nullptr) {
    const std::intptr_t index = signed_number(action);
    if (index > 0) {
      const TypeInfo* type = clauses.type(index);
      void* adjusted = thrown + 1;
      if (type == nullptr || type->can_catch(thrown->type, adjusted)) {
        thrown->adjusted = adjusted;
        return index;
      }
    }
    const std::uint8_t* next = action;
    const std::intptr_t offset = signed_number(next);
    action = offset == 0 ? nullptr : action + offset;
  }
  return 0;
}

}  // namespace

extern "C" {

/// Where a landing pad says which it is, and reads which of its clauses is meant.
struct LandingPad {
  std::uintptr_t pad;
  const std::uint8_t* table;
  std::uintptr_t clause;
} __wasm_lpad_context;

int _Unwind_CallPersonality(void* object) {
  __wasm_lpad_context.clause = 0;
  const Clauses clauses(__wasm_lpad_context.table);
  __wasm_lpad_context.clause = static_cast<std::uintptr_t>(find_clause(clauses, __wasm_lpad_context.pad, header(object)));
  return 0;
}

/// Its address alone is used.
void __gxx_wasm_personality_v0() {}

void* __cxa_allocate_exception(std::size_t size) noexcept {
  auto* thrown = static_cast<Thrown*>(std::malloc(sizeof(Thrown) + size));
  if (thrown == nullptr) std::abort();
  return new (thrown) Thrown{} + 1;
}

void __cxa_free_exception(void* object) noexcept { std::free(header(object)); }

// Clang 19 fails on functions into which a throw is taken whole.
[[noreturn, gnu::noinline]] void __cxa_throw(void* object, std::type_info* type, void* (*destroy)(void*)) {
  Thrown* thrown = header(object);
  thrown->type = static_cast<const TypeInfo*>(type);
  thrown->destroy = destroy;
  thrown->adjusted = object;
  __builtin_wasm_throw(0, object);
}

void* __cxa_get_exception_ptr(void* object) noexcept { return header(object)->adjusted; }

void* __cxa_begin_catch(void* object) noexcept {
  Thrown* thrown = header(object);
  thrown->is_rethrown = false;
  if (++thrown->handlers == 1 && thrown != caught) {
    thrown->below = caught;
    caught = thrown;
  }
  return thrown->adjusted;
}

void __cxa_end_catch() {
  Thrown* thrown = caught;
  if (thrown == nullptr || --thrown->handlers > 0) return;
  caught = thrown->below;
  if (!thrown->is_rethrown) release(thrown);
}

[[noreturn, gnu::noinline]] void __cxa_rethrow() {
  if (caught == nullptr) std::terminate();
  caught->is_rethrown = true;
  __builtin_wasm_throw(0, caught + 1);
}
}
