#include "story/story.h"

#include <algorithm>

#include "story/copy.h"
#include "story/day.h"
#include "story/group.h"
#include "story/origin.h"
#include "story/passage.h"
#include "story/title.h"

namespace hearsay {
namespace {

StoryInput input_of(const Document& document) {
  StoryInput input;
  input.id = document.id;
  input.title = document.article.title;
  input.text = document.article.text;
  if (document.article.published) input.date = document.article.published->value;
  input.publisher = document.article.publisher;
  // Without names: the pair score was trained on those that capital letters show.
  return input;
}

// By publication, the undated after those of known date, then by input.
std::vector<Index> in_order_of_publication(std::vector<Index> members, std::span<const StoryInput> inputs) {
  std::stable_sort(members.begin(), members.end(), [&](Index left, Index right) {
    const auto one = story::day_of(inputs[left].date);
    const auto two = story::day_of(inputs[right].date);
    if (one.has_value() != two.has_value()) return one.has_value();
    return one && *one < *two;
  });
  return members;
}

void set_dates(Story& story, std::span<const StoryInput> inputs) {
  for (const Index member : story.documents) {
    if (!story::day_of(inputs[member].date)) continue;
    const std::string date(inputs[member].date.substr(0, 10));
    if (story.first.empty() || date < story.first) story.first = date;
    if (story.last.empty() || date > story.last) story.last = date;
  }
}

}  // namespace

std::vector<Story> build_stories(std::span<const Document> documents) {
  std::vector<StoryInput> inputs;
  inputs.reserve(documents.size());
  story::CopyHints hints;
  for (const Document& document : documents) {
    inputs.push_back(input_of(document));
    hints.credits.push_back(story::credits_of(document));
  }
  const Grouping grouping =
      story::group_documents(inputs, hints, story::default_pair_model(), story::default_group_options());
  std::vector<Index> story_of(documents.size(), kNone);
  std::vector<Story> stories;
  stories.reserve(grouping.groups.size());
  for (const std::vector<Index>& group : grouping.groups) {
    Story story;
    story.documents = in_order_of_publication(group, inputs);
    story.title = story::title_of(inputs, story.documents);
    set_dates(story, inputs);
    for (const Index member : group) story_of[member] = static_cast<Index>(stories.size());
    stories.push_back(std::move(story));
  }
  for (const Copy& copy : grouping.copies) stories[story_of[copy.copy]].copies.push_back(copy);
  for (Story& story : stories) {
    story.passages = story::find_passages(documents, story.documents);
    const std::vector<Copy> more = story::copies_by_passages(documents, story.passages, story.copies);
    story.copies.insert(story.copies.end(), more.begin(), more.end());
    story.origins = story::find_origins(documents, story.documents, story.copies);
  }
  return stories;
}

}  // namespace hearsay
