#include <gtest/gtest.h>

#include <string>

#include "page/page.h"

namespace hearsay {
namespace {

// "(html (body (p 'text')))": elements by name, text in quotes; blank text left out.
std::string outline(const Dom& dom) {
  std::string out;
  std::vector<NodeId> ends;
  for (NodeId id = 1; id < dom.size(); ++id) {
    while (!ends.empty() && ends.back() <= id) {
      out += ")";
      ends.pop_back();
    }
    const Node& node = dom[id];
    if (node.type == NodeType::element) {
      out += "(" + std::string(node.name);
      ends.push_back(node.subtree_end);
    } else if (node.type == NodeType::text && node.text.find_first_not_of(" \n") != std::string_view::npos) {
      out += " '" + std::string(node.text) + "'";
    }
  }
  return out.append(ends.size(), ')');
}

NodeId find(const Dom& dom, std::string_view name) {
  for (NodeId id = 0; id < dom.size(); ++id) {
    if (dom[id].name == name) return id;
  }
  return kNoNode;
}

void expect_consistent(const Dom& dom) {
  ASSERT_GE(dom.size(), 1u);
  EXPECT_EQ(dom[0].type, NodeType::document);
  EXPECT_EQ(dom[0].subtree_end, dom.size());
  for (NodeId id = 1; id < dom.size(); ++id) {
    const Node& node = dom[id];
    ASSERT_LT(node.parent, id);
    ASSERT_EQ(node.depth, dom[node.parent].depth + 1);
    ASSERT_GT(node.subtree_end, id);
    ASSERT_LE(node.subtree_end, dom[node.parent].subtree_end);
    if (node.next_sibling != kNoNode) {
      ASSERT_EQ(node.next_sibling, node.subtree_end);
      ASSERT_EQ(dom[node.next_sibling].parent, node.parent);
    } else {
      ASSERT_EQ(node.subtree_end, dom[node.parent].subtree_end);
    }
  }
}

TEST(Dom, ClosesWhatThePageLeavesOpen) {
  const Dom dom = parse_html("<title>T</title><p>One<p>Two <b>bold<div>Three");
  expect_consistent(dom);
  EXPECT_EQ(outline(dom), "(html(head(title 'T'))(body(p 'One')(p 'Two '(b 'bold'))(div(b 'Three'))))");
}

TEST(Dom, GivesAttributesWithEntitiesResolved) {
  const Dom dom = parse_html("<a HREF='/x?a=1&amp;b=2' hidden>L&ouml;we</a>");
  const NodeId link = find(dom, "a");
  ASSERT_NE(link, kNoNode);
  EXPECT_EQ(dom[link].tag, Tag::a);
  EXPECT_EQ(dom.attribute(link, "href"), "/x?a=1&b=2");
  EXPECT_TRUE(dom.has_attribute(link, "hidden"));
  EXPECT_FALSE(dom.has_attribute(link, "class"));
  EXPECT_EQ(dom.attribute(link, "class"), "");
  EXPECT_EQ(dom[link + 1].text, "Löwe");
}

TEST(Dom, KnowsCustomElements) {
  const Dom dom = parse_html("<amp-img src=x></amp-img><my-card>text</my-card>");
  EXPECT_EQ(dom[find(dom, "amp-img")].tag, Tag::amp_img);
  EXPECT_EQ(dom[find(dom, "my-card")].tag, Tag::other);
}

TEST(Dom, KeepsDataScriptsAndDropsCode) {
  const Dom dom = parse_html("<script>var a = 1;</script><script type='application/ld+json'> {\"a\": 1}</script>");
  EXPECT_EQ(outline(dom), "(html(head(script)(script ' {\"a\": 1}'))(body))");
}

TEST(Dom, ReadsNoscriptAsElements) {
  EXPECT_EQ(outline(parse_html("<body><noscript><p>Text</p></noscript>")), "(html(head)(body(noscript(p 'Text'))))");
}

TEST(Dom, EmptyInputIsAnEmptyPage) {
  const Dom dom = parse_html("");
  expect_consistent(dom);
  EXPECT_EQ(Dom().size(), 1u);
}

TEST(Dom, MovesKeepTheViews) {
  Dom first = parse_html("<p>one</p>");
  Dom second = std::move(first);
  first = parse_html("<p>two</p>");
  EXPECT_EQ(outline(second), "(html(head)(body(p 'one')))");
  EXPECT_EQ(outline(first), "(html(head)(body(p 'two')))");
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// The parser drops leading blanks outside the body in place; what it joins to the text later must not overrun it.
TEST(Dom, BlanksBeforeTheFirstText) {
  const std::string html = repeated(" ", 20000) + "S</i>" + repeated("x</i>", 20000);
  const Dom dom = parse_html(html);
  std::string text;
  for (const Node& node : dom.nodes()) {
    if (node.type == NodeType::text) text += node.text;
  }
  EXPECT_EQ(text, "S" + repeated("x", 20000));
}

TEST(Dom, BoundsTheDepthAndKeepsTheText) {
  const std::string html = repeated("<div>", 100000) + "deep" + repeated("</div>", 100000) + "<p>after</p>";
  const Dom dom = parse_html(html);
  expect_consistent(dom);
  std::uint32_t deepest = 0;
  std::string text;
  for (const Node& node : dom.nodes()) {
    deepest = std::max(deepest, node.depth);
    if (node.type == NodeType::text) text += node.text;
  }
  EXPECT_LE(deepest, 512u);
  EXPECT_EQ(text, "deepafter");
  EXPECT_EQ(dom[find(dom, "p")].depth, 3u);  // every div was closed, also those left out
}

TEST(Dom, StaysLinearWhereHtml5RepairsMultiply) {
  std::string html;
  for (int i = 0; i < 20000; ++i) html += "<p><b id=" + std::to_string(i) + ">";
  EXPECT_LT(parse_html(html).size(), 2000000u);
  std::string bodies;
  for (int i = 0; i < 20000; ++i) bodies += "<body a" + std::to_string(i) + "=1>";
  expect_consistent(parse_html(bodies));
  expect_consistent(parse_html(repeated("<table><tr><td>", 50000)));
  expect_consistent(parse_html("<table>" + repeated("x<b>", 50000)));
}

}  // namespace
}  // namespace hearsay
