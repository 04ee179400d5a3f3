#include <algorithm>
#include <map>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "comparison/quantity_reader.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

class Describer {
 public:
  explicit Describer(const ReportText& report)
      : view_(report.view), document_(report.document), content_(report.content), text_(report.text), words_(report.words) {}

  void describe(Quantity& quantity) const {
    const Span span = quantity.figure.span;
    const Span sentence = sentence_of(quantity);
    const Span clause = clause_of(span, sentence);
    Spans sources;
    find_voice(quantity, sentence, sources);
    std::map<std::uint32_t, double> context;
    add_context(context, sentence, span, sources, 0.5);
    add_context(context, clause, span, sources, 1);
    for (const auto& [stem, weight] : context) {
      if (weight == 1) quantity.clause.push_back(stem);
    }
    if ((quantity.bare || quantity.said) && quantity.sentence > 0) add_context(context, text_.sentences[quantity.sentence - 1].span, span, sources, 0.4);
    quantity.context.assign(context.begin(), context.end());
    quantity.clause_meaning = meaning_of(clause, span, sources);
    quantity.sentence_meaning = meaning_of(sentence, span, sources);
    add_near(quantity, sources);
    add_names(quantity, clause, sources);
    if (quantity.names.empty()) add_names(quantity, sentence, sources);
    find_subject(quantity, sentence, sources);
    find_place(quantity, sentence, sources);
    const std::size_t word = words_.word_at(span.begin);
    quantity.former = words_.lower_near(word, -1) == "from" || words_.lower_near(word, -1) == "formerly";
  }

 private:
  Span sentence_of(const Quantity& quantity) const {
    return quantity.sentence < text_.sentences.size() ? text_.sentences[quantity.sentence].span : quantity.figure.span;
  }

  // From comma to comma; a comma within a number parts nothing.
  Span clause_of(Span span, Span sentence) const {
    Span clause = span;
    const auto parts = [&](std::uint32_t i) {
      const char c = content_[i];
      if (c == ';' || c == '(' || c == ')' || c == ':') return true;
      return c == ',' && !(i + 1 < content_.size() && content_[i + 1] >= '0' && content_[i + 1] <= '9');
    };
    while (clause.begin > sentence.begin && !parts(clause.begin - 1)) --clause.begin;
    while (clause.end < sentence.end && !parts(clause.end)) ++clause.end;
    return clause;
  }

  // Whose words these are, and the words that say so.
  void find_voice(Quantity& quantity, Span sentence, Spans& sources) const {
    const Document& document = view_.document(document_);
    for (Index i = 0; i < document.reading.attributions.size(); ++i) {
      const Attribution& attribution = document.reading.attributions[i];
      for (const Spans* spans : {&attribution.source, &attribution.cue}) {
        for (const Span span : *spans) {
          if (sentence.overlaps(span)) sources.push_back(span);
        }
      }
    }
    if (quantity.attribution == kNone) quantity.attribution = attribution_at(document, quantity.figure.span);
    quantity.voice = view_.voice(document_, quantity.attribution);
    if (quantity.voice && !quantity.voice->name.empty()) return;
    // "Police put the crowd at 45,000", "the hotline counts 31"
    static const WordSet verbs("put puts says say said counts counted estimates estimated claims claimed gave gives");
    const std::size_t number = words_.word_at(quantity.figure.span.begin);
    const std::size_t open = words_.sentence_begin(quantity.sentence);
    for (std::size_t i = number; i > open && i + 9 > number; --i) {
      if (!verbs.has(words_.lower(i - 1))) continue;
      // "quietbell" had claimed: quotation marks and what helps the verb are passed over.
      static const WordSet helping("had has have");
      std::size_t end = i - 1;
      while (end > open && (helping.has(words_.lower(end - 1)) || words_[end - 1].kind == WordKind::mark)) --end;
      std::size_t begin = end;
      while (begin > open && words_[begin - 1].kind == WordKind::word && words_.lower(begin - 1) != "and" && end - begin < 5) --begin;
      if (begin >= end) return;
      Voice voice;
      const Span span = words_.span(begin, end);
      voice.name = collapse_space(slice(content_, span));
      voice.stems = stems_of(voice.name);
      if (!voice.stems.empty()) {
        quantity.voice = voice;
        sources.push_back(span);
      }
      return;
    }
  }

