#include <algorithm>
#include <string>
#include <utility>

#include "reading/coreference/resolver.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

bool inside_quotation(const TextWords& words, std::size_t word) {
  return words.text().tokens[words[word].first].quotation != kNone;
}

EntityType type_of(HeadClass kind) {
  switch (kind) {
    case HeadClass::person: return EntityType::person;
    case HeadClass::people: return EntityType::group;
    case HeadClass::organization: return EntityType::organization;
    case HeadClass::place: return EntityType::place;
    case HeadClass::none: break;
  }
  return EntityType::other;
}

}  // namespace

// Titles and roles say who bears a name: "the ministry's spokesman" of "the ministry's spokesman, Anna Harl".
void Resolver::find_roles() {
  role_of_word_.assign(words_.size(), kNone);
  static const WordSet kEnds("of for at from in with on to who which that under", ' ');
  for (std::size_t i = 0; i < names_.size(); ++i) {
    for (const Span span : {names_[i].title, names_[i].role}) {
      if (span.empty()) continue;
      for (std::size_t word = words_.word_at(span.begin); word < words_.size() && words_[word].span.begin < span.end; ++word) {
        // "head of the ministry" is no ministry.
        if (kEnds.has(words_.lower(word))) break;
        role_of_word_[word] = static_cast<Index>(i);
      }
    }
  }
}

MentionQuery Resolver::pronoun_query(std::size_t word, PronounKind kind) {
  MentionQuery query;
  query.pronoun = kind;
  query.word = word;
  query.first = word;
  query.sentence = words_[word].sentence;
  const std::string_view lower = words_.lower(word);
  query.possessive = is_possessive_pronoun(lower);
  query.reflexive = lower.ends_with("self") || lower.ends_with("selves");
  query.object = !query.possessive && is_object_pronoun(lower);
  query.subject = !query.possessive && !query.object && !query.reflexive;
  query.ahead = named_ahead(word);
  if (const Index content = content_of_word_[word]; content != kNone) {
    query.in_content = true;
    const Index speaker = speakers_[content] ? speakers_[content]->entity : kNone;
    query.speaker = speaker;
    const bool first_person = kind == PronounKind::speaker || kind == PronounKind::speakers;
    if (inside_quotation(words_, word) && !first_person) {
      query.not_entity = speaker;
      query.not_name = source_family_[content];
    }
  }
  // "Norland, which it warned": somebody else did.
  if (!query.possessive && word > 1 && (words_.is(word - 1, "which") || words_.is(word - 1, "whom"))) {
    const std::size_t before = words_[word - 2].kind == WordKind::mark && word > 2 ? word - 3 : word - 2;
    if (entity_of_word_[before] != kNone) query.not_entity = entity_of_word_[before];
  }
  // "his lawyer": not the lawyer's own.
  if (query.possessive && last_source_.begin == words_[word].span.begin && last_source_.end > words_[word].span.end) {
    query.not_entity = last_source_entity_;
  }
  return query;
}

// "As he left the hall, Harl said": who is named right behind the clause that opens the pronoun's
// sentence; the name is met now, so that it can be meant.
Index Resolver::named_ahead(std::size_t word) {
  static const WordSet kOpens(
      "as while after before if since despite in during amid with by when once like even though although until without on at for through "
      "because given under following unlike throughout beyond besides from whatever whether upon to speaking asked",
      ' ');
  constexpr std::size_t kClause = 30;
  constexpr std::size_t kTitle = 6;
  const std::size_t first = words_.sentence_begin(words_[word].sentence);
  const std::size_t end = std::min(words_.sentence_end(words_[word].sentence), word + kClause);
  if (word - first > kClause || !kOpens.has(words_.lower(first))) return kNone;
  for (std::size_t at = first; at < word; ++at) {
    if (words_.is(at, ",") || (name_of_word_[at] != kNone && names_[name_of_word_[at]].type == EntityType::person)) return kNone;
  }
  std::size_t comma = word + 1;
  while (comma < end && !words_.is(comma, ",")) ++comma;
  for (std::size_t at = comma + 1; at < std::min(end, comma + kTitle); ++at) {
    if (const Index name = name_of_word_[at]; name != kNone) {
      if (words_[words_.word_at(names_[name].span.end - 1)].possessive) return kNone;
      visit_name(words_.word_at(names_[name].span.begin));
      return entity_of_name_[name];
    }
    if (words_[at].kind != WordKind::word) break;
  }
  return kNone;
}

