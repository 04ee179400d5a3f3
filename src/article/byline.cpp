#include "article/byline.h"

#include <algorithm>

#include "article/date.h"
#include "article/furniture.h"
#include "article/vocabulary.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

constexpr std::size_t kMaxByline = 200;
constexpr std::size_t kMaxName = 60;
constexpr std::size_t kMaxAuthors = 8;
constexpr std::size_t kNear = 14;  // blocks a byline may stand from the title

constexpr std::string_view kLeads[] = {"by ",
                                       "by: ",
                                       "by:",
                                       "von ",
                                       "von: ",
                                       "vom ",
                                       "par ",
                                       "por ",
                                       "author: ",
                                       "author ",
                                       "authors: ",
                                       "written by ",
                                       "posted by ",
                                       "reported by ",
                                       "story by ",
                                       "text: ",
                                       "text von ",
                                       "eingestellt von ",
                                       "erstellt von ",
                                       "redaktion: ",
                                       "gespeichert von ",
                                       "posted on ",
                                       "published by: ",
                                       "text by ",
                                       "autor: ",
                                       "autor ",
                                       "autorin: ",
                                       "autorin ",
                                       "autoren: ",
                                       "auteur: ",
                                       "auteur : ",
                                       "auteur(s) : ",
                                       "di ",
                                       "door ",
                                       "article by ",
                                       "ein beitrag von ",
                                       "ein artikel von ",
                                       "geschrieben von ",
                                       "verfasst von ",
                                       "published by ",
                                       "od ",
                                       "escrito por ",
                                       "publicado por ",
                                       "posté par ",
                                       "rédigé par ",
                                       "tekst: ",
                                       "autor tekstu: ",
                                       "av "};

// Where the names end and something else begins.
constexpr std::string_view kEnds[] = {
    "|",     "•",      "·",    "–",    "—",     " - ",           "(",          "[",       " am ",     " on ",
    " vor ", " le ",   " el ", " um ", " for ", " at ",          " published", " posted", " updated", " veröffentlicht",
    " in ",  " @",     "\t",   " / ",  ";",     " illustration", " fotos",     " foto",   " photo",   "»",
    "›",     " is a ", " ist "};

bool has_upper_first(std::string_view word) {
  std::size_t i = 0;
  return !word.empty() && is_upper(next_code_point(word, i));
}

// "06.11.2023 - von Tom Ost": without the date it begins with. Unchanged where it begins with none.
std::string_view without_date(std::string_view text) {
  const auto date = find_date(text.substr(0, 60));
  if (!date || date->span.begin > 0 || date->date.precision == DatePrecision::month) return text;
  text.remove_prefix(std::min<std::size_t>(date->span.end, text.size()));
  for (bool more = true; more;) {
    text = trim(text);
    more = false;
    for (const std::string_view mark : {"-", "–", "—", "|", "·", "•", ",", "/", ":"}) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      more = true;
    }
  }
  return text;
}

std::string_view without_lead(std::string_view text, bool& led) {
  for (int round = 0; round < 4; ++round) {
    const std::string_view undated = without_date(text);
    bool found = undated.size() < text.size();
    text = undated;
    const std::string low = lower_in_place(text.substr(0, 40));
    for (const std::string_view lead : kLeads) {
      if (low.starts_with(lead)) {
        text = trim(text.substr(lead.size()));
        found = led = true;
        break;
      }
    }
    if (!found) break;
  }
  return text;
}

bool is_name(std::string_view name) {
  if (name.size() < 2 || name.size() > kMaxName) return false;
  std::size_t words = 1, digits = 0, letters = 0;
  for (std::size_t i = 0; i < name.size();) {
    const char32_t c = next_code_point(name, i);
    if (c == ' ') ++words;
    if (is_digit(c)) ++digits;
    if (is_letter(c)) ++letters;
    if (c == U'©' || c == '@' || c == '/' || c == ':' || c == '?' || c == '!' || c == '=') return false;
  }
  if (words > 6 || letters < 2 || (name.front() >= '0' && name.front() <= '9') || digits * 2 > letters) return false;
  const std::string low = lower_in_place(name);
  if (low.starts_with("http") || low.starts_with("www.") || low == "admin" || low == "administrator") return false;
  for (const std::string_view word :
       {"comment",    "kommentar",    "share", "read more", "all posts", "author",  "autor",  "about",
        "newsletter", "follow",       "view",  "posted",    "published", "welcome", "log in", "log out",
        "login",      "your account", "alle ", "mehr ",     "more ",     "posts"}) {
    if (low.starts_with(word)) return false;
  }
  return true;
}

