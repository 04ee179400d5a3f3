// Adding reports: what the job tells, and pasted texts.
#pragma once

#include "serve/handlers.h"
#include "serve/writer.h"

namespace hearsay::serve {

[[nodiscard]] Json job_value(const Context& context, const Job& job);
[[nodiscard]] Response job_accepted(const Writer& writer, std::uint32_t id);
[[nodiscard]] Response get_jobs(const Context& context, const Writer* writer);
[[nodiscard]] Response get_job(const Context& context, const Request& request, const Writer* writer);
[[nodiscard]] Response post_text(const Request& request, Writer& writer);

}  // namespace hearsay::serve
