// What several handlers write the same way: references, evidence, statements.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/unicode.h"
#include "hearsay/account.h"
#include "serve/catalog.h"
#include "serve/http.h"
#include "serve/store.h"

namespace hearsay::serve {

// What a handler works with: one state of the case, and a way to its texts.
struct Context {
  std::shared_ptr<const Catalog> shared;
  const Catalog& catalog;
  Store& store;
};

// A document with its text, as corrected, for as long as one answer is made.
struct LoadedDocument {
  Index index = kNone;  // into the catalog
  Document document;
  std::vector<Index> attributions;  // their places before a person rejected some; empty if none was
  std::optional<OffsetMap> map;

  [[nodiscard]] Json span(Span bytes) const;
  // The bytes of a span of code points; nullopt where it leaves the text.
  [[nodiscard]] std::optional<Span> bytes(Span code_points) const;
  // "a3"
  [[nodiscard]] std::string attribution_id(Index attribution) const;
  [[nodiscard]] Index before(Index attribution) const;  // its place before some were rejected
  [[nodiscard]] Index now(Index before) const;          // and back; kNone for a rejected one
};

// `documents` are indices into the catalog; those the case does not hold any more are left out.
[[nodiscard]] Result<std::vector<LoadedDocument>> load_documents(const Context& context,
                                                                 const std::vector<Index>& documents,
                                                                 bool keep_rejected = false);
// The correction that stands and is about this attribution (its place before others were rejected); nullptr if none is.
[[nodiscard]] const StandingCorrection* correction_of(const Context& context, Index document, Index attribution);

[[nodiscard]] std::string document_id(const Context& context, Index document);
[[nodiscard]] std::string id(char letter, Index index);
[[nodiscard]] Json document_ref(const Context& context, Index document);
[[nodiscard]] Json entity_ref(const Context& context, Index entity);
[[nodiscard]] Json entity_item(const Context& context, Index entity, std::size_t names);
[[nodiscard]] Json story_item(const Context& context, Index story);
[[nodiscard]] Json speaker_value(const Context& context, const LoadedDocument& document, const Speaker& speaker);
// One piece a change of marks.
[[nodiscard]] Json pieces_of(const LoadedDocument& document, const Attribution& attribution, std::uint32_t around);
[[nodiscard]] Json pieces_of(const LoadedDocument& document, Span span, std::uint32_t around);
[[nodiscard]] Json evidence(const Context& context, const LoadedDocument& document, Span span, Index attribution,
                            const std::string& value = {}, bool with_pieces = true);
[[nodiscard]] Json statement_value(const Context& context, const LoadedDocument& document, Index attribution);
[[nodiscard]] std::string content_text(const LoadedDocument& document, const Attribution& attribution);
[[nodiscard]] Json chain_value(const Context& context, const LoadedDocument& document, const Attribution& attribution);

// A story with its texts and comparisons.
struct LoadedStory {
  Index index = kNone;
  const CatalogStory* story = nullptr;
  std::vector<LoadedDocument> documents;
  std::map<Index, LoadedDocument> elsewhere;  // reports of other stories that its comparisons name
  std::map<Index, std::size_t> places;    // of a catalog document in `documents`
  std::vector<Index> origin_of;           // of each of `documents`
  std::vector<Comparison> comparisons;    // members name documents of the catalog
  std::vector<Index> comparison_numbers;  // "c3" is 2

  [[nodiscard]] const LoadedDocument* document(Index index) const;
};
[[nodiscard]] Result<LoadedStory> load_story(const Context& context, Index story);
[[nodiscard]] Json comparison_value(const Context& context, const LoadedStory& story, std::size_t place);
[[nodiscard]] Json origins_value(const Context& context, const LoadedStory& story);

}  // namespace hearsay::serve
