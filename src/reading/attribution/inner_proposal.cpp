#include "reading/attribution/inner_proposal.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/string_table.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kFarthestOpening = 9;  // tokens between "told" and the "that" of what was told
constexpr std::uint32_t kLongestGroup = 4;     // auxiliaries and adverbs before a verb
constexpr float kLeastShare = 0.15F;           // of its uses in which a verb that the lexicon lacks is a cue

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool opens_content(const Word& word) {
  return word.kind == WordClass::that || word.kind == WordClass::quote || word.kind == WordClass::question || word.kind == WordClass::to;
}

bool is_opening_preposition(std::string_view word) {
  return is_one_of(word, {"about", "of", "for", "on", "over", "against", "to", "with", "as", "regarding", "concerning", "at", "in"});
}

#include "../../../models/inner_words.inc"

// What a word's forms share: "exaggerat-" of "exaggerates".
std::string stem_of(std::string_view word) {
  constexpr std::size_t kShortestStem = 3;
  for (const std::string_view ending : {"ing", "ed", "es", "s", "e"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + kShortestStem) continue;
    word.remove_suffix(ending.size());
    break;
  }
  return std::string(word) + "-";
}

// How often the word is a cue where nobody's words surround it, by training, or else its stem; -1 where both are too rare.
float share_as_cue(std::string_view word) {
  static const StringMap<float> kShares = [] {
    StringMap<float> shares;
    for (const auto& [form, share] : kInnerWords) shares.add(form, share);
    return shares;
  }();
  const float* found = kShares.find(word);
  if (found == nullptr) found = kShares.find(stem_of(word));
  return found == nullptr ? -1 : *found;
}

// Thoughts and wishes are the speaker's own telling.
bool is_spoken(const CueWord& word) {
  return word.stance != Stance::believes && word.stance != Stance::hopes && word.stance != Stance::predicts;
}

// A word that the lexicon lacks.
constexpr CueWord kUnlisted{{}, Stance::states, kClause | kObject, {}};

bool is_verb_like(const Word& word) {
  return word.kind == WordClass::verb || word.kind == WordClass::participle || word.kind == WordClass::gerund;
}

// Verbs, nouns and adverbs that the lexicon lacks.
bool is_unlisted_cue(const Word& word) {
  const bool open = is_verb_like(word) || word.kind == WordClass::noun || word.kind == WordClass::adverb;
  return open && share_as_cue(word.lower) >= kLeastShare;
}

}  // namespace

bool is_form_of_be(std::string_view word) { return is_one_of(word, {"been", "was", "were", "be", "being", "is", "are"}); }

namespace {

class Proposer {
 public:
  Proposer(const Text& text, const std::vector<Word>& words, Range piece, std::vector<InnerProposal>& proposals)
      : text_(text), words_(words), phrases_(text, words), piece_(piece), proposals_(proposals) {}

  void run() {
    for (std::uint32_t i = piece_.first; i < piece_.last; ++i) {
      const CueForm& verb = words_[i].cue;
      const CueWord* const noun = find_cue_noun(words_[i].lower);
      const bool nominal = words_[i].kind == WordClass::noun || words_[i].kind == WordClass::name;
      const bool used_as_noun = noun != nullptr && (nominal || verb.cue == nullptr);
      const bool unlisted = noun == nullptr && verb.cue == nullptr && is_unlisted_cue(words_[i]);
      if (used_as_noun) propose_noun(i, *noun);
      if (verb.cue != nullptr ? is_spoken(*verb.cue) && words_[i].kind != WordClass::name : unlisted && is_verb_like(words_[i])) {
        propose_verb(i, verb.cue);
      } else if (unlisted && words_[i].kind == WordClass::noun) {
        propose_noun(i, kUnlisted);
      } else if (unlisted && words_[i].kind == WordClass::adverb) {
        propose_adverb(i);
      }
      if (words_[i].kind == WordClass::quote) propose_before_quotation(i);
    }
  }

 private:
  [[nodiscard]] WordClass kind(std::uint32_t i) const { return words_[i].kind; }
  [[nodiscard]] const std::string& lower(std::uint32_t i) const { return words_[i].lower; }

