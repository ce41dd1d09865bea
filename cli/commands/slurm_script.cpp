#include "cli/commands/slurm_script.hpp"

#include "cellcast/slurm_template.hpp"
#include "cli/terminal/working_folder.hpp"

namespace cellcast::cli {
namespace {

/// A word of a shell command, on one line whatever is in it.
std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,-") == std::string::npos)
    return word;
  constexpr const char* kDigits = "01234567";
  bool is_plain = true;
  std::string plain, escaped;
  for (const char c : word) {
    const auto code = static_cast<unsigned char>(c);
    plain += c == '\'' ? std::string("'\\''") : std::string(1, c);
    if (code < ' ' || code == 0x7f) {
      is_plain = false;
      for (const int shift : {9, 6, 3, 0}) escaped += shift == 9 ? '\\' : kDigits[code >> shift & 7];
    } else {
      escaped += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
  }
  return is_plain ? "'" + plain + "'" : "$'" + escaped + "'";
}

/// A path, which must not look like an option.
std::string quoted_path(const std::string& path) { return quoted(path.starts_with('-') ? "./" + path : path); }

/// What the command line changes in the scenario.
std::string options(const config::Overrides& overrides) {
  std::string text;
  if (overrides.trials) text += " --trials " + std::to_string(*overrides.trials);
  if (overrides.seed) text += " --seed " + std::to_string(*overrides.seed);
  if (overrides.method) text += " --method " + quoted(*overrides.method);
  for (const std::string& set : overrides.set) text += " --set " + quoted(set);
  if (overrides.repair_correlations) text += " --repair-correlations";
  return text;
}

/// Puts `value` in place of what follows `key`, which begins a line of the template.
void fill_in(std::string& text, const std::string& key, const std::string& value) {
  const std::size_t begin = text.find("\n" + key) + 1 + key.size();
  text.replace(begin, text.find('\n', begin) - begin, value);
}

}  // namespace

std::string text(const SlurmScript& script) {
  std::string text = kSlurmTemplate;
  fill_in(text, "#SBATCH --job-name=", script.name);
  fill_in(text, "#SBATCH --mem=", std::to_string(script.megabytes) + "M");
  fill_in(text, "#SBATCH --time=", std::to_string(script.minutes));
  fill_in(text, "folder=", quoted(working_folder()) + "  # paths below start there");
  fill_in(text, "run=", "(" + script.command + " " + quoted_path(script.path) + options(script.overrides) + ")");
  fill_in(text, "work=", quoted_path(script.work));
  fill_in(text, "output=", quoted_path(script.output));
  fill_in(text, "shards=", std::to_string(script.tasks));
  fill_in(text, "merge_minutes=", std::to_string(script.merge_minutes));
  return text;
}

}  // namespace cellcast::cli
