#include "reading/chain/chain.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/string_table.h"
#include "core/unicode.h"
#include "reading/attribution/phrase.h"
#include "reading/attribution/word_class.h"
#include "reading/chain/credit.h"
#include "reading/chain/outlet.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kWindow = 30;      // tokens looked at on each side of an attribution
constexpr std::size_t kLongestChain = 12;  // hops

// What an attribution's own sentence says of the way its words went.
struct Channels {
  std::vector<Hop> cited;  // between the speaker and whoever is behind: "citing the Velm Post"
  std::vector<Hop> told;   // after the speaker
};

bool carries(std::string_view word) {
  static const StringSet kWords = {
      "quoted",    "cited",   "carried", "published", "reported", "confirmed", "aired",  "released",
      "broadcast", "relayed", "run",     "posted",    "seen",     "obtained",  "printed"};
  return kWords.contains(word);
}

// "on this weekend's broadcast of “Velm Talk”"
bool is_airing(std::string_view word) {
  return word == "broadcast" || word == "edition" || word == "episode" || word == "airing" || word == "installment";
}

bool is_piece(std::string_view word) {
  static const StringSet kWords = {
      "interview",   "interviews", "letter",   "statement",  "remarks", "comments", "speaking", "spoke",   "article",
      "op-ed",       "report",     "reports",  "broadcast",  "piece",   "column",   "story",    "stating", "said",
      "address",     "appearance", "appeared", "speaks",     "told",    "tells",    "telling",  "essay",   "message",
      "interviewed", "talking",    "talked",   "commentary", "says",    "e-mail",   "email"};
  return kWords.contains(word);
}

class ChainBuilder {
 public:
  ChainBuilder(const Text& text, const std::vector<Word>& words, const Article& article, const std::vector<Attribution>& attributions,
               const std::vector<Entity>& entities)
      : text_(text),
        article_(article),
        attributions_(attributions),
        entities_(entities),
        words_(words),
        outlets_(text, words_, entities),
        channels_(attributions.size()),
        speaks_(entities.size(), 0),
        is_he_or_she_(entities.size(), 0),
        credits_(article.credit.empty() ? credits_in(text) : article.credit) {}

  std::vector<std::vector<Hop>> run() {
    for (Index e = 0; e < entities_.size(); ++e) {
      for (const Mention& mention : entities_[e].mentions) {
        if (mention.form == MentionForm::name) name_at_.try_emplace(mention.span.begin, e, mention.span);
        if (mention.form == MentionForm::pronoun) is_he_or_she_[e] = 1;
      }
    }
    for (const Attribution& attribution : attributions_) {
      if (attribution.speaker && attribution.speaker->entity != kNone) speaks_[attribution.speaker->entity] = 1;
    }
    for (Index i = 0; i < attributions_.size(); ++i) read_channels(i);
    share_channels();
    find_teller();
    std::vector<std::vector<Hop>> chains;
    chains.reserve(attributions_.size());
    for (Index i = 0; i < attributions_.size(); ++i) chains.push_back(chain_of(i));
    return chains;
  }

 private:
  std::vector<Hop> chain_of(Index index) const {
    std::vector<Hop> chain;
    Index at = index;
    for (std::size_t depth = 0; at != kNone && at < attributions_.size() && depth < kLongestChain; ++depth) {
      for (const Hop& hop : channels_[at].cited) append(chain, hop);
      append_speaker(chain, at, at == index ? "source" : "nested");
      for (const Hop& hop : channels_[at].told) append(chain, hop);
      Index inner = at;
      do {
        at = std::exchange(inner, attributions_[inner].within);
      } while (inner != kNone && inner < attributions_.size() && (!conveys(attributions_[inner]) || acts_on(inner, at)));
      at = inner;
    }
    if (const Index teller = teller_of(index); teller != kNone) {
      append_speaker(chain, teller, "nested");
      for (const Hop& hop : channels_[teller].told) append(chain, hop);
    }
    if (const Index poll = poll_of(index); poll != kNone) append_speaker(chain, poll, "nested");
    for (const std::string& credit : credits_) append(chain, outlet_hop(credit, "credit"));
    if (!article_.publisher.empty()) append(chain, outlet_hop(article_.publisher, "publisher"));
    return chain;
  }

