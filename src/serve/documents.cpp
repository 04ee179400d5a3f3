// Documents: the list, one with everything read in it, a passage to cite.
#include <algorithm>

#include "core/enums.h"
#include "report/json.h"
#include "report/wording.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

// "e4" → the case's entity.
void add_case_entity(const Context& context, Index document, Json& holder) {
  const auto entity = holder.contains("entity") ? holder.find("entity") : holder.find("id");
  if (entity == holder.end() || !entity->is_string()) return;
  const auto in_document = parse_id(entity->get_ref<const std::string&>(), 'e');
  if (!in_document) return;
  const Index of_case = context.catalog.entity(document, *in_document);
  if (of_case != kNone) holder["case_entity"] = id('E', of_case);
}

Json copies_value(const Context& context, Index document) {
  Json list = Json::array();
  const Index story = context.catalog.documents[document].story;
  if (story == kNone) return list;
  for (const Copy& copy : context.catalog.stories[story].copies) {
    if (copy.original != document && copy.copy != document) continue;
    const bool original = copy.copy == document;
    Json one = document_ref(context, original ? copy.original : copy.copy);
    one["role"] = original ? "original" : "copy";
    one["containment"] = copy.containment;
    list.push_back(std::move(one));
  }
  return list;
}

// Words that this report took from another of its story, or another from it.
Result<Json> passages_value(const Context& context, Index document) {
  constexpr std::size_t kMost = 200;
  Json list = Json::array();
  const CatalogDocument& own = context.catalog.documents[document];
  if (own.story == kNone) return list;
  Result<Connection> connection = context.store.connect();
  if (!connection) return connection.error();
  sqlite::Query rows(**connection,
                     "SELECT q.document, q.role, p.begin_char, p.end_char, q.begin_char, q.end_char, p.same "
                     "FROM passage AS p JOIN passage AS q ON q.story = p.story AND q.position = p.position AND q.role != p.role "
                     "WHERE p.story = ? AND p.document = ? ORDER BY p.begin_char, p.position",
                     own.story, own.number);
  while (rows.row() && list.size() < kMost) {
    const Index other = context.catalog.document(rows.integer(0));
    // A person may have moved it to another story since.
    if (other == kNone || context.catalog.documents[other].story != own.story) continue;
    Json one = document_ref(context, other);
    one["role"] = rows.text(1);
    one["span"] = Json::array({rows.integer(2), rows.integer(3)});
    one["other_span"] = Json::array({rows.integer(4), rows.integer(5)});
    one["same"] = rows.real(6);
    list.push_back(std::move(one));
  }
  if (Status status = (**connection).status(); !status) return status.error();
  return list;
}

void add_neighbours(const Context& context, Index document, Json& out) {
  const Index story = context.catalog.documents[document].story;
  if (story == kNone) return;
  const std::vector<Index>& all = context.catalog.stories[story].documents;
  const auto place = std::find(all.begin(), all.end(), document);
  if (place == all.end()) return;
  if (place != all.begin()) out["previous"] = document_ref(context, *(place - 1));
  if (place + 1 != all.end()) out["next"] = document_ref(context, *(place + 1));
}

Json whole_document(const Context& context, const LoadedDocument& loaded) {
  const Article& article = loaded.document.article;
  Json body = report::document_value(loaded.document, OffsetUnit::code_point);
  Json out = document_ref(context, loaded.index);
  if (const Index story = context.catalog.documents[loaded.index].story; story != kNone) out["story"] = id('s', story);
  for (const char* key : {"input", "article", "entities", "attributions", "events", "figures", "times"}) {
    out[key] = std::move(body[key]);
  }
  for (Json& entity : out["entities"]) add_case_entity(context, loaded.index, entity);
  for (Index i = 0; i < out["attributions"].size(); ++i) {
    Json& attribution = out["attributions"][i];
    if (const StandingCorrection* entry = correction_of(context, loaded.index, i)) {
      attribution[entry->correction.kind == CorrectionKind::reject ? "rejected" : "corrected"] = true;
      attribution["correction"] = entry->correction.number;
    }
    if (attribution.contains("speaker")) add_case_entity(context, loaded.index, attribution["speaker"]);
    if (!attribution.contains("chain")) continue;
    for (Json& hop : attribution["chain"]) {
      if (hop.contains("entity")) add_case_entity(context, loaded.index, hop);
    }
  }
  out["blocks"] = Json::array();
  for (const Block& block : article.blocks) {
    out["blocks"].push_back({{"span", loaded.span(block.span)}, {"kind", to_string(block.kind)}});
  }
  out["furniture"] = Json::array();
  for (const Furniture& piece : article.furniture) {
    out["furniture"].push_back({{"type", piece.type}, {"text", piece.text}});
  }
  out["copies"] = copies_value(context, loaded.index);
  add_neighbours(context, loaded.index, out);
  return out;
}

// The span that is to be cited: the content of a statement, or what was marked.
struct Passage {
  Span span;
  std::string words;
  std::string speaker;
};

