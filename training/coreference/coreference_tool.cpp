// What training and measuring need of the room itself: reads JSON Lines with id and text on stdin, prints on stdout.
// Built by training/coreference/README.md's command, no part of the program. All offsets are bytes.
//
//   coreference_tool words                        {"words":[[begin,end,[buckets]],...]} a document
//   coreference_tool rows ROWS [options]          "gold":[[begin of a head, group],...] and "together":
//                                                 [[begin, end, group],...] ("X and Y") in, or "marks":[[begin of a pronoun,
//                                                 [[begin,end],...] or null],...]; the rows of all candidates to ROWS as
//                                                 float32; out, a document, {"queries":[[kind,[label of each]],...]}
//   coreference_tool resolve [options]            {"id","entities"}; with "mentions":[[begin,end],...] in, those alone
//
// Options: --nouns FILE  weights of another models/coreference-mentions.hsm
//          --trees FILE  other trees: the least scores, then a line a tree: nodes as feature:right:value
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "core/enums.h"
#include "model/trees.h"
#include "model/weights.h"
#include "reading/attribution/attribution.h"
#include "reading/coreference/resolver.h"
#include "reading/coreference/source.h"

namespace {

using namespace hearsay;

struct Options {
  std::string nouns, trees;
};

std::size_t kind_of(const MentionQuery& query) {
  return query.pronoun ? static_cast<std::size_t>(*query.pronoun) : 6 + static_cast<std::size_t>(query.nominal.kind);
}

class FileChooser : public Chooser {
 public:
  explicit FileChooser(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    std::istringstream first(line);
    for (float value = 0; first >> value;) least_.push_back(value);
    while (std::getline(file, line)) {
      roots_.push_back(static_cast<std::uint32_t>(nodes_.size()));
      std::istringstream in(line);
      for (std::string node; in >> node;) {
        model::TreeNode made{};
        unsigned feature = 0;
        std::sscanf(node.c_str(), "%u:%u:%f", &feature, &made.right, &made.value);
        made.feature = static_cast<std::uint16_t>(feature);
        made.right += roots_.back();
        nodes_.push_back(made);
      }
    }
  }
  Index choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows, const EntityTable&) override {
    Index best = kNone;
    float highest = least_[kind_of(query)];
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const float score = model::sum_trees(nodes_, roots_, rows[i].data());
      if (score <= highest) continue;
      highest = score;
      best = candidates[i];
    }
    return best;
  }

 private:
  std::vector<float> least_;
  std::vector<model::TreeNode> nodes_;
  std::vector<std::uint32_t> roots_;
};

// Follows the gold, and notes what it was asked.
class GoldChooser : public Chooser {
 public:
  GoldChooser(const TextWords& words, const nlohmann::json& gold, const nlohmann::json& together, std::FILE* out) : words_(words), out_(out) {
    for (const auto& one : together) {
      group_of_pair_.emplace(std::pair(words.word_at(one[0].get<std::uint32_t>()), words.word_at(one[1].get<std::uint32_t>())), one[2].get<std::string>());
    }
    for (const auto& one : gold) {
      const std::size_t word = words.word_at(one[0].get<std::uint32_t>());
      if (word < words.size()) group_of_word_.emplace(word, one[1].get<std::string>());
    }
  }
  Index choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows, const EntityTable& table) override {
    const auto group = group_of_word_.find(query.word);
    nlohmann::json labels = nlohmann::json::array();
    Index found = kNone;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const bool same = group != group_of_word_.end() && group_of(table.drafts()[candidates[i]]) == group->second;
      labels.push_back(same ? 1 : 0);
      if (same && found == kNone) found = candidates[i];
      std::fwrite(rows[i].data(), sizeof(float), rows[i].size(), out_);
    }
    queries.push_back({kind_of(query), labels, group != group_of_word_.end() ? 1 : 0, words_[query.word].span.begin});
    return found;
  }

  nlohmann::json queries = nlohmann::json::array();

 private:
  // The group that the most of its mentions stand for.
  std::string group_of(const EntityDraft& draft) const {
    std::map<std::string, int> counts;
    if (!draft.members.empty()) {
      for (const Mention& mention : draft.entity.mentions) {
        const auto pair = group_of_pair_.find({words_.word_at(mention.span.begin), words_.word_at(mention.span.end)});
        if (pair != group_of_pair_.end()) return pair->second;
      }
      return {};
    }
    for (const Mention& mention : draft.entity.mentions) {
      for (std::size_t word = words_.word_at(mention.span.begin); word < words_.size() && words_[word].span.begin < mention.span.end; ++word) {
        if (const auto group = group_of_word_.find(word); group != group_of_word_.end()) {
          ++counts[group->second];
          break;
        }
      }
    }
    std::string best;
    int most = 0;
    for (const auto& [group, count] : counts) {
      if (count > most) best = group;
      most = std::max(most, count);
    }
    return best;
  }

  const TextWords& words_;
  std::FILE* out_;
  std::map<std::size_t, std::string> group_of_word_;
  std::map<std::pair<std::size_t, std::size_t>, std::string> group_of_pair_;
};