  // Where all that a report has comes from one source without a name, the words of the one whom that source quotes came
  // through it as well, though the last paragraph does not say so.
  void find_teller() {
    Index one = kNone;
    Index other = kNone;
    std::unordered_map<Index, std::size_t> times;
    for (const Attribution& attribution : attributions_) {
      if (attribution.within != kNone || !attribution.speaker) continue;
      const Index entity = attribution.speaker->entity;
      if (entity == kNone) return;
      const bool unnamed = attribution.speaker->kind == SpeakerKind::unnamed;
      Index& place = unnamed ? one : other;
      if (place != kNone && place != entity) return;
      place = entity;
      ++times[entity];
    }
    if (one == kNone || other == kNone || times[one] < 2) return;
    const bool quoted = std::any_of(attributions_.begin(), attributions_.end(), [&](const Attribution& attribution) {
      return attribution.within != kNone && attribution.speaker && attribution.speaker->entity == other;
    });
    if (quoted) quoted_ = other;
    for (Index i = 0; i < attributions_.size() && quoted; ++i) {
      const Attribution& attribution = attributions_[i];
      if (attribution.within == kNone && attribution.speaker && attribution.speaker->entity == one) teller_ = i;
    }
  }

  Index teller_of(Index index) const {
    const Attribution& attribution = attributions_[index];
    const bool told = quoted_ != kNone && attribution.within == kNone && attribution.speaker && attribution.speaker->entity == quoted_;
    return told && teller_ < index && channels_[index].told.empty() ? teller_ : kNone;
  }

  // Who rejects a request or praises a remark speaks of it and doesn't pass it on.
  static bool conveys(const Attribution& attribution) {
    switch (attribution.stance) {
      case Stance::asks:
      case Stance::demands:
      case Stance::denies:
      case Stance::declines:
      case Stance::praises:
      case Stance::condemns:
      case Stance::thanks:
      case Stance::hopes: return false;
      default: return true;
    }
  }

  // "The court made a decision to grant a request by Harl", "in her answer to Harl's question": the outer one answers what the
  // inner one says and does not tell it.
  bool acts_on(Index outer, Index inner) const {
    constexpr std::uint32_t kBack = 4;
    const Attribution& said = attributions_[inner];
    const Attribution& around = attributions_[outer];
    if (said.cue.empty() || around.content.empty()) return false;
    const std::uint32_t cue = text_.token_at(said.cue.front().begin);
    if (cue >= words_.size() || find_cue_noun(words_[cue].lower) == nullptr) return false;
    const std::uint32_t source = said.source.empty() ? cue : std::min(cue, text_.token_at(said.source.front().begin));
    const std::uint32_t content = text_.token_at(around.content.front().begin);
    for (std::uint32_t i = source; i > content && i + kBack > source;) {
      --i;
      if (!is_answer(words_[i].lower)) continue;
      return i <= content + 1 || words_[i - 1].kind == WordClass::possessive;
    }
    return false;
  }

  static bool is_answer(std::string_view word) {
    static const StringSet kWords = {"response", "reply", "answer", "reaction", "respond", "responding", "replying", "answering",
                                     "grant",    "granting", "reject", "rejecting", "refuse", "refusing", "deny", "denying",
                                     "dismiss",  "dismissing", "approve", "approving", "consider", "considering", "ignore", "accept"};
    return kWords.contains(word);
  }

  void append_speaker(std::vector<Hop>& chain, Index index, const char* basis) const {
    const Attribution& attribution = attributions_[index];
    if (attribution.speaker) {
      const Speaker& speaker = *attribution.speaker;
      append(chain, {speaker.name, speaker.entity, speaker.kind, attribution.source, basis});
    } else if (!attribution.source.empty() && !is_bare_pronoun(attribution.source.front())) {
      append(chain, {std::string(text_.words(attribution.source.front())), kNone, SpeakerKind::unnamed,
                     attribution.source, basis});
    }
  }