  // Where the sentence of `i` ends within the piece, its stop left out.
  [[nodiscard]] std::uint32_t sentence_end(std::uint32_t i) const {
    std::uint32_t end = std::min(piece_.last, text_.sentences[text_.tokens[i].sentence].last);
    while (end > i + 1 && (kind(end - 1) == WordClass::punctuation || kind(end - 1) == WordClass::comma)) --end;
    return end;
  }

  [[nodiscard]] std::uint32_t sentence_begin(std::uint32_t i) const {
    return std::max(piece_.first, text_.sentences[text_.tokens[i].sentence].first);
  }

  void add(Range source, Range cue, Range content, const CueWord& word, std::uint32_t main) {
    if (content.empty() || cue.empty()) return;
    for (const InnerProposal& other : made_) {
      const Range range = other.candidate.content.front();
      if (range.first == content.first && range.last == content.last) return;
    }
    InnerProposal proposal;
    if (!source.empty()) proposal.candidate.source = {source};
    proposal.candidate.cue = {cue};
    proposal.candidate.content = {content};
    proposal.candidate.word = &word;
    proposal.piece = piece_;
    proposal.main = main;
    proposal.word = &word;
    if (word.lemma.empty()) proposal.candidate.word = proposal.word = nullptr;
    made_.push_back(std::move(proposal));
  }

  // The ends that a content from `first` may have: the quotation's, the sentence's, a comma, a second verb, its first phrase.
  void add_ends(Range source, Range cue, std::uint32_t first, const CueWord& word, std::uint32_t main) {
    if (first >= piece_.last) return;
    const std::uint32_t last = sentence_end(first);
    if (first >= last) return;
    if (kind(first) == WordClass::quote) {
      const Index quotation = text_.tokens[first].quotation;
      if (quotation != kNone && text_.quotations[quotation].first == first) {
        add(source, cue, {first, std::min(text_.quotations[quotation].last, piece_.last)}, word, main);
        return;
      }
      // Single marks inside double ones: to the mark that closes them.
      for (std::uint32_t i = first + 1; i < piece_.last; ++i) {
        if (kind(i) != WordClass::quote) continue;
        add(source, cue, {first, i + 1}, word, main);
        break;
      }
    }
    add(source, cue, {first, last}, word, main);
    bool verb = false;
    for (std::uint32_t i = first + 1; i < last; ++i) {
      if (kind(i) == WordClass::comma && i + 1 < last) {
        add(source, cue, {first, i}, word, main);
        break;
      }
    }
    for (std::uint32_t i = first + 1; i < last; ++i) {
      if (!is_verbal(kind(i))) continue;
      // "that he lied | was wrong": a clause has a verb of its own.
      if (kind(first) == WordClass::that && !verb) {
        verb = true;
        while (i + 1 < last && (is_verbal(kind(i + 1)) || kind(i + 1) == WordClass::adverb || kind(i + 1) == WordClass::negation)) ++i;
        continue;
      }
      add(source, cue, {first, i}, word, main);
      break;
    }
    const std::uint32_t phrase = phrases_.simple_end(first, last);
    if (phrase > first) add(source, cue, {first, phrase}, word, main);
  }

  void flush() {
    std::move(made_.begin(), made_.end(), std::back_inserter(proposals_));
    made_.clear();
  }