// Follows marks of pronouns, and notes what it was asked of them; of all else it goes by the trees.
class MarkChooser : public Chooser {
 public:
  MarkChooser(const TextWords& words, const nlohmann::json& marks, std::FILE* out, Chooser& trees) : words_(words), out_(out), trees_(trees) {
    for (const auto& one : marks) {
      const std::size_t word = words.word_at(one[0].get<std::uint32_t>());
      std::vector<Span>& spans = meant_.try_emplace(word).first->second;
      if (one[1].is_null()) continue;
      for (const auto& span : one[1]) spans.push_back({span[0].get<std::uint32_t>(), span[1].get<std::uint32_t>()});
    }
  }
  Index choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows, const EntityTable& table) override {
    const auto mark = query.pronoun ? meant_.find(query.word) : meant_.end();
    if (mark == meant_.end()) return trees_.choose(query, candidates, rows, table);
    // The mention of just that span, else one that overlaps it.
    nlohmann::json labels = nlohmann::json::array();
    Index found = kNone;
    bool exact = false;
    for (const Index candidate : candidates) exact |= means(table, candidate, mark->second, true);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const bool same = means(table, candidates[i], mark->second, exact);
      labels.push_back(same ? 1 : 0);
      if (same && found == kNone) found = candidates[i];
      std::fwrite(rows[i].data(), sizeof(float), rows[i].size(), out_);
    }
    queries.push_back({kind_of(query), labels, mark->second.empty() ? 0 : 1, words_[query.word].span.begin});
    return found;
  }

  nlohmann::json queries = nlohmann::json::array();

 private:
  static bool means(const EntityTable& table, Index entity, const std::vector<Span>& spans, bool exact) {
    if (spans.empty()) return false;
    const EntityDraft& draft = table.drafts()[entity];
    const auto mentions = [&](Index one, Span span) {
      const std::vector<Mention>& all = table.drafts()[one].entity.mentions;
      return std::any_of(all.begin(), all.end(), [&](const Mention& mention) {
        return exact ? mention.span == span : mention.span.begin < span.end && span.begin < mention.span.end;
      });
    };
    if (spans.size() == 1) return mentions(entity, spans.front());
    return draft.members.size() == spans.size() && std::all_of(spans.begin(), spans.end(), [&](Span span) {
      return std::any_of(draft.members.begin(), draft.members.end(), [&](Index member) { return mentions(member, span); });
    });
  }

  const TextWords& words_;
  std::FILE* out_;
  Chooser& trees_;
  std::map<std::size_t, std::vector<Span>> meant_;
};

// Names and nouns that are the heads of given spans; `nouns` has one for every span without name or pronoun.
void keep_given(const TextWords& words, const nlohmann::json& spans, std::span<const signed char> weights, std::vector<Name>& names,
                std::vector<Nominal>& nouns, std::map<Span, Span>& given) {
  const std::vector<Index> all = names_by_word(words, names);
  std::vector<char> kept(names.size(), 0);
  std::vector<Nominal> found;
  std::map<std::size_t, Nominal> by_head;
  for (const Nominal& noun : find_nominals(words, names, all, weights)) by_head.emplace(noun.head(), noun);
  for (const auto& span : spans) {
    const std::size_t first = words.word_at(span[0].get<std::uint32_t>());
    std::size_t last = first;
    while (last < words.size() && words[last].span.begin < span[1].get<std::uint32_t>()) ++last;
    if (first >= last) continue;
    if (last - first == 1 && pronoun_kind(words.lower(first))) continue;
    // The head: the last word before a preposition, comma or clause.
    static const WordSet kEnds("of in at from for with to on by who which that whose , ( - : ;", ' ');
    std::size_t end = first + 1;
    while (end < last && !kEnds.has(words.lower(end))) ++end;
    Index name = kNone;
    for (std::size_t word = first; word < end; ++word) {
      if (all[word] != kNone && !words[word].possessive) name = all[word];
    }
    if (all[end - 1] != kNone) name = all[end - 1];
    if (name != kNone && (all[end - 1] == name || by_head.count(end - 1) == 0)) {
      kept[name] = 1;
      given.try_emplace(names[name].span, Span{span[0].get<std::uint32_t>(), span[1].get<std::uint32_t>()});
      continue;
    }
    Nominal noun;
    if (const auto known = by_head.find(end - 1); known != by_head.end()) noun = known->second;
    else noun.kind = words.lower(end - 1).ends_with("s") ? HeadClass::people : HeadClass::person;
    noun.first = first;
    noun.last = end;
    noun.determiner = determiner_of(words, all, first, end - 1);
    found.push_back(noun);
    given.try_emplace(words.span(noun.first, noun.last), Span{span[0].get<std::uint32_t>(), span[1].get<std::uint32_t>()});
  }
  std::sort(found.begin(), found.end(), [](const Nominal& a, const Nominal& b) { return a.last < b.last; });
  found.erase(std::unique(found.begin(), found.end(), [](const Nominal& a, const Nominal& b) { return a.last == b.last; }), found.end());
  nouns = std::move(found);
  std::vector<Name> some;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (kept[i] != 0) some.push_back(names[i]);
  }
  names = std::move(some);
}

