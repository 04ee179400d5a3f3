// Which of a story's reports a name means: "the Lantern", "Gulfline", "the Health Ministry".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::story {

// A name that means a publisher holds the head of the publisher's own name and none but its words: "the Lantern" is The
// Drennik Lantern and "the Health Ministry" the Ministry of Health, but "Sordia" isn't the Telegraph Agency of Sordia,
// and "Pinehurst" isn't the Pinehurst Ledger. The documents must outlive it.
class Publishers {
 public:
  Publishers(std::span<const Document> documents, const std::vector<Index>& members);

  static constexpr double kAsNews = 30;  // days within which a report is relayed as news
  static constexpr double kAnyDay = 1e9;

  // The report of another publisher that a name in `document` means: of several the one nearest in time, but none that
  // came after it. kNone if there is none of so few days apart.
  [[nodiscard]] Index meant(std::string_view name, Index document, double days) const;
  // The report of another publisher that is named in these bytes of a document's text.
  [[nodiscard]] Index named_in(Index document, Span bytes) const;
  // A body's own statement in which "the Ministry" speaks.
  [[nodiscard]] bool means_own(std::string_view name, Index document) const;

 private:
  struct Publisher {
    std::vector<std::string> words;  // ascending
    std::string head;
    std::optional<double> day;
  };
  [[nodiscard]] Index nearest(const std::vector<std::string>& words, Index document, double days) const;

  std::span<const Document> documents_;
  std::unordered_map<Index, Publisher> own_;                     // by document
  std::unordered_map<std::string, std::vector<Index>> by_head_;  // documents by day, the undated first
};

}  // namespace hearsay::story
