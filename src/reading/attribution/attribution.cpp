#include "reading/attribution/attribution.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "reading/attribution/dateline.h"
#include "reading/attribution/finish.h"
#include "reading/attribution/inner.h"
#include "reading/attribution/nesting.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/neural_candidate.h"
#include "reading/attribution/rule.h"
#include "reading/attribution/speech.h"
#include "reading/attribution/turn.h"
#include "reading/attribution/word_class.h"
#include "text/abbreviation.h"

namespace hearsay {

namespace {

bool overlap(const std::vector<Range>& some, const std::vector<Range>& others) {
  for (const Range one : some) {
    for (const Range other : others) {
      if (one.first < other.last && other.first < one.last) return true;
    }
  }
  return false;
}

// Where candidates lie: of a long text's thousands only those near by are looked at.
class Places {
 public:
  Places(const std::vector<Candidate>& candidates, std::size_t tokens) : blocks_(tokens / kBlock + 1) {
    for (Index i = 0; i < candidates.size(); ++i) {
      for (const auto* ranges : {&candidates[i].source, &candidates[i].cue, &candidates[i].content}) {
        for (const Range& range : *ranges) {
          for (std::uint32_t block = range.first / kBlock; block * kBlock < range.last; ++block) {
            if (blocks_[block].empty() || blocks_[block].back() != i) blocks_[block].push_back(i);
          }
        }
      }
    }
  }

  // Whether `is_such` holds of some candidate that may share a word with `ranges`; it may be asked twice of one.
  template <typename Predicate>
  [[nodiscard]] bool any_near(const std::vector<Range>& ranges, const Predicate& is_such) const {
    for (const Range& range : ranges) {
      for (std::uint32_t block = range.first / kBlock; block * kBlock < range.last; ++block) {
        if (std::any_of(blocks_[block].begin(), blocks_[block].end(), is_such)) return true;
      }
    }
    return false;
  }

  // Calls `visit` with each candidate that may hold the token.
  template <typename Visit>
  void each_near(std::uint32_t token, const Visit& visit) const {
    std::for_each(blocks_[token / kBlock].begin(), blocks_[token / kBlock].end(), visit);
  }

