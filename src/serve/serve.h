// serve: a case in; the web app and docs/openapi.yaml on 127.0.0.1 out. Beside cli/ the only room that talks to the
// outside while it runs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "hearsay/hearsay.h"
#include "hearsay/result.h"

namespace hearsay::serve {

struct ServeOptions {
  std::string case_path;
  std::uint16_t port = 0;  // 0: any that is free
  bool or_any_port = false;  // where `port` is taken
  bool read_only = false;
  std::string token;       // of writes; random where empty
  std::uint32_t threads = 0;  // for reading what is added; 0: all cores
  ReadingModel model = ReadingModel::automatic;
};

class Server {
 public:
  // Opens the case (made where there is none) and takes the port. Where another server has the case, or it can't be
  // written, this one is read-only and says why.
  static Result<Server> open(const ServeOptions& options);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  [[nodiscard]] const std::string& address() const;       // "http://127.0.0.1:8765/?token=…"
  [[nodiscard]] const std::string& read_only_because() const;  // empty where writes are taken

  // Answers until stop(), which any thread or a signal handler's thread may call.
  void run();
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hearsay::serve
