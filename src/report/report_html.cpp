#include "report/report.h"

namespace hearsay {

std::string report_html(const Account& account, const ReportOptions& options) { return report_text(account, options); }

}  // namespace hearsay
