#include "comparison/effect.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "comparison/phrase.h"
#include "core/unicode.h"
#include "story/day.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kTimes = 4000;   // of a story
constexpr std::uint32_t kClause = 90;  // bytes from the subject to the day
constexpr double kFarthest = 366;      // days between two days of one effect

constexpr std::string_view kEffects[] = {
    "take effect",      "takes effect",    "took effect",      "taking effect",     "come into force",
    "comes into force", "came into force", "enter into force", "enters into force", "entered into force"};
constexpr std::string_view kDeals[] = {"agreement", "deal",  "treaty",    "pact",
                                       "accord",    "truce", "ceasefire", "contract"};

struct Effect {
  Index document = kNone;
  Index time = kNone;
  double day = 0;
  std::string subject;  // its head in lower case, "" for "it"; all words for an agreement are "deal"
  Span clause;          // without the day
};

std::string head_of(std::string_view before) {
  std::string head;
  const Phrase phrase = make_phrase(before, {{0, static_cast<std::uint32_t>(before.size())}});
  for (const PhraseWord& word : phrase.words) {
    const std::string written = lower(slice(before, word.span));
    if (std::find(std::begin(kDeals), std::end(kDeals), written) != std::end(kDeals)) return "deal";
    if (word.content && written != "due" && written != "expected" && written != "set") head = written;
  }
  return head;
}

// The clause before the day, where it ends in "takes effect on".
std::optional<Effect> effect_at(const StoryView& view, Index document, Index index) {
  const TimeExpression& time = view.document(document).reading.times[index];
  const std::string_view text = view.text(document);
  const auto day = story::day_of(time.value);
  if (time.type != TimeType::date || time.value.size() != 10 || !day || slice(text, time.span).empty()) {
    return std::nullopt;
  }
  const Span sentence = sentence_around(text, time.span);
  if (time.span.begin - sentence.begin > 400) return std::nullopt;
  std::string before = lower(slice(text, {sentence.begin, time.span.begin}));
  for (const std::string_view preposition : {" on ", " from "}) {
    if (!before.ends_with(preposition)) continue;
    before.resize(before.size() - preposition.size());
    for (const std::string_view effect : kEffects) {
      if (!before.ends_with(effect)) continue;
      // The clause begins after "that" or a comma.
      const std::string_view subject = std::string_view(before).substr(0, before.size() - effect.size());
      std::size_t begin = 0;
      for (const std::string_view opener : {" that ", ", ", " and "}) {
        const std::size_t at = subject.rfind(opener);
        if (at != std::string_view::npos) begin = std::max(begin, at + opener.size());
      }
      if (before.size() - begin > kClause || subject.find(" not ") != std::string_view::npos) return std::nullopt;
      Effect found{document, index, *day, head_of(subject.substr(begin)), {}};
      // Lower case may change a letter's bytes, so the clause is taken from the day backwards.
      const auto length = static_cast<std::uint32_t>(before.size() - begin + preposition.size());
      found.clause = {time.span.begin - std::min(length, time.span.begin - sentence.begin),
                      time.span.begin - static_cast<std::uint32_t>(preposition.size())};
      return found;
    }
  }
  return std::nullopt;
}

std::vector<Effect> effects_of(const StoryView& view) {
  std::vector<Effect> effects;
  std::size_t count = 0;
  for (const Index document : view.members()) {
    std::vector<Effect> own;
    const std::size_t times = view.document(document).reading.times.size();
    for (Index i = 0; i < times && count < kTimes; ++i, ++count) {
      if (auto effect = effect_at(view, document, i)) own.push_back(std::move(*effect));
    }
    const bool one = !own.empty() && std::all_of(own.begin(), own.end(),
                                                 [&](const Effect& effect) { return effect.day == own.front().day; });
    if (one) effects.push_back(std::move(own.front()));
  }
  return effects;
}

std::string words_of(const StoryView& view, const Effect& effect) {
  return collapse_space(
      slice(view.text(effect.document), view.document(effect.document).reading.times[effect.time].span));
}

// "A and B give 15 July, C gives 1 July."
std::string account_of(const StoryView& view, const std::vector<const Effect*>& effects) {
  std::vector<double> days;
  for (const Effect* effect : effects) {
    if (std::find(days.begin(), days.end(), effect->day) == days.end()) days.push_back(effect->day);
  }
  std::string why;
  for (const double day : days) {
    std::vector<std::string> outlets;
    std::string words;
    for (const Effect* effect : effects) {
      if (effect->day != day) continue;
      outlets.push_back(view.outlet(effect->document));
      if (words.empty()) words = words_of(view, *effect);
    }
    why += (why.empty() ? "" : ", ") + listed(outlets) + (outlets.size() == 1 ? " gives " : " give ");
    if (days.size() == 1) why += "the same day, ";
    why += words;
  }
  return why + ".";
}

Comparison compare(const StoryView& view, const std::vector<const Effect*>& effects) {
  Comparison comparison;
  comparison.kind = ComparisonKind::date;
  const Effect* named = effects.front();
  for (const Effect* effect : effects) {
    if (named->subject.empty() && !effect->subject.empty()) named = effect;
    if (effect->day != effects.front()->day) comparison.verdict = Verdict::differ;
    const TimeExpression& time = view.document(effect->document).reading.times[effect->time];
    comparison.members.push_back(view.member(effect->document, time.span, time.value, kNone));
  }
  comparison.what = "day: " + collapse_space(slice(view.text(named->document), named->clause));
  comparison.why = account_of(view, effects);
  view.finish(comparison);
  return comparison;
}

}  // namespace

std::vector<Comparison> compare_effect_dates(const StoryView& view) {
  const std::vector<Effect> effects = effects_of(view);
  std::map<std::string, std::vector<const Effect*>> subjects;
  for (const Effect& effect : effects) {
    if (!effect.subject.empty()) subjects[effect.subject].push_back(&effect);
  }
  // "It" is the one thing that takes effect in the story, where there is one.
  if (subjects.size() > 1) return {};
  std::vector<const Effect*> all;
  for (const Effect& effect : effects) {
    if (all.empty() || std::abs(effect.day - all.front()->day) <= kFarthest) all.push_back(&effect);
  }
  if (all.size() < 2) return {};
  return {compare(view, all)};
}

}  // namespace hearsay::comparison
