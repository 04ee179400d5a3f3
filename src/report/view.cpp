#include "report/view.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/display.h"
#include "report/silent.h"

namespace hearsay::report {
namespace {

// Attributions of hostile pages may nest in circles.
constexpr std::uint32_t kDeepest = 8;
constexpr std::uint32_t kSilentName = 32;

// What making the view of one story needs again and again.
class StoryBuilder {
 public:
  StoryBuilder(const Account& account, const std::map<std::pair<Index, Index>, Index>& linked,
               const SilentReports& silent, Index index)
      : account_(account), linked_(linked), silent_(silent), story_(account.stories[index]) {
    view_.story = index;
  }

  StoryView build(const std::vector<Index>& comparisons) {
    prepare();
    heading();
    reports();
    speakers();
    for (const Index comparison : comparisons) add_comparison(comparison);
    std::stable_sort(view_.comparisons.begin(), view_.comparisons.end(), [](const auto& a, const auto& b) {
      return rank_of(a.comparison->verdict) < rank_of(b.comparison->verdict);
    });
    return std::move(view_);
  }

 private:
  [[nodiscard]] bool known(Index document) const { return document < account_.documents.size(); }
  [[nodiscard]] const Document& document(Index index) const { return account_.documents[index]; }

  void prepare() {
    for (const Copy& copy : story_.copies) {
      if (known(copy.copy) && known(copy.original) && copy.copy != copy.original)
        original_.emplace(copy.copy, copy.original);
    }
    for (Index i = 0; i < story_.origins.size(); ++i) {
      for (const Index member : story_.origins[i]) origin_[member] = i;
    }
    // A copy follows its original; a copy of a copy follows the first of them all.
    std::map<Index, std::vector<Index>> copies;
    for (const Index member : story_.documents) {
      if (known(member) && first_original(member) != member) copies[first_original(member)].push_back(member);
    }
    for (const Index member : story_.documents) {
      if (!known(member) || first_original(member) != member) continue;
      order_.push_back(member);
      for (const Index copy : copies[member]) order_.push_back(copy);
    }
  }

  [[nodiscard]] Index first_original(Index member) const {
    for (std::size_t step = 0; step <= original_.size(); ++step) {
      const auto found = original_.find(member);
      if (found == original_.end()) return member;
      member = found->second;
    }
    return member;
  }
  [[nodiscard]] bool is_copy(Index member) const { return first_original(member) != member; }

  void heading() {
    view_.title = printable(story_.title);
    if (view_.title.empty() && !order_.empty()) view_.title = printable(document(order_[0]).article.title);
    if (view_.title.empty() && !order_.empty()) view_.title = printable(document(order_[0]).id);
    view_.dates =
        story_.first == story_.last || story_.last.empty() ? story_.first : story_.first + " to " + story_.last;
    view_.origins = static_cast<std::uint32_t>(story_.origins.size());
  }

  void reports() {
    std::map<Index, Index> first_of_origin;
    for (const Index member : order_) {
      const Article& article = document(member).article;
      ReportView report;
      report.document = member;
      report.id = printable(document(member).id);
      report.outlet = outlet_name(document(member));
      if (article.published) report.date = article.published->value.substr(0, 10);
      report.title = printable(article.title);
      for (const std::string& credit : article.credit) report.credit.push_back(printable(credit));
      report.copy = is_copy(member);
      const auto origin = origin_.find(member);
      if (!report.copy && origin != origin_.end()) {
        const auto first = first_of_origin.try_emplace(origin->second, member);
        if (!first.second) report.origin_of = first.first->second;
      }
      if (!report.copy) report.answers = answers(member);
      if (!report.copy) report.taken = taken_from_others(member);
      view_.reports.push_back(std::move(report));
    }
  }

