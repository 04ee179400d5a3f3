#include "reading/event/features.h"

#include <algorithm>
#include <string>

#include "reading/attribution/rule_word.h"
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::uint32_t kWindow = 6;     // words to either side whose place counts
constexpr std::uint32_t kBagWords = 60;  // of the sentence

using Sink = model::FeatureHasher<kBuckets>;

std::string_view class_of(const Trigger& trigger) { return trigger.entry() == nullptr ? "-" : type_of(trigger.entry()->root); }

std::string_view kind_name(const Phrase& phrase) {
  if (phrase.pronoun) return "pronoun";
  if (phrase.time) return "time";
  if (phrase.place) return "place";
  if (phrase.name) return "name";
  return phrase.actor ? "actor" : "other";
}

void average(float* vector, float count) {
  for (std::uint32_t i = 0; count > 0 && i < kVectorSize; ++i) vector[i] /= count;
}

// Up to `most`, then one value for all beyond.
std::string count_name(std::uint32_t count, std::uint32_t most) { return std::to_string(std::min(count, most)); }

}  // namespace

TriggerFeatures sentence_features(const EventText& text, const SentenceView& view) {
  TriggerFeatures features;
  Sink sink(features.sparse);
  float* all = features.dense.data() + std::size_t{kSlots - 1} * kVectorSize;
  float count = 0;
  for (std::uint32_t i = view.first; i < view.last && i < view.first + kBagWords; ++i) {
    if (!text.is_content(i)) continue;
    sink.add("word", text.lower(i));
    if (model::WordVectors::shared().add(text.lower(i), 1, all)) ++count;
  }
  average(all, count);
  return features;
}

TriggerFeatures trigger_features(const EventText& text, const SentenceView& view, const ActorFinder& finder, std::uint32_t index) {
  TriggerFeatures features;
  Sink sink(features.sparse);
  const Trigger& trigger = view.triggers[index];
  const std::string_view own = class_of(trigger);
  sink.add("bias");
  sink.add("verb", trigger.verb ? "1" : "0");
  sink.add("lemma", trigger.lemma);
  sink.add("class", own);
  sink.add("class verb", own, trigger.verb ? "1" : "0");
  if (trigger.entries != nullptr) {
    for (const Entry* entry : *trigger.entries) {
      sink.add("any class", type_of(entry->root));
      sink.add("code", entry->code);
    }
  }
  if (trigger.negated) sink.add("negated", own);
  if (trigger.passive) sink.add("passive", own);
  if (trigger.modal) sink.add("modal", own);
  if (trigger.infinitive) sink.add("infinitive", own);
  if (trigger.finite) sink.add("finite", own);
  for (std::uint32_t i = trigger.group; i < trigger.first; ++i) sink.add("auxiliary", text.lower(i));
  sink.add("order", count_name(index, 5));
  bool earlier_finite = false;
  for (std::uint32_t i = 0; i < index; ++i) earlier_finite |= view.triggers[i].finite && view.triggers[i].verb;
  if (trigger.verb && trigger.finite && !earlier_finite) sink.add("first finite");
  const WordClass before = trigger.group > view.first ? text.kind(trigger.group - 1) : WordClass::punctuation;
  sink.add("before", std::to_string(static_cast<int>(before)));
  if (before == WordClass::relative || before == WordClass::that || before == WordClass::subordinator || before == WordClass::question) sink.add("subordinate");
  if (trigger.governor != kNoToken) {
    const Trigger& governor = view.triggers[trigger.governor];
    sink.add("governor", governor.lemma);
    sink.add("governor class", class_of(governor));
    sink.add("governor classes", class_of(governor), own);
    if (governor.negated) sink.add("governor negated", own);
    if (governor.modal) sink.add("governor modal", own);
  }
  const auto vector = [&](std::uint32_t slot) { return features.dense.data() + std::size_t{slot} * kVectorSize; };
  const model::WordVectors& vectors = model::WordVectors::shared();
  vectors.add(text.lower(trigger.first), 1, vector(0));
  if (trigger.complement != kNoToken) {
    const Trigger& complement = view.triggers[trigger.complement];
    sink.add("complement", complement.lemma);
    sink.add("complement class", class_of(complement));
    sink.add("complement classes", own, class_of(complement));
    sink.add("lemma, complement", trigger.lemma, class_of(complement));
    vectors.add(text.lower(complement.first), 1, vector(1));
  } else {
    sink.add("no complement", own);
  }
  // The nouns behind it, to the next verb.
  std::uint32_t nouns = 0;
  for (std::uint32_t i = trigger.last; i < view.last && nouns < 3; ++i) {
    if (text.kind(i) == WordClass::verb || text.kind(i) == WordClass::auxiliary) break;
    if (text.kind(i) != WordClass::noun || !text.is_content(i)) continue;
    sink.add("noun", text.lower(i));
    sink.add("class, noun", own, text.lower(i));
    if (nouns == 0) vectors.add(text.lower(i), 1, vector(1));
    ++nouns;
  }
  if (trigger.last < view.last && (text.kind(trigger.last) == WordClass::preposition || text.kind(trigger.last) == WordClass::to || text.kind(trigger.last) == WordClass::adverb)) {
    sink.add("particle", text.lower(trigger.last));
    sink.add("lemma, particle", trigger.lemma, text.lower(trigger.last));
  }
  float behind = 0;
  for (std::uint32_t i = trigger.last, step = 0; i < view.last && step < 2 * kWindow; ++i, ++step) {
    if (!text.is_content(i)) continue;
    if (step < kWindow) sink.add("behind", text.lower(i));
    if (vectors.add(text.lower(i), 1, vector(2))) ++behind;
  }
  float front = 0;
  for (std::uint32_t i = trigger.first, step = 0; i > view.first && step < kWindow; --i, ++step) {
    if (!text.is_content(i - 1)) continue;
    sink.add("front", text.lower(i - 1));
    if (vectors.add(text.lower(i - 1), 1, vector(3))) ++front;
  }
  average(vector(2), behind);
  average(vector(3), front);
  const Actors actors = finder.find(index);
  const bool source = !actors.sources.empty() && view.phrases[actors.sources.front()].actor;
  const bool target = !actors.targets.empty() && view.phrases[actors.targets.front()].actor;
  sink.add("actors", source ? "1" : "0", target ? "1" : "0");
  sink.add("class, actors", own, source ? (target ? "2" : "1") : "0");
  if (target && view.phrases[actors.targets.front()].preposition != kNoToken) {
    sink.add("target by", text.lower(view.phrases[actors.targets.front()].preposition), own);
  }
  return features;
}

