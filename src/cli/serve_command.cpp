// serve: prints the address, opens a browser, answers until it is stopped.
#include <fmt/core.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "serve/serve.h"

extern char** environ;  // NOLINT: what POSIX gives

namespace hearsay {
namespace {

// The desktop's own choice. Its messages are nobody's concern, and where there is no desktop nothing happens.
void open_browser(const std::string& address) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  }
#ifdef __APPLE__
  std::string program = "open";
#else
  std::string program = "xdg-open";
#endif
  std::string target = address;
  char* const arguments[] = {program.data(), target.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ) == 0) {
    std::thread([child] {
      int status = 0;
      waitpid(child, &status, 0);
    }).detach();
  }
  posix_spawn_file_actions_destroy(&actions);
}

// The signals that end a server; to be blocked before the first thread starts, so that only the waiting one gets them.
sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

int serve_command(const ServeArguments& arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  serve::ServeOptions options;
  options.case_path = arguments.case_path;
  constexpr std::uint16_t kUsual = 8765;
  options.port = arguments.port.value_or(kUsual);
  options.or_any_port = !arguments.port;
  options.read_only = arguments.read_only;
  options.threads = arguments.threads;
  options.model = reading_model(arguments.model);
  Result<serve::Server> server = serve::Server::open(options);
  if (!server) {
    complain(server.error().message());
    return kCaseUnusable;
  }
  if (!server->read_only_because().empty()) complain("read-only: " + server->read_only_because());
  print(fmt::format("{}\n", server->address()));
  if (!stdout_arrived()) return kSomeFailed;
  if (stdout_is_terminal()) complain("open the address in a browser; Ctrl-C stops the server");
  if (!arguments.no_open) open_browser(server->address());
  std::thread running([&server] { server->run(); });
  int signal = 0;
  sigwait(&signals, &signal);
  // A second one ends the process where the first waits for a reading to come to its end.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  std::signal(SIGINT, SIG_DFL);
  server->stop();
  running.join();
  return kDone;
}

}  // namespace hearsay