Index Resolver::choose(const MentionQuery& query, Index likely) {
  const bool by_phrase = likely != kNone && !query.pronoun && phrase_entity(query) == likely;
  std::vector<Index> candidates = discourse_.candidates(query);
  if (likely != kNone && likely != query.not_entity && std::find(candidates.begin(), candidates.end(), likely) == candidates.end()) {
    candidates.push_back(likely);
  }
  if (candidates.empty()) return kNone;
  bool acted = false;
  const Index actor = query.pronoun ? discourse_.sole_actor(query, candidates, acted) : kNone;
  const Index opening = opening_speaker(query);
  const std::uint32_t paragraph = words_.text().sentences[query.sentence].paragraph;
  // “..., she said” where nobody else acts: who spoke in this paragraph or the one before goes on.
  const bool goes_on = !acted && !query.in_content && last_speaker_ != kNone && last_speaker_paragraph_ + 1 >= paragraph;
  const Index rule = !query.source ? kNone : actor != kNone ? actor : goes_on ? last_speaker_ : kNone;
  const bool person = query.pronoun == PronounKind::he || query.pronoun == PronounKind::she;
  if (person && query.source && actor == kNone && goes_on && std::find(candidates.begin(), candidates.end(), last_speaker_) != candidates.end()) {
    return last_speaker_;
  }
  if (person && query.object && !query.in_content) {
    if (const Index reporter = reporter_below(query); reporter != kNone && std::find(candidates.begin(), candidates.end(), reporter) != candidates.end()) return reporter;
  }
  std::vector<RankRow> rows;
  rows.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    rows.push_back(discourse_.row(query, candidates[i], i));
    RankRow& row = rows.back();
    if (!query.pronoun) {
      row[45] = likely == kNone ? 0 : likely != candidates[i] ? 1 : by_phrase ? 3 : 2;
      continue;
    }
    row[kSoleActor] = !acted ? 0.0F : actor == kNone ? 1.0F : actor == candidates[i] ? 2.0F : -1.0F;
    // How many paragraphs ago the one spoke who spoke last.
    const std::uint32_t since = last_speaker_ == kNone ? 9 : std::min<std::uint32_t>(paragraph - last_speaker_paragraph_, 9);
    row[kLastSpeaker] = last_speaker_ == candidates[i] ? static_cast<float>(since) : 10.0F + static_cast<float>(since);
    row[kRule] = rule == kNone ? 0.0F : rule == candidates[i] ? 1.0F : -1.0F;
    row[kOpeningSpeaker] = opening == kNone ? 0.0F : opening == candidates[i] ? 1.0F : -1.0F;
  }
  return chooser_.choose(query, candidates, rows, table_);
}

// "Anna Harl covers the coast. Follow her on Twitter": who is named in the lines below a report.
Index Resolver::reporter_below(const MentionQuery& query) const {
  static const WordSet kInvites("follow reach contact email e-mail find", ' ');
  if (query.word == 0 || !words_[query.word - 1].opens || !kInvites.has(words_.lower(query.word - 1))) return kNone;
  const Text& text = words_.text();
  const std::uint32_t paragraph = text.sentences[query.sentence].paragraph;
  constexpr std::size_t kBack = 80;
  Index found = kNone;
  for (std::size_t back = 1; back <= std::min(kBack, query.word); ++back) {
    const std::size_t word = query.word - back;
    if (text.sentences[words_[word].sentence].paragraph != paragraph) break;
    const Index name = name_of_word_[word];
    if (name != kNone && names_[name].type == EntityType::person) found = entity_of_name_[name];
  }
  return found;
}

void Resolver::note_gender(Index entity, PronounKind kind) {
  EntityDraft& draft = table_.drafts()[entity];
  const bool person = kind == PronounKind::he || kind == PronounKind::she;
  if (person && draft.entity.type == EntityType::other) draft.entity.type = EntityType::person;
  if (draft.gender != Gender::unknown || draft.plural) return;
  if (kind == PronounKind::he) draft.gender = Gender::male;
  if (kind == PronounKind::she) draft.gender = Gender::female;
}

