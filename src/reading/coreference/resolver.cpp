#include "reading/coreference/resolver.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "reading/name/name_words.h"

namespace hearsay {
namespace {

bool is_preposition(std::string_view lower) {
  static const WordSet set(
      "of to with by for from in at on against about between among under over after before into like as than near behind towards toward "
      "including without via per",
      ' ');
  return set.has(lower);
}

bool is_anybody(std::string_view noun) { return noun == "man" || noun == "woman" || noun == "person"; }

bool inside_quotation(const TextWords& words, std::size_t word) {
  return words.text().tokens[words[word].first].quotation != kNone;
}

// "officials", "two people briefed on it" speak by their office or for themselves without their names; "voters" and
// "critics" are spoken of as a body.
bool speaks_by_office(const EntityDraft& draft) {
  static const WordSet kOffices(
      "officials sources aides investigators prosecutors diplomats advisers advisors spokesmen spokeswomen spokespeople spokespersons officers "
      "detectives inspectors lawyers attorneys agents staffers insiders employees doctors witnesses executives commanders deputies authorities "
      "negotiators strategists operatives people",
      ' ');
  return !draft.role_heads.empty() && kOffices.has(draft.role_heads.front());
}

}  // namespace

Resolver::Resolver(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions,
                   const std::vector<Nominal>& nominals, Chooser& chooser, std::string_view title)
    : words_(words), names_(names), attributions_(attributions), nominals_(nominals), chooser_(chooser), title_(title), table_(words), discourse_(words, table_) {}

Coreference Resolver::run() {
  name_of_word_ = names_by_word(words_, names_);
  entity_of_name_.assign(names_.size(), kNone);
  entity_of_word_.assign(words_.size(), kNone);
  speakers_.resize(attributions_.size());
  find_roles();
  find_together();
  find_turns();
  find_signatures();
  find_interview();
  read_sources();
  find_contents();
  walk();
  carry_speakers();
  give_turns();
  resolve_first_person();
  return finish();
}

void Resolver::read_sources() {
  source_of_word_.assign(words_.size(), kNone);
  sources_.resize(attributions_.size());
  source_family_.resize(attributions_.size());
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const Spans& source = attributions_[i].source;
    if (source.empty() || source.front().empty()) continue;
    SourceReading& reading = sources_[i];
    reading = read_source(words_, names_, name_of_word_, end_before_verb(words_, names_, name_of_word_, source.front()));
    if (reading.kind == SourceKind::name && names_[reading.name].type == EntityType::person) {
      const std::string folded = fold_name(words_.text().words(names_[reading.name].span));
      source_family_[i] = folded.substr(folded.rfind(' ') + 1);
    }
    const std::size_t first = words_.word_at(source.front().begin);
    source_begins_.emplace_back(first, static_cast<Index>(i));
    // The head of a source is what counts as one who speaks; its tail is bounded with it.
    std::size_t count = 0;
    for (std::size_t word = first; word < words_.size() && words_[word].span.begin < source.front().end && count < 200; ++word, ++count) {
      source_of_word_[word] = static_cast<Index>(i);
    }
  }
  std::sort(source_begins_.begin(), source_begins_.end());
}

// Attributions come in order of their first span, outer ones before those they hold: the last writer is the innermost.
// Contents of one text overlap at most as deep as they nest, and nesting is bounded by attribution/.
void Resolver::find_contents() {
  content_of_word_.assign(words_.size(), kNone);
  std::vector<Index> order(attributions_.size());
  std::iota(order.begin(), order.end(), Index{0});
  const auto depth = [&](Index attribution) {
    int count = 0;
    while (attribution != kNone && count < 16) {
      attribution = attributions_[attribution].within;
      ++count;
    }
    return count;
  };
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return depth(a) < depth(b); });
  for (const Index i : order) {
    for (const Span span : attributions_[i].content) {
      for (std::size_t word = words_.word_at(span.begin); word < words_.size() && words_[word].span.begin < span.end; ++word) {
        content_of_word_[word] = i;
      }
    }
  }
}

