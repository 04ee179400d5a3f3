// Made-up documents and accounts in which every field holds something, and a comparison of all their fields.
#pragma once

#include <string>

#include "hearsay/account.h"

namespace hearsay::test {

// `seed` makes documents differ; each has all kinds of claims, with the spans of its own text.
Document full_document(const std::string& id, unsigned seed = 0);
// An account over them: one story of all, entities, copies, origins, comparisons.
Account full_account(std::vector<Document> documents);

// All fields, one a line: two values are equal where their dumps are.
std::string dump(const Document& document);
std::string dump(const Account& account);

}  // namespace hearsay::test