  // Where several hold the same words, the report that comes first in the story.
  std::vector<std::string> taken_from_others(Index member) const {
    std::vector<const Passage*> passages;
    for (const Index original : order_) {
      for (const Passage& passage : story_.passages) {
        if (passage.copy != member || passage.original != original) continue;
        const bool told = std::any_of(passages.begin(), passages.end(), [&](const Passage* one) {
          return one->copy_span.overlaps(passage.copy_span);
        });
        if (!told) passages.push_back(&passage);
      }
    }
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < passages.size();) {
      const Index original = passages[i]->original;
      std::vector<std::string> parts;
      bool many = false;
      for (; i < passages.size() && passages[i]->original == original; ++i) {
        const auto [first, last] = paragraphs(member, passages[i]->copy_span);
        std::string part = std::to_string(first);
        if (last != first) part += "–" + std::to_string(last);
        many = many || last != first || (!parts.empty() && parts.back() != part);
        if (parts.empty() || parts.back() != part) parts.push_back(std::move(part));
      }
      lines.push_back((many ? "paragraphs " : "paragraph ") + joined(parts, ", ") + " from " +
                      outlet_name(document(original)));
    }
    return lines;
  }

  // Which of the article's paragraphs, from 1, the span begins and ends in.
  std::pair<std::size_t, std::size_t> paragraphs(Index member, Span span) const {
    const std::string& text = document(member).article.text;
    std::size_t count = 1, first = 1;
    for (std::uint32_t i = 0; i + 1 < span.end; ++i) {
      if (i == span.begin) first = count;
      if (text[i] == '\n' && text[i + 1] != '\n') ++count;
    }
    return {first, count};
  }

  // Who did what, when, where, why and how: the best answer to each.
  std::vector<AnswerView> answers(Index member) {
    const Document& owner = document(member);
    const MainEvent& event = owner.reading.main_event;
    const std::pair<std::string_view, const Spans*> questions[] = {{"who", &event.who},     {"what", &event.what},
                                                                   {"when", &event.when},   {"where", &event.where},
                                                                   {"why", &event.why},     {"how", &event.how}};
    std::vector<AnswerView> out;
    for (const auto& [question, spans] : questions) {
      if (spans->empty()) continue;
      AnswerView answer;
      answer.question = question;
      answer.span = spans->front();
      answer.words = content_words(owner, {answer.span});
      answer.place = place(member, answer.span);
      if (question == "when") answer.detail = day_of(owner.reading, answer.span);
      if (answer.detail == answer.words) answer.detail.clear();
      if (!answer.words.empty()) out.push_back(std::move(answer));
    }
    return out;
  }

  static std::string day_of(const Reading& reading, Span span) {
    for (const TimeExpression& time : reading.times) {
      if (time.span != span || time.begin.empty()) continue;
      return printable(time.begin == time.end || time.end.empty() ? time.begin : time.begin + " to " + time.end);
    }
    return {};
  }

  Place place(Index member, Span span) {
    auto found = offsets_.find(member);
    if (found == offsets_.end()) {
      found = offsets_.emplace(member, OffsetMap(document(member).article.text, OffsetMap::Unit::code_point)).first;
    }
    return {member, found->second(span.begin), found->second(span.end)};
  }

  // --- who said what ---------------------------------------------------------------------------------------------

  // Two named sources are one where the case says so; two unnamed ones only where they go back to one origin and are
  // called the same: "a source" of one outlet is not "a source" of another.
  std::string speaker_key(Index member, const Attribution& attribution) {
    if (!attribution.speaker) return {};
    const Speaker& speaker = *attribution.speaker;
    if (speaker.kind != SpeakerKind::unnamed) {
      const auto found = linked_.find({member, speaker.entity});
      if (speaker.entity != kNone && found != linked_.end()) return "E" + std::to_string(found->second);
      return "n" + lower(printable(speaker.name));
    }
    const auto origin = origin_.find(member);
    return "u" + std::to_string(origin == origin_.end() ? kNone : origin->second) + lower(printable(speaker.name));
  }

