#include "config/load/assemble.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "base/suggest.hpp"
#include "config/load/data_files.hpp"
#include "config/load/folder.hpp"
#include "config/load/merge_claims.hpp"
#include "config/load/new_names.hpp"
#include "config/load/shipped.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/input_file.hpp"
#include "config/toml/syntax.hpp"

namespace cellcast::config {

namespace {

class Assembler {
 public:
  Assembler(std::vector<Source>& sources, Report& report) : sources_(sources), report_(report), data_files_(sources, report) {}

  Node file(const std::string& path) {
    std::string text = read_input(path);
    shown_ = path;
    folder_.emplace(path);
    return read(path, std::move(text), folder_->file());
  }

  Node text(const Source& source) {
    return read(source.name, source.text, {});
  }

  /// What is laid over comes from beside this file, whose tree was read before.
  void go_on(const std::string& path) {
    shown_ = path;
    folder_.emplace(path);
  }

  /// [source], of those read so far: the file; empty where it is none.
  std::vector<std::string> files() const { return files_; }

  void override(Node& root, const Overrides& overrides) {
    for (const Overlay& overlay : overrides.overlays) lay(root, overlay);
    for (const std::string& argument : overrides.set) set(root, overrides.names.set, argument);
    if (overrides.trials) {
      option(root, overrides.names.trials, "trials", *overrides.trials);
      remove(root, "sampling.stop.max_trials");  // whose default is the number of trials
    }
    if (overrides.seed) option(root, overrides.names.seed, "seed", *overrides.seed);
    if (overrides.method) {
      Node method;
      method.kind = Kind::text;
      method.text = *overrides.method;
      option(root, overrides.names.method, "method", std::move(method), *overrides.method);
    }
  }

 private:
  static constexpr std::size_t kLongestChain = 16;

  void lay(Node& root, const Overlay& overlay) {
    Node over = overlay.tree;
    move_to(over, add(overlay.source));
    embed_data(over, shown_);
    if (refuse_new_names(root, over, report_)) return;
    const Place place = root.place;
    merge(root, std::move(over));
    root.place = place;
  }

  static void move_to(Node& node, std::uint32_t source) {
    node.key.source = node.place.source = source;
    for (Node& child : node.children) move_to(child, source);
  }

  /// Lays a `key=value` upon the tree.
  void set(Node& root, const std::string& name, const std::string& argument) {
    const std::uint32_t source = add_change(name + " " + argument, argument);
    const Place start{source, 1, 1};
    if (argument.find('\n') != std::string::npos) return report_.error(start, "a line break in `" + name + "`", "it takes one key=value");
    if (argument.find('=') == std::string::npos) return report_.error(start, "`" + name + "` without a value", "", "write key=value");
    const std::size_t before = report_.count();
    Node over = parse(sources_[source], source, report_);
    if (report_.count() != before) return;
    if (over.children.size() != 1) return report_.error(start, "`" + name + "` takes one key=value");
    const Node& top = over.children.front();
    if (top.name == "extends" || top.name == "unset")
      return report_.error(top.key, "`" + top.name + "` cannot be set here", "", "write it into the file");
    if (refuse_new_names(root, over, report_)) return;
    embed_data(over, shown_);
    const Place place = root.place;
    merge(root, std::move(over));
    root.place = place;
  }

  /// Of a tree that was read from the file shown, or laid upon it.
  void embed_data(Node& tree, const std::string& shown) {
    if (folder_) data_files_.embed(tree, *folder_, shown);
  }

  /// Replaces a key of [sampling] by an option of its own.
  void option(Node& root, const std::string& name, const std::string& key, Node value, std::string text) {
    value.name = key;
    value.key = value.place = {add_change(name, std::move(text)), 1, 1};
    Node sampling;
    sampling.name = "sampling";
    sampling.key = sampling.place = value.key;
    sampling.children.push_back(std::move(value));
    Node* known = root.find("sampling");
    if (known == nullptr)
      root.children.push_back(std::move(sampling));
    else if (known->kind == Kind::table)
      merge(*known, std::move(sampling));
  }

  void option(Node& root, const std::string& name, const std::string& key, std::uint64_t number) {
    Node value;
    value.kind = Kind::integer;
    value.integer = static_cast<std::int64_t>(number);
    const std::string text = std::to_string(number);
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return report_.error({add_change(name, text), 1, 1}, "`sampling." + key + "` = " + text + " is out of range",
                           "allowed: " + config::text(find_key("sampling." + key)->range));
    option(root, name, key, std::move(value), text);
  }

  std::uint32_t add(Source source) {
    sources_.push_back(std::move(source));
    return static_cast<std::uint32_t>(sources_.size() - 1);
  }

  std::uint32_t add_change(std::string name, std::string text) { return add({std::move(name), std::move(text), true, true}); }