  // `known`: nullptr for a verb that the lexicon lacks.
  void propose_verb(std::uint32_t i, const CueWord* known) {
    const CueWord& word = known != nullptr ? *known : kUnlisted;
    std::uint32_t first = i;
    bool be = false;
    while (first > piece_.first && i - first < kLongestGroup &&
           (kind(first - 1) == WordClass::auxiliary || kind(first - 1) == WordClass::adverb || kind(first - 1) == WordClass::negation)) {
      --first;
      be = be || is_form_of_be(lower(first));
    }
    const bool passive = be && ((words_[i].cue.forms & kParticiple) != 0 || words_[i].kind == WordClass::participle);
    const std::uint32_t begin = sentence_begin(i);
    Range source;
    if (!passive) {
      source = phrases_.subject_before(first, begin);
      if (source.empty() && first > begin && (kind(first - 1) == WordClass::relative || kind(first - 1) == WordClass::pronoun))
        source = {first - 1, first};
    }
    std::uint32_t next = i + 1;
    if (next >= piece_.last) return;
    if (passive && lower(next) == "by") {
      const std::uint32_t end = phrases_.full_end(next + 1, sentence_end(i));
      if (end > next + 1) {
        source = {next + 1, end};
        const Range subject = phrases_.subject_before(first, begin);
        add(source, {first, next + 1}, subject, word, i);
        next = end;
      }
    }
    std::uint32_t cue_last = i + 1;
    if (next < piece_.last && next == i + 1 && (word.takes(lower(next)) || is_one_of(lower(next), {"about", "of"}))) cue_last = ++next;
    add_ends(source, {first, cue_last}, next, word, i);
    // "told the committee on Monday that": whom and when stand between.
    for (std::uint32_t k = next + 1; k < piece_.last && k < next + kFarthestOpening; ++k) {
      if (kind(k) == WordClass::punctuation) break;
      const bool particle = is_one_of(lower(k), {"about", "of"});
      if (!opens_content(words_[k]) && !particle) continue;
      add_ends(source, {first, cue_last}, particle ? k + 1 : k, word, i);
      break;
    }
    // "which critics say harms the poor": what is said begins before who says it.
    if (!source.empty() && source.last <= first && source.first > begin + 1) {
      std::uint32_t left = source.first;
      if (kind(left - 1) == WordClass::comma) --left;
      add(source, {first, i + 1}, {begin, left}, word, i);
      std::uint32_t clause = left;
      while (clause > begin && kind(clause - 1) != WordClass::comma && kind(clause - 1) != WordClass::quote) --clause;
      if (clause < left) add(source, {first, i + 1}, {clause, left}, word, i);
    }
    flush();
  }

  void propose_noun(std::uint32_t i, const CueWord& word) {
    const std::uint32_t begin = sentence_begin(i);
    std::uint32_t k = i;
    while (k > begin && i - k < 4 && (kind(k - 1) == WordClass::noun || kind(k - 1) == WordClass::participle)) --k;
    Range source;
    if (k > begin && kind(k - 1) == WordClass::possessive) {
      if (lower(k - 1) == "'s" || lower(k - 1) == "\u2019s" || lower(k - 1) == "'" || lower(k - 1) == "\u2019") {
        std::uint32_t first = k - 1;
        while (first > begin && k - first < 9 && is_nominal(kind(first - 1))) --first;
        if (first > begin && kind(first - 1) == WordClass::determiner) --first;
        source = {first, k - 1};
      } else {
        source = {k - 1, k};
      }
    } else if (k > begin && kind(k - 1) == WordClass::name) {
      // "the Herald request to": a name before the noun.
      std::uint32_t first = k;
      while (first > begin && kind(first - 1) == WordClass::name) --first;
      source = {first, k};
    }
    std::uint32_t next = i + 1;
    const std::uint32_t last = sentence_end(i);
    if (next < last && (lower(next) == "made" || lower(next) == "by" || lower(next) == "from")) {
      const std::uint32_t by = lower(next) == "made" ? next + 1 : next;
      if (by < last && (lower(by) == "by" || lower(by) == "from")) {
        const std::uint32_t end = phrases_.simple_end(by + 1, last);
        if (end > by + 1) {
          source = {by + 1, end};
          next = end;
        }
      }
    }
    if (next >= last) return;
    // "rated half of their claims as false": that is another's word.
    if (lower(next) == "as") return;
    if (!opens_content(words_[next]) && !is_opening_preposition(lower(next))) return;
    const bool preposition = kind(next) != WordClass::that && kind(next) != WordClass::to && kind(next) != WordClass::quote &&
                             kind(next) != WordClass::question;
    const std::uint32_t first = preposition ? next + 1 : next;
    add_ends(source, {i, preposition && next == i + 1 ? next + 1 : i + 1}, first, word, i);
    flush();
  }

  // "the supposedly imminent ban", "allegedly they paid".
  void propose_adverb(std::uint32_t i) {
    add_ends({}, {i, i + 1}, i + 1, kUnlisted, i);
    flush();
  }

