#include "comparison/statement.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kStatements = 6000;     // of a story
constexpr std::size_t kPostings = 40;         // statements that a word may lead to
constexpr std::size_t kCandidates = 16;       // of a statement
constexpr std::uint32_t kGap = 80;            // bytes between two pieces of one content: room for "he said on Monday"
constexpr std::size_t kRunOfWords = 7;        // in a row are no chance
constexpr std::size_t kQuotedDifference = 6;  // longer differing passages are other sentences, not other words

// The content as one span: its pieces with what stands between them where that is short, else the longest piece.
Span whole(const Spans& content) {
  Span all = content.front();
  Span longest = content.front();
  bool together = true;
  for (std::size_t i = 1; i < content.size(); ++i) {
    together = together && content[i].begin >= all.end && content[i].begin - all.end <= kGap;
    all.end = std::max(all.end, content[i].end);
    if (content[i].size() > longest.size()) longest = content[i];
  }
  return together ? all : longest;
}

struct Match {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::size_t run = 0;      // longest run of equal words
  std::size_t content = 0;  // content words of that run
  double overlap = 0;       // shared stems of the shorter one's
};

Match match(const Statement& one, const Statement& two) {
  Match found;
  found.pairs = align(one.phrase, two.phrase);
  std::size_t run = 0;
  std::size_t content = 0;
  for (std::size_t i = 0; i < found.pairs.size(); ++i) {
    const auto [left, right] = found.pairs[i];
    const bool goes_on = i > 0 && found.pairs[i - 1].first + 1 == left && found.pairs[i - 1].second + 1 == right;
    run = goes_on ? run + 1 : 1;
    content = (goes_on ? content : 0) + (one.phrase.words[left].content ? 1 : 0);
    if (run > found.run) {
      found.run = run;
      found.content = content;
    }
  }
  const std::size_t shorter = std::min(one.phrase.stems.size(), two.phrase.stems.size());
  found.overlap =
      shorter == 0 ? 0 : static_cast<double>(count_common(one.phrase.stems, two.phrase.stems)) / static_cast<double>(shorter);
  return found;
}

// Whether two reports tell one utterance: the same words in a row, or most of the words from the same mouth.
bool one_utterance(const Statement& one, const Statement& two, const Match& found) {
  if (different_voices(one.voice, two.voice)) return false;
  if (one.negated != two.negated) return false;
  if (found.run >= kRunOfWords && found.content >= 3) return true;
  const std::size_t shorter = std::min(one.phrase.stems.size(), two.phrase.stems.size());
  // "a source in the harbour authority" of two reports; "a source" alone may be anybody.
  const bool described = one.voice && two.voice && one.voice->kind == SpeakerKind::unnamed &&
                         two.voice->kind == SpeakerKind::unnamed && one.voice->stems.size() >= 3 &&
                         one.voice->stems == two.voice->stems;
  return (described || same_voice(one.voice, two.voice)) && shorter >= 4 && found.overlap >= 0.6 &&
         one.phrase.negated == two.phrase.negated;
}

struct Difference {
  Span left;
  Span right;
};

bool quoted_and_telling(const Phrase& phrase, std::size_t first, std::size_t last) {
  bool content = false;
  for (std::size_t i = first; i < last; ++i) {
    if (!phrase.words[i].quoted) return false;
    content = content || phrase.words[i].content;
  }
  return content;
}

// "e-mail" and "email": the letters and digits alone.
std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (is_letter(c) || is_digit(c)) append_code_point(out, c);
  }
  return lower(out);
}

// "pew" and "pews" are one word, heard or typed in two ways.
bool one_spelling(const Phrase& one, std::size_t first, std::size_t last, const Phrase& two, std::size_t begin,
                  std::size_t end) {
  return last - first == end - begin &&
         std::equal(one.words.begin() + static_cast<std::ptrdiff_t>(first),
                    one.words.begin() + static_cast<std::ptrdiff_t>(last),
                    two.words.begin() + static_cast<std::ptrdiff_t>(begin),
                    [](const PhraseWord& left, const PhraseWord& right) { return left.stem == right.stem; });
}

