// Table of contents of the part `books`.
#include "scenarios/canteen/server/books/books.h"

namespace dlfp::canteen {

void add_books(api::Module&) {}

}  // namespace dlfp::canteen