void Resolver::walk() {
  auto next_source = source_begins_.begin();
  auto next_nominal = nominals_.begin();
  for (std::size_t word = 0; word < words_.size(); ++word) {
    // A source that begins with its own words ("a source in Harl's office") is introduced before the names in it are
    // met; one that is a name waits for that name.
    for (; next_source != source_begins_.end() && next_source->first <= word; ++next_source) {
      visit_source(next_source->second, next_source->first);
    }
    for (; next_nominal != nominals_.end() && next_nominal->head() <= word; ++next_nominal) {
      if (next_nominal->head() == word) visit_nominal(*next_nominal);
    }
    const TextWord& it = words_[word];
    if (it.kind != WordKind::word) continue;
    if (name_of_word_[word] != kNone) {
      visit_name(word);
      continue;
    }
    const std::string_view lower = words_.lower(word);
    if (const auto kind = pronoun_kind(lower)) {
      if (!it.all_caps || lower == "i") visit_pronoun(word, *kind);
    }
  }
}

bool Resolver::in_source(std::size_t word) const { return source_of_word_[word] != kNone; }

// Where a subject stands: not behind a preposition or a verb, nor as somebody's possessor.
bool Resolver::is_subject(std::size_t word) const {
  if (words_[word].possessive) return false;
  std::size_t begin = word;
  const Index name = name_of_word_[word];
  if (name != kNone) {
    const Span front = names_[name].title.empty() ? names_[name].span : names_[name].title;
    begin = words_.word_at(std::min(front.begin, names_[name].span.begin));
    // "Fisheries Minister Anna Harl": what she is minister of does nothing.
    const std::size_t behind = words_.word_at(names_[name].span.end);
    if (behind < words_.size() && words_[behind].kind == WordKind::word && (is_title(words_.lower(behind)) || is_role_noun(words_.lower(behind)))) return false;
  }
  if (words_[begin].opens || begin == 0 || words_[begin - 1].sentence != words_[begin].sentence) return true;
  const std::string_view before = words_.lower(begin - 1);
  if (is_preposition(before)) return false;
  static const WordSet kClause("that and but when while because if although though as who , so since until whether which where before after or than", ' ');
  return kClause.has(before) || words_[begin - 1].kind == WordKind::mark || before == "the";
}

void Resolver::visit_name(std::size_t word) {
  const Index index = name_of_word_[word];
  const Name& name = names_[index];
  if (entity_of_name_[index] == kNone) {
    entity_of_name_[index] = table_.add_name(name);
    const Index entity = entity_of_name_[index];
    visit_place_inside(name);
    const std::size_t first = words_.word_at(name.span.begin);
    bool source = false;
    if (in_source(word)) {
      const SourceReading& reading = sources_[source_of_word_[word]];
      source = reading.kind == SourceKind::name && reading.name == index;
    }
    std::size_t last = first;
    while (last + 1 < words_.size() && name_of_word_[last + 1] == index) ++last;
    discourse_.note(entity, first, last, MentionForm::name, source || is_subject(first), source);
    const Span front = name.title.empty() ? name.span : name.title;
    visit_pair(entity, words_.word_at(std::min(front.begin, name.span.begin)), last);
  }
  entity_of_word_[word] = entity_of_name_[index];
  visit_together(index);
}

Speaker Resolver::speaker_of(Index entity) const {
  const EntityDraft& draft = table_.drafts()[entity];
  SpeakerKind kind = draft.named ? SpeakerKind::named : SpeakerKind::unnamed;
  const bool body = !draft.named && draft.entity.type == EntityType::organization;
  if (draft.plural || body || draft.entity.type == EntityType::group) kind = SpeakerKind::collective;
  if (kind == SpeakerKind::collective && !draft.named && !body && speaks_by_office(draft)) kind = SpeakerKind::unnamed;
  if (draft.entity.type == EntityType::outlet) kind = SpeakerKind::outlet;
  if (draft.entity.type == EntityType::document) kind = SpeakerKind::document;
  return {draft.entity.name, entity, kind};
}

// Whom "who" stands for: what is mentioned right before it, or "a sailor" of "a sailor who was on the bridge, and who".
Index Resolver::relative_antecedent(std::size_t word) {
  constexpr std::size_t kReach = 4;
  for (std::size_t back = 1; back <= kReach && back <= word; ++back) {
    const std::size_t at = word - back;
    if (words_[at].sentence != words_[word].sentence) break;
    if (entity_of_word_[at] != kNone) return entity_of_word_[at];
    if (words_[at].kind == WordKind::word && !words_[at].capitalized) break;
  }
  const Span span = antecedent_before(words_, name_of_word_, word);
  if (span.empty()) return kNone;
  const SourceReading reading = read_source(words_, names_, name_of_word_, span);
  if (reading.kind == SourceKind::name) {
    visit_name(words_.word_at(names_[reading.name].span.begin));
    return entity_of_name_[reading.name];
  }
  if (reading.kind != SourceKind::person && reading.kind != SourceKind::people) return kNone;
  const std::size_t first = words_.word_at(span.begin);
  for (std::size_t at = first; at < word && words_[at].span.begin < span.end; ++at) {
    if (name_of_word_[at] == kNone && entity_of_word_[at] != kNone && !is_personal_pronoun(words_.lower(at))) return entity_of_word_[at];
  }
  entity_of_word_[first] = introduce(reading, span);
  return entity_of_word_[first];
}