  StatementView statement(Index member, Index index) {
    const Document& owner = document(member);
    const Attribution& attribution = owner.reading.attributions[index];
    StatementView out;
    out.document = member;
    out.attribution = index;
    if (attribution.speaker) out.speaker = printable(attribution.speaker->name);
    out.stance = stance_words(attribution);
    out.cue = leading_cue(owner, attribution);
    out.words = content_words(owner, attribution.content);
    out.chain = chain_hands(attribution);
    Span all;
    if (!attribution.content.empty()) all = {attribution.content.front().begin, attribution.content.back().end};
    out.place = place(member, all);
    return out;
  }

  // The outermost attribution around one, and how far down it is. One that is deeper than anybody reads, or nests in
  // a circle, stands on its own.
  static std::pair<Index, std::uint32_t> outermost(const Reading& reading, Index index) {
    Index outer = index;
    for (std::uint32_t depth = 0; depth < kDeepest; ++depth) {
      const Index within = reading.attributions[outer].within;
      if (within >= reading.attributions.size()) return {outer, depth};
      outer = within;
    }
    return {index, 0};
  }

  void speakers() {
    for (const Index member : order_) read_document(member);
    std::stable_sort(view_.speakers.begin(), view_.speakers.end(), [](const SpeakerView& a, const SpeakerView& b) {
      if (a.name.empty() != b.name.empty()) return b.name.empty();
      if (a.reports != b.reports) return a.reports > b.reports;
      return a.count > b.count;
    });
  }

  void read_document(Index member) {
    const Reading& reading = document(member).reading;
    std::vector<std::vector<std::pair<Index, std::uint32_t>>> below(reading.attributions.size());
    for (Index i = 0; i < reading.attributions.size(); ++i) {
      const auto [outer, depth] = outermost(reading, i);
      if (depth > 0) below[outer].emplace_back(i, depth);
    }
    for (Index i = 0; i < reading.attributions.size(); ++i) {
      if (outermost(reading, i).second == 0) add_statement(member, i, below[i]);
    }
  }

  // What two outlets print alike however each sets its quotation marks.
  static std::string bare_words(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size();) {
      const char32_t c = next_code_point(words, i);
      if (is_letter(c) || is_digit(c) || c == ' ') append_code_point(out, c);
    }
    return lower(trim(out));
  }

  void add_statement(Index member, Index index, const std::vector<std::pair<Index, std::uint32_t>>& below) {
    const Attribution& attribution = document(member).reading.attributions[index];
    StatementView made = statement(member, index);
    const std::string key = speaker_key(member, attribution);
    auto [found, fresh] = speakers_.try_emplace(key, view_.speakers.size());
    if (fresh) view_.speakers.push_back(speaker_view(member, attribution));
    SpeakerView& speaker = view_.speakers[found->second];
    speaker.count += 1 + static_cast<std::uint32_t>(below.size());
    if (reports_of_[found->second].insert(member).second) ++speaker.reports;

    const auto said = said_.try_emplace({found->second, bare_words(made.words)}, speaker.statements.size());
    if (!said.second && !made.words.empty()) {
      StatementView& earlier = speaker.statements[said.first->second];
      if (earlier.document != member) {
        earlier.also.push_back(made.place);
        return;
      }
    }
    for (const auto& [inner, depth] : below) {
      made.nested.push_back(statement(member, inner));
      made.nested.back().depth = depth;
    }
    speaker.statements.push_back(std::move(made));
  }