  // "was like, ‘Go’", "bearing the words “Go home”": what stands before the mark may be a cue whatever word it is.
  void propose_before_quotation(std::uint32_t mark) {
    const std::uint32_t begin = sentence_begin(mark);
    const Index quotation = text_.tokens[mark].quotation;
    if (quotation != kNone && text_.quotations[quotation].first != mark) return;
    std::uint32_t i = mark;
    while (i > begin && (kind(i - 1) == WordClass::comma || kind(i - 1) == WordClass::punctuation)) --i;
    if (i <= begin) return;
    const Word& word = words_[--i];
    if (word.kind == WordClass::quote || word.cue.cue != nullptr || find_cue_noun(word.lower) != nullptr) return;
    std::uint32_t first = i;
    while (first > begin && i - first < kLongestGroup &&
           (kind(first - 1) == WordClass::auxiliary || kind(first - 1) == WordClass::adverb))
      --first;
    add_ends(phrases_.subject_before(first, begin), {first, i + 1}, mark, kUnlisted, i);
    flush();
  }

  const Text& text_;
  const std::vector<Word>& words_;
  Phrases phrases_;
  Range piece_;
  std::vector<InnerProposal>& proposals_;
  std::vector<InnerProposal> made_;  // of one word
};

bool is_modal(std::string_view word) {
  return is_one_of(word, {"should", "would", "could", "might", "may", "will", "must", "can", "shall", "'ll", "\u2019ll", "if"});
}

float kind_of_source(const std::vector<Word>& words, const Candidate& candidate) {
  if (candidate.source.empty()) return 0;
  const Range source = candidate.source.front();
  const std::string& word = words[source.last - 1].lower;
  if (is_one_of(word, {"i", "we", "my", "our", "me", "us"})) return 1;
  if (is_one_of(word, {"you", "your"})) return 2;
  if (is_one_of(word, {"he", "she", "his", "her", "him"})) return 3;
  if (is_one_of(word, {"they", "their", "them"})) return 4;
  if (is_one_of(word, {"it", "this", "that", "its"})) return 5;
  if (is_one_of(word, {"who", "which", "whom"})) return 6;
  if (is_one_of(word, {"one", "people", "everybody", "everyone", "nobody", "somebody", "someone", "anyone", "anybody"})) return 7;
  const WordClass kind = words[source.last - 1].kind;
  return kind == WordClass::name ? 8 : kind == WordClass::noun ? 9 : kind == WordClass::number ? 10 : 11;
}

std::uint32_t size_of(const std::vector<Range>& ranges) {
  std::uint32_t size = 0;
  for (const Range& range : ranges) size += range.last - range.first;
  return size;
}

float likeness(const Candidate& one, const Candidate& other) {
  std::uint32_t both = 0;
  for (const Range& a : one.content) {
    for (const Range& b : other.content) {
      const std::uint32_t first = std::max(a.first, b.first), last = std::min(a.last, b.last);
      if (first < last) both += last - first;
    }
  }
  return both == 0 ? 0 : static_cast<float>(both) / static_cast<float>(size_of(one.content) + size_of(other.content) - both);
}

class Describer {
 public:
  Describer(const Text& text, const std::vector<Word>& words, const std::vector<Candidate>& outer)
      : text_(text), words_(words), outer_(outer) {}

  void fill(InnerProposal& proposal, const std::vector<const InnerProposal*>& same_cue) {
    at_ = 0;
    row_ = &proposal.row;
    const Candidate& candidate = proposal.candidate;
    const std::uint32_t main = proposal.main;
    put(proposal.origin == InnerOrigin::tagger ? 0.F : proposal.origin == InnerOrigin::rule ? 1.F : 2.F);
    put(proposal.word == nullptr ? -1.F : static_cast<float>(proposal.word->stance));
    for (const Frame frame : {kClause, kAddressee, kInfinitive, kObject, kPersonTo, kWeak, kQuote, kParticle})
      put(proposal.word != nullptr && proposal.word->has(frame));
    const bool verb = words_[main].cue.cue != nullptr;
    put(verb);
    put(find_cue_noun(words_[main].lower) != nullptr);
    put(static_cast<float>(words_[main].cue.forms));
    put_kind(main);
    for (const int step : {-3, -2, -1, 1, 2, 3}) put_near(main, step, proposal.piece);
    put(share_as_cue(words_[main].lower));
    describe_cue(candidate, main);
    describe_source(candidate);
    describe_content(candidate, proposal.piece);
    describe_place(proposal, main);
    float tagger = -1, rule = -1;
    for (const InnerProposal* other : same_cue) {
      if (other->origin == InnerOrigin::tagger) tagger = std::max(tagger, likeness(candidate, other->candidate));
      if (other->origin == InnerOrigin::rule) rule = std::max(rule, likeness(candidate, other->candidate));
    }
    put(tagger);
    put(rule);
  }