bool Resolver::only_in_headline(Index entity) const {
  const Text& text = words_.text();
  const std::vector<Mention>& mentions = table_.drafts()[entity].entity.mentions;
  return !text.paragraphs.empty() && std::all_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.span.end <= text.paragraphs.front().span.end;
  });
}

// An unnamed source, known already or new.
Index Resolver::introduce(const SourceReading& reading, Span whole) {
  const Span span = head_phrase(words_, reading, whole);
  // "Judge rejects plea", says the headline, and the text begins with "A Velm judge has rejected".
  if ((reading.kind == SourceKind::person || reading.kind == SourceKind::document) && !reading.definite) {
    const Index known = table_.find_unnamed(reading.head, false);
    if (known != kNone && only_in_headline(known) && span.begin >= words_.text().paragraphs.front().span.end) {
      table_.add_mention(known, span, MentionForm::nominal);
      return known;
    }
  }
  // "Velm police" after "the Velm Police Department"
  if (reading.kind == SourceKind::people && reading.head == "police") {
    if (const Index known = table_.find_body("police"); known != kNone) {
      table_.add_mention(known, span, MentionForm::nominal);
      return known;
    }
  }
  if (reading.kind == SourceKind::person) {
    if (reading.definite) {
      if (const Index known = table_.find_role(reading.head, reading.modifiers, reading.owner); known != kNone) {
        table_.add_mention(known, span, MentionForm::nominal);
        return known;
      }
      if (const Index known = table_.find_unnamed(reading.head, false, reading.owner, reading.modifiers); known != kNone) {
        table_.add_mention(known, span, MentionForm::nominal);
        return known;
      }
      // "the man" after "a former inspector": whoever spoke last without a name.
      if (reading.modifiers.empty() && reading.owner.empty() && is_anybody(reading.head)) {
        const auto word = static_cast<std::uint32_t>(words_.word_at(span.begin));
        if (const Index known = table_.find_recent_unnamed(word); known != kNone) {
          table_.add_mention(known, span, MentionForm::nominal);
          return known;
        }
      }
      if (const Index known = varied_speaker(reading, span); known != kNone) {
        table_.add_mention(known, span, MentionForm::nominal);
        return known;
      }
    }
    return table_.add_unnamed(span, EntityType::person, reading.head, false);
  }
  if (reading.kind == SourceKind::people) {
    if (reading.definite || reading.head == "both") {
      const Index several = several_meant(singular_of(reading.head), reading.modifiers, words_.word_at(span.begin));
      if (several != kNone) {
        table_.add_mention(several, span, MentionForm::nominal);
        return several;
      }
    }
    // "People will ask", "everybody knows": nobody in particular, and so none of those spoken of.
    static const WordSet kGeneric("people everybody everyone nobody anybody anyone somebody someone", ' ');
    const bool generic = !reading.definite && reading.owner.empty() && kGeneric.has(reading.head);
    if (reading.definite || (reading.modifiers.empty() && !generic)) {
      // "Scientists say" are not the Norlandian scientists.
      const Index known = table_.find_unnamed(reading.head, true, reading.owner);
      const bool wider = known != kNone && !reading.definite && reading.owner.empty() && !table_.drafts()[known].owners.empty();
      if (known != kNone && !wider) {
        table_.add_mention(known, span, MentionForm::nominal);
        return known;
      }
    }
    return table_.add_unnamed(span, EntityType::group, reading.head, true);
  }
  // "The company that runs the ferries": its clause says which, not what was told before.
  const std::size_t behind = words_.word_at(span.end);
  const bool told_apart = behind < words_.size() && span.end < whole.end && (words_.is(behind, "that") || words_.is(behind, "which"));
  if ((reading.kind == SourceKind::body || reading.kind == SourceKind::outlet) && reading.definite && !told_apart) {
    Index known = table_.find_body(reading.head, reading.owner, reading.modifiers);
    if (known == kNone) known = table_.find_recent_body(reading.head, static_cast<std::uint32_t>(words_.word_at(span.begin)));
    if (known != kNone) {
      table_.add_mention(known, span, MentionForm::nominal);
      return known;
    }
  }
  const EntityType type = reading.kind == SourceKind::outlet     ? EntityType::outlet
                          : reading.kind == SourceKind::document ? EntityType::document
                                                                 : EntityType::organization;
  if (reading.definite) {
    if (const Index known = table_.find_unnamed(reading.head, false, reading.owner, reading.modifiers); known != kNone) {
      table_.add_mention(known, span, MentionForm::nominal);
      return known;
    }
    if (const Index known = type == EntityType::document ? document_before(reading, span) : kNone; known != kNone) {
      table_.add_mention(known, span, MentionForm::nominal);
      return known;
    }
  }
  return table_.add_unnamed(span, type, reading.head, false);
}

