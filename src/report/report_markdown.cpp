#include "report/report.h"

namespace hearsay {

std::string report_markdown(const Account& account, const ReportOptions& options) { return report_text(account, options); }

}  // namespace hearsay
