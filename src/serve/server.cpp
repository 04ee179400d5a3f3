// The facade over cpp-httplib: guards, routing, caching and headers. Handlers know nothing of it.
#include <fcntl.h>
#include <httplib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <thread>

#include "hearsay/hearsay.h"
#include "serve/answers.h"
#include "serve/assets.h"
#include "serve/guard.h"
#include "serve/router.h"
#include "serve/routes.h"
#include "serve/serve.h"
#include "serve/store.h"
#include "serve/writer.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostPath = 2048;
constexpr std::size_t kThreads = 64;           // connections answered at once; most only wait for their next request
constexpr rlim_t kMostFiles = 900;             // select() knows descriptors below 1024 alone
constexpr std::size_t kCacheBytes = 96U << 20;

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

// What a handler's answer becomes on the wire.
std::shared_ptr<const Answer> answer_of(Response response, bool with_etag) {
  auto answer = std::make_shared<Answer>();
  answer->status = response.status;
  answer->type = std::move(response.type);
  answer->body = std::move(response.body);
  answer->headers = std::move(response.headers);
  if (with_etag && answer->status == 200) answer->etag = etag_of(answer->body);
  answer->gzip = gzip_of(answer->body);
  return answer;
}

bool lists(const std::string& header, std::string_view wanted) {
  return header.find(wanted) != std::string::npos || header == "*";
}

// A provider instead of a body: the library would compress a body once more for each request.
void send(const httplib::Request& request, httplib::Response& response, const std::shared_ptr<const Answer>& answer,
          bool then_close) {
  response.status = answer->status;
  for (const auto& [name, value] : answer->headers) response.set_header(name, value);
  if (!answer->etag.empty()) {
    response.set_header("ETag", answer->etag);
    if (lists(request.get_header_value("If-None-Match"), answer->etag)) {
      response.status = 304;
      return;
    }
  }
  const bool zipped = !answer->gzip.empty() && request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
  if (!answer->gzip.empty()) response.set_header("Vary", "Accept-Encoding");
  if (zipped) response.set_header("Content-Encoding", "gzip");
  const std::string& bytes = zipped ? answer->gzip : answer->body;
  if (bytes.empty()) return;
  response.set_content_provider(bytes.size(), answer->type,
                                [answer, &bytes, then_close](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                  return sink.write(bytes.data() + offset, length) && !then_close;
                                });
}

Request request_of(const httplib::Request& from) {
  Request request;
  request.method = from.method == "HEAD" ? "GET" : from.method;
  request.path = from.path;
  request.query.insert(from.params.begin(), from.params.end());
  return request;
}

std::string key_of(const Request& request) {
  std::string key = request.path;
  for (const auto& [name, value] : request.query) key += '\0' + name + '\0' + value;
  return key;
}

const Asset* asset_at(std::string_view path) {
  for (const Asset& asset : assets()) {
    if (asset.path == path) return &asset;
  }
  return nullptr;
}

// One server writes to a case. The lock goes with the process, however it ends. -1 where another has it.
int lock_case(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  ::close(file);
  return -1;
}