void Resolver::note_speaker(Index entity, std::size_t word) {
  if (content_of_word_[word] != kNone) return;
  const EntityDraft& draft = table_.drafts()[entity];
  last_speaker_ = draft.entity.type == EntityType::person && !draft.plural ? entity : kNone;
  last_speaker_paragraph_ = words_.text().sentences[words_[word].sentence].paragraph;
}

void Resolver::visit_source(std::size_t attribution, std::size_t word) {
  if (interview_turns_[attribution] != InterviewTurn::none) {
    if (interview_turns_[attribution] == InterviewTurn::question) return;
    if (!interviewed_) interviewed_ = find_interviewed();
    if (*interviewed_ != kNone) speakers_[attribution] = speaker_of(*interviewed_);
    return;
  }
  const SourceReading& reading = sources_[attribution];
  const Span span = attributions_[attribution].source.front();
  Index entity = together_in(reading, span);
  if (entity != kNone) {
    speakers_[attribution] = speaker_of(entity);
    note_speaker(entity, word);
    return;
  }
  switch (reading.kind) {
    case SourceKind::none: return;
    case SourceKind::name: {
      // The name may stand behind its titles and roles: visited now, so that the speaker is known to what follows.
      const std::size_t at = words_.word_at(names_[reading.name].span.begin);
      visit_name(at);
      entity = entity_of_name_[reading.name];
      break;
    }
    case SourceKind::relative: entity = relative_antecedent(word); break;
    case SourceKind::pronoun: {
      if (entity_of_word_[word] != kNone) {
        entity = entity_of_word_[word];  // another attribution shares the source
        break;
      }
      const PronounKind kind = *pronoun_kind(reading.head);
      // "You would think so": whoever reads or listens.
      if (kind == PronounKind::addressee) return;
      const Index around = content_of_word_[word];
      const Index outer = around == kNone || !speakers_[around] ? kNone : speakers_[around]->entity;
      if (kind == PronounKind::speaker || kind == PronounKind::speakers) {
        entity = outer == kNone && kind == PronounKind::speaker && !inside_quotation(words_, word) ? letter_writer(word) : outer;
        if (entity == kNone) return;
        speakers_[attribution] = speaker_of(entity);
        return;  // its mention is noted with the other first persons
      }
      MentionQuery query = pronoun_query(word, kind);
      query.subject = !query.possessive;
      query.object = false;
      query.source = true;
      if (const Spans& content = attributions_[attribution].content; !content.empty()) query.content = {content.front().begin, content.back().end};
      entity = choose(query, kNone);
      if (entity != kNone) {
        note_gender(entity, kind);
        entity_of_word_[word] = entity;
        table_.add_mention(entity, words_[word].span, MentionForm::pronoun);
      }
      break;
    }
    default: {
      // Several attributions may share one source: "he said ..., adding ...".
      entity = span == last_source_ ? last_source_entity_ : introduce(reading, span);
      last_source_ = span;
      last_source_entity_ = entity;
      // "his lawyer": "his" is somebody else.
      if (!is_personal_pronoun(words_.lower(word))) entity_of_word_[word] = entity;
      for (std::size_t at = word; at < words_.size() && words_[at].span.begin < span.end; ++at) {
        if (words_.lower(at) != reading.head) continue;
        entity_of_word_[at] = entity;
        break;
      }
      break;
    }
  }
  if (entity == kNone) return;
  speakers_[attribution] = speaker_of(entity);
  note_speaker(entity, word);
  if (reading.kind == SourceKind::name) return;
  const MentionForm form = reading.kind == SourceKind::pronoun ? MentionForm::pronoun : MentionForm::nominal;
  discourse_.note(entity, word, word, form, true, true);
}

