#include "comparison/encounter.h"

#include <algorithm>
#include <optional>
#include <string>

#include "comparison/phrase.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kEncounters = 200;  // of a document
constexpr std::size_t kText = 60'000;     // bytes read
constexpr std::uint32_t kBefore = 30;     // bytes from the first name to the verb
constexpr std::uint32_t kAfter = 60;      // from the verb to the second: "Tamrin's prime minister, Odile Brask"

constexpr std::string_view kMeeting[] = {"met", "received", "hosted", "welcomed"};
constexpr std::string_view kCall[] = {"telephoned", "phoned"};
// "did not meet", "was to have met": words before the verb that leave open whether it came about.
constexpr std::string_view kOpen[] = {"not", "never", "would", "will", "could", "should",
                                      "may", "might", "if",    "to",   "have",  "denied"};

struct Name {
  Span span;
  Index entity = kNone;
};

std::vector<Name> names_of(const Document& document) {
  std::vector<Name> names;
  const auto& entities = document.reading.entities;
  for (Index i = 0; i < entities.size(); ++i) {
    if (entities[i].type != EntityType::person) continue;
    for (const Mention& mention : entities[i].mentions) {
      if (mention.form == MentionForm::name) names.push_back({mention.span, i});
    }
  }
  std::sort(names.begin(), names.end(), [](const Name& left, const Name& right) {
    return left.span != right.span ? left.span < right.span : left.entity < right.entity;
  });
  return names;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// The name right before the verb.
const Name* before(const std::vector<Name>& names, std::string_view text, Span verb) {
  const auto after = std::lower_bound(names.begin(), names.end(), verb.begin,
                                      [](const Name& name, std::uint32_t at) { return name.span.begin < at; });
  if (after == names.begin()) return nullptr;
  const Name& name = *(after - 1);
  if (name.span.end > verb.begin || verb.begin - name.span.end > kBefore) return nullptr;
  const Span gap{name.span.end, verb.begin};
  for (const PhraseWord& word : make_phrase(text, {gap}).words) {
    if (word.content || is_one_of(lower(slice(text, word.span)), kOpen)) return nullptr;
  }
  return slice(text, gap).find_first_of("\n.;") == std::string_view::npos ? &name : nullptr;
}

// The nearest person's name after it, with no other verb between: a country's name before an office isn't a person who
// is met, so the last name of the run of titles and names counts.
const Name* after(const std::vector<Name>& names, std::string_view text, Span verb, Index other) {
  auto name = std::lower_bound(names.begin(), names.end(), verb.end,
                               [](const Name& one, std::uint32_t at) { return one.span.begin < at; });
  for (; name != names.end() && name->span.begin - verb.end <= kAfter; ++name) {
    const std::string_view gap = slice(text, {verb.end, name->span.begin});
    if (gap.find_first_of("\n.;") != std::string_view::npos) return nullptr;
    const std::string_view next = text.substr(std::min<std::size_t>(name->span.end, text.size()));
    const bool owns = next.starts_with("'s ") || next.starts_with("’s ");
    const bool second = gap.find(" and ") != std::string_view::npos || gap.find(" that ") != std::string_view::npos ||
                        gap.find(" of ") != std::string_view::npos || gap.find(" in ") != std::string_view::npos;
    if (second) return nullptr;
    if (!owns && name->entity != other) return &*name;
  }
  return nullptr;
}

// The one day that the sentence gives.
Index day_in(const Document& document, Span sentence) {
  Index found = kNone;
  const auto& times = document.reading.times;
  for (Index i = 0; i < times.size(); ++i) {
    if (!sentence.contains(times[i].span) || (times[i].type != TimeType::date && times[i].type != TimeType::time)) {
      continue;
    }
    if (found != kNone) return kNone;
    found = i;
  }
  return found;
}

Index attribution_of(const Document& document, Span words) {
  Index found = kNone;
  const auto& attributions = document.reading.attributions;
  for (Index i = 0; i < attributions.size(); ++i) {
    for (const Span content : attributions[i].content) {
      if (content.contains(words)) found = i;  // the innermost comes last
    }
  }
  return found;
}

}  // namespace

std::vector<Event> find_encounters(const Document& document) {
  const std::string_view text = std::string_view(document.article.text).substr(0, kText);
  const std::vector<Name> names = names_of(document);
  std::vector<Event> events;
  const auto seek = [&](std::string_view verb, const char* subtype) {
    for (std::size_t at = text.find(verb); at != std::string_view::npos && events.size() < kEncounters;
         at = text.find(verb, at + 1)) {
      const bool word =
          at > 0 && text[at - 1] == ' ' && at + verb.size() < text.size() && text[at + verb.size()] == ' ';
      if (!word) continue;
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + verb.size())};
      const Name* agent = before(names, text, span);
      const Name* patient = agent == nullptr ? nullptr : after(names, text, span, agent->entity);
      if (patient == nullptr) continue;
      Event event;
      event.type = "CONSULT";
      event.subtype = subtype;
      event.trigger = {span};
      event.participants = {{agent->entity, "agent", agent->span}, {patient->entity, "patient", patient->span}};
      event.time = day_in(document, sentence_around(text, span));
      event.attribution = attribution_of(document, span);
      events.push_back(std::move(event));
    }
  };
  for (const std::string_view verb : kMeeting) seek(verb, "meeting");
  for (const std::string_view verb : kCall) seek(verb, "phone call");
  return events;
}

}  // namespace hearsay::comparison