  // "who", "it": no hand of its own where nobody is known to stand behind it.
  bool is_bare_pronoun(Span source) const {
    const std::uint32_t token = text_.token_at(source.begin);
    if (token >= text_.tokens.size() || text_.tokens[token].span.end < source.end) return false;
    const WordClass kind = words_[token].kind;
    return kind == WordClass::relative || kind == WordClass::that;
  }

  Hop outlet_hop(const std::string& name, const char* basis) const {
    Hop hop{name, kNone, SpeakerKind::outlet, {}, basis};
    const std::string key = key_of(name);
    for (Index e = 0; e < entities_.size() && hop.entity == kNone; ++e) {
      const auto is_it = [&](const std::string& other) { return key_of(other) == key; };
      if (is_it(entities_[e].name) || std::any_of(entities_[e].aliases.begin(), entities_[e].aliases.end(), is_it))
        hop.entity = e;
    }
    return hop;
  }

  static std::string key_of(const std::string& name) {
    std::string key = lower(name);
    if (key.starts_with("the ")) key.erase(0, 4);
    return key;
  }

  // A hand next to itself is one hand.
  static void append(std::vector<Hop>& chain, const Hop& hop) {
    if (hop.name.empty() || chain.size() >= kLongestChain) return;
    if (!chain.empty()) {
      const Hop& last = chain.back();
      if ((hop.entity != kNone && hop.entity == last.entity) || key_of(hop.name) == key_of(last.name)) return;
      // "state news agency VNA" before the credit "VNA"
      if (hop.words.empty() && key_of(last.name).ends_with(" " + key_of(hop.name))) return;
      // "Radio Velm" before the publisher "Radio Velm - News"
      if (hop.words.empty() && last.kind == SpeakerKind::outlet && key_of(hop.name).starts_with(key_of(last.name) + " ")) return;
    }
    chain.push_back(hop);
  }

  // --- channels in the sentence -----------------------------------------------------------------------------------

  void read_channels(Index index) {
    const Attribution& attribution = attributions_[index];
    if (attribution.cue.empty()) return;
    const std::uint32_t cue = text_.token_at(attribution.cue.front().begin);
    if (cue >= text_.tokens.size()) return;
    const std::uint32_t cue_last = text_.token_at(attribution.cue.back().end - 1);
    const Sentence& sentence = text_.sentences[text_.tokens[cue].sentence];
    const std::uint32_t begin = std::max(sentence.first, cue > kWindow ? cue - kWindow : 0);
    const std::uint32_t end = std::min(sentence.last, cue_last + kWindow);
    const Phrases phrases(text_, words_);
    // "told the newspaper": the addressee right after the cue.
    if (words_[cue_last].cue.cue != nullptr && words_[cue_last].cue.cue->has(kAddressee)) {
      if (!add_told(index, cue_last + 1, end, "told")) add_unknown_outlet(index, cue_last + 1);
    }
    for (std::uint32_t i = begin; i + 1 < end; ++i) {
      if (!is_open(index, i)) continue;
      const std::string& word = words_[i].lower;
      if (word == "citing" || word == "quoting") {
        if (i > cue_last || i < cue) add_cited(index, i + 1, end);
      } else if (word == "to" || word == "with" || word == "by" || word == "on" || word == "in" || word == "for" ||
                 (word == "of" && i > begin && is_airing(words_[i - 1].lower))) {
        read_preposition(index, i, std::max(begin, i > 8 ? i - 8 : 0), end);
      }
    }
    read_source(index, end);
  }

  // What is said is not read for the way it came; contents around the cue are where it stands.
  bool is_open(Index index, std::uint32_t token) const {
    const Span span = text_.tokens[token].span;
    for (const Span& content : attributions_[index].content) {
      if (content.contains(span)) return false;
    }
    // Of what is told within another's words the way stands in those words.
    const Index within = attributions_[index].within;
    return within == kNone || within >= attributions_.size() ||
           std::any_of(attributions_[within].content.begin(), attributions_[within].content.end(), [&](Span content) { return content.contains(span); });
  }

