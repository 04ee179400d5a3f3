// The pairs of claims of some reports that are worth reading by the model of relations, as the program makes them: a
// JSON object a line with both places in bytes, the texts, the days between and the likeness. Reads what `hearsay read
// --verbatim --model fast` reads. Built by training/comparison/README.md's command, no part of the program.
//
//   relation_tool MOST [--whole|--read] REPORTS...  at most MOST pairs of a story, each file being one pile of reports;
//   with --whole
//                                          one story, too; with --read what the model reads in them, as well
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "comparison/pair_reading.h"
#include "comparison/thread.h"
#include "entity/entity.h"
#include "hearsay/hearsay.h"
#include "story/story.h"

namespace {

using namespace hearsay;

nlohmann::json shown(const comparison::StoryView& view, const comparison::Claim& claim) {
  return {{"document", view.document(claim.document()).id},
          {"begin", claim.span().begin},
          {"end", claim.span().end},
          {"text", claim.text},
          {"before", claim.before},
          {"reports", claim.places.size()}};
}

std::vector<Story> one_story(const std::vector<Document>& documents) {
  Story story;
  for (Index i = 0; i < documents.size(); ++i) {
    story.documents.push_back(i);
    story.origins.push_back({i});
  }
  return {story};
}

std::vector<Story> threads_of(const std::vector<Document>& documents, const std::vector<CaseEntity>& entities) {
  std::vector<Story> stories;
  for (const comparison::Thread& thread : comparison::find_threads(documents, entities, build_stories(documents)))
    stories.push_back(thread.story);
  return stories;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "relation_tool MOST [--whole|--read] REPORTS...\n";
    return 2;
  }
  const std::size_t most = std::stoul(arguments[1]);
  const bool read = std::string_view(arguments[2]) == "--read";
  const bool whole = read || std::string_view(arguments[2]) == "--whole";
  for (int i = whole ? 3 : 2; i < count; ++i) {
    std::vector<Document> documents;
    ReadHandlers handlers;
    handlers.document = [&](Document&& document) {
      documents.push_back(std::move(document));
      return true;
    };
    ReadOptions options;
    options.verbatim = true;
    options.model = ReadingModel::fast;
    read_inputs({arguments[i]}, options, handlers);
    const std::vector<CaseEntity> entities = link_entities(documents);
    const comparison::EntityLookup lookup(entities);
    for (const Story& story : whole ? one_story(documents) : threads_of(documents, entities)) {
      const comparison::StoryView view(documents, lookup, story, 0);
      comparison::PairReading reading;
      if (read) {
        reading = comparison::read_pairs(view, most);
      } else {
        reading.claims = comparison::collect_claims(view);
        reading.pairs = comparison::likely_pairs(view, reading.claims, most);
      }
      const auto features = read ? comparison::chance_features(reading) : std::vector<comparison::ChanceFeatures>();
      for (std::size_t k = 0; k < reading.pairs.size(); ++k) {
        const auto& pair = reading.pairs[k];
        nlohmann::json row = {{"file", arguments[i]},
                              {"one", shown(view, reading.claims[pair.one])},
                              {"two", shown(view, reading.claims[pair.two])},
                              {"likeness", pair.likeness},
                              {"promise", pair.promise},
                              {"days", nullptr},
                              {"features", pair.features}};
        if (read) row["features"] = features[k], row["shares"] = reading.shares[k], row["chance"] = reading.chances[k];
        if (pair.days) row["days"] = *pair.days;
        std::cout << row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
      }
    }
  }
}