  SpeakerView speaker_view(Index member, const Attribution& attribution) {
    SpeakerView out;
    if (!attribution.speaker) return out;
    const Speaker& speaker = *attribution.speaker;
    out.name = printable(speaker.name);
    if (speaker.kind != SpeakerKind::named) out.detail = to_string(speaker.kind);
    if (speaker.kind == SpeakerKind::unnamed) out.detail += ", in " + outlet_name(document(member));
    // How they know and why they are not named, where their name doesn't say so already.
    for (const Span words : {speaker.proximity, speaker.anonymity}) {
      const std::string said = printable(slice(document(member).article.text, words));
      if (!said.empty() && out.name.find(said) == std::string::npos) out.detail += ", " + quoted(said);
    }
    const auto found = linked_.find({member, speaker.entity});
    if (speaker.kind == SpeakerKind::unnamed || speaker.entity == kNone) return out;
    std::vector<std::string> roles;
    if (found != linked_.end()) {
      const CaseEntity& entity = account_.entities[found->second];
      if (!entity.name.empty()) out.name = printable(entity.name);
      roles = entity.roles;
    } else if (speaker.entity < document(member).reading.entities.size()) {
      roles = document(member).reading.entities[speaker.entity].roles;
    }
    if (!roles.empty()) out.detail = printable(roles.front());
    return out;
  }

  // --- agreements and conflicts ----------------------------------------------------------------------------------

  void add_comparison(Index index) {
    const Comparison& comparison = account_.comparisons[index];
    switch (comparison.verdict) {
      case Verdict::conflict:
        ++view_.conflicts;
        break;
      case Verdict::differ:
        ++view_.differences;
        break;
      case Verdict::update:
        ++view_.updates;
        break;
      case Verdict::agree:
        ++view_.agreements;
        break;
    }
    ComparisonView out;
    out.comparison = &comparison;
    out.index = index;
    out.what = printable(comparison.what);
    out.why = printable(comparison.why);
    for (const ComparisonMember& member : comparison.members) {
      if (known(member.document)) out.members.push_back(member_view(member));
    }
    sort_members(out.members);
    for (const Index silent : silent_(comparison)) out.silent.push_back(printable(document(silent).id));
    view_.comparisons.push_back(std::move(out));
  }

  MemberView member_view(const ComparisonMember& member) {
    const Document& owner = document(member.document);
    MemberView out;
    out.member = &member;
    out.whose = outlet_name(owner);
    if (member.attribution < owner.reading.attributions.size()) {
      const auto& speaker = owner.reading.attributions[member.attribution].speaker;
      if (speaker && !speaker->name.empty() && printable(speaker->name) != out.whose) {
        out.whose = printable(speaker->name) + " → " + out.whose;
      }
    }
    if (owner.article.published) out.date = owner.article.published->value.substr(0, 10);
    out.value = printable(member.value);
    out.words = printable(member.text);
    out.place = place(member.document, member.span);
    out.copy = is_copy(member.document);
    return out;
  }

  // In the order of the comparison, but a copy's word after its original's where both have one.
  void sort_members(std::vector<MemberView>& members) const {
    std::vector<MemberView> sorted;
    std::vector<bool> taken(members.size(), false);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (taken[i]) continue;
      taken[i] = true;
      sorted.push_back(members[i]);
      if (members[i].copy) {
        // Its original has no word in this: it stands on its own.
        sorted.back().copy = std::any_of(sorted.begin(), sorted.end() - 1, [&](const MemberView& other) {
          return first_original(other.place.document) == first_original(members[i].place.document);
        });
        continue;
      }
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        if (taken[j] || !members[j].copy || members[j].value != members[i].value) continue;
        if (first_original(members[j].place.document) != members[i].place.document) continue;
        taken[j] = true;
        sorted.push_back(members[j]);
      }
    }
    members = std::move(sorted);
  }

  const Account& account_;
  const std::map<std::pair<Index, Index>, Index>& linked_;
  const SilentReports& silent_;
  const Story& story_;
  StoryView view_;
  std::unordered_map<Index, Index> original_;
  std::unordered_map<Index, Index> origin_;
  std::vector<Index> order_;
  std::unordered_map<Index, OffsetMap> offsets_;
  std::unordered_map<std::string, std::size_t> speakers_;
  std::map<std::size_t, std::set<Index>> reports_of_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> said_;
};

