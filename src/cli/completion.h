// Shell completion, generated from the very commands and options the program has.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace hearsay {

// `shell` is "bash", "zsh" or "fish".
[[nodiscard]] std::string completion_script(const CLI::App& app, const std::string& shell);

}  // namespace hearsay
