// Any bytes as a file: text, page, JSON, WARC, feed, MHTML, gzipped or not.
#include "check.h"
#include "input/byte_source.h"
#include "input/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hearsay;
  InputOptions options;
  options.max_record_bytes = 1u << 20;
  FileReader reader(memory_source(fuzz::view(data, size)), "pile", "pile", options);
  std::uint64_t count = 0;
  while (const std::optional<Result<Record>> result = reader.next()) {
    // A gzip member unpacks to a thousand times its size at most, and a record takes two bytes.
    fuzz::require(++count <= 1000 * size + 1, "more records than bytes");
    if (!result->ok()) {
      fuzz::require(!result->error().what.empty() && !result->error().where.empty(), "an error says what and where");
      continue;
    }
    const Record& record = result->value();
    fuzz::require(!record.id.empty(), "a record has an id");
    fuzz::require(record.bytes.size() <= options.max_record_bytes, "a record keeps the limit");
    for (const std::string* text : {&record.id, &record.info.url, &record.title, &record.date, &record.publisher}) {
      fuzz::require(is_valid_utf8(*text), "what the container tells is UTF-8");
    }
    for (const std::string& author : record.authors) fuzz::require(is_valid_utf8(author), "authors are UTF-8");
    if (record.utf8) fuzz::require_text(record.bytes, "known UTF-8 is UTF-8");
  }
  fuzz::require(!reader.next().has_value(), "the end stays the end");
  return 0;
}