  void read_preposition(Index index, std::uint32_t i, std::uint32_t begin, std::uint32_t end) {
    const auto& source = attributions_[index].source;
    if (!source.empty() && source.front().contains(text_.tokens[i].span)) return;
    for (std::uint32_t k = i; k > begin; --k) {
      const std::uint32_t before = k - 1;
      if (words_[before].kind == WordClass::comma && k < i) break;
      if (words_[i].lower == "by" ? carries(words_[before].lower) : is_piece(words_[before].lower)) {
        add_told(index, i + 1, end, words_[i].lower == "by" ? "outlet" : "told");
        return;
      }
    }
    // "He said on state television that"
    if (words_[i].lower == "on") add_told(index, i + 1, end, "told");
  }

  // "a report by the Velm Post said": the outlet stands in the source itself.
  void read_source(Index index, std::uint32_t end) {
    const Attribution& attribution = attributions_[index];
    if (attribution.source.empty()) return;
    const Span source = attribution.source.front();
    const std::uint32_t first = text_.token_at(source.begin);
    bool piece = false;
    for (std::uint32_t i = first;
         i + 1 < text_.tokens.size() && text_.tokens[i].span.end <= source.end && i < first + kWindow; ++i) {
      const std::string& word = words_[i].lower;
      if (word == "by" && i > first && carries(words_[i - 1].lower)) add_told(index, i + 1, std::max(end, i + 8), "outlet");
      piece |= is_piece(word);
      if (piece && (word == "by" || word == "in" || word == "from" || word == "of"))
        add_told(index, i + 1, std::max(end, i + 8), "outlet");
    }
  }

  // "told Capital Line": a name of nobody who speaks, acts in a role or has a first name is whoever prints it.
  void add_unknown_outlet(Index index, std::uint32_t first) {
    if (first >= text_.tokens.size() || !text_.tokens[first].capitalized) return;
    static const StringSet kListeners = {
        "congress", "parliament", "council", "committee", "court", "assembly", "senate", "house", "department", "police", "ministry", "nations",
        "nato", "commission", "board", "jury", "union", "legislature", "knesset", "bundestag", "duma", "party"};
    const auto named = name_at_.find(text_.tokens[first].span.begin);
    if (named == name_at_.end()) return;
    const Index e = named->second.first;
    const Entity& entity = entities_[e];
    if (entity.type != EntityType::person && entity.type != EntityType::organization && entity.type != EntityType::other) return;
    const std::string small = lower(entity.name);
    const bool listener = kListeners.contains(std::string_view(small).substr(small.rfind(' ') + 1));
    if (listener || !entity.roles.empty() || speaks_[e] != 0 || is_given_name(std::string_view(small).substr(0, small.find(' ')))) return;
    if (is_he_or_she_[e] != 0 && entity.type == EntityType::person) return;
    channels_[index].told.push_back({entity.name, e, SpeakerKind::outlet, {named->second.second}, "told"});
  }

  bool add_told(Index index, std::uint32_t first, std::uint32_t limit, const char* basis) {
    limit = std::min<std::uint32_t>(limit, static_cast<std::uint32_t>(text_.tokens.size()));
    if (first < limit && words_[first].kind == WordClass::quote) ++first;  // on "Fox Mornings"
    const auto outlet = outlets_.at(first, limit);
    if (!outlet) return false;
    Hop hop{outlet->name, outlet->entity, SpeakerKind::outlet, {outlet->words}, basis};
    if (attributions_[index].speaker && key_of(attributions_[index].speaker->name) == key_of(hop.name)) return true;
    for (const Hop& other : channels_[index].told) {
      if (key_of(other.name) == key_of(hop.name)) return true;
    }
    if (channels_[index].told.size() < 3) channels_[index].told.push_back(std::move(hop));
    return true;
  }