 private:
  static constexpr std::uint32_t kBlock = 64;  // tokens
  std::vector<std::vector<Index>> blocks_;
};

// Nobody, or a bare "who".
bool names_nobody(const std::vector<Word>& words, const Candidate& candidate) {
  if (candidate.source.empty()) return true;
  const Range source = candidate.source.front();
  if (candidate.source.size() > 1 || source.last - source.first > 1) return false;
  const std::string& word = words[source.first].lower;
  return word == "who" || word == "which" || word == "that";
}

// "..., a source said", "..., according to a source": the content first, then one word of saying and who says it.
bool stands_behind(const Candidate& speaker) {
  constexpr std::uint32_t kAccordingTo = 2;  // the cue without a word of its own that stands behind
  if (speaker.cue.size() != 1 || speaker.source.empty()) return false;
  const std::uint32_t length = speaker.cue.front().last - speaker.cue.front().first;
  if (speaker.word == nullptr ? length != kAccordingTo : length > 1) return false;
  return speaker.content.back().last <= std::min(speaker.source.front().first, speaker.cue.front().first);
}

bool lies_within(const std::vector<Range>& inner, const std::vector<Range>& outer) {
  return std::all_of(inner.begin(), inner.end(), [&](Range one) {
    return std::any_of(outer.begin(), outer.end(),
                       [&](Range other) { return other.first <= one.first && one.last <= other.last; });
  });
}

// `speaker`: a rule's candidate with source and cue. It stands where the tagger saw it too, or saw it as words of
// somebody's; or where the tagger has no more than an utterance of nobody's over the same content, or one that lies in
// that content whole.
// "X hosted a meeting that was endorsed by Y, a source said": the tagger may take "endorsed" and miss the source. "X
// hosted a meeting at which he praised Y, a source said": it may take what he praised alone.
bool takes_over(const Candidate& speaker, const std::vector<Candidate>& tagged, const Places& places, const std::vector<bool>& nobody) {
  const auto touches = [&](const std::vector<Range>& own, Index i) {
    return overlap(own, tagged[i].source) || overlap(own, tagged[i].cue) || overlap(own, tagged[i].content);
  };
  for (const auto* own : {&speaker.source, &speaker.cue}) {
    if (places.any_near(*own, [&](Index i) { return touches(*own, i); })) return false;
  }
  bool over_somebody = false;
  const bool refused = places.any_near(speaker.content, [&](Index i) {
    if (!overlap(speaker.content, tagged[i].content)) return false;
    over_somebody = true;
    const bool holds = stands_behind(speaker) && lies_within(tagged[i].source, speaker.content) && lies_within(tagged[i].cue, speaker.content) &&
                       lies_within(tagged[i].content, speaker.content);
    return !nobody[i] && !holds;
  });
  return over_somebody && !refused;
}

// "X met Y, which was endorsed by Z, a source said": a relative clause is not what was said, the sentence is.
void widen_clauses(const std::vector<Word>& words, std::vector<Candidate>& tagged, const std::vector<Candidate>& rules) {
  for (Candidate& candidate : tagged) {
    if (candidate.content.size() != 1 || candidate.source.empty()) continue;
    const std::string& first = words[candidate.content.front().first].lower;
    if (first != "which" && first != "who" && first != "where") continue;
    const auto wider = std::find_if(rules.begin(), rules.end(), [&](const Candidate& rule) {
      return !rule.source.empty() && overlap(rule.cue, candidate.cue) && overlap(rule.source, candidate.source) &&
             stands_behind(rule) && lies_within(candidate.content, rule.content);
    });
    if (wider != rules.end()) candidate.content = wider->content;
  }
}

// Utterances of nobody's in `tagged` give way to those of a speaker that the rules find over the same words, others go
// into them.
void find_missed_speakers(const std::vector<Word>& words, std::vector<Candidate>& tagged, std::vector<Candidate> rules) {
  std::vector<bool> nobody;
  for (const Candidate& candidate : tagged) nobody.push_back(names_nobody(words, candidate));
  std::vector<Candidate> found;
  const Places tagged_places(tagged, words.size());
  for (Candidate& rule : rules) {
    if (!rule.source.empty() && !rule.cue.empty() && takes_over(rule, tagged, tagged_places, nobody)) found.push_back(std::move(rule));
  }
  const Places found_places(found, words.size());
  std::size_t index = 0;
  std::erase_if(tagged, [&](const Candidate& candidate) {
    return nobody[index++] &&
           found_places.any_near(candidate.content, [&](Index i) { return overlap(found[i].content, candidate.content); });
  });
  tagged.insert(tagged.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

// "The health ministry has recorded 370 casualties": a body's count is its word, though nobody says it.
void find_counts(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& tagged, const std::vector<Candidate>& rules) {
  const std::size_t known = tagged.size();
  for (const Candidate& rule : rules) {
    if (rule.word == nullptr || rule.source.empty()) continue;
    const std::string_view lemma = rule.word->lemma;
    if (lemma != "record" && lemma != "count" && lemma != "register" && lemma != "tally" && lemma != "document") continue;
    bool number = false;
    for (const Range& range : rule.content) {
      for (std::uint32_t i = range.first; i < range.last; ++i) number = number || words[i].kind == WordClass::number;
    }
    const auto meets = [&](const Candidate& one) {
      return overlap(one.cue, rule.cue) || overlap(one.content, rule.cue) || overlap(one.content, rule.content);
    };
    const bool free = std::none_of(tagged.begin(), tagged.begin() + static_cast<std::ptrdiff_t>(known), meets);
    if (number && free && text.tokens[rule.cue.front().first].quotation == kNone) tagged.push_back(rule);
  }
}

// A range that begins with its paragraph's dateline begins past it.
void leave_datelines(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& tagged) {
  const auto leave = [&](std::vector<Range>& ranges) {
    for (Range& range : ranges) {
      const Sentence& sentence = text.sentences[text.tokens[range.first].sentence];
      if (sentence.first != range.first) continue;
      const std::uint32_t past = past_dateline(text, words, sentence);
      if (past < range.last) range.first = past;
    }
  };
  for (Candidate& candidate : tagged) {
    leave(candidate.source);
    leave(candidate.content);
  }
}

// The so-called "peace park": nobody is quoted.
void leave_scare_quotes(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& tagged) {
  std::erase_if(tagged, [&](const Candidate& candidate) {
    if (!candidate.source.empty() || candidate.content.size() != 1) return false;
    const std::uint32_t first = candidate.content.front().first;
    const Index quotation = text.tokens[first].quotation;
    const bool so_called = first > 0 && (words[first - 1].lower == "so-called" || words[first - 1].lower == "called");
    return so_called && quotation != kNone && text.quotations[quotation].scare;
  });
}

// A content ends before a mark that opens what another says, and one that its closing mark ends begins with the opening one.
void move_marks(const Text& text, std::vector<Candidate>& tagged) {
  const auto opens = [&](std::uint32_t token) {
    const Index quotation = text.tokens[token].quotation;
    return quotation != kNone && text.quotations[quotation].closed && text.quotations[quotation].first == token ? quotation : kNone;
  };
  for (Candidate& candidate : tagged) {
    for (Range& range : candidate.content) {
      if (range.last - range.first > 1 && opens(range.last - 1) != kNone) --range.last;
      const Index before = range.first == 0 ? kNone : opens(range.first - 1);
      if (before != kNone && text.quotations[before].last == range.last) --range.first;
    }
  }
}

// "said that the Orro ID. Harbour is shut", "named by Rt. Hon. Anna Harl": a tagger takes the stop for a sentence's end and the
// content ends there, though the sentence goes on.
void go_on_over_stops(const Text& text, std::vector<Candidate>& tagged) {
  const auto stops_inside = [&](std::uint32_t last) {
    const std::uint32_t end = text.sentences[text.tokens[last - 1].sentence].last;
    if (last + 1 >= end || text.tokens[last - 1].quotation != kNone) return false;
    const std::string_view word = text.word(last - 1);
    const bool own = word == "." || (word.size() > 2 && word.back() == '.' && abbreviation_of(word.substr(0, word.size() - 1)) == Abbreviation::title);
    const std::uint32_t next = own ? last : last + 1;
    return (own || text.word(last) == ".") && text.tokens[next].capitalized && text.tokens[next].space_before;
  };
  const auto holds = [](const std::vector<Range>& ranges, std::uint32_t first, std::uint32_t last) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return range.first < last && first < range.last; });
  };
  for (Candidate& candidate : tagged) {
    Range& range = candidate.content.back();
    if (!stops_inside(range.last)) continue;
    std::uint32_t end = text.sentences[text.tokens[range.last - 1].sentence].last;
    while (end > range.last && text.tokens[end - 1].kind == TokenKind::punctuation) --end;
    const bool free = std::none_of(tagged.begin(), tagged.end(), [&](const Candidate& one) {
      return holds(one.source, range.last, end) || holds(one.cue, range.last, end) || holds(one.content, range.last, end);
    });
    if (free) range.last = end;
  }
}

// `called it "a shame and left. "We will stay," she said`: the mark that nobody closed makes the tagger run on into the next
// quotation, which the rules give its own speaker.
void leave_next_quotations(const Text& text, std::vector<Candidate>& tagged, const std::vector<Candidate>& rules) {
  std::vector<Candidate> found;
  const Places places(tagged, text.tokens.size());
  for (const Candidate& rule : rules) {
    if (rule.source.empty() || rule.cue.empty() || rule.content.size() != 1) continue;
    const Range said = rule.content.front();
    const Token& token = text.tokens[said.first];
    if (token.quotation == kNone || text.sentences[token.sentence].first != said.first) continue;
    const Quotation& quotation = text.quotations[token.quotation];
    if (!quotation.closed || quotation.first != said.first || quotation.last != said.last || rule.cue.front().first < said.last) continue;
    if (places.any_near(rule.cue, [&](Index i) { return overlap(tagged[i].cue, rule.cue) || overlap(tagged[i].content, rule.cue); })) continue;
    places.each_near(said.first, [&](Index i) {
      for (Range& range : tagged[i].content) {
        const bool runs_on = range.first < said.first && said.first < range.last && range.last <= said.last;
        if (!runs_on || text.tokens[range.first].sentence == token.sentence || text.tokens[range.first].quotation != kNone) continue;
        range.last = said.first;
        if (found.empty() || found.back().content.front().first != said.first) found.push_back(rule);
      }
    });
  }
  tagged.insert(tagged.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

// A text that a model reads.
struct Draft {
  const Text* text = nullptr;
  const std::vector<Word>* words = nullptr;
  std::vector<Candidate> rules;
  std::vector<Candidate> tagged;
  neural::Readings readings;
};

// "also reportedly | asked him to go": the verb of saying that a cue of mere adverbs leaves to the content is its own.
void complete_cues(const std::vector<Word>& words, std::vector<Candidate>& tagged) {
  constexpr std::uint32_t kShortest = 3;  // tokens of a content that can spare its verb
  for (Candidate& candidate : tagged) {
    if (candidate.source.empty() || candidate.cue.size() != 1 || candidate.content.empty()) continue;
    Range& cue = candidate.cue.front();
    Range& said = candidate.content.front();
    if (said.first != cue.last || said.last - said.first < kShortest || words[said.first].cue.cue == nullptr) continue;
    if (words[said.first].kind != WordClass::verb && words[said.first].kind != WordClass::participle) continue;
    const auto is_adverb = [](const Word& word) { return word.kind == WordClass::adverb; };
    if (!std::all_of(words.begin() + cue.first, words.begin() + cue.last, is_adverb)) continue;
    candidate.word = words[said.first].cue.cue;
    cue.last = ++said.first;
  }
}

// The model's outermost attributions, and what the rules see beside them.
void add_outer(Draft& draft, const std::vector<Attribution>& found) {
  const Text& text = *draft.text;
  draft.tagged = to_candidates(text, found);
  complete_cues(*draft.words, draft.tagged);
  leave_datelines(text, *draft.words, draft.tagged);
  draft.rules = find_candidates(text, *draft.words);
  const std::vector<Candidate> outer_rules = split_by_nesting(text, draft.rules).outer;
  widen_clauses(*draft.words, draft.tagged, outer_rules);
  find_missed_speakers(*draft.words, draft.tagged, outer_rules);
  find_counts(text, *draft.words, draft.tagged, outer_rules);
  read_turns(text, *draft.words, draft.tagged, draft.rules);
  leave_scare_quotes(text, *draft.words, draft.tagged);
  leave_next_quotations(text, draft.tagged, outer_rules);
  move_marks(text, draft.tagged);
  go_on_over_stops(text, draft.tagged);
}

// "Harl said the fees were fair. The ministry said it would rise": an indirect content that the tagger let run on ends where the
// next sentence has a speaker of its own.
void leave_next_speakers(const Text& text, const std::vector<Word>& words, const std::vector<Candidate>& nested, std::vector<Candidate>& tagged) {
  const Places places(tagged, words.size());
  for (const Candidate& inner : nested) {
    if (inner.source.empty() || inner.source.front().first > inner.cue.front().first) continue;
    const std::uint32_t first = inner.source.front().first;
    const Index sentence = text.tokens[first].sentence;
    if (text.sentences[sentence].first != first || text.tokens[first].quotation != kNone) continue;
    places.each_near(first, [&](Index i) {
      Candidate& holder = tagged[i];
      // What follows a colon may be anybody's speech at length.
      if (holder.cue.empty() || words[holder.cue.back().last - 1].kind == WordClass::colon) return;
      for (Range& range : holder.content) {
        if (range.first < first && first < range.last && text.tokens[range.first].sentence != sentence && text.tokens[range.first].quotation == kNone)
          range.last = first;
      }
    });
  }
}

// What lies inside the contents.
void add_nested(Draft& draft, std::vector<Candidate> nested) {
  // "S," the paper quoted him as saying: his words stand outside the content that names him.
  for (Candidate& rule : nested_utterances(*draft.text, *draft.words, draft.tagged, draft.rules)) {
    const Range cue = rule.cue.front();
    const auto same = [&](const Candidate& one) { return overlap(one.cue, rule.cue); };
    if (cue.last - cue.first == 2 && (*draft.words)[cue.first].lower == "as" && std::none_of(nested.begin(), nested.end(), same))
      nested.push_back(std::move(rule));
  }
  // What lies in the content of somebody whom the rules found is there already.
  const Places places(draft.tagged, draft.words->size());
  std::erase_if(nested, [&](const Candidate& inner) {
    return places.any_near(inner.cue, [&](Index i) { return overlap(draft.tagged[i].cue, inner.cue); });
  });
  leave_next_speakers(*draft.text, *draft.words, nested, draft.tagged);
  draft.tagged.insert(draft.tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
}

std::vector<Draft> tag_by_model(std::span<const ClassifiedText> texts, const neural::Tagger& tagger, InnerTier tier) {
  std::vector<std::string_view> contents;
  for (const ClassifiedText& one : texts) contents.push_back(one.text->content);
  std::vector<neural::Readings> readings(texts.size());
  std::vector<std::vector<Attribution>> found;
  if (tier == InnerTier::fast) {
    found = tagger.tag(contents, readings);
  } else {
    // The slow tagger fills the processor with one text, and its sums of floats may hang on what it reads beside.
    for (std::size_t i = 0; i < texts.size(); ++i) found.push_back(tagger.tag(contents[i], &readings[i]));
  }
  std::vector<Draft> drafts(texts.size());
  std::vector<InnerText> outer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Draft& draft = drafts[i];
    draft.text = texts[i].text;
    draft.words = texts[i].words;
    draft.readings = std::move(readings[i]);
    add_outer(draft, found[i]);
    outer.push_back({*draft.text, *draft.words, draft.tagged, draft.rules, draft.readings});
  }
  // The quick tagger reads contents well enough, and the slow one would take half as long again.
  const neural::Tagger* const quick = neural::fast_tagger();
  std::vector<std::vector<Candidate>> nested = find_inner(outer, quick != nullptr ? *quick : tagger, tier);
  for (std::size_t i = 0; i < texts.size(); ++i) add_nested(drafts[i], std::move(nested[i]));
  return drafts;
}

std::vector<Candidate> tag_by_rules(const Text& text, const std::vector<Word>& words) {
  Split split = split_by_nesting(text, find_candidates(text, words));
  claim_quotations(text, words, split.outer);
  // The speech just claimed may hold what stood free before.
  Split again = split_by_nesting(text, std::move(split.outer));
  again.inner.insert(again.inner.end(), std::make_move_iterator(split.inner.begin()), std::make_move_iterator(split.inner.end()));
  std::vector<Candidate> tagged = outside_speech(text, std::move(again.outer));
  std::vector<Candidate> nested = nested_utterances(text, words, tagged, again.inner);
  tagged.insert(tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
  return tagged;
}

}  // namespace

std::vector<std::vector<Attribution>> find_attributions(std::span<const ClassifiedText> texts, AttributionModel model) {
  const neural::Tagger* tagger = model == AttributionModel::fast       ? neural::fast_tagger()
                                 : model == AttributionModel::accurate ? neural::accurate_tagger()
                                                                       : nullptr;
  std::vector<std::vector<Attribution>> attributions;
  if (tagger != nullptr) {
    const InnerTier tier = model == AttributionModel::accurate ? InnerTier::accurate : InnerTier::fast;
    for (Draft& draft : tag_by_model(texts, *tagger, tier))
      attributions.push_back(finish_attributions(*draft.text, *draft.words, std::move(draft.tagged)));
    return attributions;
  }
  for (const auto& [text, words] : texts) attributions.push_back(finish_attributions(*text, *words, tag_by_rules(*text, *words)));
  return attributions;
}

std::vector<Attribution> find_attributions(const Text& text, AttributionModel model) {
  const std::vector<Word> words = classify_words(text);
  const ClassifiedText one = {&text, &words};
  return std::move(find_attributions({&one, 1}, model).front());
}

}  // namespace hearsay
