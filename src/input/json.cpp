// JSON Lines, one JSON object, or an array of them. Lines are read one by one, so that a broken one costs itself only.
#include <simdjson.h>

#include <utility>

#include "core/unicode.h"
#include "input/container.h"

namespace hearsay {
namespace {

namespace dom = simdjson::dom;

// A parser keeps memory in proportion to the largest text it has seen; one giant line must not hold it for the run.
constexpr std::size_t kKeptParser = 32u << 20;
constexpr std::string_view kSpace = " \t\r\n";

// JSON may escape a NUL, which no text holds.
std::string without_nuls(std::string_view text) {
  return text.find('\0') == std::string_view::npos ? std::string(text) : valid_utf8(text);
}

std::string scalar_text(dom::element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return without_nuls(text);
  if (value.is_number()) return simdjson::minify(value);
  return {};
}

// "A", {"name": "A"}
std::string name_text(dom::element value) {
  dom::element name;
  if (value.is_object() && value["name"].get(name) == simdjson::SUCCESS) return scalar_text(name);
  return scalar_text(value);
}

void add_authors(dom::element value, std::vector<std::string>& authors) {
  const auto add = [&](dom::element one) {
    const std::string name(trim(name_text(one)));
    if (!name.empty()) authors.push_back(name);
  };
  dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return add(value);
  for (const dom::element one : list) add(one);
}

// JSON allows the escape of half a surrogate pair, which is no character; writers that cut texts at a length make them.
// Each becomes the escape of U+FFFD.
bool mend_lone_surrogates(std::string& json) {
  const auto unit = [&](std::size_t at) -> unsigned {
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = json[i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) return 0;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
  };
  bool mended = false;
  for (std::size_t at = json.find('\\'); at != std::string::npos && at + 1 < json.size(); at = json.find('\\', at)) {
    const unsigned first = unit(at);
    if (first >= 0xD800 && first < 0xDC00 && unit(at + 6) >= 0xDC00 && unit(at + 6) < 0xE000) {
      at += 12;
    } else if (first >= 0xD800 && first < 0xE000) {
      json.replace(at + 2, 4, "FFFD");
      mended = true;
      at += 6;
    } else {
      at += 2;
    }
  }
  return mended;
}

// Python writes NaN and Infinity for numbers it does not have, which is no JSON; each becomes null.
bool mend_missing_numbers(std::string& json) {
  constexpr std::string_view kWords[] = {"NaN", "-Infinity", "Infinity"};
  std::string mended;
  std::size_t copied = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '\\') {
      ++at;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == 'N' || c == 'I' || c == '-')) {
      for (const std::string_view word : kWords) {
        if (!std::string_view(json).substr(at).starts_with(word)) continue;
        mended.append(json, copied, at - copied).append("null");
        copied = at + word.size();
        at = copied - 1;
        break;
      }
    }
  }
  if (copied == 0) return false;
  json = mended.append(json, copied);
  return true;
}

// Follows brackets and strings over pieces of JSON to find where a value ends.
class Nesting {
 public:
  // Takes bytes up to and with the one that closes the value; returns how many.
  std::size_t take(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const char c = piece[i];
      if (escaped_) {
        escaped_ = false;
      } else if (in_string_) {
        escaped_ = c == '\\';
        in_string_ = c != '"';
      } else if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        ++depth_;
      } else if ((c == '}' || c == ']') && --depth_ <= 0) {
        return i + 1;
      }
    }
    return piece.size();
  }
  [[nodiscard]] bool closed() const { return depth_ <= 0; }
  [[nodiscard]] bool in_string() const { return in_string_; }

 private:
  std::int64_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

class Json final : public Container {
 public:
  Json(ByteStream& stream, const FileContext& context) : stream_(stream), context_(context) {}
  std::optional<Result<Record>> next() override;

 private:
  enum class Layout { unknown, lines, values };

