// What training and measuring the counters' pair score need of the program itself. Reads case files (`hearsay read
// --case FILE`) and derives all that is across documents anew. Built by training/comparison/README.md's command, no part
// of the program.
//
//   figure_tool account CASE [MODEL]  the account, as `hearsay report --format json` prints it; with the weights of MODEL
//   figure_tool quantities CASE  one line a quantity: document, span in code points, value, kind, what, place, voice, sentence
//   figure_tool counters CASE MODEL  a line a group of quantities that count one thing, with the scores between its members
//   figure_tool pairs CASE       one line a pair of quantities: both (document, begin, end, value), then the features
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "case/case.h"
#include "comparison/counter.h"
#include "comparison/figure.h"
#include "comparison/quantity.h"
#include "comparison/story_view.h"
#include "comparison/thread.h"
#include "hearsay/hearsay.h"
#include "report/report.h"

namespace {

using namespace hearsay;

std::size_t code_points(std::string_view text, std::uint32_t end) {
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < end && i < text.size(); ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

nlohmann::json place_of(const comparison::StoryView& view, const comparison::Quantity& quantity) {
  const std::string_view text = view.text(quantity.document);
  return {view.document(quantity.document).id, code_points(text, quantity.figure.span.begin), code_points(text, quantity.figure.span.end)};
}

nlohmann::json shown(const comparison::StoryView& view, const comparison::Quantity& quantity) {
  return {{"at", place_of(view, quantity)},
          {"value", comparison::value_of(quantity.figure)},
          {"kind", quantity.kind},
          {"what", quantity.figure.what},
          {"place", quantity.place},
          {"voice", quantity.voice ? quantity.voice->name : ""},
          {"bare", quantity.bare},
          {"part", quantity.part},
          {"increment", quantity.increment},
          {"former", quantity.former},
          {"sentence", quantity.sentence}};
}

// Two lines of weights, for values that agree and for those that don't.
struct ModelFile {
  std::vector<float> weights[2];

  explicit ModelFile(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    for (std::vector<float>& row : weights) {
      std::getline(file, line);
      std::istringstream numbers(line);
      for (float weight = 0; numbers >> weight;) row.push_back(weight);
    }
  }
};

void print_pairs(const comparison::StoryView& view, const std::vector<comparison::Quantity>& all) {
  const comparison::CounterPairs pairs(view, all);
  for (const comparison::QuantityPair& pair : pairs.pairs()) {
    std::cout << place_of(view, all[pair.one]).dump() << '\t' << all[pair.one].value << '\t' << place_of(view, all[pair.two]).dump() << '\t'
              << all[pair.two].value << '\t';
    for (const float feature : pairs.features(pair)) std::cout << feature << ' ';
    std::cout << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 4) {
    std::cerr << "figure_tool account|quantities|pairs CASE [MODEL]\n";
    return 2;
  }
  const std::string mode = arguments[1];
  auto file = CaseFile::open(arguments[2], CaseMode::read_only);
  if (!file) return 1;
  auto documents = file->documents();
  if (!documents) return 1;
  Account account = make_account(std::move(*documents));
  if (mode == "account" && count == 3) {
    std::cout << report_json(account, {});
    return 0;
  }
  std::vector<Comparison> comparisons;
  for (Comparison& one : account.comparisons) {
    if (one.kind != ComparisonKind::figure) comparisons.push_back(std::move(one));
  }
  const comparison::EntityLookup lookup(account.entities);
  for (const comparison::Thread& thread : comparison::find_threads(account.documents, account.entities, account.stories)) {
    const comparison::StoryView view(account.documents, lookup, thread.story, thread.stories.front());
    const auto all = comparison::quantities_of(view);
    if (mode == "quantities") {
      for (const comparison::Quantity& quantity : all) std::cout << shown(view, quantity).dump() << '\n';
    } else if (mode == "pairs") {
      print_pairs(view, all);
    } else if (mode == "counters") {
      const ModelFile model(arguments[3]);
      const comparison::Counters counters(view, all, {model.weights[0], model.weights[1]});
      for (const auto& group : counters.find()) {
        nlohmann::json members, scores;
        for (const auto* one : group) {
          members.push_back(shown(view, *one));
          for (const auto* two : group) scores.push_back(counters.score(*one, *two));
        }
        std::cout << nlohmann::json{{"members", members}, {"scores", scores}}.dump() << '\n';
      }
    } else {
      const ModelFile model(arguments[3]);
      for (Comparison& one : comparison::compare_figures(view, {model.weights[0], model.weights[1]})) {
        if (one.verdict != Verdict::agree || one.origins > 1) comparisons.push_back(std::move(one));
      }
    }
  }
  if (mode != "account") return 0;
  account.comparisons = std::move(comparisons);
  std::cout << report_json(account, {});
}
