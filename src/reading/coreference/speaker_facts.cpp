#include "reading/coreference/speaker_facts.h"

#include <algorithm>
#include <unordered_map>

#include "reading/coreference/source.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::size_t kLongestPhrase = 30;  // words
constexpr std::size_t kReach = 120;         // words looked at in all
constexpr std::size_t kTail = 30;           // words behind an attribution's cue that may tell of its source

bool is_stop(const TextWords& words, std::size_t word) {
  const std::string_view lower = words.lower(word);
  return words[word].kind == WordKind::mark && lower != "'" && lower != "\xE2\x80\x99" && lower != "-" && lower != "/";
}

class Describer {
 public:
  Describer(const TextWords& words, const std::vector<Name>& names, const Attribution& attribution)
      : words_(words), names_(names), attribution_(attribution) {}

  void describe(Speaker& speaker) {
    if (attribution_.source.empty() || attribution_.cue.empty()) return;
    if (speaker.kind == SpeakerKind::named || speaker.kind == SpeakerKind::unnamed) speaker.role = find_role(speaker.kind == SpeakerKind::named);
    // What tells of the source stands in it or in the rest of its sentence, not in what is said.
    const std::size_t begin = words_.word_at(attribution_.source.front().begin);
    const std::size_t cue = words_.word_at(attribution_.cue.back().end);
    if (begin >= words_.size()) return;
    const std::size_t last = std::min({words_.sentence_end(words_[begin].sentence), std::max(begin, cue) + kTail, begin + kReach});
    for (std::size_t word = begin; word < last; ++word) {
      if (is_said(word)) continue;
      if (speaker.anonymity.empty()) speaker.anonymity = anonymity_at(word, last);
      if (speaker.proximity.empty() && speaker.kind != SpeakerKind::named) speaker.proximity = proximity_at(word, last);
    }
  }

 private:
  [[nodiscard]] bool is_said(std::size_t word) const {
    return std::any_of(attribution_.content.begin(), attribution_.content.end(),
                       [&](Span content) { return content.contains(words_[word].span); });
  }

  [[nodiscard]] bool run_is(std::size_t word, std::size_t last, std::string_view run) const {
    while (!run.empty()) {
      const std::size_t end = std::min(run.find(' '), run.size());
      if (word >= last || !words_.is(word, run.substr(0, end))) return false;
      run.remove_prefix(std::min(end + 1, run.size()));
      ++word;
    }
    return true;
  }

  // To the next mark, the cue, or what is said.
  [[nodiscard]] std::size_t phrase_end(std::size_t word, std::size_t last) const {
    std::size_t end = word + 1;
    while (end < last && end - word < kLongestPhrase && !is_stop(words_, end) && !is_said(end) &&
           !attribution_.cue.front().overlaps(words_[end].span)) {
      ++end;
    }
    return end;
  }

  // "on condition of anonymity because he was not authorised to speak", "who asked not to be named"
  [[nodiscard]] Span anonymity_at(std::size_t word, std::size_t last) const {
    static constexpr std::string_view kOpens[] = {
        "on condition of anonymity", "on the condition of anonymity", "under condition of anonymity", "anonymously", "asked not to be",
        "asked to remain anonymous", "asked to stay anonymous", "asked for anonymity", "asked that", "requested anonymity", "requesting anonymity",
        "insisted on anonymity", "declined to be named", "declined to be identified", "refused to be named", "did not want to be", "didn't want to be",
        "did not wish to be", "wished to remain anonymous", "wishes to remain anonymous", "spoke without", "cannot be named", "could not be named",
        "can not be named", "not authorized to", "not authorised to", "unauthorized to", "were granted anonymity", "was granted anonymity",
        "granted anonymity"};
    static const WordSet kNamed("named identified quoted anonymous", ' ');
    for (const std::string_view opening : kOpens) {
      if (!run_is(word, last, opening)) continue;
      std::size_t end = phrase_end(word, last);
      // "because the files are closed, ..." may follow a comma.
      if (end + 1 < last && words_.is(end, ",") && (words_.is(end + 1, "because") || words_.is(end + 1, "citing") || words_.is(end + 1, "given"))) {
        end = phrase_end(end + 1, last);
      }
      const bool loose = opening == "asked that" || opening == "spoke without" || opening.ends_with(" to be");
      bool named = !loose;
      for (std::size_t at = word; at < end; ++at) named = named || kNamed.has(words_.lower(at)) || words_.is(at, "name");
      return named ? words_.span(word, end) : Span{};
    }
    return {};
  }

