// What training and measuring need of the room itself: reads JSON Lines with id, title, text, date on stdin, prints on
// stdout. Built by training/story/README.md's command, no part of the program.
//
//   story_tool group  [MODEL] [--threshold T] [--undated]   {"id","story"} a document
//   story_tool copies                                      {"id","story"} a document, by copies
//   story_tool pairs  [--undated]                           one line a compared pair: two places, the features;
//                                                          neighbours of one `pile` are a case of their own
//   story_tool terms                                       stories, then one line a term: hash, stories with it
//
// MODEL holds the base, then a line a tree: nodes as feature:left:right:value.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "story/document_vector.h"
#include "story/group.h"
#include "story/story.h"

namespace {

using namespace hearsay;

struct Record {
  std::string id, title, text, date, pile, story;
};

std::string text_field(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::deque<Record> read_records(bool undated) {
  std::deque<Record> records;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto object = nlohmann::json::parse(line);
    records.push_back({text_field(object, "id"), text_field(object, "title"), text_field(object, "text"),
                       undated ? std::string() : text_field(object, "date"), text_field(object, "pile"), text_field(object, "story")});
  }
  return records;
}

story::PairModel read_model(const std::string& path) {
  std::ifstream file(path);
  story::PairModel model;
  std::string line;
  std::getline(file, line);
  model.base = std::stof(line);
  while (std::getline(file, line)) {
    model.trees.push_back(static_cast<std::uint32_t>(model.nodes.size()));
    std::istringstream nodes(line);
    unsigned feature = 0, left = 0, right = 0;
    float value = 0;
    char colon = 0;
    while (nodes >> feature >> colon >> left >> colon >> right >> colon >> value) {
      model.nodes.push_back({static_cast<std::uint16_t>(feature), static_cast<std::uint16_t>(left),
                             static_cast<std::uint16_t>(right), value});
    }
  }
  return model;
}

void print_groups(const std::deque<Record>& records, const std::vector<std::vector<Index>>& groups) {
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (const Index document : groups[group]) {
      std::cout << nlohmann::json{{"id", records[document].id}, {"story", std::to_string(group)}}.dump() << '\n';
    }
  }
}

std::vector<std::vector<Index>> components(std::size_t size, const std::vector<Copy>& copies) {
  std::vector<Index> parent(size);
  for (Index i = 0; i < size; ++i) parent[i] = i;
  const auto root = [&](Index i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const Copy& copy : copies) parent[root(copy.copy)] = root(copy.original);
  std::map<Index, std::vector<Index>> groups;
  for (Index i = 0; i < size; ++i) groups[root(i)].push_back(i);
  std::vector<std::vector<Index>> list;
  for (auto& [first, members] : groups) list.push_back(members);
  return list;
}

void print_terms(const std::deque<Record>& records, const std::vector<StoryInput>& inputs) {
  std::map<std::string, std::set<story::TermId>> stories;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::set<story::TermId>& terms = stories[records[i].story];
    for (const story::TermCount& term : story::count_terms(inputs[i]).counts) terms.insert(term.term);
  }
  std::map<story::TermId, std::uint32_t> counts;
  for (const auto& [name, terms] : stories) {
    for (const story::TermId term : terms) ++counts[term];
  }
  std::cout << stories.size() << '\n';
  for (const auto& [term, count] : counts) std::cout << term << ' ' << count << '\n';
}

}  // namespace

int main(int count, char** words) {
  const std::string mode = count > 1 ? words[1] : "";
  bool undated = false;
  story::PairModel model = story::default_pair_model();
  story::GroupOptions options = story::default_group_options();
  for (int i = 2; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--undated") {
      undated = true;
    } else if (word == "--threshold" && i + 1 < count) {
      options.threshold = options.small_threshold = std::stof(words[++i]);
    } else if (word == "--candidates" && i + 1 < count) {
      options.candidates = std::stoul(words[++i]);
    } else if (word == "--block" && i + 1 < count) {
      options.block = std::stoul(words[++i]);
    } else {
      model = read_model(word);
    }
  }
  const std::deque<Record> records = read_records(undated);
  std::vector<StoryInput> inputs;
  for (const Record& record : records) inputs.push_back({record.id, record.title, record.text, record.date, {}, {}});
  const std::clock_t started = std::clock();
  if (mode == "group") {
    const Grouping grouping = story::group_documents(inputs, {}, model, options);
    const double seconds = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    std::cerr << inputs.size() << " documents, " << static_cast<double>(inputs.size()) / seconds
              << " a second of processor time\n";
    print_groups(records, grouping.groups);
  } else if (mode == "copies") {
    print_groups(records, components(inputs.size(), find_copies(inputs)));
  } else if (mode == "pairs") {
    options.use_copies = false;
    for (std::size_t begin = 0, end = 0; begin < inputs.size(); begin = end) {
      while (end < inputs.size() && records[end].pile == records[begin].pile) ++end;
      const std::span<const StoryInput> pile(inputs.data() + begin, end - begin);
      (void)story::group_documents(pile, {}, model, options,
                                   [begin](Index one, Index two, const story::PairFeatures& features) {
                                     std::printf("%zu %zu", begin + one, begin + two);
                                     for (const float value : features)
                                       std::printf(" %.5g", static_cast<double>(value));
                                     std::printf("\n");
                                   });
    }
  } else if (mode == "terms") {
    print_terms(records, inputs);
  } else {
    std::cerr << "story_tool group|copies|pairs|terms < documents.jsonl\n";
    return 2;
  }
  return 0;
}
