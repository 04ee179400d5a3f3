// Copies by containment of word 5-grams: excerpts, cut and edited copies are found, not only whole texts. Sampled
// 5-grams in an inverted index give the candidates (Broder 1997; Schleimer et al. 2003), the full sets decide.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/story.h"
#include "story/terms.h"

namespace hearsay::story {

// What decides who copied whom, beyond the date. Parallel to the documents; may be empty.
struct CopyHints {
  std::vector<std::vector<std::string>> credits;  // agencies that the document credits
};

inline constexpr std::size_t kCopyWords = 20000;  // words of a document looked at

// Finds copies among documents that come block by block; a document's copies are found while it is among the last
// `window`. Documents are numbered from 0 in the order they are added. A 5-gram that stands in very many of these is
// furniture and counts for nothing.
class CopyFinder {
 public:
  explicit CopyFinder(std::size_t window) : window_(window) {}

  // `words` are those of the text. The document's views are not kept.
  void add(const StoryInput& document, std::span<const Word> words, const std::vector<std::string>& credits);
  // The copies with an end among the documents added since the last call, ascending by copy, then original.
  [[nodiscard]] std::vector<Copy> find();

 private:
  struct Sketch {
    std::vector<std::uint32_t> shingles;  // where `sorted` ascending and distinct, else as they come in the text
    std::vector<std::uint32_t> sample;    // ascending, distinct
    bool sorted = false;
    std::uint64_t whole = 0;  // hash of the text
    std::optional<double> day;
    std::string publisher;
    std::vector<std::string> credits;
  };
  struct Posting {
    std::uint32_t hash;
    Index document;
    bool operator<(const Posting& other) const {
      return hash != other.hash ? hash < other.hash : document < other.document;
    }
  };

  [[nodiscard]] Sketch& sketch(Index document) { return sketches_[document - first_]; }
  [[nodiscard]] const Sketch& sketch(Index document) const { return sketches_[document - first_]; }
  [[nodiscard]] std::span<const Posting> holders(std::uint32_t hash) const;
  void index();
  void look_up(Index document);
  static void sort_shingles(Sketch& sketch);
  void decide(Index earlier, Index later);
  void add_copy(Index earlier, Index later, double of_later, double of_earlier);
  [[nodiscard]] bool copied_from(Index earlier, Index later, double of_later, double of_earlier) const;
  void forget();

  std::size_t window_;
  Index first_ = 0;  // the number of sketches_.front()
  Index fresh_ = 0;  // the first that was added since the last find()
  std::deque<Sketch> sketches_;
  std::unordered_map<std::uint64_t, Index> whole_;  // the first of the texts that are the same
  std::vector<Posting> postings_;                   // ascending
  std::vector<std::uint32_t> directory_;            // where in postings_ a hash's leading bits begin
  std::vector<std::uint32_t> hits_;                 // by place in sketches_, between two look-ups 0
  std::vector<Copy> copies_;
};

[[nodiscard]] std::vector<Copy> find_copies(std::span<const StoryInput> documents, const CopyHints& hints);

}  // namespace hearsay::story
