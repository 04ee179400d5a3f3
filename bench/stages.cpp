// Time of each stage on the made-up case, or on the inputs named in HEARSAY_BENCH_INPUT (a file or folder). Each figure
// is of one pass over all documents: items are documents, bytes are what the stage takes in.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "article/article.h"
#include "comparison/comparison.h"
#include "entity/entity.h"
#include "hearsay/hearsay.h"
#include "input/input.h"
#include "page/page.h"
#include "pipeline.h"
#include "reading/attribution/attribution.h"
#include "reading/coreference/coreference.h"
#include "reading/event/event.h"
#include "reading/event/main_event.h"
#include "reading/figure/figure.h"
#include "reading/name/name.h"
#include "reading/place/place.h"
#include "reading/reading.h"
#include "reading/time/time.h"
#include "report/report.h"
#include "story/story.h"
#include "text/text.h"

namespace hearsay {
namespace {

std::string input_path() {
  const char* given = std::getenv("HEARSAY_BENCH_INPUT");
  return given != nullptr ? given : HEARSAY_SOURCE_DIR "/examples/reports";
}

std::vector<Record> read_all() {
  InputReader reader({input_path()});
  std::vector<Record> records;
  while (auto next = reader.next()) {
    if (next->ok()) records.push_back(std::move(*next).value());
  }
  return records;
}

const std::vector<Record>& records() {
  static const std::vector<Record> all = read_all();
  return all;
}

const std::vector<DecodedText>& pages() {
  static const std::vector<DecodedText> all = [] {
    std::vector<DecodedText> decoded;
    for (const Record& record : records()) {
      decoded.push_back(decode_text(record.bytes, record.content_type, record.content == ContentKind::html));
    }
    return decoded;
  }();
  return all;
}

const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    std::vector<Document> read;
    for (const Record& record : records()) read.push_back(read_record(record, {}));
    return read;
  }();
  return all;
}

const std::vector<Text>& texts() {
  static const std::vector<Text> all = [] {
    std::vector<Text> analyzed;
    for (const Document& document : documents()) analyzed.push_back(analyze_text(document.article.text));
    return analyzed;
  }();
  return all;
}

// Runs `stage(i)` over all documents; `size(i)` is what it takes in, in bytes.
template <class Stage, class Size>
void over_documents(benchmark::State& state, std::size_t count, Stage stage, Size size) {
  std::int64_t bytes = 0;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<std::int64_t>(size(i));
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) benchmark::DoNotOptimize(stage(i));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(count));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes);
}

std::size_t page_size(std::size_t i) { return records()[i].bytes.size(); }
std::size_t text_size(std::size_t i) { return documents()[i].article.text.size(); }

void input(benchmark::State& state) {
  std::int64_t bytes = 0;
  for (std::size_t i = 0; i < records().size(); ++i) bytes += static_cast<std::int64_t>(page_size(i));
  for (auto _ : state) benchmark::DoNotOptimize(read_all());
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(records().size()));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes);
}
BENCHMARK(input)->Unit(benchmark::kMillisecond);

void page_decode(benchmark::State& state) {
  over_documents(
      state, records().size(),
      [](std::size_t i) {
        const Record& record = records()[i];
        return decode_text(record.bytes, record.content_type, record.content == ContentKind::html);
      },
      page_size);
}
BENCHMARK(page_decode)->Unit(benchmark::kMillisecond);

void page_parse(benchmark::State& state) {
  over_documents(
      state, pages().size(), [](std::size_t i) { return parse_html(pages()[i].text); },
      [](std::size_t i) { return pages()[i].text.size(); });
}
BENCHMARK(page_parse)->Unit(benchmark::kMillisecond);

void article(benchmark::State& state) {
  over_documents(state, records().size(), [](std::size_t i) { return extract_article(records()[i]); }, page_size);
}
BENCHMARK(article)->Unit(benchmark::kMillisecond);

void text(benchmark::State& state) {
  over_documents(
      state, documents().size(), [](std::size_t i) { return analyze_text(documents()[i].article.text); }, text_size);
}
BENCHMARK(text)->Unit(benchmark::kMillisecond);

void reading_name(benchmark::State& state) {
  over_documents(state, texts().size(), [](std::size_t i) { return find_names(texts()[i]); }, text_size);
}
BENCHMARK(reading_name)->Unit(benchmark::kMillisecond);

void reading_time(benchmark::State& state) {
  over_documents(
      state, texts().size(), [](std::size_t i) { return find_times(texts()[i], documents()[i].article.published); },
      text_size);
}
BENCHMARK(reading_time)->Unit(benchmark::kMillisecond);

// Times, places, figures, events and the main event of texts whose names, speakers and entities are read already.
void reading_events(benchmark::State& state) {
  std::vector<std::vector<Name>> names;
  for (const Text& one : texts()) names.push_back(find_names(one));
  over_documents(
      state, texts().size(),
      [&](std::size_t i) {
        const Article& article = documents()[i].article;
        Reading reading = documents()[i].reading;
        const TextWords words(texts()[i]);
        reading.times = find_times(words, article.published);
        reading.figures = find_figures(words, reading.times);
        locate_places(article.text, reading.entities);
        const event::EventText event_words(texts()[i], names[i]);
        reading.events = find_events(event_words, reading);
        return find_main_event(article, event_words, reading);
      },
      text_size);
}
BENCHMARK(reading_events)->Unit(benchmark::kMillisecond);

void attributions(benchmark::State& state, AttributionModel model) {
  over_documents(state, texts().size(), [&](std::size_t i) { return find_attributions(texts()[i], model); }, text_size);
}

void reading_attribution_rules(benchmark::State& state) { attributions(state, AttributionModel::rules); }
BENCHMARK(reading_attribution_rules)->Unit(benchmark::kMillisecond);

void reading_attribution_fast(benchmark::State& state) { attributions(state, AttributionModel::fast); }
BENCHMARK(reading_attribution_fast)->Unit(benchmark::kMillisecond);

void reading(benchmark::State& state) {
  over_documents(
      state, documents().size(), [](std::size_t i) { return read_article(documents()[i].article); }, text_size);
}
BENCHMARK(reading)->Unit(benchmark::kMillisecond);

void entity(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(link_entities(documents()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(documents().size()));
}
BENCHMARK(entity)->Unit(benchmark::kMillisecond);

void story(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(build_stories(documents()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(documents().size()));
}
BENCHMARK(story)->Unit(benchmark::kMillisecond);

void comparison(benchmark::State& state) {
  const std::vector<CaseEntity> entities = link_entities(documents());
  const std::vector<Story> stories = build_stories(documents());
  for (auto _ : state) benchmark::DoNotOptimize(compare_stories(documents(), entities, stories));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(documents().size()));
}
BENCHMARK(comparison)->Unit(benchmark::kMillisecond);

void report(benchmark::State& state) {
  const Account account = make_account(documents());
  for (auto _ : state) benchmark::DoNotOptimize(report_text(account, {}));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(documents().size()));
}
BENCHMARK(report)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hearsay

BENCHMARK_MAIN();
