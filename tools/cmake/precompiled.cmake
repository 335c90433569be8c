# Precompiled headers of the standard library and GoogleTest: reading them anew was up to half of the
# time of a unit. Headers of the project are left out, so that a change of one does not rebuild all
# that does not read it, and so that every checkout shares one compiler cache.
set(dlfp_standard_headers <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <deque>
    <filesystem> <fstream> <functional> <future> <map> <memory> <mutex> <optional> <set> <span>
    <sstream> <stdexcept> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>
    <boost/describe.hpp>)

# dlfp_precompile(<target> <header>…): <target> makes the precompiled headers that others read.
function(dlfp_precompile target)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${target}.cpp CONTENT
       "// Only carries the precompiled headers.\n")
  add_library(${target} OBJECT ${CMAKE_BINARY_DIR}/generated/${target}.cpp)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  # ccache compares this text instead of the precompiled file, which differs between checkouts.
  execute_process(COMMAND dpkg-query -W clang-19 libstdc++-12-dev libc6-dev libboost1.81-dev
                          libgtest-dev libgmock-dev
                  OUTPUT_VARIABLE versions ERROR_QUIET)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum
       CONTENT "${ARGN}\n${versions}")
endfunction()

# dlfp_read_precompiled(<target> <maker>): as REUSE_FROM, but by a path relative to the build folder:
# an absolute one would keep the compiler cache from being shared.
function(dlfp_read_precompiled target maker)
  set(precompiled CMakeFiles/${maker}.dir/cmake_pch.hxx.pch)
  target_compile_options(${target} PRIVATE "SHELL:-Winvalid-pch -include-pch ${precompiled}")
  get_target_property(sources ${target} SOURCES)
  set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/${precompiled})
endfunction()

dlfp_precompile(dlfp_precompiled ${dlfp_standard_headers})

# With sanitizers modules are not optimised either: that saves more than half of the longest build,
# and their tests take seconds more. The platform is: fuzzing lives from its parsers' speed.
set(dlfp_module_headers dlfp_precompiled)
set(dlfp_module_options "")
if(DLFP_SANITIZE)
  set(dlfp_module_headers dlfp_precompiled_modules)
  set(dlfp_module_options -O0)
  dlfp_precompile(dlfp_precompiled_modules ${dlfp_standard_headers})
  target_compile_options(dlfp_precompiled_modules PRIVATE ${dlfp_module_options})
endif()

# Tests are compiled once and run for moments: not optimised, they compile in half the time.
set(dlfp_test_options -O0 -U_FORTIFY_SOURCE)
dlfp_precompile(dlfp_precompiled_tests ${dlfp_standard_headers} <gtest/gtest.h> <gmock/gmock.h>)
target_compile_options(dlfp_precompiled_tests PRIVATE ${dlfp_test_options} -fPIE)
target_link_libraries(dlfp_precompiled_tests PRIVATE GTest::gtest GTest::gmock)