  // Of the words without the number and who says so.
  model::Meaning meaning_of(Span part, Span own, const Spans& sources) const {
    Spans left_out = sources;
    left_out.push_back(own);
    std::sort(left_out.begin(), left_out.end(), [](Span one, Span two) { return one.begin < two.begin; });
    std::vector<std::string_view> parts;
    std::uint32_t at = part.begin;
    for (const Span out : left_out) {
      if (out.begin >= part.end || out.end <= at) continue;
      if (out.begin > at) parts.push_back(slice(content_, {at, out.begin}));
      at = std::max(at, out.end);
    }
    if (at < part.end) parts.push_back(slice(content_, {at, part.end}));
    return model::MeaningModel::shared().embed(parts);
  }

  // The name that stands nearest, before it rather than behind; another number between takes it.
  void find_subject(Quantity& quantity, Span sentence, const Spans& sources) const {
    constexpr std::uint32_t kReach = 60;  // bytes
    const Span span = quantity.figure.span;
    std::uint32_t nearest = kReach;
    const auto& entities = view_.document(document_).reading.entities;
    for (Index i = 0; i < entities.size(); ++i) {
      for (const Mention& mention : entities[i].mentions) {
        if (mention.form != MentionForm::name || !sentence.contains(mention.span)) continue;
        if (std::any_of(sources.begin(), sources.end(), [&](Span one) { return one.contains(mention.span); })) continue;
        const bool before = mention.span.end <= span.begin;
        if (!before && mention.span.begin < span.end) continue;
        const Span gap = before ? Span{mention.span.end, span.begin} : Span{span.end, mention.span.begin};
        const std::uint32_t distance = (gap.end - gap.begin) * (before ? 1 : 2);
        const std::string_view between = slice(content_, gap);
        if (distance >= nearest || between.find_first_of("0123456789;") != std::string_view::npos) continue;
        const Index entity = view_.entities().find(document_, i);
        if (entity == kNone) continue;
        nearest = distance;
        quantity.subject = entity;
      }
    }
  }