// "Officials said they were late": what opens with its subject is about whoever says it.
Index Resolver::opening_speaker(const MentionQuery& query) const {
  const Index content = content_of_word_[query.word];
  if (query.pronoun != PronounKind::they || !query.subject || content == kNone || query.speaker == kNone || inside_quotation(words_, query.word)) return kNone;
  const Attribution& attribution = attributions_[content];
  std::size_t first = words_.word_at(attribution.content.front().begin);
  if (words_.is(first, "that")) ++first;
  if (first != query.word || attribution.source.empty() || attribution.source.front().begin > attribution.content.front().begin) return kNone;
  const std::vector<Index> candidates = discourse_.candidates(query);
  const EntityDraft& draft = table_.drafts()[query.speaker];
  const bool several = draft.plural || draft.entity.type == EntityType::group || draft.entity.type == EntityType::organization;
  return several && std::find(candidates.begin(), candidates.end(), query.speaker) != candidates.end() ? query.speaker : kNone;
}

void Resolver::visit_pronoun(std::size_t word, PronounKind kind) {
  if (entity_of_word_[word] != kNone) return;  // as a source it is resolved already
  if (kind == PronounKind::addressee) return;
  const bool first_person = kind == PronounKind::speaker || kind == PronounKind::speakers;
  // Who speaks may be named behind the quotation only: resolve_first_person().
  const bool turn = turn_of_paragraph_[words_.text().sentences[words_[word].sentence].paragraph] < words_.size();
  if (first_person && (turn || inside_quotation(words_, word))) return;
  const MentionQuery query = pronoun_query(word, kind);
  const Index writer = kind == PronounKind::speaker && !query.in_content ? letter_writer(word) : kNone;
  const Index entity = writer != kNone ? writer : choose(query, kNone);
  if (entity == kNone) return;
  note_gender(entity, kind);
  entity_of_word_[word] = entity;
  table_.add_mention(entity, words_[word].span, MentionForm::pronoun);
  discourse_.note(entity, word, word, MentionForm::pronoun, query.subject, false);
}

MentionQuery Resolver::nominal_query(const Nominal& nominal) const {
  MentionQuery query;
  query.nominal = nominal;
  query.word = nominal.head();
  query.first = nominal.first;
  query.sentence = words_[query.word].sentence;
  query.head = singular_of(words_.lower(query.word));
  query.possessive = words_[query.word].possessive;
  query.subject = is_subject(nominal.first);
  query.source = in_source(query.word);
  for (std::size_t word = nominal.first; word < nominal.head(); ++word) {
    if (words_[word].possessive || name_of_word_[word] != kNone || is_demonym(words_.lower(word))) {
      query.owner = fold_name(words_.lower(word));
    } else if (!is_function_word(words_.lower(word))) {
      query.modifiers.emplace_back(words_.lower(word));
    }
  }
  if (nominal.first > 0 && words_[nominal.first - 1].possessive && query.owner.empty()) query.owner = fold_name(words_.lower(nominal.first - 1));
  if (const Index content = content_of_word_[query.word]; content != kNone) {
    query.in_content = true;
    query.speaker = speakers_[content] ? speakers_[content]->entity : kNone;
  }
  return query;
}

// The words of a noun's phrase without its determiner: "flood victims".
std::string Resolver::phrase_of(const MentionQuery& query) {
  std::string phrase = query.owner;
  for (const std::string& modifier : query.modifiers) phrase.append(" ").append(modifier);
  return phrase.append(" ").append(query.head);
}

Index Resolver::phrase_entity(const MentionQuery& query) const {
  const auto found = by_phrase_.find(phrase_of(query));
  if (found == by_phrase_.end() || found->second == query.not_entity) return kNone;
  const EntityDraft& draft = table_.drafts()[found->second];
  return draft.plural == (query.nominal.kind == HeadClass::people) ? found->second : kNone;
}