  void add_cited(Index index, std::uint32_t first, std::uint32_t limit) {
    const Phrases phrases(text_, words_);
    const std::uint32_t end = phrases.full_end(first, limit);
    if (end <= first || channels_[index].cited.size() >= 3) return;
    Hop hop;
    hop.basis = "citing";
    if (const auto outlet = outlets_.at(first, limit)) {
      hop = {outlet->name, outlet->entity, SpeakerKind::outlet, {outlet->words}, "citing"};
    } else {
      hop.words = {text_.token_span(first, end)};
      hop.name = std::string(text_.words(hop.words.front()));
      hop.entity = entity_in(hop.words.front());
      hop.kind = hop.entity == kNone ? SpeakerKind::unnamed : SpeakerKind::named;
      if (hop.entity != kNone) hop.name = entities_[hop.entity].name;
    }
    channels_[index].cited.push_back(std::move(hop));
  }

  // The entity that begins the phrase by name.
  Index entity_in(Span words) const {
    for (Index e = 0; e < entities_.size(); ++e) {
      for (const Mention& mention : entities_[e].mentions) {
        if (mention.form == MentionForm::name && words.contains(mention.span) && mention.span.begin - words.begin < 12)
          return e;
      }
    }
    return kNone;
  }

  // --- channels of the same unnamed source elsewhere ----------------------------------------------------------------

  // "A source said ... The source told al-Dar that ...", "Harl told Radio Velm ... Harl added ...": what is told of the channel
  // once holds for all that the speaker says, unless several are named.
  void share_channels() {
    std::unordered_map<std::string, std::size_t> latest;  // head noun → the source in hand
    std::unordered_map<Index, std::size_t> by_entity;
    std::vector<std::vector<Index>> sources;
    for (Index i = 0; i < attributions_.size(); ++i) {
      const Attribution& attribution = attributions_[i];
      if (!attribution.speaker || attribution.source.empty()) continue;
      const SpeakerKind kind = attribution.speaker->kind;
      if (kind == SpeakerKind::outlet || kind == SpeakerKind::document) continue;
      const Index entity = attribution.speaker->entity;
      std::size_t source = sources.size();
      bool indefinite = false;
      const std::string head = head_of(attribution.source.front(), indefinite);
      if (entity != kNone) {
        source = by_entity.emplace(entity, sources.size()).first->second;
      } else if (const auto found = latest.find(head); found != latest.end() && !indefinite) {
        source = found->second;
      }
      latest[head] = source;
      if (source == sources.size()) sources.emplace_back();
      sources[source].push_back(i);
    }
    for (const std::vector<Index>& members : sources) share_among(members);
    share_among_turns();
  }