std::vector<std::vector<Index>> comparisons_by_story(const Account& account) {
  std::vector<std::vector<Index>> out(account.stories.size());
  for (Index i = 0; i < account.comparisons.size(); ++i) {
    if (account.comparisons[i].story < out.size()) out[account.comparisons[i].story].push_back(i);
  }
  return out;
}

std::uint32_t count_verdict(const Account& account, const std::vector<Index>& comparisons, Verdict verdict) {
  return static_cast<std::uint32_t>(std::count_if(comparisons.begin(), comparisons.end(),
                                                  [&](Index i) { return account.comparisons[i].verdict == verdict; }));
}

// All stories the options ask for, ranked, before `most`.
std::vector<Index> rank(const Account& account, const ReportOptions& options,
                        const std::vector<std::vector<Index>>& comparisons) {
  std::vector<Index> stories;
  for (Index i = 0; i < account.stories.size(); ++i) {
    if (account.stories[i].documents.empty()) continue;  // a person has moved its last report elsewhere
    if (options.story == kNone || options.story == i) stories.push_back(i);
  }
  std::vector<std::uint32_t> conflicts(account.stories.size());
  for (const Index i : stories) conflicts[i] = count_verdict(account, comparisons[i], Verdict::conflict);
  std::stable_sort(stories.begin(), stories.end(), [&](Index a, Index b) {
    if (conflicts[a] != conflicts[b]) return conflicts[a] > conflicts[b];
    return account.stories[a].documents.size() > account.stories[b].documents.size();
  });
  return stories;
}

}  // namespace

std::vector<Index> ranked_stories(const Account& account, const ReportOptions& options) {
  std::vector<Index> stories = rank(account, options, comparisons_by_story(account));
  if (options.most > 0 && stories.size() > options.most) stories.resize(options.most);
  return stories;
}

AccountView make_view(const Account& account, const ReportOptions& options) {
  const auto comparisons = comparisons_by_story(account);
  const SilentReports silent(account);
  std::map<std::pair<Index, Index>, Index> linked;
  for (Index i = 0; i < account.entities.size(); ++i) {
    for (const auto& member : account.entities[i].members) linked.emplace(member, i);
  }
  AccountView view;
  for (const Index index : rank(account, options, comparisons)) {
    const Story& story = account.stories[index];
    ++view.stories;
    view.reports += static_cast<std::uint32_t>(story.documents.size());
    view.origins += static_cast<std::uint32_t>(story.origins.size());
    view.conflicts += count_verdict(account, comparisons[index], Verdict::conflict);
    view.differences += count_verdict(account, comparisons[index], Verdict::differ);
    view.updates += count_verdict(account, comparisons[index], Verdict::update);
    if (options.most > 0 && view.shown.size() >= options.most) {
      ++view.hidden;
    } else {
      view.shown.push_back(StoryBuilder(account, linked, silent, index).build(comparisons[index]));
    }
  }
  return view;
}

std::string silent_line(const ComparisonView& comparison) {
  constexpr std::size_t kNamed = 6;
  const std::vector<std::string>& silent = comparison.silent;
  if (silent.empty()) return {};
  const std::size_t named = silent.size() > kNamed + 1 ? kNamed : silent.size();
  std::string line = "nothing of it was found in ";
  for (std::size_t i = 0; i < named; ++i) {
    const bool last = i > 0 && i + 1 == silent.size();
    line += (i == 0 ? "" : last ? " and " : ", ") + shorten_name(silent[i], kSilentName);
  }
  if (silent.size() > named) line += " and " + std::to_string(silent.size() - named) + " more";
  return line;
}

