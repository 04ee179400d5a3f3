// What can be taken away: a story's report, tables, everything.
#include <algorithm>

#include "report/report.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

Response attachment(std::string type, std::string body, const std::string& name) {
  Response response{200, std::move(type), std::move(body), {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

// The account of one story: the shape that the reports take, with this story's documents alone.
Result<Account> account_of(const Context& context, Index number) {
  Result<LoadedStory> loaded = load_story(context, number);
  if (!loaded) return loaded.error();
  LoadedStory& story = *loaded;
  Account account;
  const auto place = [&story](Index document) {
    if (const auto found = story.places.find(document); found != story.places.end()) {
      return static_cast<Index>(found->second);
    }
    const auto found = story.elsewhere.find(document);  // they come after the story's own
    if (found == story.elsewhere.end()) return kNone;
    return static_cast<Index>(story.documents.size()) +
           static_cast<Index>(std::distance(story.elsewhere.begin(), found));
  };
  std::map<Index, Index> entities;
  for (Index d = 0; d < story.documents.size(); ++d) {
    const Index document = story.documents[d].index;
    for (Index e = 0; e < story.documents[d].document.reading.entities.size(); ++e) {
      const Index entity = context.catalog.entity(document, e);
      if (entity == kNone) continue;
      const auto [known, fresh] = entities.try_emplace(entity, static_cast<Index>(account.entities.size()));
      if (fresh) {
        const CatalogEntity& one = context.catalog.entities[entity];
        account.entities.push_back({one.name, one.type, one.aliases, one.roles, {}});
      }
      account.entities[known->second].members.emplace_back(d, e);
    }
  }
  Story& one = account.stories.emplace_back();
  one.title = story.story->title;
  one.first = story.story->first;
  one.last = story.story->last;
  for (Index d = 0; d < story.documents.size(); ++d) one.documents.push_back(d);
  for (const Copy& copy : story.story->copies) {
    if (place(copy.original) != kNone && place(copy.copy) != kNone) {
      one.copies.push_back({place(copy.original), place(copy.copy), copy.containment});
    }
  }
  for (const auto& origin : story.story->origins) {
    std::vector<Index>& members = one.origins.emplace_back();
    for (const Index document : origin) {
      if (place(document) != kNone) members.push_back(place(document));
    }
  }
  account.comparisons = std::move(story.comparisons);
  for (Comparison& comparison : account.comparisons) {
    comparison.story = 0;
    for (ComparisonMember& member : comparison.members) member.document = place(member.document);
  }
  for (LoadedDocument& document : story.documents) account.documents.push_back(std::move(document.document));
  for (auto& [index, document] : story.elsewhere) account.documents.push_back(std::move(document.document));
  return account;
}

template <class Write>
Response story_attachment(const Context& context, const Request& request, const char* type, const char* ending,
                          const Write& write) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Result<Account> account = account_of(context, found.index);
  if (!account) return problem(500, account.error());
  return attachment(type, write(*account), "story-" + id('s', found.index) + ending);
}

// The whole case a chunk of documents at a time: their texts together may be larger than the memory.
template <class Write>
Result<std::string> over_documents(const Context& context, const Write& write) {
  constexpr std::size_t kChunk = 256;
  std::string out;
  for (std::size_t begin = 0; begin < context.catalog.documents.size(); begin += kChunk) {
    std::vector<Index> chunk;
    for (std::size_t i = begin; i < std::min(begin + kChunk, context.catalog.documents.size()); ++i) {
      chunk.push_back(static_cast<Index>(i));
    }
    Result<std::vector<LoadedDocument>> documents = load_documents(context, chunk);
    if (!documents) return documents.error();
    write(*documents, out);
  }
  return out;
}

}  // namespace

Response get_story_report_html(const Context& context, const Request& request) {
  return story_attachment(context, request, "text/html; charset=utf-8", ".html",
                          [](const Account& account) { return report_html(account, {.story = 0}); });
}

Response get_story_report_json(const Context& context, const Request& request) {
  return story_attachment(context, request, "application/json", ".json",
                          [](const Account& account) { return report_json(account, {.story = 0}); });
}

Response get_story_csv(const Context& context, const Request& request) {
  return story_attachment(context, request, "text/csv; charset=utf-8", ".csv",
                          [](const Account& account) { return attributions_csv(account); });
}

Response get_export_csv(const Context& context, const Request&) {
  const Result<std::string> rows = over_documents(context, [&](std::vector<LoadedDocument>& documents, std::string& out) {
    Account account;
    account.stories.resize(context.catalog.stories.size());
    for (Index i = 0; i < documents.size(); ++i) {
      const Index story = context.catalog.documents[documents[i].index].story;
      if (story != kNone) {
        account.stories[story].documents.push_back(i);
        account.stories[story].origins.resize(context.catalog.stories[story].origins.size());
      }
      account.documents.push_back(std::move(documents[i].document));
    }
    const std::string table = attributions_csv(account);
    const std::size_t header = table.find("\r\n") + 2;
    out += out.empty() ? table : table.substr(header);
  });
  if (!rows) return problem(500, rows.error());
  return attachment("text/csv; charset=utf-8", *rows, "statements.csv");
}

Response get_export_jsonl(const Context& context, const Request&) {
  const Result<std::string> lines = over_documents(context, [](std::vector<LoadedDocument>& documents, std::string& out) {
    for (const LoadedDocument& document : documents) out += document_json(document.document, OffsetUnit::code_point) + "\n";
  });
  if (!lines) return problem(500, lines.error());
  return attachment("application/jsonl", *lines, "documents.jsonl");
}

}  // namespace hearsay::serve
