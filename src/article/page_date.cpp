#include "article/page_date.h"

#include <algorithm>
#include <cstdlib>

#include "article/date.h"
#include "article/furniture.h"
#include "article/language.h"
#include "article/vocabulary.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

constexpr std::uint32_t kMaxLineWords = 30;
constexpr double kLeastScore = 30;
constexpr double kSure = 60;

struct Candidate {
  Date date;
  double score = 0;
};

std::optional<Date> dated(std::optional<Date> date, std::string_view basis) {
  if (date) date->basis = basis;
  return date;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// "Last updated", "Letzte Änderung", "Stand:": not when it was published.
bool says_modified(std::string_view low) {
  for (const std::string_view word :
       {"updated", "modified", "aktualisiert", "änderung", "geändert", "stand:", "update", "mis à jour", "actualizado",
        "aggiornato", "aktualizacja", "edited", "revision", "revised", "reviewed"}) {
    if (has(low, word)) return true;
  }
  return false;
}

bool says_published(std::string_view low) {
  for (const std::string_view word :
       {"publish",   "posted",     "veröffentlicht", "erstellt",  "erschienen",  "publié",
        "publicado", "pubblicato", "opublikowano",   "geplaatst", "created",     "written on",
        "date:",     "datum:",     "gepostet",       "wurde am",  "gespeichert", "eingestellt",
        "submitted", "pubblicata", "data:",          "fecha:",    "geschrieben"}) {
    if (has(low, word)) return true;
  }
  return false;
}

// Other events of the text's life than its birth.
bool says_other(std::string_view low) {
  for (const std::string_view word : {"©", "copyright", "abgerufen", "retrieved", "accessed", "deadline", "joined",
                                      "registriert", "member since", "mitglied seit", "expires", "bewertung"}) {
    if (has(low, word)) return true;
  }
  return false;
}

class DateFinder {
 public:
  DateFinder(const HtmlSource& source, const std::vector<bool>& keep)
      : source_(source), keep_(keep), comments_(source.comments) {
    const std::string language = lower(source.head.language);
    month_first_ = language == "en-us" || language == "en_us" || language == "en";
    title_ = find_title();
    first_ = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
    last_ = keep.size();
    while (last_ > 0 && !keep[last_ - 1]) --last_;
    if (title_ == keep.size()) title_ = first_;
  }

  void run() {
    read_elements();
    read_blocks();
  }
  [[nodiscard]] std::optional<Date> best() const {
    return best_.score >= kLeastScore ? std::optional(best_.date) : std::nullopt;
  }
  [[nodiscard]] double best_score() const { return best_.score; }
  [[nodiscard]] std::optional<Date> modified() const {
    return modified_.score > 0 ? std::optional(modified_.date) : std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t find_title() const {
    const auto& blocks = source_.page.blocks;
    std::size_t best = blocks.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (source_.traits[i].title_share < 0.7f || source_.traits[i].title_cover < 0.7f) continue;
      if ((blocks[i].context & kInHeading) != 0) return i;
      if (best == blocks.size() && (blocks[i].context & kInNavigation) == 0) best = i;
    }
    return best;
  }

  // Blocks of text between the article (its title included) and block `i`.
  [[nodiscard]] double place_score(std::size_t i) const {
    if (i >= keep_.size()) return -20;
    if (comments_[i]) return -1000;
    double score = 0;
    const PageBlock& block = source_.page.blocks[i];
    if (i < title_) {
      score -= 4.0 * static_cast<double>(std::min<std::size_t>(title_ - i, 12));
    } else if (i <= first_) {
      score += 6.0 - 0.5 * static_cast<double>(std::min<std::size_t>(i - title_, 20));
    } else if (i >= last_) {
      score -= 8.0 + 1.5 * static_cast<double>(std::min<std::size_t>(i - last_, 16));
    } else {
      score -= 4.0 + std::min(8.0, 0.5 * static_cast<double>(i - first_));
    }
    if ((block.context & (kInNavigation | kInDialog)) != 0) score -= 30;
    if ((block.context & (kInAside | kInFooter)) != 0) score -= 12;
    if ((block.context & kInFigure) != 0) score -= 12;
    NodeId id = block.node;
    for (int level = 0; level < 6 && id != kNoNode && id != 0; ++level, id = source_.dom[id].parent) {
      const std::uint32_t hints = source_.page.node_hints[id];
      const Span inside = source_.page.node_text[id];
      if (inside.size() * 2 > source_.page.text.size()) break;
      if ((hints & kHintRelated) != 0) score -= 20;
      if ((hints & (kHintSidebar | kHintTeaser)) != 0 && level > 0) score -= 8;
    }
    return score;
  }

  [[nodiscard]] std::size_t block_at(NodeId id) const {
    const Span text = source_.page.node_text[id];
    const auto& blocks = source_.page.blocks;
    const auto found = std::upper_bound(blocks.begin(), blocks.end(), text.begin,
                                        [](std::uint32_t at, const PageBlock& block) { return at < block.span.end; });
    return static_cast<std::size_t>(found - blocks.begin());
  }

  void add(const std::optional<Date>& date, double score, std::string_view basis) {
    if (!date || date->precision == DatePrecision::month) return;
    if (score > best_.score) best_ = {*dated(date, basis), score};
  }

  void add_modified(const std::optional<Date>& date, double score, std::string_view basis) {
    if (!date || score <= modified_.score) return;
    modified_ = {*dated(date, basis), score};
  }

  // <time datetime>, <abbr class=published title=...>, itemprop=datePublished, ...
  void read_elements() {
    const Dom& dom = source_.dom;
    for (NodeId id = 1; id < dom.size(); ++id) {
      const Node& node = dom[id];
      if (node.type != NodeType::element || node.attribute_count == 0) continue;
      const bool time = node.tag == Tag::time;
      std::string_view value, property, name;
      for (std::uint32_t k = 0; k < node.attribute_count; ++k) {
        const auto& [key, text] = dom.attributes(id)[k];
        if (key == "datetime" || key == "data-datetime" || key == "data-date-time" || key == "content" ||
            key == "data-timestamp") {
          if (value.empty()) value = text;
        } else if (key == "itemprop" || key == "property") {
          property = text;
        } else if (key == "class") {
          name = text;
        } else if (key == "title" && node.tag == Tag::abbr) {
          value = text;
        } else if (key == "title" && value.empty() && (source_.page.node_hints[id] & kHintDate) != 0) {
          value = text;
        }
      }
      const bool published = has(property, "datePublished") || has(property, "dateCreated") || has(property, "pubdate");
      const bool changed = has(property, "dateModified") || has(property, "dateUpdate");
      if (value.empty() && !time && !published && !changed) continue;
      if (node.tag == Tag::meta && !published && !changed) continue;
      if (!time && !published && !changed && node.tag != Tag::abbr && (source_.page.node_hints[id] & kHintDate) == 0)
        continue;
      auto date = parse_date(value, month_first_);
      if (!date) {
        const Span text = source_.page.node_text[id];
        if (text.size() > 0 && text.size() < 200) date = parse_date(slice(source_.page.text, text), month_first_);
      }
      if (!date) continue;
      const double place = node.tag == Tag::meta ? 0.0 : place_score(block_at(id));
      if (changed || (has(name, "updated") && !has(name, "published") && !dom.has_attribute(id, "pubdate")) ||
          has(name, "modified")) {
        add_modified(date, 60 + place, "time");
        // Themes that show but one date call it "updated", too.
        if (!published && !changed) add(date, 36 + 0.2 * place, "time");
        if (!published) continue;
      }
      double score = published ? 85 : 68;
      if (has(name, "publish") || has(name, "entry-date") || dom.has_attribute(id, "pubdate")) score += 12;
      add(date, score + place, published ? "meta" : "time");
    }
  }

  void read_blocks() {
    const auto& blocks = source_.page.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Traits& traits = source_.traits[i];
      if (traits.digits < 3 || comments_[i]) continue;
      const std::string_view text = text_of(source_.page, blocks[i]);
      const bool line = traits.words <= kMaxLineWords;
      // A paragraph may begin with its dateline: "Velm, 5 November 2023 (VNA): ..."
      const bool lead = i >= title_ && i <= first_ + 1 && !line;
      const bool tail = i + 2 >= last_ && traits.words <= 60;
      if (!line && !lead && !tail) continue;
      const auto found = find_date(line || tail ? text : text.substr(0, 120), month_first_);
      if (!found) continue;
      const std::string low = lower_in_place(text.substr(0, 300));
      if (says_other(low)) continue;
      const double place = place_score(i);
      if (says_modified(low) && !says_published(low)) {
        add_modified(found->date, 40 + place, "byline");
        add(found->date, 34 + 0.2 * place, "byline");
        continue;
      }
      std::uint32_t hints = 0;
      NodeId id = blocks[i].node;
      for (int level = 0; level < 3 && id != kNoNode; ++level, id = source_.dom[id].parent)
        hints |= source_.page.node_hints[id];
      double score = 44;
      if (lead) score = found->span.begin < 60 ? 40 : 0;
      if ((hints & (kHintDate | kHintAuthor)) != 0) score += 14;
      if (says_published(low)) score += 20;
      if (traits.words <= 8) score += 8;
      if (keep_[i] && traits.is_paragraph() && !says_published(low)) score -= 12;
      add(found->date, score + place, lead ? "dateline" : "byline");
    }
    if (const auto found = find_date(source_.head.title, month_first_)) add(found->date, 36, "text");
    if (const auto found = find_date(source_.head.description, month_first_)) add(found->date, 32, "text");
  }

  const HtmlSource& source_;
  const std::vector<bool>& keep_;
  const std::vector<bool>& comments_;
  bool month_first_ = false;
  std::size_t title_ = 0;  // block of the title
  std::size_t first_ = 0;  // first block of the article
  std::size_t last_ = 0;   // behind its last
  Candidate best_;
  Candidate modified_;
};

