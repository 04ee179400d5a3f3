#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/hand_numbers.h"
#include "report/json.h"
#include "report/report.h"
#include "report/silent.h"
#include "report/view.h"

namespace hearsay {
namespace {

using report::HandNumbers;
using report::Json;
using report::json_id;
using report::SilentReports;

// What of the account is told: all of it, or some stories with what belongs to them. Ids are those of the whole.
struct Selection {
  std::vector<bool> stories;
  std::vector<bool> documents;
};

Selection select(const Account& account, const ReportOptions& options) {
  const bool all = options.story == kNone && options.most == 0;
  Selection selection{std::vector<bool>(account.stories.size(), all), std::vector<bool>(account.documents.size(), all)};
  if (all) return selection;
  for (const Index story : report::ranked_stories(account, options)) {
    selection.stories[story] = true;
    for (const Index document : account.stories[story].documents) {
      if (document < account.documents.size()) selection.documents[document] = true;
    }
  }
  return selection;
}

Json entity_value(const Account& account, const Selection& selection, Index index) {
  const CaseEntity& entity = account.entities[index];
  Json members = Json::array();
  for (const auto& member : entity.members) {
    if (member.first >= account.documents.size() || !selection.documents[member.first]) continue;
    Json one = Json::object();
    one["document"] = account.documents[member.first].id;
    one["entity"] = json_id('e', member.second);
    members.push_back(std::move(one));
  }
  if (members.empty()) return {};
  Json out = Json::object();
  out["id"] = json_id('E', index);
  if (!entity.name.empty()) out["name"] = entity.name;
  out["type"] = to_string(entity.type);
  if (!entity.aliases.empty()) out["aliases"] = entity.aliases;
  if (!entity.roles.empty()) out["roles"] = entity.roles;
  out["members"] = std::move(members);
  return out;
}

Json id_list(const Account& account, const std::vector<Index>& documents) {
  Json list = Json::array();
  for (const Index document : documents) {
    if (document < account.documents.size()) list.push_back(account.documents[document].id);
  }
  return list;
}

// Code-point offsets into the documents' texts; each text is walked once, when its first member comes.
class Offsets {
 public:
  explicit Offsets(const Account& account) : account_(account) {}
  Json operator()(Index document, Span span) {
    auto found = maps_.find(document);
    if (found == maps_.end()) {
      found = maps_.emplace(document, OffsetMap(account_.documents[document].article.text, OffsetMap::Unit::code_point))
                  .first;
    }
    return Json::array({found->second(span.begin), found->second(span.end)});
  }

 private:
  const Account& account_;
  std::unordered_map<Index, OffsetMap> maps_;
};

Json story_value(const Account& account, Index index, Offsets& offsets) {
  const Story& story = account.stories[index];
  Json out = Json::object();
  out["id"] = json_id('s', index);
  if (!story.title.empty()) out["title"] = story.title;
  out["documents"] = id_list(account, story.documents);
  out["copies"] = Json::array();
  for (const Copy& copy : story.copies) {
    const Json pair = id_list(account, {copy.original, copy.copy});
    if (pair.size() == 2) out["copies"].push_back(pair);
  }
  out["passages"] = Json::array();
  for (const Passage& passage : story.passages) {
    if (std::max(passage.original, passage.copy) >= account.documents.size()) continue;
    out["passages"].push_back({{"original", account.documents[passage.original].id},
                               {"original_span", offsets(passage.original, passage.original_span)},
                               {"copy", account.documents[passage.copy].id},
                               {"copy_span", offsets(passage.copy, passage.copy_span)},
                               {"same", std::round(passage.same * 100) / 100}});
  }
  out["origins"] = Json::array();
  for (const auto& origin : story.origins) out["origins"].push_back(id_list(account, origin));
  if (!story.first.empty()) out["first"] = story.first;
  if (!story.last.empty()) out["last"] = story.last;
  return out;
}

Json member_value(const Account& account, const ComparisonMember& member, Offsets& offsets, HandNumbers& hands) {
  const Document& document = account.documents[member.document];
  Json out = Json::object();
  out["document"] = document.id;
  out["span"] = offsets(member.document, member.span);
  out["text"] = member.text;
  if (!member.value.empty()) out["value"] = member.value;
  if (member.attribution < document.reading.attributions.size()) out["attribution"] = json_id('a', member.attribution);
  out["hand"] = hands(member.document, member.attribution);
  return out;
}

Json comparison_value(const Account& account, Index index, Offsets& offsets, HandNumbers& hands,
                      const SilentReports& silent) {
  const Comparison& comparison = account.comparisons[index];
  Json out = Json::object();
  out["id"] = json_id('c', index);
  if (comparison.story < account.stories.size()) out["story"] = json_id('s', comparison.story);
  out["kind"] = to_string(comparison.kind);
  if (!comparison.what.empty()) out["what"] = comparison.what;
  out["verdict"] = to_string(comparison.verdict);
  if (!comparison.why.empty()) out["why"] = comparison.why;
  out["origins"] = comparison.origins;
  out["members"] = Json::array();
  for (const ComparisonMember& member : comparison.members) {
    if (member.document >= account.documents.size()) continue;
    out["members"].push_back(member_value(account, member, offsets, hands));
  }
  out["silent"] = id_list(account, silent(comparison));
  return out;
}

}  // namespace

std::string report_json(const Account& account, const ReportOptions& options) {
  const Selection selection = select(account, options);
  HandNumbers hands(account);
  const SilentReports silent(account);
  Offsets offsets(account);
  Json documents = Json::array();
  for (Index i = 0; i < account.documents.size(); ++i) {
    if (selection.documents[i]) {
      Json value = report::document_value(account.documents[i], OffsetUnit::code_point);
      value["hand"] = hands(i, kNone);
      Index number = 0;
      for (Json& attribution : value["attributions"]) attribution["hand"] = hands(i, number++);
      documents.push_back(std::move(value));
    }
  }
  Json entities = Json::array();
  for (Index i = 0; i < account.entities.size(); ++i) {
    Json value = entity_value(account, selection, i);
    if (!value.is_null()) entities.push_back(std::move(value));
  }
  Json stories = Json::array();
  for (Index i = 0; i < account.stories.size(); ++i) {
    // One that a person has moved the last report out of keeps its number and is not told.
    if (selection.stories[i] && !account.stories[i].documents.empty()) stories.push_back(story_value(account, i, offsets));
  }
  Json comparisons = Json::array();
  for (Index i = 0; i < account.comparisons.size(); ++i) {
    const Index story = account.comparisons[i].story;
    if (story < selection.stories.size() && selection.stories[story]) {
      comparisons.push_back(comparison_value(account, i, offsets, hands, silent));
    }
  }
  Json out = Json::object();
  out["documents"] = std::move(documents);
  out["entities"] = std::move(entities);
  out["stories"] = std::move(stories);
  out["comparisons"] = std::move(comparisons);
  return report::dump(out) + "\n";
}

}  // namespace hearsay