 private:
  void put(float value) {
    if (at_ < kProbeFeatures) (*row_)[at_++] = value;
  }
  void put(bool value) { put(value ? 1.F : 0.F); }
  void put_kind(std::uint32_t token) { put(static_cast<float>(words_[token].kind)); }
  void put_near(std::uint32_t token, int step, Range piece) {
    const std::int64_t at = static_cast<std::int64_t>(token) + step;
    if (at < piece.first || at >= piece.last) {
      put(-1.F);
    } else {
      put_kind(static_cast<std::uint32_t>(at));
    }
  }

  void describe_cue(const Candidate& candidate, std::uint32_t main) {
    const Range cue = candidate.cue.front();
    const std::uint32_t begin = text_.sentences[text_.tokens[main].sentence].first;
    bool modal = false, negation = false, be = false, have = false, to = false, condition = false;
    for (std::uint32_t i = main > begin + 4 ? main - 4 : begin; i < main; ++i) {
      const std::string& word = words_[i].lower;
      modal = modal || is_modal(word);
      negation = negation || words_[i].kind == WordClass::negation;
      be = be || is_form_of_be(word);
      have = have || is_one_of(word, {"has", "have", "had", "'ve", "\u2019ve", "'d", "\u2019d"});
      to = to || words_[i].kind == WordClass::to;
    }
    for (std::uint32_t i = begin; i < main; ++i) condition = condition || is_one_of(words_[i].lower, {"if", "when", "whether", "unless", "should"});
    for (const bool one : {modal, negation, be, have, to, condition}) put(one);
    put(static_cast<float>(size_of(candidate.cue)));
    put(static_cast<float>(main - std::min(main, cue.first)));
    put(static_cast<float>(text_.tokens[main].capitalized));
  }

  void describe_source(const Candidate& candidate) {
    put(kind_of_source(words_, candidate));
    const Range cue = candidate.cue.front();
    const Range source = candidate.source.empty() ? Range{} : candidate.source.front();
    put(static_cast<float>(source.last - source.first));
    put(candidate.source.empty() ? -1.F : static_cast<float>(words_[source.first].kind));
    const bool before = !candidate.source.empty() && source.last <= cue.first;
    put(before);
    put(candidate.source.empty() ? -1.F : static_cast<float>(before ? cue.first - source.last : source.first - std::min(source.first, cue.last)));
  }

  void describe_content(const Candidate& candidate, Range piece) {
    const Range cue = candidate.cue.front();
    const Range content = candidate.content.front();
    const std::uint32_t end = candidate.content.back().last;
    put(static_cast<float>(candidate.content.size()));
    put(static_cast<float>(size_of(candidate.content)));
    const bool behind = content.first >= cue.last;
    put(behind);
    put(static_cast<float>(behind ? content.first - cue.last : cue.first - std::min(cue.first, content.last)));
    put_kind(content.first);
    put_near(content.first, 1, piece);
    put_kind(end - 1);
    put_near(end - 1, 1, piece);
    put_near(end - 1, 2, piece);
    std::uint32_t verbs = 0, commas = 0, marks = 0, breaks = 0;
    for (const Range& range : candidate.content) {
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        verbs += is_verbal(words_[i].kind);
        commas += words_[i].kind == WordClass::comma;
        marks += words_[i].kind == WordClass::quote;
        breaks += i > range.first && text_.tokens[i].sentence != text_.tokens[i - 1].sentence;
      }
    }
    put(static_cast<float>(verbs));
    put(static_cast<float>(commas));
    put(static_cast<float>(marks));
    put(static_cast<float>(breaks));
    const bool to_end = end == piece.last || (end + 1 == piece.last && words_[end].kind == WordClass::punctuation);
    put(to_end);
    put(content.first == piece.first);
    put(text_.tokens[end - 1].sentence != text_.tokens[std::min<std::size_t>(end, text_.tokens.size() - 1)].sentence);
    put(is_one_of(words_[content.first].lower, {"this", "that", "it", "so", "what"}) && size_of(candidate.content) <= 2);
  }

