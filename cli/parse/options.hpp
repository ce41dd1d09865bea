#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cellcast::cli {

/// Makes of a word what the type of a value can be read from. Empty, or what is wrong with the word.
using Reader = std::string (*)(std::string& word);

/// Where a value goes; what is there before is the default.
using Target =
    std::variant<bool*, int*, std::uint64_t*, std::string*, std::optional<int>*, std::optional<std::uint64_t>*, std::optional<double>*,
                 std::optional<std::string>*, std::vector<int>*, std::vector<double>*, std::vector<std::string>*>;

struct Bounds {
  int low, high;
};

/// One option of a command, or one of the words that it is called with.
struct Option {
  enum class Kind {
    word,      ///< has no name on the command line, but a place
    flag,      ///< takes no value
    value,     ///< takes one
    repeated,  ///< takes one each time that it is given
    list,      ///< takes values between commas, and may be repeated
  };

  Kind kind;
  std::string names;        ///< `-o,--output`; of a word what messages call it
  std::string placeholder;  ///< of the value, in the help
  std::string about;
  Target target;
  Reader reader = nullptr;
  std::optional<Bounds> bounds{};
  std::vector<std::string> choices{};  ///< all that a value may be; empty: something else
  bool is_required = false, shows_default = false;
  std::vector<std::string> needed{}, excluded{};  ///< options, as `--name`

  Option& read_by(Reader function) { return reader = function, *this; }
  Option& within(int low, int high) { return bounds = {low, high}, *this; }
  Option& one_of(std::vector<std::string> words) { return choices = std::move(words), *this; }
  Option& require() { return is_required = true, *this; }
  Option& show_default() { return shows_default = true, *this; }
  /// Of no use without this option.
  Option& needs(std::string name) { return needed.push_back(std::move(name)), *this; }
  /// Not together with this option.
  Option& excludes(std::string name) { return excluded.push_back(std::move(name)), *this; }
};

/// The options of a command in the order of its help. A command declares them once; parser, help and completion are made from them.
class Options {
 public:
  /// A word that must be given; of several at least one.
  template <class T>
  Option& word(std::string name, T& target, std::string placeholder, std::string about) {
    return add({Option::Kind::word, std::move(name), std::move(placeholder), std::move(about), &target}).require();
  }
  Option& flag(std::string names, bool& target, std::string about) {
    return add({Option::Kind::flag, std::move(names), "", std::move(about), &target});
  }
  template <class T>
  Option& value(std::string names, T& target, std::string placeholder, std::string about) {
    return add({Option::Kind::value, std::move(names), std::move(placeholder), std::move(about), &target});
  }
  template <class T>
  Option& repeated(std::string names, std::vector<T>& target, std::string placeholder, std::string about) {
    return add({Option::Kind::repeated, std::move(names), std::move(placeholder), std::move(about), &target});
  }
  template <class T>
  Option& list(std::string names, std::vector<T>& target, std::string placeholder, std::string about) {
    return add({Option::Kind::list, std::move(names), std::move(placeholder), std::move(about), &target});
  }

  const std::deque<Option>& all() const { return all_; }

 private:
  Option& add(Option option) { return all_.emplace_back(std::move(option)); }

  std::deque<Option> all_;  ///< whose members stay where they are
};

}  // namespace cellcast::cli