// Words that stand in one quotation where the other has other ones, with two equal words or more on both sides. A quote
// that is cut short, or goes on, does not differ.
std::optional<Difference> quoted_difference(const StoryView& view, const Statement& one, const Statement& two,
                                            const Match& found) {
  for (std::size_t i = 1; i + 2 < found.pairs.size(); ++i) {
    const auto [left, right] = found.pairs[i];
    const auto [left_next, right_next] = found.pairs[i + 1];
    const std::size_t left_gap = left_next - left - 1;
    const std::size_t right_gap = right_next - right - 1;
    if (left_gap == 0 || right_gap == 0 || left_gap > kQuotedDifference || right_gap > kQuotedDifference) continue;
    const bool framed = found.pairs[i - 1].first + 1 == left && found.pairs[i - 1].second + 1 == right &&
                        found.pairs[i + 2].first == left_next + 1 && found.pairs[i + 2].second == right_next + 1;
    if (!framed || !quoted_and_telling(one.phrase, left + 1, left_next) ||
        !quoted_and_telling(two.phrase, right + 1, right_next) ||
        one_spelling(one.phrase, left + 1, left_next, two.phrase, right + 1, right_next)) {
      continue;
    }
    const Difference found_here{{one.phrase.words[left + 1].span.begin, one.phrase.words[left_next - 1].span.end},
                                {two.phrase.words[right + 1].span.begin, two.phrase.words[right_next - 1].span.end}};
    if (letters_of(slice(view.text(one.document), found_here.left)) ==
        letters_of(slice(view.text(two.document), found_here.right))) {
      continue;
    }
    return found_here;
  }
  return std::nullopt;
}

std::string quote(std::string_view text, Span span) { return "“" + collapse_space(slice(text, span)) + "”"; }

// Statements that tell what the cluster's first one tells, one a document.
struct Cluster {
  std::vector<Index> statements;
  std::vector<Match> matches;  // with the first; that of the first is empty
};

std::vector<Cluster> clusters_of(const std::vector<Statement>& statements) {
  std::vector<std::vector<Index>> near(statements.size());
  for (const auto& [one, two] : statement_candidates(statements, 3)) near[two].push_back(one);
  std::vector<Cluster> clusters;
  std::vector<Index> cluster_of(statements.size(), kNone);
  for (Index i = 0; i < statements.size(); ++i) {
    Match best;
    Index home = kNone;
    for (const Index other : near[i]) {
      const Index cluster = cluster_of[other];
      if (cluster == kNone || statements[other].document == statements[i].document) continue;
      const Statement& first = statements[clusters[cluster].statements.front()];
      Match found = match(first, statements[i]);
      if (one_utterance(first, statements[i], found) && (home == kNone || found.overlap > best.overlap)) {
        best = std::move(found);
        home = cluster;
      }
    }
    if (home == kNone) {
      cluster_of[i] = static_cast<Index>(clusters.size());
      clusters.push_back({{i}, {Match{}}});
      continue;
    }
    cluster_of[i] = home;
    Cluster& cluster = clusters[home];
    const bool told_already = std::any_of(cluster.statements.begin(), cluster.statements.end(), [&](Index other) {
      return statements[other].document == statements[i].document;
    });
    if (told_already) continue;
    cluster.statements.push_back(i);
    cluster.matches.push_back(std::move(best));
  }
  return clusters;
}

std::string speaker_name(const std::vector<Statement>& statements, const Cluster& cluster) {
  // The paper that took the words over is not who spoke them.
  for (const Index i : cluster.statements) {
    const auto& voice = statements[i].voice;
    if (voice && voice->kind != SpeakerKind::outlet && voice->stems.size() >= 2) return voice->name;
  }
  for (const Index i : cluster.statements) {
    if (statements[i].voice && statements[i].voice->entity != kNone) return statements[i].voice->name;
  }
  for (const Index i : cluster.statements) {
    if (statements[i].voice && !statements[i].voice->name.empty()) return statements[i].voice->name;
  }
  return {};
}

std::string agreement(const StoryView& view, const std::vector<Statement>& statements, const Cluster& cluster,
                      const std::vector<ComparisonMember>& members) {
  const std::size_t first = statements[cluster.statements.front()].phrase.words.size();
  bool same = true;
  bool cut = true;
  for (std::size_t i = 1; i < cluster.statements.size(); ++i) {
    const std::size_t size = statements[cluster.statements[i]].phrase.words.size();
    const std::size_t equal = cluster.matches[i].pairs.size();
    same = same && equal == first && equal == size;
    cut = cut && equal * 10 >= std::min(first, size) * 9;
  }
  const std::string outlets = outlets_of(view, members);
  if (same) return outlets + " tell it in the same words.";
  if (cut) return outlets + " tell it in the same words, one with more of them than the other.";
  return outlets + " tell much the same in other words.";
}