void bound_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur <= kMostFiles) return;
  limit.rlim_cur = kMostFiles;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
  // Closed in the opposite order: readers before the writer, who puts the file together; the lock last.
  int lock = -1;
  std::string address;
  Guard guard;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<Store> store;
  std::unique_ptr<Router> router;
  AnswerCache cache{kCacheBytes};
  httplib::Server http;
  std::thread watcher;
  std::mutex watching;
  std::condition_variable watch_over;
  bool over = false;

  ~State() {
    end_watch();
    if (writer != nullptr) writer->stop();
    store.reset();
    writer.reset();
    if (lock >= 0) ::close(lock);
  }

  // Makes the case where there is none, takes the lock, opens the writer. The lock comes before SQLite opens the file:
  // a file that is closed once takes the process's locks on it along.
  Status open_for_writing(const ServeOptions& options) {
    if (!std::filesystem::exists(options.case_path)) {
      const Result<Case> made = Case::open(options.case_path);
      if (!made) return made.error();
    }
    lock = lock_case(options.case_path);
    if (lock < 0) return Error{"another hearsay serve has this case open; changes are made there", "", ""};
    Result<std::unique_ptr<Writer>> opened = Writer::open(options.case_path, options.threads, options.model);
    if (!opened) return opened.error();
    writer = std::move(opened).value();
    return Done{};
  }

  void end_watch() {
    {
      const std::lock_guard<std::mutex> hold(watching);
      over = true;
    }
    watch_over.notify_all();
    if (watcher.joinable()) watcher.join();
  }

  // Another process may read more into the case meanwhile.
  void watch() {
    watcher = std::thread([this] {
      std::unique_lock<std::mutex> hold(watching);
      while (!watch_over.wait_for(hold, std::chrono::seconds(2), [this] { return over; })) {
        hold.unlock();
        (void)store->refresh();  // what fails now is tried again
        hold.lock();
      }
    });
  }

  [[nodiscard]] std::optional<Response> refuse(const httplib::Request& request) const {
    if (request.path.size() > kMostPath || request.target.size() > 4 * kMostPath) {
      return problem(414, "the address is too long");
    }
    if (request.has_header("Range")) return problem(400, "parts of an answer are not given; leave out Range");
    if (request.get_header_value_count("Host") != 1) return problem(421, "a request needs one Host");
    return guard.refuse(request.method, request.path, request.get_header_value("Host"),
                        request.get_header_value("Origin"), request.get_header_value("Sec-Fetch-Site"),
                        request.get_header_value("X-Hearsay-Token"));
  }

  std::shared_ptr<const Answer> api(Request request) {
    const Router::Match match = router->match(request.method, request.path);
    if (match.route == nullptr) {
      if (match.allowed.empty()) return answer_of(problem(404, "there is nothing at " + request.path), false);
      Response refused = problem(405, request.method + " is not for " + request.path);
      refused.headers.emplace_back("Allow", match.allowed);
      return answer_of(std::move(refused), false);
    }
    request.captures = match.captures;
    const std::shared_ptr<const Catalog> catalog = store->catalog();
    const bool cached = match.route->cached;
    const std::string key = cached ? key_of(request) : std::string();
    if (cached) {
      if (auto known = cache.find(catalog->version, key)) return known;
    }
    const Context context{catalog, *catalog, *store};
    auto answer = answer_of(match.route->handler(context, request), request.method == "GET");
    if (cached && answer->status == 200) cache.keep(catalog->version, key, answer);
    return answer;
  }

  void app(const httplib::Request& request, httplib::Response& response) {
    const Asset* asset = asset_at(request.path);
    // The app finds its own way below "/stories/s1".
    if (asset == nullptr && request.path.find('.') == std::string::npos) asset = asset_at("/index.html");
    if (asset == nullptr) return send(request, response, answer_of(problem(404, "there is nothing at " + request.path), false), false);
    auto answer = std::make_shared<Answer>();
    answer->type = asset->type;
    answer->body = asset->bytes;
    answer->gzip = asset->gzip;
    answer->etag = etag_of(asset->bytes);
    send(request, response, answer, false);
  }

  // Everything but POST, whose body is not read yet when this is asked.
  bool answer_now(const httplib::Request& request, httplib::Response& response) {
    if (request.method == "POST") return false;
    const bool has_body = request.has_header("Transfer-Encoding") ||
                          (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
    if (has_body) {
      // It is not read, so nothing that follows on this connection can be trusted to be a request.
      send(request, response, answer_of(problem(400, request.method + " takes no body"), false), true);
    } else if (auto refusal = refuse(request)) {
      send(request, response, answer_of(std::move(*refusal), false), false);
    } else if (request.path == "/api" || request.path.starts_with("/api/")) {
      send(request, response, api(request_of(request)), false);
    } else if (request.method == "GET" || request.method == "HEAD") {
      app(request, response);
    } else {
      send(request, response, answer_of(problem(405, "nothing can be written here"), false), false);
    }
    return true;
  }

  // The body is read to its end whatever becomes of the request, so that the connection stays in step.
  void post(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& content) {
    std::optional<Response> refusal = refuse(request);
    const auto drain = [](const char*, std::size_t) { return true; };
    if (!refusal && request.path == "/api/documents" && request.is_multipart_form_data()) {
      return upload(request, response, content);
    }
    std::string body;
    bool too_large = false;
    constexpr std::size_t kMostJson = 16U << 20;
    if (request.is_multipart_form_data()) {
      content([](const httplib::MultipartFormData&) { return true; }, drain);
      if (!refusal) refusal = problem(415, "this takes application/json");
    } else {
      content([&](const char* data, std::size_t size) {
        too_large = too_large || body.size() + size > kMostJson;
        if (!refusal && !too_large) body.append(data, size);
        return true;
      });
    }
    if (response.status == 413) refusal = problem(413, "that is too much for one request");
    if (!refusal && too_large) refusal = problem(413, "a text may have 16 MB");
    // A form of another page can send text/plain, never this.
    if (!refusal && !request.get_header_value("Content-Type").starts_with("application/json")) {
      refusal = problem(415, "this takes application/json");
    }
    if (refusal) return send(request, response, answer_of(std::move(*refusal), false), false);
    Request asked = request_of(request);
    asked.body = std::move(body);
    send(request, response, api(std::move(asked)), false);
  }

  void upload(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& content) {
    Upload upload(*writer);
    content([&](const httplib::MultipartFormData& part) { return upload.begin(part.name, part.filename), true; },
            [&](const char* data, std::size_t size) { return upload.add({data, size}), true; });
    if (response.status == 413) {
      return send(request, response, answer_of(problem(413, "that is too much for one request"), false), false);
    }
    if (response.status >= 400) {
      return send(request, response, answer_of(problem(400, "the request broke off"), false), false);
    }
    send(request, response, answer_of(upload.finish(), false), false);
  }

  void set_up() {
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_keep_alive_max_count(100000);
    http.set_keep_alive_timeout(5);
    http.set_read_timeout(10);
    http.set_write_timeout(20);
    http.set_tcp_nodelay(true);
    http.set_payload_max_length(kMostUploadBytes);
    // Not the library's own, SO_REUSEPORT: a second server would share the port with the first.
    http.set_socket_options([](int socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http.set_default_headers({{"Content-Security-Policy", kPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"X-Frame-Options", "DENY"},
                              {"Referrer-Policy", "no-referrer"},
                              {"Cross-Origin-Opener-Policy", "same-origin"},
                              {"Cross-Origin-Resource-Policy", "same-origin"},
                              {"Cache-Control", "no-cache"}});
    http.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return answer_now(request, response) ? httplib::Server::HandlerResponse::Handled
                                           : httplib::Server::HandlerResponse::Unhandled;
    });
    const auto post_handler = [this](const httplib::Request& request, httplib::Response& response,
                                     const httplib::ContentReader& content) { post(request, response, content); };
    http.Post(".*", post_handler);
    const httplib::Server::Handler error_handler = [](const httplib::Request&, httplib::Response& response) {
      if (!response.has_header("Content-Type") && response.status >= 400) {
        response.set_content(problem(response.status, "").body, "application/problem+json");
      }
    };
    http.set_error_handler(error_handler);
    http.set_exception_handler([](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
      response.status = 500;
      response.set_content(problem(500, "a fault of the program").body, "application/problem+json");
    });
  }
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(const ServeOptions& options) {
  bound_files();
  auto state = std::make_unique<State>();
  std::string because;
  if (options.read_only) {
    because = "the case is served read-only, as hearsay serve was asked to";
  } else if (Status written = state->open_for_writing(options); !written) {
    // A case that can't be written can be read; one that can't be read fails below with its own words.
    because = written.error().message();
  }
  Result<std::unique_ptr<Store>> store = Store::open(options.case_path);
  if (!store) return store.error();
  state->store = std::move(store).value();
  if (state->writer != nullptr) state->writer->start(*state->store);
  state->set_up();
  int port = options.port;
  if (port != 0 && !state->http.bind_to_port("127.0.0.1", port)) port = options.or_any_port ? 0 : -1;
  if (port == 0) port = state->http.bind_to_any_port("127.0.0.1");
  if (port <= 0) {
    return Error{"the port " + std::to_string(options.port) + " is taken", "127.0.0.1",
                 "give another with --port, or none to take any that is free"};
  }
  state->guard.port = static_cast<std::uint16_t>(port);
  state->guard.token = options.token.empty() ? random_token() : options.token;
  state->guard.read_only_because = because;
  state->router = std::make_unique<Router>(routes_of({options.case_path, because, state->writer.get()}));
  state->address = "http://127.0.0.1:" + std::to_string(port) + "/" +
                   (because.empty() ? "?token=" + state->guard.token : std::string());
  return Server(std::move(state));
}

const std::string& Server::address() const { return state_->address; }
const std::string& Server::read_only_because() const { return state_->guard.read_only_because; }

void Server::run() {
  state_->watch();
  state_->http.listen_after_bind();
  state_->end_watch();
}

void Server::stop() {
  // Asked for before the server has begun, it would be forgotten.
  for (int i = 0; i < 1000 && !state_->http.is_running(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->http.stop();
}

}  // namespace hearsay::serve
