// cli: the command line. The only room that prints, beside serve/.
#pragma once

namespace hearsay {

// Runs one command. 0 done; 1 some records could not be read; 2 wrong usage; 3 the case file cannot be used.
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace hearsay
