#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/csv_cell.h"
#include "report/report.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

std::string offsets(const Spans& spans, const OffsetMap& map) {
  std::string out;
  for (const Span span : spans) {
    if (!out.empty()) out += ' ';
    out += std::to_string(map(span.begin)) + "-" + std::to_string(map(span.end));
  }
  return out;
}

// What is the same in all rows of one document.
struct Context {
  const Document& document;
  std::string story;
  std::size_t origins = 0;
};

// As it is, so that it joins with other tables; a control character it has no business with would drive a terminal.
std::string plain_id(const std::string& id) {
  const bool plain =
      std::all_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) - 0x20U < 0x5FU; });
  return plain ? id : printable(id);
}

void add_row(std::string& out, const Context& context, Index index, const OffsetMap& map) {
  const Document& document = context.document;
  const Attribution& attribution = document.reading.attributions[index];
  add_cell(out, plain_id(document.id), true);
  add_cell(out, "a" + std::to_string(index + 1), false);
  add_cell(out, printable(document.article.publisher), true);
  add_cell(out, document.article.published ? document.article.published->value : "", false);
  add_cell(out, attribution.speaker ? printable(attribution.speaker->name) : "", true);
  add_cell(out, attribution.speaker ? to_string(attribution.speaker->kind) : "", false);
  add_cell(out, to_string(attribution.stance), false);
  add_cell(out, attribution.negated ? "true" : "false", false);
  add_cell(out, to_string(attribution.form), false);
  add_cell(out, chain_names(attribution.chain), true);
  add_cell(out, content_words(document, attribution.content), true);
  add_cell(out, offsets(attribution.content, map), false);
  add_cell(out, attribution.within == kNone ? "" : "a" + std::to_string(attribution.within + 1), false);
  add_cell(out, context.story, false);
  add_cell(out, context.story.empty() ? "" : std::to_string(context.origins), false);
  out += "\r\n";
}

}  // namespace

std::string attributions_csv(const Account& account) {
  std::vector<Index> story_of(account.documents.size(), kNone);
  for (Index i = 0; i < account.stories.size(); ++i) {
    for (const Index document : account.stories[i].documents) {
      if (document < story_of.size()) story_of[document] = i;
    }
  }
  std::string out =
      "document,attribution,outlet,date,speaker,kind,stance,negated,form,chain,words,offsets,within,story,origins\r\n";
  for (Index i = 0; i < account.documents.size(); ++i) {
    const Document& document = account.documents[i];
    Context context{document, {}, 0};
    if (story_of[i] != kNone) {
      context.story = "s" + std::to_string(story_of[i] + 1);
      context.origins = account.stories[story_of[i]].origins.size();
    }
    const OffsetMap map(document.article.text, OffsetMap::Unit::code_point);
    for (Index index = 0; index < document.reading.attributions.size(); ++index) add_row(out, context, index, map);
  }
  return out;
}

}  // namespace hearsay