  // "HARL: ... VENN: ...": who speaks in turns speaks on one programme.
  void share_among_turns() {
    std::vector<char> takes_turns(entities_.size(), 0);
    for (const Attribution& attribution : attributions_) {
      const bool turn = attribution.cue.size() == 1 && text_.words(attribution.cue.front()) == ":" && !attribution.source.empty();
      if (!turn || !attribution.speaker || attribution.speaker->entity == kNone) continue;
      const std::string_view label = text_.words(attribution.source.front());
      if (std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; })) takes_turns[attribution.speaker->entity] = 1;
    }
    std::vector<Index> members;
    for (Index i = 0; i < attributions_.size(); ++i) {
      const std::optional<Speaker>& speaker = attributions_[i].speaker;
      if (speaker && speaker->entity != kNone && takes_turns[speaker->entity] != 0) members.push_back(i);
    }
    share_among(members);
  }

  // "Twelve percent are not sure", "most respondents": a poll asked them.
  Index poll_of(Index index) const {
    const Attribution& attribution = attributions_[index];
    if (attribution.within != kNone || attribution.source.empty() || !attribution.speaker) return kNone;
    if (attribution.speaker->kind != SpeakerKind::collective && attribution.speaker->kind != SpeakerKind::unnamed) return kNone;
    const std::uint32_t first = text_.token_at(attribution.source.front().begin);
    bool counted = false;
    for (std::uint32_t i = first; i < text_.tokens.size() && text_.tokens[i].span.begin < attribution.source.front().end && i < first + 12; ++i) {
      const std::string& word = words_[i].lower;
      counted = counted || word == "percent" || word == "%" || word == "respondents" || word == "surveyed" || word == "polled";
    }
    for (Index back = index; counted && back-- > 0 && index - back < 30;) {
      const std::optional<Speaker>& other = attributions_[back].speaker;
      if (!other || other->kind != SpeakerKind::document) continue;
      const std::string name = lower(other->name);
      if (name.find("poll") != std::string::npos || name.find("survey") != std::string::npos) return back;
    }
    return kNone;
  }

  // Of several the one named before in the same paragraph; else the first that the report names.
  void share_among(const std::vector<Index>& members) {
    const auto named = std::find_if(members.begin(), members.end(), [&](Index i) { return !channels_[i].told.empty(); });
    if (named == members.end()) return;
    const std::vector<Hop> first = channels_[*named].told;
    std::vector<Hop> latest;
    std::uint32_t paragraph = kNone;
    for (const Index i : members) {
      const std::uint32_t here = paragraph_of(attributions_[i]);
      if (!channels_[i].told.empty()) {
        latest = channels_[i].told;
        paragraph = here;
      } else if (attributions_[i].within == kNone && !has_own_channel(attributions_[i])) {
        channels_[i].told = here == paragraph ? latest : first;
      }
    }
  }

  std::uint32_t paragraph_of(const Attribution& attribution) const {
    const Span span = !attribution.cue.empty() ? attribution.cue.front() : attribution.content.empty() ? Span{} : attribution.content.front();
    const std::uint32_t token = text_.token_at(span.begin);
    return token < text_.tokens.size() ? text_.sentences[text_.tokens[token].sentence].paragraph : 0;
  }

  // "Harl tweeted", "wrote": nobody was told.
  bool has_own_channel(const Attribution& attribution) const {
    static const StringSet kWords = {"tweeting", "tweeted", "tweets", "tweet", "retweeted", "posted", "posting",
                                                                "wrote", "writes", "writing", "written", "blogged"};
    for (const Span cue : attribution.cue) {
      for (std::uint32_t i = text_.token_at(cue.begin); i < text_.tokens.size() && text_.tokens[i].span.begin < cue.end; ++i) {
        if (kWords.contains(words_[i].lower)) return true;
      }
    }
    return false;
  }

  // "source" of "a source in the ministry"; `indefinite` where the phrase introduces somebody.
  std::string head_of(Span span, bool& indefinite) const {
    std::uint32_t i = text_.token_at(span.begin);
    std::string head;
    indefinite =
        words_[i].lower == "a" || words_[i].lower == "an" || words_[i].lower == "one" || words_[i].lower == "another";
    for (; i < text_.tokens.size() && text_.tokens[i].span.end <= span.end; ++i) {
      const WordClass kind = words_[i].kind;
      if (is_nominal(kind))
        head = words_[i].lower;
      else if (kind != WordClass::determiner && kind != WordClass::possessive && kind != WordClass::participle)
        break;
    }
    return head;
  }

  const Text& text_;
  const Article& article_;
  const std::vector<Attribution>& attributions_;
  const std::vector<Entity>& entities_;
  const std::vector<Word>& words_;
  OutletFinder outlets_;
  std::vector<Channels> channels_;
  std::vector<char> speaks_;  // by entity
  std::vector<char> is_he_or_she_;
  std::unordered_map<std::uint32_t, std::pair<Index, Span>> name_at_;  // who is named at a byte of the text
  Index quoted_ = kNone;      // whom the one source of the whole report quotes,
  Index teller_ = kNone;      // and where that source speaks last
  std::vector<std::string> credits_;
};

}  // namespace

std::vector<std::vector<Hop>> build_chains(const Text& text, const Article& article,
                                           const std::vector<Attribution>& attributions,
                                           const std::vector<Entity>& entities) {
  return build_chains(text, classify_words(text), article, attributions, entities);
}

std::vector<std::vector<Hop>> build_chains(const Text& text, const std::vector<Word>& words, const Article& article,
                                           const std::vector<Attribution>& attributions,
                                           const std::vector<Entity>& entities) {
  return ChainBuilder(text, words, article, attributions, entities).run();
}

}  // namespace hearsay
