// Prints what the event model sees of sentences, computed by the code that reads them in earnest: one JSON object a line
// of stdin (a sentence, as it stands) with its triggers, their features, and their phrases.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

#include "core/unicode.h"
#include "reading/event/features.h"
#include "reading/name/name.h"
#include "text/text.h"

using namespace hearsay;
using namespace hearsay::event;

namespace {

template <class List>
void print_list(const List& list) {
  std::printf("[");
  for (std::size_t i = 0; i < list.size(); ++i) std::printf(i == 0 ? "%u" : ",%u", static_cast<unsigned>(list[i]));
  std::printf("]");
}

void print_span(const OffsetMap& map, Span span) { std::printf("[%u,%u]", map(span.begin), map(span.end)); }

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const Text text = analyze_text(line);
    const OffsetMap map(line, OffsetMap::Unit::code_point);
    const std::vector<Name> names = find_names(text);
    const EventText words(text, names);
    std::printf("{\"triggers\":[");
    bool first = true;
    for (const Sentence& sentence : text.sentences) {
      const SentenceView view = words.view(sentence);
      const ActorFinder finder(words, view);
      for (std::uint32_t t = 0; t < view.triggers.size(); ++t) {
        const Trigger& trigger = view.triggers[t];
        TriggerFeatures features = trigger_features(words, view, finder, t);
        const TriggerFeatures around = sentence_features(words, view);
        features.sparse.insert(features.sparse.end(), around.sparse.begin(), around.sparse.end());
        for (std::size_t i = 0; i < features.dense.size(); ++i) features.dense[i] += around.dense[i];
        const Actors rule = finder.find(t);
        std::printf(first ? "{\"span\":" : ",{\"span\":");
        first = false;
        print_span(map, text.token_span(trigger.first, trigger.last));
        std::printf(",\"class\":\"%s\",\"verb\":%d,\"sparse\":", trigger.entry() == nullptr ? "" : std::string(type_of(trigger.entry()->root)).c_str(), trigger.verb);
        print_list(features.sparse);
        std::printf(",\"dense\":[");
        for (std::size_t i = 0; i < features.dense.size(); ++i) std::printf(i == 0 ? "%.3g" : ",%.3g", static_cast<double>(features.dense[i]));
        std::printf("],\"sources\":");
        print_list(rule.sources);
        std::printf(",\"targets\":");
        print_list(rule.targets);
        std::printf(",\"phrases\":[");
        for (std::uint32_t p = 0; p < view.phrases.size(); ++p) {
          std::printf(p == 0 ? "{\"span\":" : ",{\"span\":");
          print_span(map, text.token_span(view.phrases[p].first, view.phrases[p].last));
          std::printf(",\"actor\":%d,\"sparse\":", view.phrases[p].actor);
          print_list(actor_features(words, view, t, rule, p));
          std::printf("}");
        }
        std::printf("]}");
      }
    }
    std::printf("]}\n");
  }
  return 0;
}
