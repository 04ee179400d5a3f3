# The models' arithmetic is compiled once per instruction set and chosen when the program runs, and with optimisation
# even where the rest is not: unoptimised it is a hundred times slower. The weights lie in the program itself.
set(kernel_options -O3 -DEIGEN_NO_DEBUG)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 takes the undefined lanes of its own AVX-512 headers for uninitialized variables.
  list(APPEND kernel_options -Wno-maybe-uninitialized -Wno-uninitialized)
endif()
# A transformer's floats must be the same bits on every instruction set, so no fused operations. Vectors wider than the
# set's registers stay inside one file.
set(transformer_options ${kernel_options} -ffp-contract=off -Wno-psabi)
set_source_files_properties(src/model/kernels_plain.cpp PROPERTIES COMPILE_OPTIONS "${kernel_options}")
set_source_files_properties(src/model/transformer_plain.cpp PROPERTIES COMPILE_OPTIONS "${transformer_options}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  set_source_files_properties(src/model/kernels_avx2.cpp PROPERTIES COMPILE_OPTIONS "${kernel_options};-mavx2;-mfma")
  set(avx512_options -mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx512vnni -mavx2 -mfma)
  set_source_files_properties(src/model/kernels_avx512.cpp PROPERTIES
    COMPILE_OPTIONS "${kernel_options};${avx512_options}")
  set_source_files_properties(src/model/kernels_amx.cpp PROPERTIES
    COMPILE_OPTIONS "${kernel_options};${avx512_options};-mamx-tile;-mamx-int8")
  set_source_files_properties(src/model/transformer_avx2.cpp PROPERTIES
    COMPILE_OPTIONS "${transformer_options};-mavx2;-mfma")
  set_source_files_properties(src/model/transformer_avx512.cpp PROPERTIES
    COMPILE_OPTIONS "${transformer_options};${avx512_options}")
  set_source_files_properties(src/model/transformer_amx.cpp PROPERTIES
    COMPILE_OPTIONS "${transformer_options};${avx512_options};-mamx-tile;-mamx-int8")
  set_source_files_properties(src/model/kernels.cpp PROPERTIES COMPILE_DEFINITIONS HEARSAY_X86_KERNELS)
endif()
set(HEARSAY_PLACES ${PROJECT_SOURCE_DIR}/models/places.tsv)
set(HEARSAY_EVENT_WEIGHTS ${PROJECT_SOURCE_DIR}/models/event.hsm)
set(HEARSAY_FAST_WEIGHTS ${PROJECT_SOURCE_DIR}/models/attribution-fast.hsm)
set(HEARSAY_ACCURATE_WEIGHTS ${PROJECT_SOURCE_DIR}/models/attribution-accurate.hsm)
set(HEARSAY_MENTION_WEIGHTS ${PROJECT_SOURCE_DIR}/models/coreference-mentions.hsm)
set(HEARSAY_NAME_WEIGHTS ${PROJECT_SOURCE_DIR}/models/name.hsm)
set(HEARSAY_TAG_WEIGHTS ${PROJECT_SOURCE_DIR}/models/tag.hsm)
set(HEARSAY_MEANING_WEIGHTS ${PROJECT_SOURCE_DIR}/models/meaning.hsm)
set(HEARSAY_RELATION_WEIGHTS ${PROJECT_SOURCE_DIR}/models/relation.hsm)
set_source_files_properties(src/model/embedded.cpp PROPERTIES
  COMPILE_DEFINITIONS "HEARSAY_FAST_WEIGHTS=\"${HEARSAY_FAST_WEIGHTS}\";HEARSAY_ACCURATE_WEIGHTS=\"${HEARSAY_ACCURATE_WEIGHTS}\";HEARSAY_MENTION_WEIGHTS=\"${HEARSAY_MENTION_WEIGHTS}\";HEARSAY_EVENT_WEIGHTS=\"${HEARSAY_EVENT_WEIGHTS}\";HEARSAY_MEANING_WEIGHTS=\"${HEARSAY_MEANING_WEIGHTS}\";HEARSAY_RELATION_WEIGHTS=\"${HEARSAY_RELATION_WEIGHTS}\";HEARSAY_TAG_WEIGHTS=\"${HEARSAY_TAG_WEIGHTS}\";HEARSAY_NAME_WEIGHTS=\"${HEARSAY_NAME_WEIGHTS}\";HEARSAY_PLACES=\"${HEARSAY_PLACES}\""
  OBJECT_DEPENDS "${HEARSAY_FAST_WEIGHTS};${HEARSAY_ACCURATE_WEIGHTS};${HEARSAY_MENTION_WEIGHTS};${HEARSAY_EVENT_WEIGHTS};${HEARSAY_MEANING_WEIGHTS};${HEARSAY_NAME_WEIGHTS};${HEARSAY_TAG_WEIGHTS};${HEARSAY_RELATION_WEIGHTS};${HEARSAY_PLACES}")