// An attribution within another tells part of the same words: those comparisons whose members all lie in, or around,
// the members of one before are left out.
std::vector<Comparison> without_nested(std::vector<Comparison> comparisons) {
  std::stable_sort(comparisons.begin(), comparisons.end(), [](const Comparison& left, const Comparison& right) {
    return left.members.size() > right.members.size();
  });
  std::map<Index, std::vector<Span>> taken;
  std::vector<Comparison> kept;
  for (Comparison& comparison : comparisons) {
    const bool nested = std::all_of(comparison.members.begin(), comparison.members.end(), [&](const auto& member) {
      const std::vector<Span>& spans = taken[member.document];
      return std::any_of(spans.begin(), spans.end(), [&](Span span) { return span.overlaps(member.span); });
    });
    if (nested) continue;
    for (const ComparisonMember& member : comparison.members) taken[member.document].push_back(member.span);
    kept.push_back(std::move(comparison));
  }
  return kept;
}

}  // namespace

std::vector<Statement> collect_statements(const StoryView& view) {
  std::vector<Statement> statements;
  for (const Index document : view.members()) {
    const std::string_view text = view.text(document);
    const auto& attributions = view.document(document).reading.attributions;
    for (Index i = 0; i < attributions.size() && statements.size() < kStatements; ++i) {
      const Attribution& attribution = attributions[i];
      if (attribution.content.empty()) continue;
      Statement statement;
      statement.document = document;
      statement.attribution = i;
      statement.span = whole(attribution.content);
      if (slice(text, statement.span).empty()) continue;
      statement.phrase = make_phrase(text, attribution.content);
      statement.voice = view.voice(document, i);
      statement.form = attribution.form;
      statement.stance = attribution.stance;
      statement.negated = attribution.negated;
      // "We will stop" is an utterance too.
      const bool quoted = statement.form == Form::direct && statement.phrase.words.size() >= 3;
      if (statement.phrase.stems.size() >= 2 || (quoted && !statement.phrase.stems.empty())) statements.push_back(std::move(statement));
    }
  }
  return statements;
}