Result<Passage> passage_of(const Context& context, const LoadedDocument& loaded, const Request& request) {
  Passage passage;
  if (const std::string wanted = request.get("attribution"); !wanted.empty()) {
    const Index index = loaded.now(parse_id(wanted, 'a').value_or(kNone));
    const auto& all = loaded.document.reading.attributions;
    if (index == kNone || all[index].content.empty()) {
      return Error{"the document has no statement \"" + wanted + "\"", "", ""};
    }
    const Attribution& one = all[index];
    passage.span = {one.content.front().begin, one.content.back().end};
    passage.words = content_text(loaded, one);
    if (one.speaker) passage.speaker = speaker_value(context, loaded, *one.speaker)["name"];
    return passage;
  }
  const Result<Span> span = span_of(request);
  if (!span) return span.error();
  const std::optional<Span> bytes = loaded.bytes(*span);
  if (!bytes) return Error{"span leaves the document's text", "", ""};
  passage.span = *bytes;
  passage.words = report::printable(slice(loaded.document.article.text, *bytes));
  return passage;
}

// What would begin a link or a tag in Markdown is only a character.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string without_brackets(const std::string& url) {
  std::string out;
  for (const char c : url) {
    if (c == '(') out += "%28";
    else if (c == ')') out += "%29";
    else if (c == ' ') out += "%20";
    else if (c != '<' && c != '>') out += c;
  }
  return out;
}

}  // namespace

Response get_documents(const Context& context, const Request& request) {
  const Catalog& catalog = context.catalog;
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  const Result<std::string> sort = word_of(request, "sort", {"read", "added", "latest", "first", "title"});
  if (!sort) return problem(400, sort.error());
  const Result<std::string> from = date_of(request, "from");
  if (!from) return problem(400, from.error());
  const Result<std::string> to = date_of(request, "to");
  if (!to) return problem(400, to.error());
  const std::vector<std::string> words = query_words(request.get("q"));
  const std::string outlet = request.get("outlet");
  Index story = kNone;
  if (const std::string wanted = request.get("story"); !wanted.empty()) {
    story = parse_id(wanted, 's').value_or(kNone);
    if (story >= catalog.stories.size()) return problem(400, "there is no story \"" + wanted + "\"");
  }
  std::vector<Index> found;
  for (Index i = 0; i < catalog.documents.size(); ++i) {
    const CatalogDocument& one = catalog.documents[i];
    if ((story == kNone || one.story == story) && (outlet.empty() || one.outlet == outlet) &&
        in_range(one.published, *from, *to) && has_words(one.folded, words)) {
      found.push_back(i);
    }
  }
  const auto by = [&](const auto& before) {
    std::stable_sort(found.begin(), found.end(),
                     [&](Index a, Index b) { return before(catalog.documents[a], catalog.documents[b]); });
  };
  if (*sort == "added") std::reverse(found.begin(), found.end());
  if (*sort == "latest") by([](const auto& a, const auto& b) { return a.published > b.published; });
  if (*sort == "title") by([](const auto& a, const auto& b) { return a.folded < b.folded; });
  if (*sort == "first") {
    by([](const auto& a, const auto& b) {
      return a.published.empty() != b.published.empty() ? b.published.empty() : a.published < b.published;
    });
  }
  return json(list_of(found, *page, [&](Index document) {
    Json one = document_ref(context, document);
    if (catalog.documents[document].story != kNone) one["story"] = id('s', catalog.documents[document].story);
    one["statements"] = catalog.documents[document].statements;
    return one;
  }));
}

Response get_document(const Context& context, const Request& request) {
  const Found found = find_document(context, request, request.captures.front());
  if (found.missing) return *found.missing;
  const Result<std::vector<LoadedDocument>> loaded = load_documents(context, {found.index}, true);
  if (!loaded) return problem(500, loaded.error());
  if (loaded->empty()) return problem(404, "the document is not in the case any more");
  Result<Json> passages = passages_value(context, found.index);
  if (!passages) return problem(500, passages.error());
  Json out = whole_document(context, loaded->front());
  out["passages"] = std::move(passages).value();
  return json(out);
}

Response get_citation(const Context& context, const Request& request) {
  const Found found = find_document(context, request, request.captures.front());
  if (found.missing) return *found.missing;
  const Result<std::vector<LoadedDocument>> loaded = load_documents(context, {found.index});
  if (!loaded) return problem(500, loaded.error());
  if (loaded->empty()) return problem(404, "the document is not in the case any more");
  const Result<Passage> passage = passage_of(context, loaded->front(), request);
  if (!passage) return problem(400, passage.error());

  const CatalogDocument& document = context.catalog.documents[found.index];
  const std::string title = document.title.empty() ? document.record : report::printable(document.title);
  const Json span = loaded->front().span(passage->span);
  const std::string place = " (characters " + span[0].dump() + "–" + span[1].dump() + ")";
  const std::string date = document.published.empty() ? "" : ", " + document.published;
  const std::string said = report::quoted(passage->words) + (passage->speaker.empty() ? "" : ", " + passage->speaker);
  const std::string outlet = report::printable(document.outlet);
  Json out = {{"text", said + " – " + outlet + ", “" + title + "”" + date +
                           (document.url.empty() ? "" : ", " + document.url) + place}};
  out["markdown"] = markdown(said) + " – " + markdown(outlet) + ", " +
                    (document.url.empty() ? "“" + markdown(title) + "”"
                                          : "[" + markdown(title) + "](" + without_brackets(document.url) + ")") +
                    date + place;
  out["quote"] = passage->words;
  out["span"] = span;
  set(out, "speaker", passage->speaker);
  set(out, "outlet", document.outlet);
  set(out, "title", document.title);
  set(out, "published", document.published);
  set(out, "url", document.url);
  return json(out);
}

}  // namespace hearsay::serve