// "the Velmian president", "the supreme leader": who is known to be just that.
Index Resolver::role_bearer(const MentionQuery& query) const {
  const Determiner determiner = query.nominal.determiner;
  const bool known = determiner == Determiner::definite || determiner == Determiner::possessive;
  const std::string_view head = words_.lower(query.word);
  if (!known || query.nominal.kind != HeadClass::person || !(is_role_noun(head) || is_title(head))) return kNone;
  const bool of = words_.is(query.word + 1, "of") && !words_[query.word].possessive;
  if (of && query.modifiers.empty() && head != "leader") return kNone;
  const std::vector<std::string_view> modifiers(query.modifiers.begin(), query.modifiers.end());
  return table_.find_role(head, modifiers, query.owner);
}

// Whom the rules would take: the bearer of the role, the body of that noun.
Index Resolver::likely_bearer(const MentionQuery& query) const {
  const Determiner determiner = query.nominal.determiner;
  if (determiner == Determiner::indefinite || determiner == Determiner::number) return kNone;
  if (const Index same = phrase_entity(query); same != kNone) return same;
  const std::string_view head = words_.lower(query.word);
  if (query.nominal.kind == HeadClass::person) {
    std::vector<std::string_view> modifiers(query.modifiers.begin(), query.modifiers.end());
    const Index bearer = table_.find_role(head, modifiers, query.owner);
    return bearer != kNone ? bearer : table_.find_unnamed(head, false);
  }
  if (query.nominal.kind == HeadClass::organization) {
    const std::vector<std::string_view> modifiers(query.modifiers.begin(), query.modifiers.end());
    const Index body = table_.find_body(head, query.owner, modifiers);
    return body != kNone ? body : table_.find_recent_body(head, static_cast<std::uint32_t>(query.word));
  }
  if (query.nominal.kind == HeadClass::people) {
    const std::vector<std::string_view> modifiers(query.modifiers.begin(), query.modifiers.end());
    if (const Index several = several_meant(query.head, modifiers, query.word); several != kNone) return several;
  }
  return table_.find_unnamed(head, query.nominal.kind == HeadClass::people);
}

