#include <algorithm>
#include <unordered_map>

#include "article/date_candidates.h"
#include "article/feature_row.h"
#include "article/vocabulary.h"

namespace hearsay::article {

namespace {

constexpr double kNowhere = -99;

class DateFeatures {
 public:
  DateFeatures(const HtmlSource& source, const std::vector<bool>& keep, const std::vector<DateCandidate>& candidates)
      : source_(source), keep_(keep), candidates_(candidates) {
    find_title();
    first_ = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
    last_ = keep.size();
    while (last_ > 0 && !keep[last_ - 1]) --last_;
    if (title_ == keep.size()) title_ = first_;
    for (const DateCandidate& candidate : candidates) {
      Day& day = days_[candidate.day];
      ++day.count;
      day.sources |= 1u << static_cast<unsigned>(candidate.source);
      order_.push_back(shapes_[candidate.shape]++);
    }
  }

  void write(RowWriter& out, std::size_t k) const {
    const DateCandidate& candidate = candidates_[k];
    out("source", static_cast<double>(candidate.source));
    out("clock", candidate.date.precision != DatePrecision::day);
    out("preferred", candidate.preferred);
    out("whole", candidate.whole);
    out("says_published", candidate.says_published);
    out("says_modified", candidate.says_modified);
    out("says_other", candidate.says_other);
    out("offset", std::min(candidate.offset, 600u));
    write_place(out, candidate);
    write_others(out, k);
  }

 private:
  struct Day {
    std::uint32_t count = 0;
    std::uint32_t sources = 0;
  };

  void find_title() {
    const auto& blocks = source_.page.blocks;
    title_ = blocks.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (source_.traits[i].title_share < 0.6f || source_.traits[i].title_cover < 0.6f) continue;
      if ((blocks[i].context & kInHeading) != 0) {
        title_ = i;
        return;
      }
      if (title_ == blocks.size() && (blocks[i].context & kInNavigation) == 0) title_ = i;
    }
  }

  void write_place(RowWriter& out, const DateCandidate& candidate) const {
    const std::size_t i = candidate.block;
    const bool placed = i < keep_.size();
    const auto from = [&](std::size_t origin) {
      return placed ? std::clamp(static_cast<double>(i) - static_cast<double>(origin), -60.0, 60.0) : kNowhere;
    };
    out("from_title", from(title_));
    out("from_first", from(first_));
    out("from_last", from(last_));
    out("kept", placed ? (keep_[i] ? 1.0 : 0.0) : -1.0);
    const std::uint32_t context = placed ? source_.page.blocks[i].context : 0;
    out("in_menu", bit(context, kInNavigation | kInDialog));
    out("in_aside", bit(context, kInAside | kInFooter));
    out("in_figure", bit(context, kInFigure));
    out("in_heading", bit(context, kInHeading));
    out("in_link", bit(context, kInLink));
    out("in_comments", placed && source_.comments[i] ? 1.0 : 0.0);
    out("words", placed ? source_.traits[i].words : 0.0);
    double date = 9, other = 9;
    NodeId id = candidate.node;
    for (int level = 0; level < 6 && id != kNoNode && id != 0; ++level, id = source_.dom[id].parent) {
      const std::uint32_t hints = source_.page.node_hints[id];
      if (source_.page.node_text[id].size() * 2 > source_.page.text.size()) break;
      if (date > 8 && (hints & (kHintDate | kHintAuthor)) != 0) date = level;
      if (other > 8 && level > 0 && (hints & (kHintRelated | kHintSidebar | kHintTeaser)) != 0) other = level;
    }
    out("class_date", date);
    out("class_related", other);
  }

  // What the page's other dates make of it.
  void write_others(RowWriter& out, std::size_t k) const {
    const DateCandidate& candidate = candidates_[k];
    const Day& day = days_.at(candidate.day);
    const auto told = [&](DateSource source) { return (day.sources >> static_cast<unsigned>(source)) & 1u; };
    out("same_day", day.count);
    out("same_day_linked", told(DateSource::linked));
    out("same_day_meta", told(DateSource::meta) + told(DateSource::property));
    out("same_day_url", told(DateSource::url));
    out("same_day_time", told(DateSource::time));
    out("same_day_line", told(DateSource::line));
    out("same_day_modified",
        told(DateSource::linked_modified) + told(DateSource::meta_modified) + told(DateSource::property_modified));
    out("days", static_cast<double>(days_.size()));
    out("same_shape", candidate.node == kNoNode ? 0.0 : shapes_.at(candidate.shape));
    out("order_in_shape", candidate.node == kNoNode ? 0.0 : order_[k]);
    int best = 20, apart = 9999;
    bool midnight = false;
    for (const DateCandidate& other : candidates_) {
      if (other.day == candidate.day || !other.preferred) continue;
      best = std::min(best, static_cast<int>(other.source));
      if (other.source == DateSource::linked || other.source == DateSource::meta) {
        apart = candidate.day - other.day;
        const std::string& value = other.date.value;
        midnight =
            value.size() > 13 && value.ends_with('Z') && (value.substr(11, 2) >= "20" || value.substr(11, 2) <= "06");
      }
    }
    out("best_other", best);
    out("from_tag", std::clamp(apart, -400, 400));
    // A stamp in UTC, and the neighbouring day told elsewhere: the site's own day is the article's.
    out("other_zone", midnight && std::abs(apart) == 1);
    const std::string& own = candidate.date.value;
    out("near_midnight",
        own.size() > 13 && own.ends_with('Z') && (own.substr(11, 2) >= "20" || own.substr(11, 2) <= "06"));
  }

  const HtmlSource& source_;
  const std::vector<bool>& keep_;
  const std::vector<DateCandidate>& candidates_;
  std::size_t title_ = 0;  // block of the title
  std::size_t first_ = 0;  // first block of the article
  std::size_t last_ = 0;   // behind its last
  std::unordered_map<int, Day> days_;
  std::unordered_map<std::uint64_t, std::uint32_t> shapes_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

FeatureTable date_features(const HtmlSource& source, const std::vector<bool>& keep,
                           const std::vector<DateCandidate>& candidates) {
  FeatureTable table;
  if (candidates.empty()) return table;
  const DateFeatures features(source, keep, candidates);
  RowWriter counter(nullptr);
  features.write(counter, 0);
  table.columns = counter.count();
  table.values.resize(table.columns * candidates.size());
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    RowWriter out(table.values.data() + k * table.columns);
    features.write(out, k);
  }
  return table;
}

std::vector<std::string> date_feature_names() {
  const HtmlSource source = read_html_source("<p>5 November 2023");
  const std::vector<bool> keep(source.page.blocks.size());
  const std::vector<DateCandidate> candidates = date_candidates(source, keep, {});
  std::vector<std::string> names;
  RowWriter out(nullptr, &names);
  DateFeatures(source, keep, candidates).write(out, 0);
  return names;
}

}  // namespace hearsay::article