// A stamp in UTC whose day is the neighbour of the one the URL tells: the site's own day is the article's.
bool is_other_zone(const Date& stamp, const Date& day) {
  if (stamp.value.size() < 11 || !stamp.value.ends_with('Z') || day.value.size() < 10) return false;
  const auto number = [](const std::string& value) {
    return std::stoi(value.substr(0, 4)) * 372 + std::stoi(value.substr(5, 2)) * 31 + std::stoi(value.substr(8, 2));
  };
  const int apart = std::abs(number(stamp.value) - number(day.value));
  return apart == 1 || (apart <= 4 && (stamp.value.substr(8, 2) == "01" || day.value.substr(8, 2) == "01"));
}

}  // namespace

PublicationDates find_dates(const HtmlSource& source, const std::vector<bool>& keep, std::string_view url) {
  const HeadTags& head = source.head;
  PublicationDates out;
  out.published = dated(parse_date(head.linked.published), "json-ld");
  if (!out.published) out.published = dated(parse_date(head.published), "meta");
  out.modified = dated(parse_date(head.linked.modified), "json-ld");
  if (!out.modified) out.modified = dated(parse_date(head.modified), "meta");
  auto from_url = dated(url_date(head.url.empty() ? url : std::string_view(head.url)), "url");
  if (!from_url) from_url = dated(url_date(url), "url");
  if (out.published && from_url && is_other_zone(*out.published, *from_url)) out.published = from_url;
  const bool utc = out.published && out.published->value.size() > 13 && out.published->value.ends_with('Z') &&
                   (out.published->value.substr(11, 2) >= "20" || out.published->value.substr(11, 2) <= "06");
  if (out.published && out.modified && !utc) return out;
  DateFinder finder(source, keep);
  finder.run();
  if (!out.modified) out.modified = finder.modified();
  if (utc && finder.best_score() >= kSure && is_other_zone(*out.published, *finder.best()))
    out.published = finder.best();
  if (out.published) return out;
  out.published = from_url;
  const auto weak = dated(parse_date(head.published_weak), "meta");
  const auto found = finder.best();
  // The URL tells the day, the page perhaps the minute of it.
  if (out.published) {
    if (found && found->value.substr(0, 10) == out.published->value) out.published = found;
    return out;
  }
  // A tag named "date" may be the day the page was made; a line that says "published" knows better.
  out.published = weak && finder.best_score() < kSure ? weak : found;
  if (!out.published) out.published = weak;
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
