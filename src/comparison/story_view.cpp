#include "comparison/story_view.h"

#include <algorithm>
#include <set>

#include "comparison/phrase.h"
#include "core/outlet.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "story/day.h"

namespace hearsay::comparison {
namespace {

// What one story may cost: the first reports of a very large one are compared.
constexpr std::size_t kDocuments = 400;
constexpr std::size_t kListed = 4;

std::uint64_t key(Index document, Index entity) { return (static_cast<std::uint64_t>(document) << 32) | entity; }

// The last word of a person's name, the whole of any other name.
std::string short_name(const std::string& name) {
  const std::string whole = lower(collapse_space(name));
  const std::size_t space = whole.rfind(' ');
  return space == std::string::npos ? whole : whole.substr(space + 1);
}

std::string publisher_key(std::string_view name) {
  std::string key = lower(collapse_space(name));
  if (key.starts_with("the ")) key.erase(0, 4);
  return key;
}

bool has_name(const std::optional<Voice>& voice) {
  return voice && (voice->kind == SpeakerKind::named || voice->kind == SpeakerKind::outlet) && !voice->name.empty();
}

}  // namespace

EntityLookup::EntityLookup(std::span<const CaseEntity> entities) : entities_(entities) {
  for (Index i = 0; i < entities.size(); ++i) {
    for (const auto& [document, entity] : entities[i].members) places_.emplace(key(document, entity), i);
  }
}

Index EntityLookup::find(Index document, Index entity) const {
  const auto found = places_.find(key(document, entity));
  return found == places_.end() ? kNone : found->second;
}

bool same_voice(const std::optional<Voice>& one, const std::optional<Voice>& two) {
  if (!has_name(one) || !has_name(two)) return false;
  if (one->entity != kNone && one->entity == two->entity) return true;
  return short_name(one->name) == short_name(two->name);
}

bool different_voices(const std::optional<Voice>& one, const std::optional<Voice>& two) {
  if (!has_name(one) || !has_name(two)) return false;
  return !same_voice(one, two) && count_common(one->stems, two->stems) == 0;
}

StoryView::StoryView(std::span<const Document> documents, const EntityLookup& entities, const Story& story,
                     Index number)
    : documents_(documents), entities_(entities), number_(number) {
  for (const Index member : story.documents) {
    if (member < documents.size() && members_.size() < kDocuments) members_.push_back(member);
  }
  for (Index i = 0; i < story.origins.size(); ++i) {
    for (const Index member : story.origins[i]) origin_.emplace(member, i);
  }
  for (const Index member : members_) {
    const Article& article = documents_[member].article;
    if (!article.publisher.empty()) {
      ++bylines_[collapse_space(article.publisher)];
      publishers_.emplace(publisher_key(article.publisher), member);
    } else if (article.credit.size() == 1) {
      ++bylines_[collapse_space(article.credit.front())];
    }
  }
}

std::optional<double> StoryView::day(Index i) const {
  const auto& published = documents_[i].article.published;
  return published ? story::day_of(published->value) : std::nullopt;
}

// A document that the story's origins leave out counts as one of its own.
Index StoryView::origin(Index i) const {
  const auto found = origin_.find(i);
  return found == origin_.end() ? static_cast<Index>(origin_.size()) + i : found->second;
}

std::string StoryView::outlet(Index i) const {
  const Document& document = documents_[i];
  if (!document.article.publisher.empty()) return collapse_space(document.article.publisher);
  if (document.article.credit.size() == 1) {
    std::string credit = collapse_space(document.article.credit.front());
    const auto found = bylines_.find(credit);
    if (found != bylines_.end() && found->second == 1) return credit;
  }
  std::string host = host_of(document.article.url.empty() ? document.input.url : document.article.url);
  return host.empty() ? document.id : host;
}

std::optional<Voice> StoryView::voice(Index document, Index attribution) const {
  const auto& attributions = documents_[document].reading.attributions;
  if (attribution >= attributions.size() || !attributions[attribution].speaker) return std::nullopt;
  const Speaker& speaker = *attributions[attribution].speaker;
  Voice voice;
  voice.entity = speaker.entity == kNone ? kNone : entities_.find(document, speaker.entity);
  const CaseEntity* entity = entities_.get(voice.entity);
  voice.name = collapse_space(entity != nullptr && speaker.kind == SpeakerKind::named ? entity->name : speaker.name);
  voice.stems = stems_of(voice.name);
  voice.kind = speaker.kind;
  return voice;
}

ComparisonMember StoryView::member(Index document, Span span, std::string value, Index attribution) const {
  return {document, span, std::string(slice(text(document), span)), std::move(value), attribution};
}

// A report of the story that this one has the words from, by name; else the member's own.
Index StoryView::source_of(const ComparisonMember& member) const {
  const auto& attributions = documents_[member.document].reading.attributions;
  if (member.attribution >= attributions.size()) return member.document;
  for (const Hop& hop : attributions[member.attribution].chain) {
    const bool told = hop.basis == "told" || hop.basis == "outlet" || hop.basis == "citing";
    if (!told || hop.kind != SpeakerKind::outlet) continue;
    const auto found = publishers_.find(publisher_key(hop.name));
    if (found != publishers_.end()) return found->second;
  }
  return member.document;
}

void StoryView::finish(Comparison& comparison) const {
  std::set<Index> origins;
  for (const ComparisonMember& member : comparison.members) origins.insert(origin(source_of(member)));
  comparison.story = number_;
  comparison.origins = static_cast<std::uint32_t>(origins.size());
}

std::string listed(std::vector<std::string> names) {
  if (names.size() > kListed) {
    const std::size_t others = names.size() - kListed + 1;
    names.resize(kListed - 1);
    names.push_back(std::to_string(others) + " others");
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::string in_sentence(std::string name) {
  constexpr std::string_view kSmall[] = {"A ",   "An ",  "The ", "One ",   "Some ",
                                         "Two ", "His ", "Her ", "Their ", "Its "};
  const bool small =
      std::any_of(std::begin(kSmall), std::end(kSmall), [&](auto word) { return name.starts_with(word); });
  if (small) name[0] = static_cast<char>(name[0] - 'A' + 'a');
  constexpr std::string_view kBodies[] = {"Ministry",   "Office",   "Police",     "Government", "Authority", "Agency",
                                          "Department", "Army",     "Council",    "Commission", "Union",     "Party",
                                          "Court",      "Hospital", "Parliament", "Navy",       "Committee"};
  const std::string_view last = std::string_view(name).substr(name.rfind(' ') + 1);
  const bool body = std::find(std::begin(kBodies), std::end(kBodies), last) != std::end(kBodies);
  const bool owned = name.find("'s ") != std::string::npos || name.find("’s ") != std::string::npos;
  if (body && !small && !owned && name[0] >= 'A' && name[0] <= 'Z') name.insert(0, "the ");
  return name;
}

std::string capitalized(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') {
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  }
  return sentence;
}

std::string outlets_of(const StoryView& view, const std::vector<ComparisonMember>& members) {
  std::vector<std::string> names;
  for (const ComparisonMember& member : members) {
    std::string name = view.outlet(member.document);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return listed(std::move(names));
}

}  // namespace hearsay::comparison
