#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "cli/cli.h"

int main(int argc, char** argv) {
#if defined(__GLIBC__)
  // The models take blocks of megabytes and give them back for every few reports: kept, they need not be cleared by the
  // system each time, a twentieth of the whole time.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
  return hearsay::run_command_line(argc, argv);
}