  // "familiar with the matter", "close to Harl", "with direct knowledge of the talks"
  [[nodiscard]] Span proximity_at(std::size_t word, std::size_t last) const {
    static constexpr std::string_view kOpens[] = {
        "familiar with", "close to", "briefed on", "briefed about", "involved in", "aware of", "privy to", "present at", "near to",
        "with knowledge", "with direct knowledge", "with first-hand knowledge", "with firsthand knowledge", "with inside knowledge",
        "who was present", "who were present", "who attended", "who was in", "who were in", "who witnessed", "who took part",
        "in the know", "with access to", "acquainted with", "knowledgeable about", "apprised of"};
    if (attribution_.source.front().begin > words_[word].span.begin) return {};
    for (const std::string_view opening : kOpens) {
      if (!run_is(word, last, opening)) continue;
      // Behind the cue only what a comma or the source's own words bring: "said a source close to Harl".
      if (!attribution_.source.front().contains(words_[word].span) && !words_.is(word - 1, ",")) return {};
      const std::size_t end = phrase_end(word, last);
      const auto size = static_cast<std::size_t>(std::count(opening.begin(), opening.end(), ' ')) + 1;
      return end - word >= size ? words_.span(word, end) : Span{};
    }
    return {};
  }

  // "a spokesman for the ministry", "Transport Minister" of "Transport Minister Anna Harl"
  [[nodiscard]] Span find_role(bool named) const {
    const Span source = attribution_.source.front();
    const std::size_t first = words_.word_at(source.begin);
    for (std::size_t word = first, count = 0; named && word < words_.size() && words_[word].span.begin < source.end && count < kLongestPhrase; ++word, ++count) {
      const auto name = std::lower_bound(names_.begin(), names_.end(), words_[word].span.begin,
                                         [](const Name& one, std::uint32_t begin) { return one.span.end <= begin; });
      if (name != names_.end() && name->span.contains(words_[word].span) && name->type == EntityType::person) {
        return source.contains(name->role) ? name->role : Span{};
      }
    }
    // Without a name: the noun and what belongs to it.
    std::size_t head = first;
    const std::size_t last = std::min(words_.size(), first + kLongestPhrase);
    static const WordSet kBehind("of for at in from with on to who which that close familiar briefed speaking and", ' ');
    while (head + 1 < last && words_[head + 1].span.begin < source.end && !is_stop(words_, head + 1) && !kBehind.has(words_.lower(head + 1))) ++head;
    static const WordSet kNobody("source sources person people man men woman women resident residents someone one witness witnesses", ' ');
    const std::string_view noun = words_.lower(head);
    const bool office = (is_role_noun(noun) || is_role_plural(noun) || is_title(noun)) && !kNobody.has(noun);
    if (!office || is_said(head)) return {};
    std::size_t begin = first;
    static const WordSet kDeterminers("a an the this that whose my your his her its their our one two three four some several many other another", ' ');
    while (begin < head && (kDeterminers.has(words_.lower(begin)) || words_[begin].kind != WordKind::word)) ++begin;
    std::size_t end = head + 1;
    // "of the Velm police", not "who asked not to be named" nor "close to Harl".
    static const WordSet kPart("of for at in from with", ' ');
    const bool part = end + 1 < last && words_[end].span.begin < source.end && kPart.has(words_.lower(end)) && !words_.is(end + 1, "knowledge") &&
                      !words_.is(end + 1, "direct") && (!words_.is(end, "in") || words_[end + 1].capitalized || words_.is(end + 1, "the"));
    if (part) {
      static const WordSet kEnds("who which that close familiar briefed speaking said told", ' ');
      ++end;
      while (end < last && words_[end].span.begin < source.end && !is_stop(words_, end) && !kEnds.has(words_.lower(end))) ++end;
    }
    return words_.span(begin, end);
  }

  const TextWords& words_;
  const std::vector<Name>& names_;
  const Attribution& attribution_;
};

}  // namespace

void describe_speakers(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions,
                       std::vector<std::optional<Speaker>>& speakers) {
  struct Told {
    Span role, proximity, anonymity;
  };
  std::unordered_map<Index, Told> told;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (!speakers[i]) continue;
    Describer(words, names, attributions[i]).describe(*speakers[i]);
    if (speakers[i]->kind != SpeakerKind::unnamed || speakers[i]->entity == kNone) continue;
    Told& known = told[speakers[i]->entity];
    if (known.role.empty()) known.role = speakers[i]->role;
    if (known.proximity.empty()) known.proximity = speakers[i]->proximity;
    if (known.anonymity.empty()) known.anonymity = speakers[i]->anonymity;
  }
  for (std::optional<Speaker>& speaker : speakers) {
    if (!speaker) continue;
    const auto known = told.find(speaker->entity);
    if (known == told.end()) continue;
    if (speaker->role.empty()) speaker->role = known->second.role;
    if (speaker->proximity.empty()) speaker->proximity = known->second.proximity;
    if (speaker->anonymity.empty()) speaker->anonymity = known->second.anonymity;
  }
}

}  // namespace hearsay