  void describe_place(const InnerProposal& proposal, std::uint32_t main) {
    const Range piece = proposal.piece;
    put(static_cast<float>(piece.last - piece.first));
    put(static_cast<float>(main - piece.first));
    put(static_cast<float>(piece.last - main));
    put(text_.tokens[main].sentence != text_.tokens[piece.first].sentence);
    float depth = 0;
    for (Index q = text_.tokens[main].quotation; q != kNone && depth < 4; q = text_.quotations[q].within) depth += text_.quotations[q].scare ? 0.5F : 1.F;
    put(depth);
    if (proposal.holder == kNone) {
      for (int i = 0; i < 4; ++i) put(-1.F);
      return;
    }
    const Candidate& outer = outer_[proposal.holder];
    const std::uint32_t cue = outer.cue.empty() ? piece.first : outer.cue.back().last - 1;
    put(outer.source.empty());
    put(share_as_cue(words_[cue].lower));
    put(words_[cue].cue.cue == nullptr ? -1.F : static_cast<float>(words_[cue].cue.cue->stance));
    put(kind_of_source(words_, outer));
  }

  const Text& text_;
  const std::vector<Word>& words_;
  const std::vector<Candidate>& outer_;
  std::size_t at_ = 0;
  InnerRow* row_ = nullptr;
};

float probe(const Text& text, const neural::Readings& readings, std::uint32_t token, InnerProbe probe) {
  const float* const values = readings.at(text.tokens[token].span.begin);
  return values == nullptr ? 0 : values[probe];
}

// `same`: the proposals of one main word. How good a border is, by itself and beside the best of the others.
void describe_by_probes(const Text& text, const neural::Readings& readings, std::span<InnerProposal> same) {
  float best_begin = -1e9F, best_end = -1e9F, best_both = -1e9F;
  for (InnerProposal& proposal : same) {
    const Candidate& candidate = proposal.candidate;
    float* const row = proposal.row.data() + kProbeFeatures;
    row[0] = probe(text, readings, proposal.main, kProbeCue);
    row[1] = probe(text, readings, candidate.content.front().first, kProbeBegin);
    row[2] = probe(text, readings, candidate.content.back().last - 1, kProbeEnd);
    row[3] = candidate.source.empty() ? -2.F : probe(text, readings, candidate.source.back().last - 1, kProbeSource);
    best_begin = std::max(best_begin, row[1]);
    best_end = std::max(best_end, row[2]);
    best_both = std::max(best_both, row[1] + row[2]);
  }
  for (InnerProposal& proposal : same) {
    float* const row = proposal.row.data() + kProbeFeatures;
    row[4] = row[1] - best_begin;
    row[5] = row[2] - best_end;
    row[6] = row[1] + row[2] - best_both;
  }
}

}  // namespace

bool may_be_inner_cue(const Word& word) {
  return word.cue.cue != nullptr || find_cue_noun(word.lower) != nullptr || is_unlisted_cue(word);
}

void propose_by_words(const Text& text, const std::vector<Word>& words, Range piece, std::vector<InnerProposal>& proposals) {
  Proposer(text, words, piece, proposals).run();
}

void find_main_word(const std::vector<Word>& words, InnerProposal& proposal) {
  const CueWord* noun = nullptr;
  std::uint32_t noun_at = 0;
  for (const Range& range : proposal.candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (words[i].cue.cue != nullptr && words[i].kind != WordClass::name) {
        proposal.main = i;
        proposal.word = words[i].cue.cue;
        return;
      }
      if (noun != nullptr) continue;
      noun = find_cue_noun(words[i].lower);
      noun_at = i;
    }
  }
  proposal.main = noun != nullptr ? noun_at : proposal.candidate.cue.back().last - 1;
  proposal.word = noun;
}

void describe_proposals(const Text& text, const std::vector<Word>& words, const std::vector<Candidate>& outer,
                        const neural::Readings& readings, std::vector<InnerProposal>& proposals) {
  std::stable_sort(proposals.begin(), proposals.end(), [](const InnerProposal& a, const InnerProposal& b) { return a.main < b.main; });
  Describer describer(text, words, outer);
  std::vector<const InnerProposal*> same;
  for (std::size_t begin = 0; begin < proposals.size();) {
    std::size_t end = begin;
    same.clear();
    while (end < proposals.size() && proposals[end].main == proposals[begin].main) same.push_back(&proposals[end++]);
    for (std::size_t i = begin; i < end; ++i) describer.fill(proposals[i], same);
    describe_by_probes(text, readings, std::span(proposals).subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace hearsay
