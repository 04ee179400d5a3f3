// Who wrote an article and whose news it is: the names of bylines, and the agencies of datelines and source lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/source.h"

namespace hearsay::article {

// The names in a byline: "By Ana Ruel and Tom Ost, Radio Velm" gives "Ana Ruel", "Tom Ost". Empty where it holds none.
[[nodiscard]] std::vector<std::string> names_of_byline(std::string_view text);

// `keep`: the blocks that are the article.
[[nodiscard]] std::vector<std::string> find_authors(const HtmlSource& source, const std::vector<bool>& keep);
[[nodiscard]] std::vector<std::string> find_authors(const TextSource& source, const std::vector<bool>& keep);

// Agencies credited: in the dateline ("VELM (VNA) --"), as an author, or in a line or bracket at the end ("Source:
// VNA").
[[nodiscard]] std::vector<std::string> find_credit(const Page& page, const std::vector<bool>& keep,
                                                   const std::vector<std::string>& authors);

// "By Ana Ruel", "06.11.2023 - von Tom Ost", "5 November 2023, 17:27": a line of nothing but who and when.
[[nodiscard]] bool is_byline(std::string_view text);

// "Source: VNA", "SourceVNA".
[[nodiscard]] bool is_source_line(std::string_view text);

}  // namespace hearsay::article