// A direct quotation without a source goes on from the speaker before it, in its own paragraph or the next.
void Resolver::carry_speakers() {
  const Text& text = words_.text();
  const auto paragraph = [&](std::uint32_t offset) -> std::uint32_t {
    const std::uint32_t token = text.token_at(offset);
    return token < text.tokens.size() ? text.sentences[text.tokens[token].sentence].paragraph : 0;
  };
  Index before = kNone;
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const Attribution& attribution = attributions_[i];
    const bool direct = attribution.form == Form::direct && !attribution.content.empty();
    if (!speakers_[i] && direct && attribution.source.empty() && before != kNone && attribution.within == kNone) {
      const Attribution& previous = attributions_[before];
      const std::uint32_t here = paragraph(attribution.content.front().begin);
      const std::uint32_t there = paragraph(previous.content.empty() ? previous.cue.front().begin : previous.content.back().begin);
      if (previous.form != Form::indirect && here >= there && here - there <= 1) speakers_[i] = speakers_[before];
    }
    if (attribution.within == kNone && speakers_[i] && (!attribution.content.empty() || !attribution.cue.empty())) {
      before = static_cast<Index>(i);
    }
  }
}

// Inside a quotation "I" is its speaker; "we" is one only where the speaker is several.
void Resolver::resolve_first_person() {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    const std::size_t turn = turn_of_paragraph_[words_.text().sentences[words_[word].sentence].paragraph];
    if (turn < words_.size() && words_[word].kind == WordKind::word && pronoun_kind(words_.lower(word)) == PronounKind::speaker) {
      const Index entity = entity_of_name_[name_of_word_[turn]];
      if (entity != kNone && entity_of_word_[word] == kNone) table_.add_mention(entity, words_[word].span, MentionForm::pronoun);
      continue;
    }
    const Index content = content_of_word_[word];
    if (content == kNone || words_[word].kind != WordKind::word) continue;
    if (!inside_quotation(words_, word) && interview_turns_[content] != InterviewTurn::answer) continue;
    const auto kind = pronoun_kind(words_.lower(word));
    if (kind != PronounKind::speaker && kind != PronounKind::speakers) continue;
    if (words_[word].all_caps || !speakers_[content] || speakers_[content]->entity == kNone) continue;
    const Index entity = speakers_[content]->entity;
    const EntityDraft& draft = table_.drafts()[entity];
    const bool person = draft.entity.type == EntityType::person && !draft.plural;
    if (person == (kind == PronounKind::speaker)) table_.add_mention(entity, words_[word].span, MentionForm::pronoun);
  }
}

Coreference Resolver::finish() {
  std::vector<EntityDraft>& drafts = table_.drafts();
  std::vector<char> meant(drafts.size(), 0);
  for (std::optional<Speaker>& speaker : speakers_) {
    if (!speaker || speaker->entity == kNone) continue;
    meant[speaker->entity] = 1;
    // "A judge said": the name may follow.
    speaker->kind = speaker_of(speaker->entity).kind;
  }
  for (EntityDraft& draft : drafts) {
    std::vector<Mention>& mentions = draft.entity.mentions;
    std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
    const auto same = [](const Mention& a, const Mention& b) { return a.span == b.span; };
    mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
  }
  // Names that stand together are one only where somebody means them all.
  std::vector<Index> order;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].members.empty() || meant[i] != 0 || drafts[i].entity.mentions.size() > drafts[i].together) order.push_back(static_cast<Index>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
    return drafts[a].entity.mentions.front().span < drafts[b].entity.mentions.front().span;
  });
  std::vector<Index> place(drafts.size());
  Coreference result;
  result.entities.reserve(drafts.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<Index>(i);
    result.entities.push_back(std::move(drafts[order[i]].entity));
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const Index member : drafts[order[i]].members) result.entities[i].members.push_back(place[member]);
  }
  for (std::optional<Speaker>& speaker : speakers_) {
    if (!speaker || speaker->entity == kNone) continue;
    speaker->entity = place[speaker->entity];
    // The fullest name may have come after the source was read.
    speaker->name = result.entities[speaker->entity].name;
  }
  result.speakers = std::move(speakers_);
  return result;
}

}  // namespace hearsay
