#include "story/publisher.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/outlet.h"
#include "core/unicode.h"
#include "story/day.h"

namespace hearsay::story {
namespace {

constexpr double kAhead = 1;          // the date of a report is that of its last change
constexpr std::ptrdiff_t kMost = 32;  // reports of one publisher that are looked at

// What may be left off a name: "Orvane Bank Newsroom" is the bank's.
constexpr std::array<std::string_view, 6> kOffices = {"newsroom", "online", "service", "network", "press", "media"};
// Alone they are names of no one in particular.
constexpr std::array<std::string_view, 10> kKinds = {"agency",  "media", "news",   "newspaper", "newspapers",
                                                     "outlets", "paper", "papers", "press",     "report"};
// What follows them tells where or whose the thing is that stands before: "La Voz de Ribera".
constexpr std::array<std::string_view, 7> kLinks = {"of", "for", "de", "del", "di", "on", "in"};

template <class List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> words_in_order(std::string_view name) {
  std::vector<std::string> words;
  const std::string key = outlet_key(name);
  std::string word;
  for (std::size_t i = 0; i <= key.size(); ++i) {
    const auto byte = i < key.size() ? static_cast<unsigned char>(key[i]) : ' ';
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      word += key[i];
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// Those that tell one outlet from another: "the Drennik Lantern newspaper" gives "drennik", "lantern".
std::vector<std::string> telling_words(std::vector<std::string> words) {
  std::erase_if(words, [](const std::string& word) { return word.size() < 3 || among(kLinks, word); });
  std::sort(words.begin(), words.end());
  return words;
}

std::string head_of(std::vector<std::string> words) {
  while (words.size() > 2 && among(kOffices, words.back())) words.pop_back();
  const auto link = std::find_if(words.begin(), words.end(), [](const auto& word) { return among(kLinks, word); });
  if (link != words.begin()) words.erase(link, words.end());
  return words.empty() ? std::string() : words.back();
}

}  // namespace

Publishers::Publishers(std::span<const Document> documents, const std::vector<Index>& members) : documents_(documents) {
  for (const Index member : members) {
    const Article& article = documents[member].article;
    const std::vector<std::string> words = words_in_order(article.publisher);
    if (words.empty()) continue;
    const auto& published = article.published;
    const auto day = published ? day_of(published->value) : std::nullopt;
    const Publisher& own = own_[member] = {telling_words(words), head_of(words), day};
    by_head_[own.head].push_back(member);
  }
  for (auto& [head, reports] : by_head_) {
    std::sort(reports.begin(), reports.end(), [this](Index left, Index right) {
      return std::pair(own_.at(left).day, left) < std::pair(own_.at(right).day, right);
    });
  }
}

Index Publishers::nearest(const std::vector<std::string>& words, Index document, double days) const {
  if (words.empty() || (words.size() == 1 && among(kKinds, words.front()))) return kNone;
  const auto own = own_.find(document);
  const auto& published = documents_[document].article.published;
  const bool dated = published && day_of(published->value);
  const double day = dated ? *day_of(published->value) : 0;
  Index best = kNone;
  double least = days;
  for (const std::string& word : words) {
    const auto reports = by_head_.find(word);
    if (reports == by_head_.end()) continue;
    auto end = reports->second.end();
    if (dated) {
      end = std::upper_bound(reports->second.begin(), end, day + kAhead,
                             [this](double latest, Index one) { return own_.at(one).day > latest; });
    }
    const auto begin = end - std::min(end - reports->second.begin(), kMost);
    for (auto one = begin; one != end; ++one) {
      const Publisher& other = own_.at(*one);
      if (own != own_.end() && other.words == own->second.words) continue;
      if (!std::includes(other.words.begin(), other.words.end(), words.begin(), words.end())) continue;
      const double apart = dated && other.day ? std::abs(day - *other.day) : 0;
      if (apart > least || (apart == least && best != kNone)) continue;
      least = apart;
      best = *one;
    }
  }
  return best;
}

Index Publishers::meant(std::string_view name, Index document, double days) const {
  return nearest(telling_words(words_in_order(name)), document, days);
}

// A run of words that begin with capital letters, by its end: "Drennik Lantern" of "said the Drennik Lantern".
Index Publishers::named_in(Index document, Span bytes) const {
  const std::string_view text = slice(documents_[document].article.text, bytes);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto capital = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
    if (!capital(text[begin]) || (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(')) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && capital(text[end])) {
      end = std::min(text.find_first_of(" ,.;:)(\n\"", end), text.size());
      if (end + 1 >= text.size() || text[end] != ' ' || !capital(text[end + 1])) break;
      ++end;
    }
    const Index found = meant(text.substr(begin, end - begin), document, kAnyDay);
    if (found != kNone) return found;
    begin = std::max(end, begin + 1);
  }
  return kNone;
}

bool Publishers::means_own(std::string_view name, Index document) const {
  const auto own = own_.find(document);
  const std::vector<std::string> words = telling_words(words_in_order(name));
  return own != own_.end() && std::binary_search(words.begin(), words.end(), own->second.head) &&
         std::includes(own->second.words.begin(), own->second.words.end(), words.begin(), words.end());
}

}  // namespace hearsay::story
