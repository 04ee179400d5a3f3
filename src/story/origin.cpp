#include "story/origin.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "core/outlet.h"
#include "core/partition.h"
#include "core/sorted.h"
#include "story/publisher.h"

namespace hearsay::story {
namespace {

constexpr std::uint32_t kLead = 1200;  // bytes within which the lead attributes something, if it does

// The outlet on which a chain rests: the one nearest to the utterer, the page's own publisher aside.
std::optional<std::string> rests_on(const Attribution& attribution) {
  for (const Hop& hop : attribution.chain) {
    if (hop.basis == "publisher" || hop.name.empty()) continue;
    const bool outlet = hop.kind == SpeakerKind::outlet && (hop.basis == "told" || hop.basis == "outlet" ||
                                                            hop.basis == "citing" || hop.basis == "credit");
    if (outlet) return outlet_key(hop.name);
  }
  return std::nullopt;
}

// The attributions with which the report opens: the first, and where nobody in particular is behind it ("reports abroad
// say") those that follow.
std::vector<const Attribution*> lead_of(const Document& document) {
  constexpr std::size_t kFollowing = 3;
  std::vector<const Attribution*> lead;
  for (const Attribution& attribution : document.reading.attributions) {
    // The chain of one within another goes on through the one around it.
    if (attribution.content.empty()) continue;
    if (attribution.within != kNone && !lead.empty()) continue;
    if (attribution.content.front().begin > kLead || lead.size() > kFollowing) break;
    lead.push_back(&attribution);
    const bool nobody = attribution.speaker && attribution.speaker->kind != SpeakerKind::named &&
                        attribution.speaker->kind != SpeakerKind::unnamed;
    if (!nobody) break;
  }
  return lead;
}

// The words among which an attribution stands: its paragraph to the end of its sentence. "An account that the Lantern
// published on Thursday rests on an engineer. He says that props were taken."
Span around(std::string_view text, const Attribution& attribution) {
  constexpr std::uint32_t kFurthest = 600;  // bytes
  Span words{std::numeric_limits<std::uint32_t>::max(), 0};
  for (const Spans* spans : {&attribution.source, &attribution.cue, &attribution.content}) {
    for (const Span& span : *spans) words = {std::min(words.begin, span.begin), std::max(words.end, span.end)};
  }
  if (words.empty() || words.end > text.size()) return {};
  const std::size_t line = text.rfind('\n', words.begin);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::size_t stop = std::min(text.find_first_of(".!?\n", words.end), text.size());
  return {std::max(static_cast<std::uint32_t>(begin), words.begin - std::min(words.begin, kFurthest)),
          std::min(static_cast<std::uint32_t>(stop), words.end + kFurthest)};
}

// Somebody in particular who has no name here, or a body.
bool is_office(const Attribution& attribution) {
  if (!attribution.speaker) return false;
  const Speaker& speaker = *attribution.speaker;
  return speaker.proximity.empty() && speaker.anonymity.empty() && Offices::is_definite(speaker.name) &&
         (speaker.kind == SpeakerKind::collective || (speaker.kind == SpeakerKind::unnamed && !speaker.role.empty()));
}

}  // namespace

std::vector<std::string> credits_of(const Document& document) {
  std::vector<std::string> credits;
  for (const std::string& credit : document.article.credit) credits.push_back(outlet_key(credit));
  sort_distinct(credits);
  return credits;
}

std::vector<std::vector<Index>> find_origins(std::span<const Document> documents, const std::vector<Index>& members,
                                             const std::vector<Copy>& copies) {
  std::map<Index, Index> place;
  for (Index i = 0; i < members.size(); ++i) place[members[i]] = i;
  Partition partition(members.size());
  for (const Copy& copy : copies) {
    const auto one = place.find(copy.original);
    const auto two = place.find(copy.copy);
    if (one != place.end() && two != place.end()) partition.join(one->second, two->second);
  }
  // The agency's own report stands under its own name, those that took it over under its credit.
  std::map<std::string, Index> first;
  const auto under = [&](const std::string& outlet, Index i) {
    if (outlet.empty()) return;
    const auto [found, fresh] = first.try_emplace(outlet, i);
    if (!fresh) partition.join(found->second, i);
  };
  const Publishers publishers(documents, members);
  for (Index i = 0; i < members.size(); ++i) {
    const Document& document = documents[members[i]];
    const std::vector<std::string> credits = credits_of(document);
    // A report made of two agencies' is not theirs alone.
    if (credits.size() == 1) under(credits.front(), i);
    bool relays = false;
    for (const Attribution* attribution : lead_of(document)) {
      for (const Hop& hop : attribution->chain) {
        if (hop.basis == "publisher" || hop.basis == "credit") continue;
        const Index source = publishers.meant(hop.name, members[i], Publishers::kAsNews);
        if (source == kNone) continue;
        partition.join(place.at(source), i);
        relays = true;
        break;
      }
      if (relays) break;
      const auto outlet = credits.empty() ? rests_on(*attribution) : std::nullopt;
      if (!outlet) continue;
      // "According to a paper seen by this newspaper": its own finding, whoever speaks next.
      if (publishers.means_own(*outlet, members[i])) break;
      under(*outlet, i);
      relays = true;
      break;
    }
    // What one outlet tells on its own is of one origin.
    if (!relays && credits.empty()) under(outlet_key(document.article.publisher), i);
  }
  std::vector<std::vector<Index>> origins;
  std::map<std::size_t, std::size_t> number;
  for (Index i = 0; i < members.size(); ++i) {
    const auto [found, fresh] = number.try_emplace(partition.root(i), origins.size());
    if (fresh) origins.emplace_back();
    origins[found->second].push_back(members[i]);
  }
  return origins;
}

Hands::Hands(std::span<const Document> documents, const Story& story, FindEntity find)
    : documents_(documents), find_(std::move(find)), publishers_(documents, story.documents) {
  for (const std::vector<Index>& origin : story.origins) {
    for (const Index document : origin) origin_.emplace(document, origin.front());
  }
  for (const Index document : story.documents) learn_outlets(document);
  for (const Index document : story.documents) learn_offices(document);
  offices_.settle();
}

void Hands::learn_outlets(Index document) {
  for (const Attribution& attribution : documents_[document].reading.attributions) {
    for (const Hop& hop : attribution.chain) {
      if (hop.kind == SpeakerKind::outlet && hop.basis == "told") outlets_.insert(outlet_key(hop.name));
    }
  }
}

// "Coach Ana Brill" in one report tells who "the coach" is in another.
void Hands::learn_offices(Index document) {
  const Reading& reading = documents_[document].reading;
  for (Index i = 0; i < reading.entities.size(); ++i) {
    const Index entity = find_(document, i);
    if (entity == kNone || reading.entities[i].type != EntityType::person) continue;
    for (const std::string& role : reading.entities[i].roles) offices_.add(role, "entity " + std::to_string(entity));
  }
  for (const Attribution& attribution : reading.attributions) {
    if (is_office(attribution)) offices_.add(attribution.speaker->name, told_by(document, attribution).value_or(""));
  }
}

std::string Hands::own_word(Index document) const {
  const auto found = origin_.find(document);
  return "report " + std::to_string(found == origin_.end() ? document : found->second);
}

// The report or outlet whose word it is, if the chain goes through one. The hands are looked through from the utterer to
// the page.
std::optional<std::string> Hands::told_by(Index document, const Attribution& attribution) const {
  for (const Hop& hop : attribution.chain) {
    if (hop.basis == "publisher" || hop.basis == "credit" || hop.name.empty()) continue;
    if (publishers_.means_own(hop.name, document)) return own_word(document);
    const Index report = publishers_.meant(hop.name, document, Publishers::kAnyDay);
    if (report != kNone) return own_word(report);
    const std::string outlet = outlet_key(hop.name);
    // "He told the newspaper Al-Safina" tells what Al-Safina is where another report says no more of it.
    if (hop.kind == SpeakerKind::outlet || outlets_.contains(outlet)) return "outlet " + outlet;
  }
  const bool unnamed = !attribution.speaker || attribution.speaker->kind == SpeakerKind::unnamed;
  const Index report = !unnamed ? kNone
                                : publishers_.named_in(document, around(documents_[document].article.text, attribution));
  return report == kNone ? std::nullopt : std::optional(own_word(report));
}

std::string Hands::key(Index document, const Attribution& attribution) const {
  if (const auto told = told_by(document, attribution)) return *told;
  if (!attribution.speaker) return own_word(document);
  const Speaker& speaker = *attribution.speaker;
  if (is_office(attribution)) {
    if (std::string office = offices_.find(speaker.name); !office.empty()) return office;
  }
  if (speaker.kind == SpeakerKind::unnamed) return own_word(document);
  if (speaker.kind == SpeakerKind::document) return "name " + outlet_key(speaker.name);
  const Index entity = speaker.entity == kNone ? kNone : find_(document, speaker.entity);
  if (entity != kNone) return "entity " + std::to_string(entity);
  return speaker.name.empty() ? own_word(document) : "name " + outlet_key(speaker.name);
}

Index Hands::hand(Index document, Index attribution) {
  const auto& attributions = documents_[document].reading.attributions;
  const std::string key = attribution < attributions.size() ? this->key(document, attributions[attribution])
                                                            : own_word(document);
  return numbers_.try_emplace(key, static_cast<Index>(numbers_.size())).first->second;
}

}  // namespace hearsay::story