  Node read(const std::string& shown, std::string text, const std::string& canonical) {
    const std::uint32_t source = add({shown, std::move(text)});
    files_.resize(sources_.size());
    files_[source] = canonical;
    Node root = parse(sources_[source], source, report_);
    embed_data(root, shown);
    chain_.push_back(canonical);
    if (root.find("extends") != nullptr || root.find("unset") != nullptr) root = extended(std::move(root), shown);
    chain_.pop_back();
    return root;
  }

  /// A tree laid upon what it extends.
  Node extended(Node root, const std::string& shown) {
    Node base;
    base.place = base.key = root.place;
    bool has_base = false;
    if (const Node* extends = root.find("extends")) {
      if (extends->kind != Kind::text)
        report_.error(extends->place, "`extends` must be a text", "found " + describe(*extends), "name one scenario file in quotes");
      else
        has_base = read_base(*extends, shown, base);
      if (!has_base) report_.set_partial();
    }
    if (const Node* unset = root.find("unset")) unset_keys(*unset, root.find("extends") != nullptr, has_base, base);
    std::erase_if(root.children, [](const Node& child) { return child.name == "extends" || child.name == "unset"; });
    if (has_base) suspect_new_names(base, root, report_);
    merge_claims(base, root);
    merge(base, std::move(root));
    return base;
  }

  bool read_base(const Node& extends, const std::string& shown, Node& base) {
    const bool is_shipped = extends.text.starts_with(kShipped);
    if (!is_shipped && !folder_ && !extends.text.starts_with('/'))
      return refuse(extends, "cannot be followed", "this text is no file beside which another could lie");
    const Named named = is_shipped ? find_shipped(extends.text.substr(kShipped.size())) : folder_.value_or(Folder("")).find(shown, extends.text);
    if (!named.problem.empty()) return refuse(extends, named.problem, named.why, named.suggestion);
    if (std::find(chain_.begin(), chain_.end(), named.canonical) != chain_.end())
      return refuse(extends, "goes round in a circle", "\"" + extends.text + "\" extends this file in turn", "remove one of them");
    if (chain_.size() >= kLongestChain) return refuse(extends, "goes on for too long", "at most " + std::to_string(kLongestChain) + " files");
    std::optional<Folder> own = folder_;
    if (is_shipped) folder_.emplace(named.canonical);
    const bool is_read = read_named(extends, named, base);
    folder_ = std::move(own);
    return is_read;
  }

  bool read_named(const Node& extends, const Named& named, Node& base) {
    try {
      base = read(named.shown, read_input(named.canonical), named.canonical);
      return true;
    } catch (const InputError& unreadable) {
      return refuse(extends, "names an unreadable file", unreadable.what());
    }
  }

  bool refuse(const Node& extends, const std::string& problem, const std::string& why, const std::string& suggestion = "") {
    report_.error(extends.place, "`extends` " + problem, why, suggestion);
    return false;
  }

  void unset_keys(const Node& unset, bool extends, bool has_base, Node& base) {
    if (!extends)
      return report_.missing(unset.key, "extends", "`unset` without `extends`", "it removes keys of the extended scenario", "remove it");
    if (unset.kind != Kind::array)
      return report_.error(unset.place, "`unset` must be a list", "found " + describe(unset), "write [\"path\"]");
    std::set<std::string_view> seen;
    for (const Node& item : unset.children) {
      if (item.kind != Kind::text)
        report_.error(item.place, "`unset` must be a list of texts", "found " + describe(item));
      else if (!seen.insert(item.text).second)
        report_.error(item.place, "`" + item.text + "` stands twice in `unset`", "", "remove one of the two");
      else if (has_base && !remove(base, item.text) && !report_.partial())
        report_.error(item.place, "`unset` finds no `" + item.text + "`", "the extended scenario has no such key",
                      base::did_you_mean(item.text, paths(base)));
    }
  }

  std::vector<Source>& sources_;
  Report& report_;
  DataFiles data_files_;
  std::string shown_;                         // of the first file
  std::optional<Folder> folder_;              // of the file being read; none of a text that lies in no folder
  std::vector<std::string> chain_;  // of files being read
  std::vector<std::string> files_;  // [source]
};

}  // namespace

Node assemble(const std::string& path, const Overrides& overrides, std::vector<Source>& sources, Report& report) {
  return assemble(read_document(path), overrides, sources, report);
}

Node assemble(const Source& text, const Overrides& overrides, std::vector<Source>& sources, Report& report) {
  return assemble(read_document(text), overrides, sources, report);
}

Node assemble(Document document, const Overrides& overrides, std::vector<Source>& sources, Report& report) {
  sources = std::move(document.sources);
  report = std::move(document.report);
  Assembler assembler(sources, report);
  if (!document.file.empty()) assembler.go_on(document.file);
  assembler.override(document.root, overrides);
  return std::move(document.root);
}

Document read_document(const Source& text) {
  Document document;
  document.root = Assembler(document.sources, document.report).text(text);
  return document;
}

Document read_document(const std::string& path) {
  Document document;
  document.file = path;
  Assembler assembler(document.sources, document.report);
  document.root = assembler.file(path);
  document.read_from = assembler.files();
  return document;
}

}  // namespace cellcast::config
