// Prints what may answer who, what, when, where, why and how of reports, computed by the code that reads them in earnest:
// JSON Lines with id, title, text and date on stdin; a line each out: {"id", "answers": [of each question
// [[begin, end, [features]], ...]]}, offsets in code points.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/unicode.h"
#include "reading/attribution/attribution.h"
#include "reading/event/answer.h"
#include "reading/name/name.h"
#include "reading/reading.h"

using namespace hearsay;

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json record = nlohmann::json::parse(line);
    Article article;
    article.title = record.value("title", "");
    article.text = record["text"].get<std::string>();
    if (record.contains("date") && record["date"].is_string()) article.published = Date{record["date"].get<std::string>().substr(0, 10), DatePrecision::day, "record"};
    const Reading reading = read_article(article, AttributionModel::fast);
    const Text text = analyze_text(article.text);
    const event::EventText words(text, find_names(text));
    const OffsetMap map(article.text, OffsetMap::Unit::code_point);
    nlohmann::json out = {{"id", record["id"]}, {"answers", nlohmann::json::array()}};
    for (const auto& answers : event::find_answers(article, words, reading)) {
      nlohmann::json list = nlohmann::json::array();
      for (const event::Answer& one : answers) list.push_back({map(one.span.begin), map(one.span.end), one.row});
      out["answers"].push_back(std::move(list));
    }
    std::printf("%s\n", out.dump().c_str());
  }
}