// `given`: the span to print for one that was read.
nlohmann::json entities_of(const Coreference& coreference, const std::map<Span, Span>& given) {
  nlohmann::json out = nlohmann::json::array();
  for (const Entity& entity : coreference.entities) {
    nlohmann::json mentions = nlohmann::json::array();
    for (const Mention& mention : entity.mentions) {
      const auto found = given.find(mention.span);
      const Span span = found == given.end() ? mention.span : found->second;
      mentions.push_back({{"span", {span.begin, span.end}}});
    }
    out.push_back({{"name", entity.name}, {"type", to_string(entity.type)}, {"mentions", mentions}});
  }
  return out;
}

int run(const std::string& command, const std::string& rows_path, const Options& options) {
  std::FILE* rows = rows_path.empty() ? nullptr : std::fopen(rows_path.c_str(), "wb");
  std::string noun_bytes;
  std::span<const signed char> nouns = nominal_weights();
  if (!options.nouns.empty()) {
    std::ifstream file(options.nouns, std::ios::binary);
    noun_bytes.assign(std::istreambuf_iterator<char>(file), {});
    const auto weights = model::Weights::parse(noun_bytes);
    const auto tensor = weights->find("words", model::TensorType::int8, kWordBuckets, kWordOutputs);
    nouns = {reinterpret_cast<const signed char*>(tensor->data), tensor->size()};
  }
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json record = nlohmann::json::parse(line);
    const std::string content = record.at("text");
    const Text text = analyze_text(content);
    std::vector<Name> names = find_names(text);
    const TextWords words(text);
    nlohmann::json out{{"id", record.at("id")}};
    if (command == "words") {
      const std::vector<Index> owner = names_by_word(words, names);
      nlohmann::json list = nlohmann::json::array();
      const std::vector<std::uint32_t> bits = list_bits(words);
      std::vector<std::uint32_t> buckets;
      for (std::size_t word = 0; word < words.size(); ++word) {
        word_features(words, names, owner, bits, word, buckets);
        const bool free = owner[word] == kNone && words[word].kind == WordKind::word;
        list.push_back({words[word].span.begin, words[word].span.end, free ? 1 : 0, words[word].kind == WordKind::mark ? 1 : 0, buckets});
      }
      out["words"] = list;
    } else {
      const std::vector<Attribution> attributions = find_attributions(text, AttributionModel::fast);
      std::vector<Nominal> nominals;
      std::map<Span, Span> given;
      if (record.contains("mentions")) keep_given(words, record["mentions"], nouns, names, nominals, given);
      else nominals = find_nominals(words, names, names_by_word(words, names), nouns);
      if (command == "rows" && record.contains("marks")) {
        ForestChooser trees;
        MarkChooser chooser(words, record.at("marks"), rows, trees);
        (void)Resolver(words, names, attributions, nominals, chooser).run();
        out["queries"] = chooser.queries;
      } else if (command == "rows") {
        GoldChooser chooser(words, record.at("gold"), record.at("together"), rows);
        (void)Resolver(words, names, attributions, nominals, chooser).run();
        out["queries"] = chooser.queries;
      } else if (options.trees.empty()) {
        ForestChooser chooser;
        out["entities"] = entities_of(Resolver(words, names, attributions, nominals, chooser).run(), given);
      } else {
        FileChooser chooser(options.trees);
        out["entities"] = entities_of(Resolver(words, names, attributions, nominals, chooser).run(), given);
      }
    }
    std::cout << out.dump() << '\n';
  }
  if (rows != nullptr) std::fclose(rows);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string command = count > 1 ? arguments[1] : "";
  int at = 2;
  std::string rows;
  if (command == "rows" && count > 2) rows = arguments[at++];
  Options options;
  for (; at + 1 < count; at += 2) {
    if (std::strcmp(arguments[at], "--nouns") == 0) options.nouns = arguments[at + 1];
    if (std::strcmp(arguments[at], "--trees") == 0) options.trees = arguments[at + 1];
  }
  if (command != "words" && command != "rows" && command != "resolve") {
    std::fputs("usage: coreference_tool words|rows ROWS|resolve [--nouns FILE] [--trees FILE]\n", stderr);
    return 2;
  }
  return run(command, rows, options);
}