void add_name(std::vector<std::string>& names, std::string_view part) {
  part = trim(part);
  while (!part.empty() && (part.back() == ',' || part.back() == ':' || part.back() == '-'))
    part = trim(part.substr(0, part.size() - 1));
  if (!is_name(part) || names.size() >= kMaxAuthors) return;
  std::string name = collapse_space(part);
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

std::size_t word_count(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

struct Found {
  double score = 0;
  std::size_t block = 0;
  int kind = 0;
  std::vector<std::string> names;
};

bool is_author_link(std::string_view href) {
  for (const std::string_view part : {"/author/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/authors/",
                                      "/reporters/", "/autorin/", "/byline/", "/people/", "/profil/", "/staff/"}) {
    const std::size_t at = href.find(part);
    if (at != std::string_view::npos && at + part.size() < href.size()) return true;
  }
  return false;
}

class AuthorFinder {
 public:
  AuthorFinder(const HtmlSource& source, const std::vector<bool>& keep) : source_(source), comments_(source.comments) {
    const auto& blocks = source.page.blocks;
    first_ = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
    last_ = keep.size();
    while (last_ > 0 && !keep[last_ - 1]) --last_;
    title_ = first_;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if ((blocks[i].context & kInHeading) == 0 || source.traits[i].title_share < 0.7f ||
          source.traits[i].title_cover < 0.7f)
        continue;
      title_ = i;
      break;
    }
  }

  std::vector<std::string> run() {
    read_elements();
    read_blocks();
    const auto best = std::max_element(found_.begin(), found_.end(),
                                       [](const Found& a, const Found& b) { return a.score < b.score; });
    if (best == found_.end() || best->score < 40) return {};
    std::vector<std::string> names = best->names;
    for (const Found& other : found_) {  // further authors beside the first
      if (other.kind != best->kind || other.block < best->block || other.block > best->block + 1) continue;
      for (const std::string& name : other.names) add_name(names, name);
    }
    return names;
  }

 private:
  [[nodiscard]] std::size_t block_at(NodeId id) const {
    const auto& blocks = source_.page.blocks;
    const auto found = std::upper_bound(blocks.begin(), blocks.end(), source_.page.node_text[id].begin,
                                        [](std::uint32_t at, const PageBlock& block) { return at < block.span.end; });
    return static_cast<std::size_t>(found - blocks.begin());
  }

  [[nodiscard]] double place_score(std::size_t i) const {
    if (i >= comments_.size() || comments_[i]) return -1000;
    double score = 0;
    if (i + 4 < std::min(title_, first_)) score -= 20;
    if (i >= last_) score -= 6.0 + 2.0 * static_cast<double>(std::min<std::size_t>(i - last_, 20));
    if (i > title_ && i <= first_ + 1) score += 6;
    if (i > first_ + 1 && i < last_) score -= 5;
    const PageBlock& block = source_.page.blocks[i];
    if ((block.context & (kInNavigation | kInFooter)) != 0) score -= 20;
    if ((block.context & (kInFigure | kInCaption)) != 0) score -= 15;
    NodeId id = block.node;
    for (int level = 0; level < 6 && id != kNoNode && id != 0; ++level, id = source_.dom[id].parent) {
      if (source_.page.node_text[id].size() * 2 > source_.page.text.size()) break;
      if ((source_.page.node_hints[id] & kHintRelated) != 0) score -= 20;
      if ((source_.page.node_hints[id] & (kHintSidebar | kHintTeaser)) != 0 && level > 0) score -= 6;
    }
    return score;
  }

  void add(std::string_view text, double score, std::size_t block, int kind) {
    if (score < 30 || text.size() > kMaxByline) return;
    std::vector<std::string> names = names_of_byline(text);
    if (!names.empty()) found_.push_back({score, block, kind, std::move(names)});
  }

  void read_elements() {
    const Dom& dom = source_.dom;
    for (NodeId id = 1; id < dom.size(); ++id) {
      const Node& node = dom[id];
      if (node.type != NodeType::element || node.attribute_count == 0 || node.tag == Tag::meta || node.tag == Tag::link)
        continue;
      const Span span = source_.page.node_text[id];
      if (span.empty() || span.size() > kMaxByline) continue;
      std::string_view rel, property, href, name;
      for (std::uint32_t k = 0; k < node.attribute_count; ++k) {
        const auto& [key, value] = dom.attributes(id)[k];
        if (key == "rel") rel = value;
        if (key == "itemprop") property = value;
        if (key == "href") href = value;
        if (key == "class") name = value;
      }
      double score = 0;
      int kind = 0;
      if (property.find("author") != std::string_view::npos || property == "creator") {
        score = 84;
        kind = 1;
        for (NodeId inner = id + 1; inner < node.subtree_end; ++inner) {
          if (dom[inner].type == NodeType::element && dom.attribute(inner, "itemprop") == "name") {
            const Span inside = source_.page.node_text[inner];
            if (!inside.empty())
              add(slice(source_.page.text, inside), score + 2 + place_score(block_at(inner)), block_at(inner), kind);
            break;
          }
        }
      } else if (node.tag == Tag::a && rel == "author") {
        score = 80;
        kind = 2;
      } else if (node.tag == Tag::a && is_author_link(href)) {
        score = 72;
        kind = 3;
      } else if ((source_.page.node_hints[id] & kHintAuthor) != 0 &&
                 (source_.page.node_hints[id] & kHintComment) == 0) {
        const bool exact = name.find("name") != std::string_view::npos || name == "author" || name == "byline" ||
                           name == "fn" || name == "autor";
        score = exact ? 66 : 56;
        kind = 4;
        if (word_count(slice(source_.page.text, span)) > 14) score -= 20;
      } else {
        continue;
      }
      const std::size_t block = block_at(id);
      add(slice(source_.page.text, span), score + place_score(block), block, kind);
    }
  }

  // "By Ana Ruel" in a line of its own beside the title or at the end.
  void read_blocks() {
    const auto& blocks = source_.page.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Traits& traits = source_.traits[i];
      if (traits.words < 2 || traits.words > 16 || traits.bytes > kMaxByline) continue;
      const bool near = (i + 3 >= title_ && i <= title_ + kNear) || (i + 2 >= first_ && i <= first_ + 1) ||
                        (i + 3 >= last_ && i <= last_ + 3);
      if (!near) continue;
      bool led = false;
      const std::string_view rest = without_lead(text_of(source_.page, blocks[i]), led);
      if (!led || !has_upper_first(rest)) continue;
      const bool ends = source_.traits[i].ends_sentence && traits.words > 6;
      add(rest, (ends ? 30 : 58) + place_score(i), i, 5);
    }
  }

  const HtmlSource& source_;
  const std::vector<bool>& comments_;
  std::size_t title_ = 0, first_ = 0, last_ = 0;
  std::vector<Found> found_;
};

