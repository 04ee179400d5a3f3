#include "story/origin.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/outlet.h"
#include "core/partition.h"

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

// The words of a name that tell one outlet from another: "the Drennik Lantern newspaper" gives "drennik", "lantern".
std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  const std::string key = outlet_key(name);
  std::string word;
  for (std::size_t i = 0; i <= key.size(); ++i) {
    const auto byte = i < key.size() ? static_cast<unsigned char>(key[i]) : ' ';
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      word += key[i];
    } else if (!word.empty()) {
      if (word.size() > 2) words.push_back(word);  // "of", "y"
      word.clear();
    }
  }
  std::sort(words.begin(), words.end());
  return words;
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

// The one of the publishers, by the words of their names, that a name of these words means: "Gulfline" is the Gulfline
// Agency, "the Health Ministry" the Ministry of Health. Not one called as `own`. kNone if there is none.
Index publisher_meant(const Publishers& publishers, const std::vector<std::string>& words,
                      const std::vector<std::string>& own) {
  if (words.empty()) return kNone;
  for (const auto& [index, publisher] : publishers) {
    if (publisher != own && std::includes(publisher.begin(), publisher.end(), words.begin(), words.end())) return index;
  }
  return kNone;
}

}  // namespace

std::vector<std::string> credits_of(const Document& document) {
  std::vector<std::string> credits;
  for (const std::string& credit : document.article.credit) credits.push_back(outlet_key(credit));
  std::sort(credits.begin(), credits.end());
  credits.erase(std::unique(credits.begin(), credits.end()), credits.end());
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
  Publishers publishers;
  for (Index i = 0; i < members.size(); ++i) {
    publishers.emplace_back(i, name_words(documents[members[i]].article.publisher));
  }
  for (Index i = 0; i < members.size(); ++i) {
    const Document& document = documents[members[i]];
    const std::vector<std::string> credits = credits_of(document);
    // A report made of two agencies' is not theirs alone.
    if (credits.size() == 1) under(credits.front(), i);
    bool relays = false;
    for (const Attribution* attribution : lead_of(document)) {
      for (const Hop& hop : attribution->chain) {
        if (hop.basis == "publisher" || hop.basis == "credit") continue;
        const Index source = publisher_meant(publishers, name_words(hop.name), publishers[i].second);
        if (source == kNone) continue;
        partition.join(source, i);
        relays = true;
        break;
      }
      if (relays) break;
      const auto outlet = credits.empty() ? rests_on(*attribution) : std::nullopt;
      if (!outlet || name_words(*outlet) == publishers[i].second) continue;
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
    : documents_(documents), find_(std::move(find)) {
  for (const std::vector<Index>& origin : story.origins) {
    for (const Index document : origin) origin_.emplace(document, origin.front());
  }
  for (const Index document : story.documents) {
    std::vector<std::string> words = name_words(documents[document].article.publisher);
    if (!words.empty()) publishers_.emplace_back(document, std::move(words));
  }
}

std::string Hands::own_word(Index document) const {
  const auto found = origin_.find(document);
  return "report " + std::to_string(found == origin_.end() ? document : found->second);
}

// The hands are looked through from the utterer to the page.
std::string Hands::key(Index document, const Attribution& attribution) const {
  const std::vector<std::string> own = name_words(documents_[document].article.publisher);
  for (const Hop& hop : attribution.chain) {
    if (hop.basis == "publisher" || hop.basis == "credit" || hop.name.empty()) continue;
    const std::vector<std::string> words = name_words(hop.name);
    // A body's own statement in which "the Ministry" speaks.
    if (!words.empty() && std::includes(own.begin(), own.end(), words.begin(), words.end())) return own_word(document);
    const Index report = publisher_meant(publishers_, words, own);
    if (report != kNone) return own_word(report);
    if (hop.kind == SpeakerKind::outlet) return "outlet " + outlet_key(hop.name);
  }
  if (!attribution.speaker || attribution.speaker->kind == SpeakerKind::unnamed) return own_word(document);
  const Speaker& speaker = *attribution.speaker;
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