  std::optional<Result<Record>> next_line();
  std::optional<Result<Record>> next_value();
  void decide_layout();
  std::optional<Result<Record>> end_of_stream();
  Result<Record> read_object(std::string json, std::uint64_t begin);
  Result<Record> make(dom::object object, std::uint64_t begin);
  void skip_between();

  ByteStream& stream_;
  const FileContext& context_;
  dom::parser parser_;
  Layout layout_ = Layout::unknown;
  bool in_array_ = false;
  bool done_ = false;
  std::uint64_t number_ = 0;  // of the line or value, from 1
};

std::optional<Result<Record>> Json::next() {
  if (layout_ == Layout::unknown) decide_layout();
  while (!done_) {
    std::optional<Result<Record>> record = layout_ == Layout::lines ? next_line() : next_value();
    if (record) return record;
  }
  return std::nullopt;
}

// An object whose first line leaves it open is written over several lines; so is every array we take apart.
void Json::decide_layout() {
  layout_ = Layout::lines;
  while (stream_.peek(3) == "\xEF\xBB\xBF") stream_.skip(3);
  while (!stream_.at_end() && kSpace.find(stream_.peek(1).front()) != std::string_view::npos) {
    if (stream_.peek(1) == "\n") ++number_;
    stream_.skip(1);
  }
  if (stream_.peek(1) == "[") {
    layout_ = Layout::values;
    in_array_ = true;
    stream_.skip(1);
    return;
  }
  const std::string_view ahead = stream_.peek_available();
  const std::size_t newline = ahead.find('\n');
  if (newline == std::string_view::npos) return;
  Nesting nesting;
  const std::string_view line = ahead.substr(0, newline);
  if (nesting.take(line) == line.size() && !nesting.closed() && !nesting.in_string()) layout_ = Layout::values;
}

std::optional<Result<Record>> Json::end_of_stream() {
  const std::optional<StreamFault> fault = stream_.fault();
  if (!fault) {
    done_ = true;
    return std::nullopt;
  }
  Error error = make_error(context_, stream_.offset(), fault->what, fault->hint);
  if (!stream_.recover()) done_ = true;
  return error;
}

std::optional<Result<Record>> Json::next_line() {
  std::string line;
  const std::uint64_t begin = stream_.offset();
  const ByteStream::Line end = stream_.read_line(line, context_.options.max_record_bytes);
  if (end == ByteStream::Line::none) return end_of_stream();
  ++number_;
  if (end == ByteStream::Line::too_long) return too_large(context_, begin, "line");
  if (end == ByteStream::Line::last && stream_.fault()) {
    Error error = make_error(context_, begin, stream_.fault()->what, stream_.fault()->hint);
    if (!stream_.recover()) done_ = true;
    return error;
  }
  if (line.find_first_not_of(kSpace) == std::string::npos) return std::nullopt;
  return read_object(std::move(line), begin);
}

void Json::skip_between() {
  for (std::string_view ahead = stream_.peek_available(); !ahead.empty(); ahead = stream_.peek_available()) {
    const std::size_t count = ahead.find_first_not_of(in_array_ ? " \t\r\n," : " \t\r\n");
    if (count != std::string_view::npos) {
      stream_.skip(count);
      return;
    }
    stream_.skip(ahead.size());
  }
}

std::optional<Result<Record>> Json::next_value() {
  skip_between();
  const std::uint64_t begin = stream_.offset();
  if (stream_.at_end()) {
    if (in_array_ && !stream_.fault()) {
      done_ = true;
      return make_error(context_, begin, "the JSON array is not closed", "the file is cut off; fetch it again");
    }
    return end_of_stream();
  }
  if (in_array_ && stream_.peek(1) == "]") {
    stream_.skip(1);
    in_array_ = false;
    return std::nullopt;
  }
  if (stream_.peek(1) != "{") {
    done_ = true;
    return make_error(context_, begin, "not a JSON object",
                      "the rest of the file is left out; write one object a line");
  }
  ++number_;
  Nesting nesting;
  std::string json;
  bool large = false;
  do {
    const std::string_view ahead = stream_.peek_available();
    if (ahead.empty()) {
      if (stream_.fault()) return end_of_stream();
      done_ = true;
      return make_error(context_, begin, "the JSON object is not closed", "the file is cut off; fetch it again");
    }
    const std::size_t count = nesting.take(ahead);
    large = large || json.size() + count > context_.options.max_record_bytes;
    if (!large) json.append(ahead.substr(0, count));
    stream_.skip(count);
  } while (!nesting.closed());
  if (large) return too_large(context_, begin, "object");
  return read_object(std::move(json), begin);
}

