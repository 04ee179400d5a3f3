#include "input/folder.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxParents = 8;  // folders put before a stem at most

// What may stand before ".gz".
constexpr std::string_view kEndings[] = {".warc", ".jsonl", ".ndjson", ".json", ".html", ".htm",
                                         ".txt",  ".xml",   ".rss",    ".wet",  ".mhtml"};

std::string_view file_name(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

// "page.html" → "page", "news.jsonl.gz" → "news".
std::string_view file_name_stem(std::string_view path) {
  const std::string_view name = file_name(path);
  std::string_view stem = without_ending(name);
  if (name.substr(stem.size()) != ".gz") return stem;
  const std::string_view inner = without_ending(stem);
  const bool known =
      std::find(std::begin(kEndings), std::end(kEndings), stem.substr(inner.size())) != std::end(kEndings);
  return known ? inner : stem;
}

// With up to `parents` folders before the name: ("a/b/page.html", 1) → "b/page".
std::string long_stem(std::string_view given, std::size_t parents, bool ending) {
  const std::string path = std::filesystem::path(given).lexically_normal().string();
  std::size_t begin = path.size() - file_name(path).size();
  for (; parents > 0 && begin > 1; --parents) begin = path.rfind('/', begin - 2) + 1;
  std::string stem = path.substr(begin);
  if (!ending) stem.resize(stem.size() - file_name(path).size() + file_name_stem(path).size());
  return valid_utf8(stem);
}

// Gives files of one stem longer ones, as far as their paths allow.
void part_stems(std::vector<FileEntry>& files) {
  struct Same {
    FileEntry* file;
    bool ending;  // page.html and page.txt of one folder
  };
  std::vector<Same> left;
  for (FileEntry& file : files) {
    if (!file.error) left.push_back({&file, false});
  }
  for (std::size_t round = 0; round <= kMaxParents && left.size() > 1; ++round) {
    std::unordered_map<std::string, std::size_t> counts;
    for (const Same& one : left) ++counts[one.file->stem];
    std::erase_if(left, [&](const Same& one) { return counts[one.file->stem] < 2; });
    if (round == 0) {
      counts.clear();
      const auto whole = [](const Same& one) { return long_stem(one.file->path, one.file->path.size(), false); };
      for (const Same& one : left) ++counts[whole(one)];
      for (Same& one : left) one.ending = counts[whole(one)] > 1;
    }
    for (const Same& one : left) one.file->stem = long_stem(one.file->path, round + 1, one.ending);
  }
}

class Walk {
 public:
  Walk(const InputOptions& options, std::vector<FileEntry>& files) : options_(options), files_(files) {}

  void add(const std::string& path) {
    if (path == "-") {
      if (named_.insert(path).second) files_.push_back({path, file_stem(path), 0, std::nullopt});
      return;
    }
    std::vector<Place> open{{path, 0}};
    while (!open.empty()) {
      const Place place = std::move(open.back());
      open.pop_back();
      visit(place, open);
    }
  }

 private:
  struct Place {
    std::string path;
    std::uint32_t depth;
  };

  void visit(const Place& place, std::vector<Place>& open) {
    struct stat status {};
    if (::stat(place.path.c_str(), &status) != 0)
      return fail(place.path, reason(), place.depth == 0 ? "check the path" : "");
    if (S_ISDIR(status.st_mode)) {
      if (!folders_.insert({status.st_dev, status.st_ino}).second) return;
      return enter(place, open);
    }
    // A pipe named by the user is read; one that lies in a folder would make the run wait for ever.
    if (!S_ISREG(status.st_mode) && place.depth > 0) return;
    if (!named_.insert(std::filesystem::path(place.path).lexically_normal().string()).second) return;
    const std::uint64_t size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
    files_.push_back({place.path, file_stem(place.path), size, std::nullopt});
  }

  void enter(const Place& place, std::vector<Place>& open) {
    if (place.depth >= options_.max_folder_depth) {
      return fail(place.path, "folders are nested deeper than " + std::to_string(options_.max_folder_depth),
                  "name this folder itself to read it");
    }
    DIR* folder = ::opendir(place.path.c_str());
    if (folder == nullptr) return fail(place.path, reason(), "");
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(folder)) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    ::closedir(folder);
    if (names.empty() && place.depth == 0) return fail(place.path, "the folder holds no files", "");
    // The stack gives the last one first.
    std::sort(names.begin(), names.end(), std::greater<>());
    for (const std::string& name : names) {
      open.push_back({place.path + (place.path.ends_with('/') ? "" : "/") + name, place.depth + 1});
    }
  }

  static std::string reason() { return "cannot be opened: " + std::generic_category().message(errno); }
  void fail(const std::string& path, std::string what, std::string hint) {
    files_.push_back({path, {}, 0, Error{std::move(what), valid_utf8(path), std::move(hint)}});
  }

  const InputOptions& options_;
  std::vector<FileEntry>& files_;
  std::unordered_set<std::string> named_;
  std::set<std::pair<dev_t, ino_t>> folders_;
};

}  // namespace

std::string file_stem(std::string_view path) {
  if (path == "-") return "stdin";
  std::string text = valid_utf8(file_name_stem(path));
  return text.empty() ? "input" : text;
}

std::vector<FileEntry> list_files(const std::vector<std::string>& paths, const InputOptions& options) {
  std::vector<FileEntry> files;
  Walk walk(options, files);
  for (const std::string& path : paths) walk.add(path);
  part_stems(files);
  return files;
}

}  // namespace hearsay
