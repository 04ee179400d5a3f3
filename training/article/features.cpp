// Writes what the block classifier sees, for its trainer: for each page of a list a line of JSON with the text of its
// blocks, and to a second file the rows of features as 32-bit floats.
//
//   features html|text LIST OUT.jsonl OUT.f32
//
// LIST has a line a page: file, tab, id. Features are computed by the code that reads pages in earnest, so training and
// reading agree.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "article/block.h"
#include "article/features.h"
#include "article/source.h"

namespace {

using namespace hearsay;
using namespace hearsay::article;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      out += ' ';
    } else {
      out += byte;
    }
  }
  return out + '"';
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_page(const std::string& id, const Page& page, const FeatureTable& table, std::ostream& lines, std::ostream& rows) {
  lines << "{\"id\":" << quoted(id) << ",\"blocks\":[";
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    lines << (i > 0 ? "," : "") << '[' << quoted(text_of(page, page.blocks[i])) << ',' << static_cast<int>(page.blocks[i].breaks) << ']';
  }
  lines << "]}\n";
  rows.write(reinterpret_cast<const char*>(table.values.data()), static_cast<std::streamsize>(table.values.size() * sizeof(float)));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: features html|text LIST OUT.jsonl OUT.f32\n";
    return 2;
  }
  const bool html = std::string(argv[1]) == "html";
  std::ifstream list(argv[2]);
  std::ofstream lines(argv[3]);
  std::ofstream rows(argv[4], std::ios::binary);
  lines << "{\"names\":[";
  bool first = true;
  for (const std::string& name : html ? html_feature_names() : text_feature_names()) {
    lines << (first ? "" : ",") << quoted(name);
    first = false;
  }
  lines << "]}\n";
  for (std::string line; std::getline(list, line);) {
    std::stringstream fields(line);
    std::string path, id;
    std::getline(fields, path, '\t');
    std::getline(fields, id, '\t');
    const std::string bytes = read_file(path);
    if (html) {
      const HtmlSource source = read_html_source(bytes);
      const FeatureTable table = html_features(source.page, source.dom, source.traits, {source.head.linked.body});
      write_page(id, source.page, table, lines, rows);
    } else {
      const TextSource source = read_text_source(bytes, {});
      write_page(id, source.page, text_features(source.page, source.traits), lines, rows);
    }
  }
}
