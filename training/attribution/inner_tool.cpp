// What training the trees for speech inside speech needs of the room itself: reads JSON Lines on stdin, prints on stdout. Built
// by training/attribution/README.md's command, no part of the program. Offsets are bytes.
//
//   inner_tool fast|accurate STATES
//   {"id","text","outer":[{"source","cue","content"},...],"inner":[the same]}  in: contents to read, and those inside them
//   {"id","proposals":[{"origin","cue","content","row","states"},...]}         out; states: which rows of STATES, float32, are those
//                                                of the main word, of the content's first and last and the source's last word (or -1)
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "model/embedded.h"
#include "reading/attribution/inner.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/neural_candidate.h"
#include "reading/attribution/rule.h"
#include "text/text.h"

namespace {

using namespace hearsay;
using nlohmann::json;

std::vector<Candidate> read_candidates(const Text& text, const json& list) {
  std::vector<Attribution> attributions;
  for (const json& one : list) {
    Attribution attribution;
    const auto read = [&](const char* name, Spans& spans) {
      for (const json& span : one.at(name)) spans.push_back({span.at(0).get<std::uint32_t>(), span.at(1).get<std::uint32_t>()});
    };
    read("source", attribution.source);
    read("cue", attribution.cue);
    read("content", attribution.content);
    attributions.push_back(std::move(attribution));
  }
  return as_candidates(text, attributions);
}

json spans_of(const Text& text, const std::vector<Range>& ranges) {
  json spans = json::array();
  for (const Range& range : ranges) {
    const Span span = text.token_span(range.first, range.last);
    spans.push_back({span.begin, span.end});
  }
  return spans;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const bool accurate = std::string_view(arguments[1]) == "accurate";
  const neural::Tagger* const quick = neural::fast_tagger();
  if (quick == nullptr) return 1;
  // Probes that read every value of a state as it is.
  const std::string_view weights = accurate ? model::accurate_attribution_weights() : model::fast_attribution_weights();
  const Result<neural::Tagger> plain = neural::Tagger::load(weights);
  if (!plain) return 1;
  const std::uint32_t width = plain->encoder().probe_width();
  std::vector<float> identity(std::size_t{width} * width, 0.F);
  for (std::size_t i = 0; i < width; ++i) identity[i * width + i] = 1;
  const std::vector<float> zero(width, 0.F);
  const Result<neural::Tagger> reader = neural::Tagger::load(weights, {identity, zero});
  if (!reader) return 1;
  std::ofstream states(arguments[2], std::ios::binary);
  int kept = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const json in = json::parse(line);
    const std::string content = in.at("text");
    const Text text = analyze_text(content);
    const std::vector<Word> words = classify_words(text);
    const std::vector<Candidate> rules = find_candidates(text, words);
    neural::Readings readings;
    (void)reader->tag(text.content, &readings);
    std::map<std::uint32_t, int> places;
    const auto state_of = [&](std::uint32_t token) {
      const float* const values = readings.at(text.tokens[token].span.begin);
      if (values == nullptr) return -1;
      const auto [place, made] = places.emplace(token, kept);
      if (made) {
        states.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(width * sizeof(float)));
        ++kept;
      }
      return place->second;
    };
    json out = json::array();
    for (const bool inner : {false, true}) {
      const std::vector<Candidate> around = read_candidates(text, in.at(inner ? "inner" : "outer"));
      for (const InnerProposal& one : propose_inner(text, words, *quick, around, rules, {}, inner)) {
        out.push_back({{"origin", static_cast<int>(one.origin)},
                       {"main", text.tokens[one.main].span.begin},
                       {"source", spans_of(text, one.candidate.source)},
                       {"cue", spans_of(text, one.candidate.cue)},
                       {"content", spans_of(text, one.candidate.content)},
                       {"row", one.row},
                       {"states",
                        {state_of(one.main), state_of(one.candidate.content.front().first), state_of(one.candidate.content.back().last - 1),
                         one.candidate.source.empty() ? -1 : state_of(one.candidate.source.back().last - 1)}}});
      }
    }
    std::cout << json{{"id", in.at("id")}, {"proposals", out}}.dump() << "\n";
  }
}
