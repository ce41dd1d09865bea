#pragma once

#include <string>

namespace cellcast::config {

/// A file that is named in another one.
struct Named {
  std::string canonical;                       ///< its path, without links
  std::string shown;                           ///< as messages name it
  std::string problem{}, why{}, suggestion{};  ///< why it cannot be read: `names no file`; empty where it can
};

/// The folder of a scenario file, below which everything lies that it names: other scenarios, data.
class Folder {
 public:
  /// Of the file at this path.
  explicit Folder(const std::string& path);

  /// The file itself.
  const std::string& file() const { return file_; }

  /// `shown` is the path of the file that names it, `relative` what stands there.
  Named find(const std::string& shown, const std::string& relative) const;

 private:
  std::string file_;
  std::string folder_;      // of the file; all others lie below,
  std::string own_folder_;  // or are links to files below that of what it is a link to
};

}  // namespace cellcast::config
