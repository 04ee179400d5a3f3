// The comparisons of a case, a row a member, for spreadsheets and data frames.
#include <string>
#include <unordered_map>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/csv_cell.h"
#include "report/hand_numbers.h"
#include "report/report.h"
#include "report/silent.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

constexpr int kOfMember = 7;  // columns that only a report with words of it fills

class ComparisonRows {
 public:
  explicit ComparisonRows(const Account& account) : account_(account), hands_(account), silent_(account) {}

  std::string run(const ReportOptions& options) {
    out_ =
        "story,comparison,kind,verdict,reason,what,origins,member,document,outlet,date,value,words,begin,end,speaker,"
        "chain,hand,state\r\n";
    std::vector<bool> told(account_.stories.size());
    for (const Index story : ranked_stories(account_, options)) told[story] = true;
    for (Index i = 0; i < account_.comparisons.size(); ++i) {
      const Comparison& comparison = account_.comparisons[i];
      if (comparison.story >= told.size() || !told[comparison.story]) continue;
      for (Index member = 0; member < comparison.members.size(); ++member) add_row(i, member);
      for (const Index document : silent_(comparison)) add_silent(i, document);
    }
    return std::move(out_);
  }

 private:
  void add_row(Index index, Index number) {
    const Comparison& comparison = account_.comparisons[index];
    const ComparisonMember& member = comparison.members[number];
    if (member.document >= account_.documents.size()) return;
    const Document& document = account_.documents[member.document];
    const OffsetMap& map =
        maps_.try_emplace(member.document, document.article.text, OffsetMap::Unit::code_point).first->second;
    const auto& attributions = document.reading.attributions;
    const Attribution* const attribution =
        member.attribution < attributions.size() ? &attributions[member.attribution] : nullptr;
    const bool spoken = attribution != nullptr && attribution->speaker.has_value();
    add_comparison(index);
    add_cell(out_, std::to_string(number + 1), false);
    add_report(document);
    add_cell(out_, printable(member.value), true);
    add_cell(out_, printable(member.text), true);
    add_cell(out_, std::to_string(map(member.span.begin)), false);
    add_cell(out_, std::to_string(map(member.span.end)), false);
    add_cell(out_, spoken ? printable(attribution->speaker->name) : "", true);
    add_cell(out_, attribution == nullptr ? "" : chain_names(attribution->chain), true);
    add_cell(out_, hands_(member.document, member.attribution), false);
    add_cell(out_, "told", false);
    out_ += "\r\n";
  }

  // A report that says nothing of it: no value, no words, no place.
  void add_silent(Index index, Index document) {
    add_comparison(index);
    add_cell(out_, "", false);
    add_report(account_.documents[document]);
    for (int i = 0; i < kOfMember; ++i) add_cell(out_, "", false);
    add_cell(out_, "silent", false);
    out_ += "\r\n";
  }

  void add_comparison(Index index) {
    const Comparison& comparison = account_.comparisons[index];
    add_cell(out_, story_id(comparison.story), false);
    add_cell(out_, "c" + std::to_string(index + 1), false);
    add_cell(out_, to_string(comparison.kind), false);
    add_cell(out_, to_string(comparison.verdict), false);
    add_cell(out_, printable(comparison.why), true);
    add_cell(out_, printable(comparison.what), true);
    add_cell(out_, std::to_string(comparison.origins), false);
  }

  void add_report(const Document& document) {
    add_cell(out_, printable(document.id), true);
    add_cell(out_, outlet_name(document), true);
    add_cell(out_, document.article.published ? document.article.published->value : "", false);
  }

  const Account& account_;
  HandNumbers hands_;
  SilentReports silent_;
  std::unordered_map<Index, OffsetMap> maps_;
  std::string out_;
};

}  // namespace

std::string report_csv(const Account& account, const ReportOptions& options) {
  return ComparisonRows(account).run(options);
}

}  // namespace hearsay
