#include "support.h"

#include <stdlib.h>
#include <zlib.h>

#include <fstream>
#include <memory>

#include "core/enums.h"
#include "input/byte_source.h"
#include "input/reader.h"

namespace hearsay::test {
namespace {

std::string pack(std::string_view plain, int window) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string header_lines(const HeaderLines& headers) {
  std::string lines;
  for (const auto& [name, value] : headers) lines += name + ": " + value + "\r\n";
  return lines;
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out.append(name).append(": ").append(value).append("\n");
}

}  // namespace

std::string gzip(std::string_view plain) { return pack(plain, 15 + 16); }
std::string zlib_data(std::string_view plain) { return pack(plain, 15); }
std::string bare_deflate(std::string_view plain) { return pack(plain, -15); }

std::string warc_record(const std::string& type, const HeaderLines& headers, std::string_view body) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\n" + header_lines(headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body) + "\r\n\r\n";
}

std::string warc_page(int number, std::string_view body, const HeaderLines& http, const std::string& status) {
  const std::string name = std::to_string(number);
  return warc_record("response",
                     {{"WARC-Record-ID", "<urn:uuid:0000-" + name + ">"},
                      {"WARC-Target-URI", "https://velm.example/" + name},
                      {"Content-Type", "application/http; msgtype=response"}},
                     status + "\r\n" + header_lines(http) + "\r\n" + std::string(body));
}

std::string chunked(std::string_view body, std::size_t size) {
  std::string out;
  for (; !body.empty(); body.remove_prefix(std::min(size, body.size()))) {
    char length[32];
    std::snprintf(length, sizeof length, "%zx\r\n", std::min(size, body.size()));
    out.append(length).append(body.substr(0, size)).append("\r\n");
  }
  return out + "0\r\n\r\n";
}

std::vector<Result<Record>> read_bytes(std::string_view bytes, const InputOptions& options) {
  FileReader reader(memory_source(bytes), "pile.bin", "pile", options);
  std::vector<Result<Record>> results;
  while (std::optional<Result<Record>> result = reader.next()) results.push_back(std::move(*result));
  return results;
}

std::vector<Result<Record>> read_paths(std::vector<std::string> paths, const InputOptions& options) {
  InputReader reader(std::move(paths), options);
  std::vector<Result<Record>> results;
  while (std::optional<Result<Record>> result = reader.next()) results.push_back(std::move(*result));
  return results;
}

std::vector<std::string> ids(const std::vector<Result<Record>>& results) {
  std::vector<std::string> out;
  for (const Result<Record>& result : results) out.push_back(result.ok() ? result->id : "!" + result.error().what);
  return out;
}

std::string show(const std::vector<Result<Record>>& results) {
  std::string out;
  for (const Result<Record>& result : results) {
    if (!out.empty()) out += "\n";
    if (!result.ok()) {
      out += "error: " + result.error().message() + "\n";
      continue;
    }
    const Record& record = result.value();
    out += std::string(to_string(record.info.kind)) + " record \"" + record.id + "\" at " +
           std::to_string(record.info.offset) + (record.content == ContentKind::html ? ", html" : ", text") +
           (record.utf8 ? ", utf-8\n" : "\n");
    add_line(out, "url", record.info.url);
    add_line(out, "content type", record.content_type);
    add_line(out, "title", record.title);
    add_line(out, "date", record.date);
    add_line(out, "publisher", record.publisher);
    for (const std::string& author : record.authors) add_line(out, "author", author);
    out += "bytes: " + record.bytes + "\n";
  }
  return out;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "hearsay-input-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.string();
}

std::string TemporaryFolder::path(const std::string& name) const {
  return name.empty() ? path_.string() : (path_ / name).string();
}

}  // namespace hearsay::test
