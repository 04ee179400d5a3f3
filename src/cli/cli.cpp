#include "cli/cli.h"

namespace hearsay {

int run_command_line(int, char**) { return 2; }

}  // namespace hearsay
