#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "base/remedy.hpp"

namespace cellcast::base {

/// Why a piece of work could not be done, in words for the user. A program makes its exit code of the kind. Bugs are not of this type.
class Error : public std::runtime_error {
 public:
  enum class Kind {
    scenario,       ///< a scenario or sweep says something wrong
    usage,          ///< what was asked for does not exist, or does not go together
    no_input,       ///< a file is missing or unreadable
    data,           ///< a file's contents or a run's numbers cannot be used
    cannot_create,  ///< an output exists, or its folder cannot be written
    io,             ///< a disk or another device failed
    resources,      ///< memory, descriptors, threads or processor time were wanting
    stopped,        ///< somebody asked for it
  };
  /// What what() is. A `line` quotes names and values as they are, so that whoever prints it must escape it; `lines` are fit to print; so
  /// is a `report`, whose lines begin with the files that they are about.
  enum class Form { line, lines, report };

  Error(Kind kind, const std::string& what, Form form = Form::line, Remedy remedy = {})
      : std::runtime_error(what), kind_(kind), form_(form), remedy_(std::move(remedy)) {}
  Error(Kind kind, const std::string& what, Remedy remedy) : Error(kind, what, Form::line, std::move(remedy)) {}
  Kind kind() const { return kind_; }
  Form form() const { return form_; }
  const Remedy& remedy() const { return remedy_; }

 private:
  Kind kind_;
  Form form_;
  Remedy remedy_;
};

/// Something was asked for that does not exist or does not go together.
class UsageError : public Error {
 public:
  explicit UsageError(const std::string& what) : Error(Kind::usage, what) {}
};

}  // namespace cellcast::base