std::string parse_problem(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return "the JSON is not UTF-8";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return "the JSON is too large to be parsed";
    case simdjson::DEPTH_ERROR:
      return "the JSON is nested too deeply";
    case simdjson::UNCLOSED_STRING:
      return "a JSON string is not closed";
    default:
      return std::string("broken JSON: ") + simdjson::error_message(code);
  }
}

Result<Record> Json::read_object(std::string json, std::uint64_t begin) {
  dom::element root;
  const auto parse = [&] {
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    return parser_.parse(json.data(), json.size(), false).get(root);
  };
  simdjson::error_code code = parse();
  if (code == simdjson::TAPE_ERROR && mend_missing_numbers(json)) code = parse();
  if (code == simdjson::STRING_ERROR && mend_lone_surrogates(json)) code = parse();
  if (code != simdjson::SUCCESS) {
    return make_error(context_, begin, parse_problem(code),
                      code == simdjson::UTF8_ERROR ? "convert it with iconv" : "write one whole JSON object a line");
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return make_error(context_, begin, "not a JSON object", "");
  Result<Record> record = make(object, begin);
  if (json.size() > kKeptParser) parser_ = dom::parser();
  return record;
}

// "it has "body", "headline"; put the article into "text"".
std::string field_names(dom::object object) {
  constexpr std::size_t kShown = 6;
  constexpr std::size_t kLongest = 40;
  std::string names;
  std::size_t count = 0;
  for (const dom::key_value_pair& field : object) {
    if (field.key.empty() || field.key.size() > kLongest || ++count > kShown) continue;
    names.append(names.empty() ? "it has \"" : ", \"").append(field.key).append("\"");
  }
  if (count > kShown) names += ", ...";
  return names + (names.empty() ? "" : "; ") + "put the article into \"text\" or \"html\"";
}

Result<Record> Json::make(dom::object object, std::uint64_t begin) {
  Record record = make_record(context_, InputKind::jsonl, begin);
  std::string_view text;
  std::string_view html;
  for (const dom::key_value_pair& field : object) {
    const std::string_view key = field.key;
    const dom::element value = field.value;
    if (key == "text") {
      if (value.get(text) != simdjson::SUCCESS) text = {};
    } else if (key == "html") {
      if (value.get(html) != simdjson::SUCCESS) html = {};
    } else if (key == "id") {
      record.id = scalar_text(value);
    } else if (key == "url") {
      record.info.url = scalar_text(value);
    } else if (key == "title") {
      record.title = scalar_text(value);
    } else if (key == "date") {
      record.date = scalar_text(value);
    } else if (key == "publisher") {
      record.publisher = name_text(value);
    } else if (key == "author" || key == "authors") {
      add_authors(value, record.authors);
    }
  }
  if (text.empty() && html.empty()) {
    return make_error(context_, begin, "the JSON object has neither \"text\" nor \"html\"", field_names(object));
  }
  if (record.id.empty()) record.id = context_.stem + ":" + std::to_string(number_);
  // The page tells more than the text somebody took out of it.
  record.content = html.empty() ? ContentKind::text : ContentKind::html;
  record.bytes = without_nuls(html.empty() ? text : html);
  record.utf8 = true;
  return record;
}

}  // namespace

std::unique_ptr<Container> open_json(ByteStream& stream, const FileContext& context) {
  return std::make_unique<Json>(stream, context);
}

}  // namespace hearsay