std::vector<std::pair<Index, Index>> statement_candidates(const std::vector<Statement>& statements, std::size_t least) {
  std::unordered_map<std::uint32_t, std::vector<Index>> postings;
  for (Index i = 0; i < statements.size(); ++i) {
    for (const std::uint32_t stem : statements[i].phrase.stems) postings[stem].push_back(i);
  }
  std::vector<std::pair<Index, Index>> pairs;
  std::map<Index, std::size_t> hits;
  for (Index i = 0; i < statements.size(); ++i) {
    hits.clear();
    for (const std::uint32_t stem : statements[i].phrase.stems) {
      const std::vector<Index>& others = postings[stem];
      // Of a word that many use, the statements told just before: what is told again is told near by.
      const auto end = std::lower_bound(others.begin(), others.end(), i);
      const auto begin = end - std::min<std::ptrdiff_t>(end - others.begin(), kPostings);
      for (auto other = begin; other != end; ++other) ++hits[*other];
    }
    std::vector<std::pair<std::size_t, Index>> best;
    for (const auto& [other, count] : hits) {
      if (count >= least) best.emplace_back(count, other);
    }
    std::sort(best.begin(), best.end(), [](const auto& left, const auto& right) {
      return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    if (best.size() > kCandidates) best.resize(kCandidates);
    for (const auto& [count, other] : best) pairs.emplace_back(other, i);
  }
  return pairs;
}

namespace {

// "We will not stop until the law is gone" told as "We will stop": the same words of one mouth, the "not" on one side.
bool reversed(const StoryView& view, const Statement& one, const Statement& two) {
  if (one.document == two.document || !same_voice(one.voice, two.voice)) return false;
  if (one.phrase.negated == two.phrase.negated || one.negated != two.negated) return false;
  const bool turned = one.phrase.words.size() < two.phrase.words.size();
  const Statement& longer = turned ? two : one;
  const Statement& shorter = turned ? one : two;
  const auto quoted = [](const Phrase& phrase) {
    return std::all_of(phrase.words.begin(), phrase.words.end(), [](const PhraseWord& word) { return word.quoted; });
  };
  if (!longer.phrase.negated || shorter.phrase.words.size() < 3 || !quoted(one.phrase) || !quoted(two.phrase)) return false;
  // The shorter one's words stand in the longer one in their order, and "not" right between them.
  const auto pairs = align(shorter.phrase, longer.phrase);
  if (pairs.size() < shorter.phrase.words.size()) return false;
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (pairs[i].second != pairs[i - 1].second + 2) continue;
    const std::string word = lower(slice(view.text(longer.document), longer.phrase.words[pairs[i].second - 1].span));
    if (word == "not" || word == "never" || word == "no") return true;
  }
  return false;
}

std::vector<Comparison> compare_reversed(const StoryView& view, const std::vector<Statement>& statements) {
  constexpr std::size_t kLooked = 300;  // quotations of a story that are laid side by side
  std::vector<Comparison> comparisons;
  std::vector<Index> direct;
  for (Index i = 0; i < statements.size() && direct.size() < kLooked; ++i) {
    if (statements[i].form == Form::direct) direct.push_back(i);
  }
  for (std::size_t i = 0; i < direct.size(); ++i) {
    for (std::size_t k = i + 1; k < direct.size(); ++k) {
      const Statement& one = statements[direct[i]];
      const Statement& two = statements[direct[k]];
      if (!reversed(view, one, two)) continue;
      Comparison comparison;
      comparison.kind = ComparisonKind::statement;
      comparison.verdict = Verdict::conflict;
      comparison.what = one.voice->name + ": " + first_words(view.text(one.document), one.phrase);
      for (const Statement* statement : {&one, &two}) {
        comparison.members.push_back(view.member(statement->document, statement->span, statement->voice->name, statement->attribution));
      }
      const auto words = [&](const Statement& statement) {  // between the marks that stand around them
        const std::vector<PhraseWord>& all = statement.phrase.words;
        return quote(view.text(statement.document), {all.front().span.begin, all.back().span.end});
      };
      comparison.why = view.outlet(one.document) + " quotes " + words(one) + " where " + view.outlet(two.document) +
                       " quotes " + words(two) + ".";
      view.finish(comparison);
      comparisons.push_back(std::move(comparison));
    }
  }
  return comparisons;
}

}  // namespace

std::vector<Comparison> compare_statements(const StoryView& view, const std::vector<Statement>& statements) {
  std::vector<Comparison> opposite = compare_reversed(view, statements);
  std::vector<Comparison> comparisons;
  for (const Cluster& cluster : clusters_of(statements)) {
    if (cluster.statements.size() < 2) continue;
    Comparison comparison;
    comparison.kind = ComparisonKind::statement;
    const Statement& first = statements[cluster.statements.front()];
    const std::string speaker = speaker_name(statements, cluster);
    const std::string begins = first_words(view.text(first.document), first.phrase);
    comparison.what = speaker.empty() ? begins : speaker + ": " + begins;
    for (std::size_t i = 0; i < cluster.statements.size(); ++i) {
      const Statement& statement = statements[cluster.statements[i]];
      comparison.members.push_back(view.member(statement.document, statement.span,
                                               statement.voice ? statement.voice->name : "", statement.attribution));
      if (i == 0 || comparison.verdict == Verdict::differ) continue;
      if (const auto difference = quoted_difference(view, first, statement, cluster.matches[i])) {
        comparison.verdict = Verdict::differ;
        comparison.why = view.outlet(first.document) + " quotes " + quote(view.text(first.document), difference->left) +
                         " where " + view.outlet(statement.document) + " quotes " +
                         quote(view.text(statement.document), difference->right) + ".";
      }
    }
    if (comparison.verdict == Verdict::agree) {
      comparison.why = agreement(view, statements, cluster, comparison.members);
    }
    view.finish(comparison);
    comparisons.push_back(std::move(comparison));
  }
  comparisons = without_nested(std::move(comparisons));
  comparisons.insert(comparisons.end(), std::make_move_iterator(opposite.begin()), std::make_move_iterator(opposite.end()));
  return comparisons;
}

}  // namespace hearsay::comparison