std::vector<std::uint32_t> actor_features(const EventText& text, const SentenceView& view, std::uint32_t index, const Actors& rule,
                                          std::uint32_t which) {
  std::vector<std::uint32_t> out;
  Sink sink(out);
  const Trigger& trigger = view.triggers[index];
  const Phrase& phrase = view.phrases[which];
  const std::string_view own = class_of(trigger);
  const bool before = phrase.last <= trigger.first;
  const std::string_view side = before ? "before" : "behind";
  const std::string_view kind = kind_name(phrase);
  const std::string_view preposition = phrase.preposition == kNoToken ? "-" : text.lower(phrase.preposition);
  const std::string_view voice = trigger.verb ? (trigger.passive ? "passive" : "active") : "noun";
  sink.add("bias");
  sink.add("side", side, voice);
  sink.add("kind", side, kind);
  sink.add("actor", side, phrase.actor ? "1" : "0");
  sink.add("preposition", side, preposition);
  sink.add("preposition, kind", preposition, kind);
  sink.add("preposition, voice", preposition, voice);
  sink.add("preposition, class", preposition, own);
  sink.add("preposition, lemma", preposition, trigger.lemma);
  sink.add("class", side, own);
  sink.add("lemma", side, trigger.lemma);
  if (phrase.possessor) sink.add("possessor", side, voice);
  // How many phrases for somebody lie between it and the trigger, and which of its side it is.
  std::uint32_t between = 0;
  std::uint32_t order = 0;
  for (std::uint32_t i = 0; i < view.phrases.size(); ++i) {
    if (!view.phrases[i].actor) continue;
    order += i < which ? 1 : 0;
    const bool inside = before ? i > which && view.phrases[i].last <= trigger.first : i < which && view.phrases[i].first >= trigger.last;
    between += inside ? 1 : 0;
  }
  sink.add("between", side, count_name(between, 4));
  sink.add("between, voice", std::string(voice) + std::string(side), count_name(between, 4));
  sink.add("order", count_name(order, 4));
  sink.add("order, side", count_name(order, 4), side);
  std::uint32_t verbs = 0;
  for (const Trigger& other : view.triggers) {
    const bool inside = before ? other.first >= phrase.last && other.first < trigger.first : other.first >= trigger.last && other.first < phrase.first;
    verbs += inside && other.verb ? 1 : 0;
  }
  sink.add("verbs between", side, count_name(verbs, 3));
  const std::uint32_t distance = before ? trigger.first - phrase.last : phrase.first - std::min(phrase.first, trigger.last);
  sink.add("distance", side, distance < 1 ? "0" : distance < 3 ? "2" : distance < 6 ? "5" : distance < 12 ? "11" : "far");
  const auto position = [&](const std::vector<std::uint32_t>& list) {
    const auto found = std::find(list.begin(), list.end(), which);
    return found == list.end() ? std::string_view("-") : found == list.begin() ? std::string_view("first") : std::string_view("other");
  };
  const std::string_view as_source = position(rule.sources);
  const std::string_view as_target = position(rule.targets);
  sink.add("rule source", as_source);
  sink.add("rule target", as_target);
  sink.add("rule source, kind", as_source, kind);
  sink.add("rule target, kind", as_target, kind);
  sink.add("rule source, class", as_source, own);
  sink.add("rule target, class", as_target, own);
  sink.add("rule target, preposition", as_target, preposition);
  if (rule.targets.empty()) sink.add("no rule target", side, kind);
  if (rule.sources.empty()) sink.add("no rule source", side, kind);
  sink.add("head", text.lower(phrase.head));
  sink.add("head, side", text.lower(phrase.head), side);
  const std::string_view next = phrase.last < view.last ? text.lower(phrase.last) : std::string_view(".");
  sink.add("next", next);
  const std::string_view previous = phrase.first > view.first ? text.lower(phrase.first - 1) : std::string_view("^");
  sink.add("previous", previous);
  if (phrase.first == view.first) sink.add("first phrase", own);
  return out;
}

}  // namespace hearsay::event
