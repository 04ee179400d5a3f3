// One handler a resource of docs/openapi.yaml: a state of the case and a request in, an answer out.
#pragma once

#include "serve/http.h"
#include "serve/view.h"

namespace hearsay::serve {

[[nodiscard]] Response get_stories(const Context& context, const Request& request);
[[nodiscard]] Response get_story(const Context& context, const Request& request);
[[nodiscard]] Response get_sheet(const Context& context, const Request& request);
[[nodiscard]] Response get_timeline(const Context& context, const Request& request);
[[nodiscard]] Response get_chains(const Context& context, const Request& request);
[[nodiscard]] Response get_story_statements(const Context& context, const Request& request);
[[nodiscard]] Response get_story_report_html(const Context& context, const Request& request);
[[nodiscard]] Response get_story_report_json(const Context& context, const Request& request);
[[nodiscard]] Response get_story_csv(const Context& context, const Request& request);
[[nodiscard]] Response get_documents(const Context& context, const Request& request);
[[nodiscard]] Response get_document(const Context& context, const Request& request);
[[nodiscard]] Response get_citation(const Context& context, const Request& request);
[[nodiscard]] Response get_related(const Context& context, const Request& request);
[[nodiscard]] Response get_entities(const Context& context, const Request& request);
[[nodiscard]] Response get_entity(const Context& context, const Request& request);
[[nodiscard]] Response get_entity_statements(const Context& context, const Request& request);
[[nodiscard]] Response get_entity_reports(const Context& context, const Request& request);
[[nodiscard]] Response get_export_csv(const Context& context, const Request& request);
[[nodiscard]] Response get_export_jsonl(const Context& context, const Request& request);
[[nodiscard]] Response get_search(const Context& context, const Request& request);

// --- what they share ---------------------------------------------------------------------------------------------

// The story, document or entity of the route's first capture; an answer with 404 where there is none.
struct Found {
  Index index = kNone;
  std::optional<Response> missing;
};
[[nodiscard]] Found find_story(const Context& context, const Request& request);
[[nodiscard]] Found find_document(const Context& context, const Request& request, const std::string& id);
[[nodiscard]] Found find_entity(const Context& context, const std::string& id);

// {"total", "offset", "items"} of the part of `all` that is asked for.
template <class Item, class Write>
Json list_of(const std::vector<Item>& all, const Page& page, const Write& write) {
  Json items = Json::array();
  for (std::size_t i = page.offset; i < all.size() && items.size() < page.limit; ++i) items.push_back(write(all[i]));
  return {{"total", all.size()}, {"offset", page.offset}, {"items", std::move(items)}};
}

// A page of statements with their texts; `all` are places in Catalog::statements.
[[nodiscard]] Response statements_page(const Context& context, const Request& request, const std::vector<Index>& all);

}  // namespace hearsay::serve
