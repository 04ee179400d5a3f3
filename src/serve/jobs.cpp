#include "serve/jobs.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace hearsay::serve {
namespace {

constexpr std::string_view kStates[] = {"waiting", "reading", "comparing", "done", "failed"};

Json counts_value(const Job& job) {
  return {{"id", job.id},
          {"state", kStates[static_cast<std::size_t>(job.state)]},
          {"read", job.progress.documents},
          {"known", job.progress.known},
          {"failed", job.progress.failed},
          {"bytes_done", job.progress.bytes_done},
          {"bytes_total", job.progress.bytes_total},
          {"results", Json::array()},
          {"errors", job.errors}};
}

}  // namespace

Json job_value(const Context& context, const Job& job) {
  Json out = counts_value(job);
  std::map<std::string_view, Index> places;
  const auto& documents = context.catalog.documents;
  // What was added stands at the end; a document that was read anew keeps its place and is looked for everywhere.
  for (const std::string& record : job.results) places.emplace(record, kNone);
  for (Index i = 0; i < documents.size() && !places.empty(); ++i) {
    if (const auto place = places.find(documents[i].record); place != places.end()) place->second = i;
  }
  for (const std::string& record : job.results) {
    const Index document = places.at(record);
    if (document != kNone) out["results"].push_back(document_ref(context, document));
  }
  return out;
}

Response job_accepted(const Writer& writer, std::uint32_t id) {
  const std::optional<Job> job = writer.job(id);
  Response response = json(job ? counts_value(*job) : Json::object(), 202);
  response.headers.emplace_back("Location", "/api/jobs/" + std::to_string(id));
  return response;
}

Response get_jobs(const Context& context, const Writer* writer) {
  Json items = Json::array();
  if (writer != nullptr) {
    for (const Job& job : writer->jobs()) items.push_back(job_value(context, job));
  }
  return json({{"items", std::move(items)}});
}

Response get_job(const Context& context, const Request& request, const Writer* writer) {
  const std::string& text = request.captures.front();
  std::uint32_t id = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), id);
  const bool number = failed == std::errc() && end == text.data() + text.size();
  const std::optional<Job> job = number && writer != nullptr ? writer->job(id) : std::nullopt;
  if (!job) return problem(404, "there is no job \"" + text + "\"");
  return json(job_value(context, *job));
}

Response post_text(const Request& request, Writer& writer) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return problem(400, "the body is no JSON object");
  Json line = Json::object();
  for (const auto& [key, value] : body.items()) {
    const std::size_t most = key == "text" ? 16U << 20 : key == "title" ? 1000 : key == "url" ? 2000 : 300;
    const bool known = key == "text" || key == "title" || key == "date" || key == "outlet" || key == "url";
    if (!known) return problem(422, "there is no field \"" + key.substr(0, 60) + "\"");
    if (!value.is_string()) return problem(422, key + " must be a text");
    const std::string& text = value.get_ref<const std::string&>();
    if (text.size() > most * 4) return problem(422, key + " is too long");
    if (!text.empty()) line[key == "outlet" ? "publisher" : key] = text;
  }
  if (!line.contains("text")) return problem(422, "text is missing");
  const std::string& text = line["text"].get_ref<const std::string&>();
  char name[40];
  std::snprintf(name, sizeof name, "pasted-%08llx",
                static_cast<unsigned long long>(XXH64(text.data(), text.size(), 0) & 0xFFFFFFFFU));
  line["id"] = name;
  Result<std::filesystem::path> folder = writer.make_folder();
  if (!folder) return problem(500, folder.error());
  std::ofstream file(*folder / "pasted.jsonl", std::ios::binary);
  file << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  file.close();
  if (!file) return problem(500, "the text could not be kept: is the disk full?");
  const std::optional<std::uint32_t> id = writer.enqueue(*folder, {});
  if (!id) return problem(429, "too much is waiting to be read; try again when some of it is done");
  return job_accepted(writer, *id);
}

}  // namespace hearsay::serve
