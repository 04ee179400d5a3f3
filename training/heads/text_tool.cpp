// What eval/score_heads.py scores of the room text, which the program's output doesn't show: reads JSON Lines with id and text on
// stdin, prints {"id","sentences":[[begin,end],...],"words":[[begin,end],...]} a line, offsets in code points. Built by the
// command in training/heads/README.md, no part of the program.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/unicode.h"
#include "text/text.h"

int main() {
  using namespace hearsay;
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json document = nlohmann::json::parse(line);
    const auto content = document.at("text").get<std::string>();
    const Text text = analyze_text(content);
    const OffsetMap map(content, OffsetMap::Unit::code_point);
    nlohmann::json out{{"id", document.at("id")}, {"sentences", nlohmann::json::array()}, {"words", nlohmann::json::array()}};
    for (const Sentence& sentence : text.sentences) out["sentences"].push_back({map(sentence.span.begin), map(sentence.span.end)});
    for (const Token& token : text.tokens) out["words"].push_back({map(token.span.begin), map(token.span.end)});
    std::cout << out.dump() << '\n';
  }
}
