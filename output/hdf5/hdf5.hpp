#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace cellcast::output::h5 {

// A few lines over the C interface of HDF5: handles that close themselves, and errors that say what happened.
// One thread at a time: the library's lock does not cover dimension scales.

/// A call into HDF5 failed; what() is its innermost message, or errno's words where the system refused.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what, int system_error = 0) : std::runtime_error(what), system_error_(system_error) {}
  int system_error() const { return system_error_; }  ///< errno; 0 where the system is not the cause

 private:
  int system_error_;
};

/// To be called before anything else of HDF5: no handler at exit (after a full disk it would crash), no messages on stderr.
/// Throws std::bad_alloc where the library would run out of memory.
void start();

/// Throws Error with the innermost message of the library's error stack; `what` stands in where that is empty. Throws std::bad_alloc where
/// the stack speaks of memory.
[[noreturn]] void fail(const std::string& what);

/// Passes a result through; throws Error where it is negative.
template <class Result>
Result check(Result result, const char* what) {
  if (result < 0) fail(what);
  return result;
}

/// An identifier and the call that releases it.
template <herr_t (*release)(hid_t)>
class Handle {
 public:
  Handle() = default;
  Handle(hid_t id, const char* what) : id_(check(id, what)) {}
  ~Handle() {
    if (id_ >= 0) release(id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }

  hid_t id() const { return id_; }

  /// Releases now, and throws where that fails: what was written may only now reach the disk.
  void close() {
    if (id_ >= 0) check(release(std::exchange(id_, -1)), "cannot close");
  }

 private:
  hid_t id_ = -1;
};

using File = Handle<H5Fclose>;
using Group = Handle<H5Gclose>;
using Dataset = Handle<H5Dclose>;
using Attribute = Handle<H5Aclose>;
using Space = Handle<H5Sclose>;
using Type = Handle<H5Tclose>;
using Properties = Handle<H5Pclose>;

/// The group that holds all of an open file.
Group root_group(hid_t file);

/// Variable-length, null-terminated UTF-8: the one kind of string that every reader of netCDF-4 takes.
Type string_type();

}  // namespace cellcast::output::h5
