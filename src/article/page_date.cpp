#include "article/page_date.h"

#include <algorithm>

#include "article/classifier.h"
#include "article/date.h"
#include "article/date_candidates.h"
#include "article/date_words.h"
#include "article/language.h"

namespace hearsay::article {

namespace {

constexpr std::uint32_t kMaxLineWords = 30;
constexpr float kLeastScore = 0.15f;

std::optional<Date> dated(std::optional<Date> date, std::string_view basis) {
  if (date) date->basis = basis;
  return date;
}

}  // namespace

PublicationDates find_dates(const HtmlSource& source, const std::vector<bool>& keep, std::string_view url) {
  const HeadTags& head = source.head;
  PublicationDates out;
  out.modified = dated(parse_date(head.linked.modified), "json-ld");
  if (!out.modified) out.modified = dated(parse_date(head.modified), "meta");
  const std::vector<DateCandidate> candidates = date_candidates(source, keep, url);
  const std::vector<float> scores = classify_dates(date_features(source, keep, candidates));
  const DateCandidate* best = nullptr;
  float best_score = kLeastScore;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] < best_score) continue;
    best_score = scores[i];
    best = &candidates[i];
  }
  if (best == nullptr) return out;
  // Of the places that tell this day the most trusted names it, and one that tells the minute before one that doesn't.
  const int day = best->day;
  const auto worth = [](const DateCandidate& candidate) {
    return (candidate.date.precision == DatePrecision::day ? 100 : 0) + static_cast<int>(candidate.source);
  };
  for (const DateCandidate& candidate : candidates) {
    if (candidate.day == day && worth(candidate) < worth(*best)) best = &candidate;
  }
  out.published = best->date;
  if (out.modified) return out;
  for (const DateCandidate& candidate : candidates) {
    const bool placed =
        candidate.node != kNoNode && (candidate.block >= keep.size() || !source.comments[candidate.block]);
    if (!placed || !candidate.says_modified || candidate.says_published || candidate.day < day) continue;
    out.modified = candidate.date;
    break;
  }
  return out;
}

PublicationDates find_dates(const TextSource& source, const std::vector<bool>& keep) {
  PublicationDates out;
  const std::size_t first = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
  const bool month_first = detect_language(source.page.text) == "en";
  // The dateline of the first paragraph that has one.
  std::size_t seen = 0;
  for (std::size_t i = first; i < keep.size() && seen < 2; ++i) {
    if (!keep[i]) continue;
    ++seen;
    const std::string_view text = text_of(source.page, source.page.blocks[i]);
    const auto found = find_date(text.substr(0, 90), false);
    // "Velm, 5 November 2023 (VNA): ...", "VELM, Nov. 5, 2023 (VNA) -- ..."
    if (found && found->date.precision != DatePrecision::month && found->span.begin < 40) {
      const std::string_view rest = text.substr(std::min<std::size_t>(found->span.end, text.size()), 30);
      const std::size_t end = rest.find_first_of(":(-/");
      if (end < 3 || rest.substr(0, 6).find("—") != std::string_view::npos ||
          rest.substr(0, 6).find("–") != std::string_view::npos) {
        out.published = dated(found->date, "dateline");
        return out;
      }
    }
  }
  // A line of date and byline just before the text, or where a word says "published". A date alone in a line before the
  // title is the page's clock.
  std::size_t title = first;
  for (std::size_t i = 0; i < first && i < source.traits.size(); ++i) {
    if (source.traits[i].title_cover > 0.7f && source.traits[i].title_share > 0.7f) title = i;
  }
  for (std::size_t i = 0; i <= first && i < source.traits.size(); ++i) {
    const Traits& traits = source.traits[i];
    if (traits.words > kMaxLineWords || traits.digits < 3) continue;
    const std::string_view text = text_of(source.page, source.page.blocks[i]);
    const std::string low = lower_in_place(text);
    const auto found = find_date(text, month_first);
    if (!found || found->date.precision == DatePrecision::month || says_other(low)) continue;
    if (says_modified(low) && !says_published(low)) {
      out.modified = dated(found->date, "byline");
    } else if (says_published(low) || (i > title && i < first && traits.words <= 14)) {
      out.published = dated(found->date, "byline");
      return out;
    }
  }
  return out;
}

}  // namespace hearsay::article
