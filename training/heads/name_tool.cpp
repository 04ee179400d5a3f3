// What training/heads/names.py learns from: reads JSON Lines with id and text on stdin; prints for each document
// {"id","names":[[begin,end,type by the rules,[buckets]],...]}, offsets in code points, and writes the dense features of all names as
// float32 rows to the file named by the first argument. Built by the command in training/heads/README.md, no part of the program.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/enums.h"
#include "core/unicode.h"
#include "reading/name/name_model.h"

int main(int argc, char** argv) {
  using namespace hearsay;
  if (argc < 2) return 2;
  std::ofstream rows(argv[1], std::ios::binary);
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json document = nlohmann::json::parse(line);
    const auto content = document.at("text").get<std::string>();
    const Text text = analyze_text(content);
    const OffsetMap map(content, OffsetMap::Unit::code_point);
    const TextWords words(text);
    const CaseEvidence evidence(words);
    std::vector<NamePart> parts = split_runs(words, find_name_runs(words, evidence));
    find_roles(words, parts);
    type_parts(words, evidence, parts);
    nlohmann::json names = nlohmann::json::array();
    for (const NamePart& part : parts) {
      const NameFeatures features = name_features(words, part);
      const Span span = words.span(part.first, part.last);
      names.push_back({map(span.begin), map(span.end), to_string(part.type), features.sparse});
      rows.write(reinterpret_cast<const char*>(features.dense.data()), sizeof features.dense);
    }
    std::cout << nlohmann::json{{"id", document.at("id")}, {"names", names}}.dump() << '\n';
  }
}
