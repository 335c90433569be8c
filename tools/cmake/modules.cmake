# Turns folders into targets: platform libraries, then every core, service and scenario module.
# Adding or deleting a module folder needs no edit anywhere; dependencies come from tools/layers.txt.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# Switches on the planted defects of those sources that have any (platform/base/planted.h): only
# they are compiled anew for a hunt.
function(dlfp_plant)
  if(NOT DLFP_PLANTED)
    return()
  endif()
  foreach(source ${ARGN})
    file(STRINGS ${source} planted REGEX "platform/base/planted\\.h")
    if(planted)
      set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS DLFP_PLANTED)
    endif()
  endforeach()
endfunction()

# Makes a module of core count what its tests reach: lines, branches and each condition's own effect
# (MC/DC). All else stays as in the usual build, and comes from its compiler cache.
function(dlfp_count_coverage module target)
  if(DLFP_COVERAGE AND module MATCHES "^core/")
    target_compile_options(${target} PRIVATE -O1 -fprofile-instr-generate -fcoverage-mapping
                           -fcoverage-mcdc)
    target_link_options(${target} PUBLIC -fprofile-instr-generate)
  endif()
endfunction()

# dlfp_library(<name> <folder> [dependency targets…]): library dlfp_<name> from <folder>/**/*.cpp
# and test program test_<name> from its *_test.cpp files.
function(dlfp_library name folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz)\\.cpp$")
  if(NOT sources)
    return()
  endif()
  dlfp_plant(${sources})
  add_library(dlfp_${name} STATIC ${sources})
  dlfp_read_precompiled(dlfp_${name} dlfp_precompiled)
  target_link_libraries(dlfp_${name} PUBLIC ${ARGN})
  if(tests)
    dlfp_test(test_${name} SOURCES ${tests} LINK dlfp_${name})
  endif()
endfunction()

# A limit that ends what hangs, not what is slow: sanitizers and other work on the machine cost time.
set(dlfp_test_seconds_max 1200)

# dlfp_test(<target> SOURCES … LINK … [LABELS …]): a GoogleTest program registered with CTest. The
# labels say where ./dev test runs what: `database` with sanitizers on SQLite, then as shipped on
# PostgreSQL; `no_database` with sanitizers and as shipped; `as_shipped`, whose worth is in speed or
# in killed processes, never with sanitizers.
function(dlfp_test target)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${target} ${arg_SOURCES})
  dlfp_read_precompiled(${target} dlfp_precompiled_tests)
  target_compile_options(${target} PRIVATE ${dlfp_test_options})
  target_link_libraries(${target} PRIVATE ${arg_LINK} GTest::gtest GTest::gmock GTest::gtest_main
                        rapidcheck)
  add_test(NAME ${target} COMMAND ${target})
  set_property(GLOBAL APPEND PROPERTY dlfp_test_programs ${target})
  if(NOT arg_LABELS)
    set(arg_LABELS no_database)
  endif()
  set_tests_properties(${target} PROPERTIES TIMEOUT ${dlfp_test_seconds_max} LABELS "${arg_LABELS}")
endfunction()

