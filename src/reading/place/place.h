// place: the places a document names, with their country and where they lie.
#pragma once

#include <string_view>
#include <vector>

#include "hearsay/document.h"

namespace hearsay {

// Fills Entity::location of places that the gazetteer knows. Which "Tripoli" is meant the other places and peoples of
// the text say, and a country named right behind: "Tripoli, Lebanon"; else the larger one.
void locate_places(std::string_view text, std::vector<Entity>& entities);

}  // namespace hearsay