  void add_context(std::map<std::uint32_t, double>& context, Span part, Span own, const Spans& sources, double weight) const {
    for (const PhraseWord& word : make_phrase(content_, {part}).words) {
      if (!word.content || word.number || own.overlaps(word.span)) continue;
      const bool source = std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.contains(word.span); });
      if (source) continue;
      double& value = context[word.stem];
      value = std::max(value, weight);
    }
  }

  // "and their three sons were among 12 people killed"
  bool is_among(std::size_t last) const {
    for (std::size_t i = last; i < words_.size() && i < last + 4 && words_[i].kind == WordKind::word; ++i) {
      if (words_.is(i, "among")) return true;
    }
    return false;
  }

  void add_near(Quantity& quantity, const Spans& sources) const {
    constexpr std::size_t kNear = 6;  // words to each side
    const Span span = quantity.figure.span;
    const std::size_t first = words_.word_at(span.begin);
    const std::size_t last = words_.word_at(span.end);
    const std::size_t open = words_.sentence_begin(quantity.sentence);
    const std::size_t close = words_.sentence_end(quantity.sentence);
    const std::size_t begin = std::max(open, first > kNear ? first - kNear : 0);
    const std::size_t end = std::min(close, last + kNear);
    for (const Span part : {words_.span(begin, first), words_.span(std::min(last, end), end)}) {
      for (const PhraseWord& word : make_phrase(content_, {part}).words) {
        const bool source = std::any_of(sources.begin(), sources.end(), [&](Span one) { return one.contains(word.span); });
        if (word.content && !word.number && !source) quantity.near.push_back(word.stem);
      }
    }
    sort_distinct(quantity.near);
    const auto adds = [&](std::string_view word) {
      return word == "more" || word == "further" || word == "additional" || word == "extra" || word == "other" || word == "others";
    };
    const auto behind = [&](std::ptrdiff_t i) { return words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first) + i); };
    const std::string_view before = words_.lower_near(first, -1);
    quantity.part = quantity.figure.part || before == "including" || before == "among" || before == "them" ||
                    is_among(last) || (behind(0) == "of" && (behind(1) == "the" || behind(1) == "them" || behind(1) == "those" || behind(1) == "its"));
    quantity.increment = adds(words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first))) || adds(words_.lower_near(first, -1)) ||
                         (quantity.kind == "deaths" && words_.lower_near(first, -1) == "another");
  }

  void add_names(Quantity& quantity, Span clause, const Spans& sources) const {
    const auto& entities = view_.document(document_).reading.entities;
    for (Index i = 0; i < entities.size(); ++i) {
      for (const Mention& mention : entities[i].mentions) {
        if (mention.form != MentionForm::name || !clause.contains(mention.span)) continue;
        if (std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.contains(mention.span); })) continue;
        const Index entity = view_.entities().find(document_, i);
        if (entity != kNone) quantity.names.push_back(entity);
      }
    }
    sort_distinct(quantity.names);
  }

  // The place that the figure has; "11 of them in Lower Weir"; "In Castor Mill, where five died".
  void find_place(Quantity& quantity, Span sentence, const Spans& sources) const {
    quantity.place = lower(collapse_space(quantity.figure.place));
    // "the hospital in Lisk said" tells where the hospital is.
    const auto place_at = [&](std::size_t i) {
      const bool source = std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.overlaps(words_[i].span); });
      return source ? std::string() : place_from(i);
    };
    const std::size_t number = words_.word_at(quantity.figure.span.end);
    for (std::size_t i = number; i < words_.size() && i < number + 5 && words_[i].sentence == quantity.sentence; ++i) {
      if (words_[i].kind == WordKind::number) break;
      if (std::string place = place_at(i); !place.empty()) {
        quantity.place = place;
        return;
      }
    }
    if (!quantity.place.empty()) return;
    for (std::size_t i = words_.word_at(quantity.figure.span.begin); i-- > words_.sentence_begin(quantity.sentence);) {
      if (words_[i].kind == WordKind::number) break;
      if (quantity.place = place_at(i); !quantity.place.empty()) return;
    }
    const std::size_t open = words_.word_at(sentence.begin);
    if (open < words_.size()) quantity.place = place_at(open);
    // "Pinehurst: 3,200 hectares"
    std::size_t colon = open;
    while (colon < words_.size() && colon < open + 3 && words_[colon].capitalized) ++colon;
    if (quantity.place.empty() && colon > open && words_.lower_near(open, static_cast<std::ptrdiff_t>(colon - open)) == ":") {
      quantity.place = std::string(words_.lower_run(open, colon));
    }
  }

  // "in Lower Weir": its capitalized words in lower case.
  std::string place_from(std::size_t i) const {
    static const WordSet prepositions("in at behind above near around");
    static const WordSet regions("province city town district region village island valley state port capital");
    const bool of = words_.is(i, "of") && i > 0 && regions.has(words_.lower(i - 1));
    if (!prepositions.has(words_.lower(i)) && !of) return {};
    std::size_t end = i + 1;
    if (end < words_.size() && words_.is(end, "the")) ++end;
    const std::size_t begin = end;
    while (end < words_.size() && words_[end].capitalized && words_[end].kind == WordKind::word && end < begin + 4) ++end;
    static const WordSet months("january february march april may june july august september october november december "
                                "monday tuesday wednesday thursday friday saturday sunday");
    if (begin == end || months.has(words_.lower(begin))) return {};
    return std::string(words_.lower_run(begin, end));
  }

  const StoryView& view_;
  Index document_;
  std::string_view content_;
  const Text& text_;
  const TextWords& words_;
};

}  // namespace

void describe(const ReportText& report, Quantity& quantity) { Describer(report).describe(quantity); }

}  // namespace hearsay::comparison
