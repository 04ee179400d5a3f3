// Streams generated documents through grouping and prints what a document costs as their number grows.
//
//   story_stream_bench [DOCUMENTS=1000000] [SEED=1]
//
// Words follow a Zipf-Mandelbrot law fitted to a million words of English news (exponent 1.1, offset 2.5) over two
// million forms. A document takes four words in ten from its story's own forty and names six names of which its
// story knows twelve; new stories begin with three documents in ten, the others tell of one of the last thousands, and
// one document in twenty is cut from an earlier one. Generating is not timed. The figures at the end compare what was
// found with what was generated, so that speed isn't bought by doing nothing.
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "story/group.h"

namespace {

using namespace hearsay;

constexpr double kExponent = 1.1;
constexpr double kOffset = 2.5;
constexpr double kForms = 2'000'000;
constexpr std::size_t kStory = 40;       // words of a story's own
constexpr std::size_t kNames = 12;
constexpr std::size_t kLiveStories = 6000;
constexpr std::uint32_t kDocumentsADay = 5000;
constexpr std::uint32_t kBlock = 8192;

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  struct Generated {
    std::string title, text, date;
    std::uint32_t story = 0;
  };

  Generated next() {
    const std::uint32_t number = made_++;
    Generated document;
    document.date = date_of(number / kDocumentsADay);
    if (number > 100 && chance() < 0.05) {
      const Generated& source = recent_[below(recent_.size())];
      document.title = source.title;
      document.story = source.story;
      document.text = source.text.substr(0, source.text.find(". ", source.text.size() * 2 / 3) + 1);
    } else {
      if (stories_.empty() || chance() < 0.3) begin_story();
      // The younger a story, the likelier.
      const std::size_t back = static_cast<std::size_t>(-std::log(1 - chance()) * 400) % stories_.size();
      write(stories_[stories_.size() - 1 - back], document);
    }
    recent_.push_back(document);
    if (recent_.size() > 5000) recent_.pop_front();
    return document;
  }

 private:
  struct Story {
    std::uint32_t number = 0;
    std::vector<std::string> words, names;
  };

  double chance() { return std::uniform_real_distribution<double>()(random_); }
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  // The law's distribution function, turned round.
  std::uint64_t rank(double lowest) {
    const double power = 1 - kExponent;
    const double low = std::pow(lowest + kOffset, power);
    const double high = std::pow(kForms + kOffset, power);
    return static_cast<std::uint64_t>(std::pow(low + chance() * (high - low), 1 / power) - kOffset) + 1;
  }

  static std::string form(std::uint64_t rank) {
    constexpr std::string_view kFirst = "bcdfghklmnprstvwz";
    constexpr std::string_view kSecond = "aeiouy";
    std::string word;
    for (std::uint64_t left = rank + 20; left > 0; left /= kFirst.size() * kSecond.size()) {
      word += kFirst[left % kFirst.size()];
      word += kSecond[left / kFirst.size() % kSecond.size()];
    }
    return word;
  }

  static std::string name(std::uint64_t rank) {
    std::string word = form(rank) + "n";
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }

  void begin_story() {
    Story story;
    story.number = story_numbers_++;
    // What a story is about is told in phrases: "fish market".
    while (story.words.size() < kStory) {
      std::string words = form(rank(300));
      if (story.words.size() % 2 == 0) words.append(" ").append(form(rank(300)));
      story.words.push_back(std::move(words));
    }
    while (story.names.size() < kNames) story.names.push_back(name(rank(20)) + " " + name(rank(200)));
    stories_.push_back(std::move(story));
    if (stories_.size() > kLiveStories) stories_.pop_front();
  }

  void write(const Story& story, Generated& document) {
    document.story = story.number;
    const std::size_t length = 120 + below(460);
    for (std::size_t i = 0; i < length; ++i) {
      const double kind = i < 9 ? chance() / 2 : chance();  // a headline is nearly all about the story
      std::string word = kind < 0.40   ? story.words[below(1 + below(kStory))]
                         : kind < 0.46 ? story.names[below(1 + below(kNames))]
                                       : form(rank(1));
      if (i < 9) document.title += (i == 0 ? "" : " ") + word;
      document.text += word + (i % 17 == 16 ? ". " : " ");
    }
    document.text += ".";
  }

  static std::string date_of(std::uint32_t day) {
    char date[16];
    std::snprintf(date, sizeof date, "%04u-%02u-%02u", 2001 + day / 336 % 90, day / 28 % 12 + 1, day % 28 + 1);
    return date;
  }

  std::mt19937_64 random_;
  std::uint32_t made_ = 0;
  std::uint32_t story_numbers_ = 0;
  std::deque<Story> stories_;
  std::deque<Generated> recent_;
};

double megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Pairs of documents of one story, in both, in the first, in the second.
void print_agreement(const std::vector<std::uint32_t>& gold, const Grouping& grouping) {
  std::map<std::uint32_t, double> of_gold;
  double both = 0, found = 0, all = 0;
  for (const std::uint32_t story : gold) ++of_gold[story];
  for (const auto& group : grouping.groups) {
    std::map<std::uint32_t, double> of_group;
    for (const Index document : group) ++of_group[gold[document]];
    for (const auto& [story, count] : of_group) both += count * (count - 1) / 2;
    found += static_cast<double>(group.size()) * static_cast<double>(group.size() - 1) / 2;
  }
  for (const auto& [story, count] : of_gold) all += count * (count - 1) / 2;
  std::printf("stories generated %zu, found %zu; pairs: precision %.3f, recall %.3f; copies found %zu\n",
              of_gold.size(), grouping.groups.size(), found > 0 ? both / found : 0, all > 0 ? both / all : 0,
              grouping.copies.size());
}

}  // namespace

int main(int count, char** words) {
  const std::uint32_t documents = count > 1 ? static_cast<std::uint32_t>(std::strtoul(words[1], nullptr, 10)) : 1'000'000;
  Generator generator(count > 2 ? std::strtoul(words[2], nullptr, 10) : 1);
  story::StoryStream stream(story::default_pair_model(), story::default_group_options());
  std::vector<std::uint32_t> gold;
  std::clock_t spent = 0;
  std::clock_t block = 0;
  std::printf("%10s %12s %14s %10s %10s\n", "documents", "us/document", "documents/s", "live", "peak MB");
  for (std::uint32_t i = 1; i <= documents; ++i) {
    const Generator::Generated document = generator.next();
    gold.push_back(document.story);
    const std::clock_t begin = std::clock();
    stream.add({{}, document.title, document.text, document.date, {}, {}});
    block += std::clock() - begin;
    if (i % kBlock != 0) continue;
    const double seconds = static_cast<double>(block) / CLOCKS_PER_SEC;
    const std::uint32_t blocks = i / kBlock;
    if (blocks <= 8 || blocks % 8 == 0 || i + kBlock > documents) {
      std::printf("%10u %12.1f %14.0f %10zu %10.0f\n", i, seconds * 1e6 / kBlock, kBlock / seconds, stream.live(),
                  megabytes());
      std::fflush(stdout);
    }
    spent += block;
    block = 0;
  }
  const std::clock_t begin = std::clock();
  const Grouping grouping = stream.finish();
  spent += block + std::clock() - begin;
  std::printf("%u documents in %.1f s of processor time, %.1f us each\n", documents,
              static_cast<double>(spent) / CLOCKS_PER_SEC, static_cast<double>(spent) * 1e6 / CLOCKS_PER_SEC / documents);
  print_agreement(gold, grouping);
}