void Resolver::note_noun(Index entity, const MentionQuery& query) {
  constexpr std::size_t kMost = 12;
  EntityDraft& draft = table_.drafts()[entity];
  const auto add = [](std::vector<std::string>& list, const std::string& word) {
    if (list.size() < kMost && std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
  };
  add(draft.heads, query.head);
  for (const std::string& modifier : query.modifiers) add(draft.modifiers, modifier);
  if (!query.owner.empty()) add(draft.owners, query.owner);
  if (draft.gender == Gender::unknown) draft.gender = gender_of_noun(query.head);
  by_phrase_[phrase_of(query)] = entity;
}

// "the Velm Home Office": the country before a body's own name is spoken of as well.
void Resolver::visit_place_inside(const Name& name) {
  if (name.type != EntityType::organization && name.type != EntityType::other) return;
  const std::size_t first = words_.word_at(name.span.begin);
  std::size_t last = first;
  while (last < words_.size() && words_[last].span.begin < name.span.end) ++last;
  for (std::size_t size = std::min<std::size_t>(3, last - first - 1); size > 0 && last > first + 1; --size) {
    if (!is_known_place(words_.lower_run(first, first + size))) continue;
    Name place;
    place.first = words_[first].first;
    place.last = words_[first + size - 1].last;
    place.span = words_.span(first, first + size);
    place.type = EntityType::place;
    table_.add_name(place);
    return;
  }
}

// "Narn, a port of the north," and "the Coast Front, a group of farmers": what a body or a place is.
Index Resolver::described_before(const Nominal& nominal) const {
  if (nominal.determiner != Determiner::indefinite || nominal.first < 2 || !words_.is(nominal.first - 1, ",")) return kNone;
  const Index name = name_of_word_[nominal.first - 2];
  if (name == kNone || words_[nominal.first - 2].sentence != words_[nominal.first].sentence || words_[nominal.first - 2].possessive) return kNone;
  const EntityType type = names_[name].type;
  const bool body = nominal.kind == HeadClass::organization && (type == EntityType::organization || type == EntityType::outlet);
  const bool place = nominal.kind == HeadClass::place && type == EntityType::place;
  return body || place ? entity_of_name_[name] : kNone;
}

// "She is my friend", "Harl was the mayor": what a person is.
Index Resolver::predicate_of(const Nominal& nominal) const {
  if (nominal.kind != HeadClass::person || nominal.first < 2) return kNone;
  const std::string_view verb = words_.lower(nominal.first - 1);
  if (verb != "is" && verb != "was" && verb != "'s" && verb != "\u2019s") return kNone;
  const std::size_t subject = nominal.first - 2;
  if (words_[subject].sentence != words_[nominal.first].sentence || words_[subject].possessive) return kNone;
  const Index entity = entity_of_word_[subject];
  if (entity == kNone || table_.drafts()[entity].entity.type != EntityType::person || table_.drafts()[entity].plural) return kNone;
  const std::string_view lower = words_.lower(subject);
  const bool pronoun = lower == "he" || lower == "she";
  const bool name = name_of_word_[subject] != kNone && is_subject(words_.word_at(names_[name_of_word_[subject]].span.begin));
  const Gender gender = gender_of_noun(singular_of(words_.lower(nominal.head())));
  const Gender own = table_.drafts()[entity].gender;
  if (gender != Gender::unknown && own != Gender::unknown && gender != own) return kNone;
  return pronoun || name ? entity : kNone;
}

// "the miners" after "hundreds of miners", "the ministry" after "a ministry": the one last spoken of by that noun.
Index Resolver::same_noun(const MentionQuery& query) const {
  const bool people = query.nominal.kind == HeadClass::people;
  if ((!people && query.nominal.kind != HeadClass::organization) || query.nominal.determiner != Determiner::definite || !query.owner.empty()) return kNone;
  const bool of = words_.is(query.word + 1, "of") || words_.is(query.word + 1, "who");
  constexpr std::uint32_t kWordsBack = 150;
  const Index known = of ? kNone : table_.find_unnamed(words_.lower(query.word), people);
  if (known == kNone || known == query.not_entity) return kNone;
  const EntityDraft& draft = table_.drafts()[known];
  const bool told = std::all_of(query.modifiers.begin(), query.modifiers.end(), [&](const std::string& modifier) {
    return std::find(draft.modifiers.begin(), draft.modifiers.end(), modifier) != draft.modifiers.end();
  });
  return told && draft.last_word + kWordsBack >= query.word ? known : kNone;
}

void Resolver::visit_nominal(const Nominal& nominal) {
  const std::size_t head = nominal.head();
  // "thousands of shootings": the noun behind tells whether they are people.
  static const WordSet kCounts("thousands hundreds millions billions dozens scores", ' ');
  if (kCounts.has(words_.lower(head)) && words_.is(head + 1, "of")) return;
  const MentionQuery query = nominal_query(nominal);
  const Span span = words_.span(nominal.first, nominal.last);
  if (entity_of_word_[head] != kNone) {
    note_noun(entity_of_word_[head], query);
    return;
  }
  Index entity = kNone;
  if (const Index name = role_of_word_[head];
      name != kNone && names_[name].type == EntityType::person && nominal.kind == HeadClass::person) {
    // "spokeswoman Anna Harl" is one mention; "Anna Harl, the spokeswoman," and "his wife Anna Harl" are two.
    const std::size_t next = nominal.last;
    const bool before = next < words_.size() && name_of_word_[next] == name;
    if (before && nominal.determiner != Determiner::pronoun && nominal.determiner != Determiner::possessive) return;
    visit_name(words_.word_at(names_[name].span.begin));
    entity = entity_of_name_[name];
  } else if (nominal.last < words_.size() && name_of_word_[nominal.last] != kNone && !words_[head].possessive &&
             names_[name_of_word_[nominal.last]].type == EntityType::person && nominal.determiner == Determiner::none) {
    return;  // "teenager Anna Harl"
  } else {
    entity = described_before(nominal);
    if (entity == kNone) entity = predicate_of(nominal);
    if (entity == kNone) entity = role_bearer(query);
    if (entity == kNone) entity = same_noun(query);
    if (entity == kNone) entity = choose(query, likely_bearer(query));
  }
  if (entity == kNone) {
    entity = table_.add_unnamed(span, type_of(nominal.kind), words_.lower(head), nominal.kind == HeadClass::people);
  } else {
    table_.add_mention(entity, span, MentionForm::nominal);
  }
  note_noun(entity, query);
  entity_of_word_[head] = entity;
  discourse_.note(entity, nominal.first, head, MentionForm::nominal, query.subject, query.source);
  visit_pair(entity, nominal.first, head);
}

}  // namespace hearsay