// Lower case, letters only.
std::string bare(std::string_view text) {
  std::string out;
  for (const char byte : lower_in_place(text)) {
    if ((byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80) out.push_back(byte);
  }
  return out;
}

bool is_site(const HeadTags& head, std::string_view name) {
  const std::string own = bare(name);
  const std::string site = bare(head.site);
  const std::string publisher = bare(head.linked.publisher);
  return own.empty() || (!site.empty() && own == site) || (!publisher.empty() && own == publisher);
}

std::vector<std::string> clean(const std::vector<std::string>& told) {
  std::vector<std::string> names;
  for (const std::string& value : told) {
    for (const std::string& name : names_of_byline(value)) add_name(names, name);
  }
  return names;
}

// --- agencies -----------------------------------------------------------------------------------------------------

constexpr std::string_view kAgencies[] = {"AA",
                                          "AAP",
                                          "AFP",
                                          "AGERPRES",
                                          "AKI",
                                          "ANA",
                                          "ANI",
                                          "ANP",
                                          "ANSA",
                                          "Anadolu",
                                          "Anadolu Agency",
                                          "Antara",
                                          "AP",
                                          "APA",
                                          "APS",
                                          "Associated Press",
                                          "Agence France-Presse",
                                          "Belga",
                                          "BelTA",
                                          "Bernama",
                                          "BNA",
                                          "BNS",
                                          "BTA",
                                          "CNA",
                                          "CTK",
                                          "DPA",
                                          "dpa",
                                          "EFE",
                                          "epd",
                                          "Europa Press",
                                          "Fars",
                                          "IANS",
                                          "INA",
                                          "Interfax",
                                          "IRIB",
                                          "IRNA",
                                          "ISNA",
                                          "Jiji",
                                          "Jiji Press",
                                          "KCNA",
                                          "KNA",
                                          "KUNA",
                                          "Kyodo",
                                          "Kyodo News",
                                          "LETA",
                                          "Lusa",
                                          "MAP",
                                          "Mehr",
                                          "MENA",
                                          "MTI",
                                          "NAN",
                                          "NNA",
                                          "NTB",
                                          "PA",
                                          "PA Media",
                                          "PAP",
                                          "Petra",
                                          "PNA",
                                          "PTI",
                                          "QNA",
                                          "Reuters",
                                          "RIA Novosti",
                                          "Ritzau",
                                          "SANA",
                                          "SDA",
                                          "SID",
                                          "sid",
                                          "SPA",
                                          "STT",
                                          "TAP",
                                          "TASR",
                                          "TASS",
                                          "Tasnim",
                                          "Telam",
                                          "TT",
                                          "UNI",
                                          "UPI",
                                          "Ukrinform",
                                          "VNA",
                                          "WAFA",
                                          "WAM",
                                          "Xinhua",
                                          "Yonhap"};

bool is_agency(std::string_view name) {
  return std::find(std::begin(kAgencies), std::end(kAgencies), name) != std::end(kAgencies);
}

bool is_initials(std::string_view name) {
  return name.size() >= 2 && name.size() <= 7 &&
         std::all_of(name.begin(), name.end(), [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

void add_credit(std::vector<std::string>& credit, std::string_view name) {
  name = trim(name);
  while (!name.empty() && (name.back() == '.' || name.back() == ',' || name.back() == ')'))
    name = trim(name.substr(0, name.size() - 1));
  if (name.empty() || name.size() > kMaxName || credit.size() >= 8) return;
  if (std::find(credit.begin(), credit.end(), name) == credit.end()) credit.emplace_back(name);
}

// "VELM, 5 November 2023 (VNA): ...", "VELM (Reuters) - ...": the bracket in a paragraph's beginning, and what follows
// it.
void read_dateline(std::string_view text, std::vector<std::string>& credit) {
  const std::string_view head = text.substr(0, 100);
  const std::size_t open = head.find('(');
  const std::size_t close = open == std::string_view::npos ? open : head.find(')', open);
  if (close == std::string_view::npos || open == 0 || close - open > 40) return;
  const std::string_view name = trim(head.substr(open + 1, close - open - 1));
  const std::string_view rest = trim(text.substr(close + 1, 8));
  const bool marked = rest.starts_with(':') || rest.starts_with('-') || rest.starts_with("–") || rest.starts_with("—");
  const std::string_view before = trim(head.substr(0, open));
  const bool dateline =
      has_upper_first(before) && before.find(". ") == std::string_view::npos && word_count(before) <= 8;
  if (!dateline) return;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {  // "(AFP/Reuters)"
    if (i < name.size() && name[i] != '/' && name[i] != ',') continue;
    const std::string_view part = trim(name.substr(begin, i - begin));
    begin = i + 1;
    if (is_agency(part) || (marked && is_initials(part))) add_credit(credit, part);
  }
}

// "Source: VNA", "SourceVNA" (a dump has lost what stood between), "Quelle: dpa", "With inputs from VNA".
void read_source_line(std::string_view text, std::vector<std::string>& credit) {
  if (text.size() > 90) return;
  constexpr std::string_view kWords[] = {
      "source",           "sources",         "quelle",          "quellen", "fuente", "fonte", "źródło",
      "with inputs from", "with input from", "with files from", "via",     "bron",   "kaynak"};
  const std::string low = lower_in_place(text);
  for (const std::string_view word : kWords) {
    if (!low.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    const bool glued = !rest.empty() && rest.front() >= 'A' && rest.front() <= 'Z';
    if (!glued && (rest.empty() || (rest.front() != ' ' && rest.front() != ':'))) continue;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':')) rest.remove_prefix(1);
    if (!has_upper_first(rest) && !is_agency(rest)) return;
    if (word_count(rest) <= 5) add_credit(credit, rest);
    return;
  }
}

}  // namespace

std::vector<std::string> names_of_byline(std::string_view text) {
  std::vector<std::string> names;
  bool led = false;
  text = without_lead(trim(text.substr(0, kMaxByline)), led);
  const std::string low = lower_in_place(text);
  std::size_t end = text.size();
  for (const std::string_view mark : kEnds) {
    const std::size_t at = low.find(mark);
    if (at != std::string::npos && at > 0) end = std::min(end, at);
  }
  if (const auto date = find_date(text.substr(0, end))) end = std::min<std::size_t>(end, date->span.begin);
  text = text.substr(0, end);
  // "A and B", "A, B und C", "A, Radio Velm": what follows a comma is a name only if it has two words like the first.
  std::size_t begin = 0;
  bool first = true;
  const auto take = [&](std::size_t to, bool comma) {
    const std::string_view part = trim(text.substr(begin, to - begin));
    if (first || !comma || (word_count(part) >= 2 && word_count(part) <= 3 && has_upper_first(part)))
      add_name(names, part);
    first = false;
  };
  bool comma = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t length = 0;
    bool next_comma = false;
    const std::string_view here = std::string_view(low).substr(i);
    for (const std::string_view link : {" and ", " und ", " et ", " & ", " y ", " i ", " en ", " och ", " e "}) {
      if (here.starts_with(link)) length = link.size();
    }
    if (length == 0 && here.starts_with(",")) {
      length = 1;
      next_comma = true;
    }
    if (length == 0) continue;
    take(i, comma);
    begin = i + length;
    i += length - 1;
    comma = next_comma;
  }
  take(text.size(), comma);
  return names;
}

std::vector<std::string> find_authors(const HtmlSource& source, const std::vector<bool>& keep) {
  const HeadTags& head = source.head;
  const std::vector<std::string> linked = clean(head.linked.authors);
  if (!linked.empty() && !is_site(head, linked.front())) return linked;
  const std::vector<std::string> meta = clean(head.authors);
  const bool person = !meta.empty() && !is_site(head, meta.front()) && word_count(meta.front()) >= 2;
  if (person) return meta;
  std::vector<std::string> found = AuthorFinder(source, keep).run();
  if (!found.empty()) return found;
  return !meta.empty() ? meta : linked;
}

std::vector<std::string> find_authors(const TextSource& source, const std::vector<bool>& keep) {
  const std::size_t first = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
  for (std::size_t i = first > kNear ? first - kNear : 0; i < first; ++i) {
    const Traits& traits = source.traits[i];
    if (traits.words < 2 || traits.words > 14 || traits.ends_colon) continue;
    bool led = false;
    const std::string_view rest = without_lead(text_of(source.page, source.page.blocks[i]), led);
    if (!led || !has_upper_first(rest) || traits.ends_sentence) continue;
    std::vector<std::string> names = names_of_byline(rest);
    if (!names.empty() && word_count(names.front()) >= 2) return names;
  }
  return {};
}

bool is_byline(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() > kLongest) return false;
  bool led = false;
  const std::string_view rest = without_lead(text, led);
  if (rest.empty()) return true;
  if (!led || word_count(rest) > 5) return false;
  bool name = true;  // each word in upper case, or "and"
  for (std::size_t begin = 0; begin < rest.size() && name;) {
    const std::size_t end = std::min(rest.find(' ', begin), rest.size());
    const std::string_view word = rest.substr(begin, end - begin);
    name = has_upper_first(word) || word == "and" || word == "und" || word == "et" || word == "y";
    begin = end + 1;
  }
  return name && !rest.ends_with('.') && !rest.ends_with('?') && !rest.ends_with('!') && !rest.ends_with(':');
}

bool is_source_line(std::string_view text) {
  std::vector<std::string> credit;
  read_source_line(text, credit);
  return !credit.empty();
}

std::vector<std::string> find_credit(const Page& page, const std::vector<bool>& keep,
                                     const std::vector<std::string>& authors) {
  std::vector<std::string> credit;
  for (const std::string& author : authors) {
    if (is_agency(author)) add_credit(credit, author);
  }
  std::size_t seen = 0;
  std::size_t last = keep.size();
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (seen++ < 2) read_dateline(text_of(page, page.blocks[i]), credit);
    last = i;
  }
  for (std::size_t i = last > 1 ? last - 1 : 0; i < keep.size() && i <= last + 6; ++i) {
    const std::string_view text = text_of(page, page.blocks[i]);
    read_source_line(text, credit);
    // "... on Tuesday. (VNA)"
    if (i == last && text.ends_with(')')) {
      const std::size_t open = text.rfind('(');
      if (open != std::string_view::npos && is_agency(trim(text.substr(open + 1, text.size() - open - 2)))) {
        add_credit(credit, text.substr(open + 1, text.size() - open - 2));
      }
    }
  }
  return credit;
}

}  // namespace hearsay::article