file(STRINGS ${CMAKE_SOURCE_DIR}/tools/layers.txt layer_lines REGEX "^[a-z]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/layers.txt)

# The link targets a module may use, by its line (or its kind's line) in tools/layers.txt.
function(dlfp_layer_targets module result)
  string(REGEX REPLACE "/.*" "/*" kind ${module})
  set(targets "")
  foreach(line ${layer_lines})
    string(REGEX REPLACE "[ ]*:.*" "" left "${line}")
    string(REPLACE " " ";" subjects "${left}")
    if(NOT module IN_LIST subjects AND NOT kind IN_LIST subjects)
      continue()
    endif()
    string(REGEX REPLACE "^[^:]*:" "" right "${line}")
    string(REGEX MATCHALL "[a-z_/*]+" allowed "${right}")
    foreach(entry ${allowed})
      if(entry STREQUAL "core")
        list(APPEND targets ${all_core_targets})
      elseif(entry MATCHES "^core/")
        string(REPLACE "core/" "dlfp_" target ${entry})
        if(target IN_LIST all_core_targets)
          list(APPEND targets ${target})
        endif()
      endif()
    endforeach()
  endforeach()
  set(${result} ${targets} PARENT_SCOPE)
endfunction()

add_subdirectory(platform/base)
file(GLOB runtime_parts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/platform/runtime/*/CMakeLists.txt)
foreach(part ${runtime_parts})
  get_filename_component(folder ${part} DIRECTORY)
  add_subdirectory(${folder})
endforeach()
if(EXISTS ${CMAKE_SOURCE_DIR}/platform/api/CMakeLists.txt)
  add_subdirectory(platform/api)
endif()
if(EXISTS ${CMAKE_SOURCE_DIR}/tests/support/CMakeLists.txt)
  add_subdirectory(tests/support)
endif()

# dlfp_embed_catalogue(<module> <short name> <list of sources>): the files of <module>/catalogue and
# <module>/vectors, embedded as `std::string_view dlfp::<short>::catalogue_file(std::string_view name)`.
function(dlfp_embed_catalogue module short result)
  file(GLOB catalogue_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${module}/catalogue/*
       ${CMAKE_SOURCE_DIR}/${module}/vectors/*)
  if(NOT catalogue_files)
    return()
  endif()
  set(rows "")
  foreach(catalogue_file ${catalogue_files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${catalogue_file})
    get_filename_component(file_name ${catalogue_file} NAME)
    file(READ ${catalogue_file} text)
    string(APPEND rows
      "    if (name == \"${file_name}\") return R\"dlfp_text(${text})dlfp_text\";\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/${short}_catalogue.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"// Generated from ${module}/catalogue.
#include <string_view>
namespace dlfp::${short} {
std::string_view catalogue_file(std::string_view name);
std::string_view catalogue_file(std::string_view name) {
${rows}    return {};
}
}  // namespace dlfp::${short}
")
  set(${result} ${${result}} ${generated} PARENT_SCOPE)
endfunction()

# All schema files, embedded: <module folder>/schema/NNNN_name.sql (platform/api/migrations.h).
file(GLOB schema_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
     ${CMAKE_SOURCE_DIR}/platform/*/schema/*.sql ${CMAKE_SOURCE_DIR}/platform/runtime/*/schema/*.sql
     ${CMAKE_SOURCE_DIR}/core/*/schema/*.sql ${CMAKE_SOURCE_DIR}/services/*/schema/*.sql
     ${CMAKE_SOURCE_DIR}/scenarios/*/schema/*.sql)
set(migration_rows "")
foreach(schema_file ${schema_files})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${schema_file})
  file(READ ${CMAKE_SOURCE_DIR}/${schema_file} schema_text)
  string(REGEX REPLACE "^(.*)/([^/]+)/schema/([0-9]+)_([a-z0-9_]+)\\.sql$" "\\2;\\3;\\4" parts ${schema_file})
  list(GET parts 0 schema_module)
  list(GET parts 1 schema_version)
  list(GET parts 2 schema_name)
  string(REGEX REPLACE "^0+" "" schema_version ${schema_version})
  string(APPEND migration_rows
    "        {\"${schema_module}\", ${schema_version}, \"${schema_name}\", R\"dlfp_sql(${schema_text})dlfp_sql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migrations.cpp @ONLY CONTENT
"// Generated from the schema folders.
#include \"platform/api/migrations.h\"
namespace dlfp::api {
std::vector<sql::Migration> discovered_migrations() {
    return {
${migration_rows}    };
}
}  // namespace dlfp::api
")
add_library(dlfp_migrations STATIC ${CMAKE_BINARY_DIR}/generated/migrations.cpp)
target_link_libraries(dlfp_migrations PUBLIC dlfp_platform_api)
if(TARGET dlfp_test_support)
  target_link_libraries(dlfp_test_support PUBLIC dlfp_migrations)
endif()

file(GLOB module_folders CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
     ${CMAKE_SOURCE_DIR}/core/*/server ${CMAKE_SOURCE_DIR}/services/*/server
     ${CMAKE_SOURCE_DIR}/scenarios/*/server)
# Lower layers first: the order of tools/layers.txt is the order in which modules are set up.
set(ordered_folders "")
foreach(line ${layer_lines})
  string(REGEX REPLACE "[ ]*:.*" "" left "${line}")
  string(REPLACE " " ";" subjects "${left}")
  foreach(subject ${subjects})
    string(REPLACE "*" "[a-z0-9_]+" pattern ${subject})
    foreach(folder ${module_folders})
      if(folder MATCHES "^${pattern}/server$")
        list(APPEND ordered_folders ${folder})
      endif()
    endforeach()
  endforeach()
endforeach()
list(APPEND ordered_folders ${module_folders})
list(REMOVE_DUPLICATES ordered_folders)
set(module_folders ${ordered_folders})
set(all_core_targets "")
set(all_module_targets "")
set(module_includes "")
set(module_calls "")
foreach(folder ${module_folders})
  get_filename_component(name ${folder} DIRECTORY)
  get_filename_component(short ${name} NAME)
  list(APPEND all_module_targets dlfp_${short})
  if(name MATCHES "^core/")
    list(APPEND all_core_targets dlfp_${short})
  endif()
  if(EXISTS ${CMAKE_SOURCE_DIR}/${folder}/module.h)
    string(APPEND module_includes "#include \"${folder}/module.h\"\n")
    string(APPEND module_calls "    modules.push_back(dlfp::${short}::make_module());\n")
  endif()
endforeach()

foreach(folder ${module_folders})
  get_filename_component(name ${folder} DIRECTORY)
  get_filename_component(short ${name} NAME)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  dlfp_layer_targets(${name} allowed)
  if(NOT sources)
    list(REMOVE_ITEM all_module_targets dlfp_${short})
    continue()
  endif()
  dlfp_plant(${sources})
  dlfp_embed_catalogue(${name} ${short} sources)
  add_library(dlfp_${short} STATIC ${sources})
  dlfp_read_precompiled(dlfp_${short} ${dlfp_module_headers})
  target_compile_options(dlfp_${short} PRIVATE ${dlfp_module_options})
  dlfp_count_coverage(${name} dlfp_${short})
  target_link_libraries(dlfp_${short} PUBLIC dlfp_platform_api dlfp_runtime_workbook
                        dlfp_runtime_metrics dlfp_runtime_webauthn ${allowed})
  if(tests)
    dlfp_test(test_${short} SOURCES ${tests} LINK dlfp_test_support dlfp_${short} LABELS database)
  endif()
endforeach()

# The list of modules, generated from the folders (app/modules.h declares it).
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/modules.cpp @ONLY CONTENT
"// Generated from the module folders.
#include \"app/modules.h\"
${module_includes}
namespace dlfp::app {
std::vector<api::Module> make_modules() {
    std::vector<api::Module> modules;
${module_calls}    return modules;
}
}  // namespace dlfp::app
")
if(EXISTS ${CMAKE_SOURCE_DIR}/app/CMakeLists.txt)
  add_subdirectory(app)
endif()
file(GLOB outer_parts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*/CMakeLists.txt
     ${CMAKE_SOURCE_DIR}/bench/*/CMakeLists.txt)
list(FILTER outer_parts EXCLUDE REGEX "tests/support/")
foreach(part ${outer_parts})
  get_filename_component(folder ${part} DIRECTORY)
  add_subdirectory(${folder})
endforeach()
get_property(test_programs GLOBAL PROPERTY dlfp_test_programs)
add_custom_target(test_programs DEPENDS ${test_programs})
