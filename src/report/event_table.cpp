#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/unicode.h"
#include "report/csv_cell.h"
#include "report/report.h"
#include "report/wording.h"

namespace hearsay {
namespace {

using namespace report;

// A sentence is looked for no further than this many bytes around an event's words.
constexpr std::uint32_t kReach = 600;

// The sentence around a span: from a line's begin or the end of a sentence to the next one's.
std::string_view sentence_around(std::string_view text, Span span) {
  const auto ends = [&](std::size_t i) {
    return text[i] == '\n' || ((text[i] == '.' || text[i] == '!' || text[i] == '?') && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\n') &&
                               (i < 2 || text[i - 2] != ' ') && (i + 2 >= text.size() || text[i + 2] < 'a' || text[i + 2] > 'z'));
  };
  std::size_t begin = span.begin;
  const std::size_t low = span.begin > kReach ? span.begin - kReach : 0;
  while (begin > low && !ends(begin - 1)) --begin;
  std::size_t end = span.end;
  const std::size_t high = std::min<std::size_t>(text.size(), span.end + kReach);
  while (end < high && !ends(end)) ++end;
  if (end < high && text[end] != '\n') ++end;
  while (begin < end && text[begin] == ' ') ++begin;
  return text.substr(begin, end - begin);
}

class Row {
 public:
  explicit Row(EventTable form) : form_(form) {}
  void add(std::string_view text, bool page_words) {
    if (form_ == EventTable::csv) {
      add_cell(row_, text, page_words);
      return;
    }
    if (!first_) row_ += '\t';
    first_ = false;
    row_ += printable(text);
  }
  [[nodiscard]] std::string end() { return std::move(row_) + (form_ == EventTable::csv ? "\r\n" : "\n"); }

 private:
  EventTable form_;
  std::string row_;
  bool first_ = true;
};

bool is_source(const Participant& one) { return one.role == "agent" || one.role == "host"; }

std::string names(const Document& document, const Event& event, bool sources) {
  std::vector<std::string> all;
  for (const Participant& one : event.participants) {
    if (is_source(one) != sources) continue;
    const auto& entities = document.reading.entities;
    std::string name = one.entity < entities.size() ? entities[one.entity].name : std::string(slice(document.article.text, one.span));
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(std::move(name));
  }
  return joined(all, "; ");
}

// The day it began; "2031-04" or "2031" where the words say no more.
std::string date_of(const Document& document, const Event& event) {
  if (event.time < document.reading.times.size()) {
    const TimeExpression& time = document.reading.times[event.time];
    if (time.value.size() == 4 || time.value.size() == 7) {
      const bool plain = time.value.find_first_not_of("0123456789-") == std::string::npos;
      if (plain) return time.value;
    }
    if (!time.begin.empty()) return time.begin;
  }
  return document.article.published ? document.article.published->value.substr(0, 10) : std::string();
}

void add_event(std::string& out, const Document& document, const Event& event, EventTable form) {
  const Reading& reading = document.reading;
  Row row(form);
  row.add(date_of(document, event), false);
  row.add(names(document, event, true), true);
  row.add(names(document, event, false), true);
  row.add(event.type, false);
  row.add(event.subtype, false);
  row.add(event.modality, false);
  row.add(event.code, false);
  const bool placed = event.place < reading.entities.size();
  row.add(placed ? reading.entities[event.place].name : std::string(slice(document.article.text, event.place_span)), true);
  row.add(placed && reading.entities[event.place].location ? reading.entities[event.place].location->country : "", false);
  row.add(event.trigger.empty() ? std::string_view() : sentence_around(document.article.text, {event.trigger.front().begin, event.trigger.back().end}), true);
  const bool told = event.attribution < reading.attributions.size() && reading.attributions[event.attribution].speaker.has_value();
  row.add(told ? reading.attributions[event.attribution].speaker->name : "", true);
  row.add(document.id, true);
  row.add(outlet_name(document), true);
  row.add(document.article.url.empty() ? document.input.url : document.article.url, true);
  out += row.end();
}

}  // namespace

std::string events_table(const Account& account, EventTable form) {
  Row header(form);
  for (const char* column : {"date", "source", "target", "type", "subtype", "modality", "code", "place", "country", "text", "attribution",
                             "document", "outlet", "url"}) {
    header.add(column, false);
  }
  std::string out = header.end();
  for (const Document& document : account.documents) {
    for (const Event& event : document.reading.events) add_event(out, document, event, form);
  }
  return out;
}

}  // namespace hearsay