std::vector<HandView> chain_hands(const Attribution& attribution) {
  std::vector<HandView> hands;
  for (const Hop& hop : attribution.chain) {
    HandView hand{printable(hop.name), hop.kind};
    if (hand.name.empty()) hand.name = hop.kind == SpeakerKind::unnamed ? "an unnamed source" : "someone not named";
    if (hands.empty() || hands.back().name != hand.name) hands.push_back(std::move(hand));
  }
  if (hands.size() < 2) hands.clear();
  return hands;
}

std::string report_note(const StoryView& story, const ReportView& report) {
  std::vector<std::string> notes;
  if (report.copy) notes.emplace_back("copy");
  notes.insert(notes.end(), report.taken.begin(), report.taken.end());
  if (!report.credit.empty()) notes.push_back("credits " + joined(report.credit, ", "));
  if (report.origin_of != kNone) {
    const auto first = std::find_if(story.reports.begin(), story.reports.end(),
                                    [&](const ReportView& other) { return other.document == report.origin_of; });
    if (first != story.reports.end()) notes.push_back("same origin as " + first->id);
  }
  return joined(notes, "; ");
}

bool tells_value(const MemberView& member) {
  return !member.value.empty() && member.value != member.words && member.whose != member.value &&
         !member.whose.starts_with(member.value + " → ");
}

bool is_short_chain(const StatementView& statement) {
  return statement.chain.size() == 2 && statement.chain[0].name == statement.speaker;
}

std::string said_words(const StatementView& statement) {
  if (statement.words.empty()) return "…";
  return statement.cue.empty() ? statement.words : statement.cue + " " + statement.words;
}

std::string chain_line(const std::vector<HandView>& chain) {
  std::string out;
  for (const HandView& hand : chain) out += (out.empty() ? "" : " → ") + hand.name;
  return out;
}

std::string story_facts(const StoryView& story) {
  std::vector<std::string> facts;
  if (!story.dates.empty()) facts.push_back(story.dates);
  facts.push_back(counted(story.reports.size(), "report", "reports"));
  facts.push_back(counted(story.origins, "independent origin", "independent origins"));
  facts.push_back(story.conflicts == 0 ? "no conflict" : counted(story.conflicts, "conflict", "conflicts"));
  if (story.updates > 0) facts.push_back(counted(story.updates, "update", "updates"));
  if (story.differences > 0) facts.push_back(counted(story.differences, "difference", "differences"));
  return joined(facts, " · ");
}

std::vector<std::pair<const StoryView*, const ComparisonView*>> digest_of(const AccountView& view) {
  std::vector<std::pair<const StoryView*, const ComparisonView*>> lines;
  for (const Verdict verdict : {Verdict::conflict, Verdict::update, Verdict::differ}) {
    for (const StoryView& story : view.shown) {
      for (const ComparisonView& comparison : story.comparisons) {
        if (comparison.comparison->verdict == verdict) lines.emplace_back(&story, &comparison);
      }
    }
  }
  return lines;
}

std::string headline(const AccountView& view) {
  if (view.reports == 0) return "Nothing was read: no report, no story.";
  std::string line = counted(view.reports, "report", "reports") + ", " + counted(view.stories, "story", "stories") +
                     ", " + counted(view.origins, "independent origin", "independent origins") + ", ";
  line += view.conflicts == 0 ? "no conflict" : counted(view.conflicts, "conflict", "conflicts");
  if (view.updates > 0) line += ", " + counted(view.updates, "update", "updates");
  if (view.differences > 0) line += ", " + counted(view.differences, "difference", "differences");
  return line;
}

std::string no_conflict_line(const StoryView& story) {
  if (story.conflicts > 0) return {};
  if (!story.comparisons.empty()) {
    return story.reports.size() < 2 ? "Nothing in this report conflicts with itself."
                                    : "No conflict was found among these reports.";
  }
  if (story.reports.size() < 2) return "One report: nothing to compare it with.";
  return "No conflicting figures, dates or statements were found among these " + std::to_string(story.reports.size()) +
         " reports.";
}

}  // namespace hearsay::report
