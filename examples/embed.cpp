// Hearsay as a library, in a dozen lines: who says what in one text?
#include <hearsay/hearsay.h>

#include <iostream>

int main() {
  const hearsay::Document document = hearsay::annotate(
      "The ferry will sail again on Monday, harbour master Ilka Dorn said. \"Nobody was hurt,\" she told Radio Velm.",
      "2026-11-05");
  for (const hearsay::Attribution& attribution : document.reading.attributions) {
    std::cout << (attribution.speaker ? attribution.speaker->name : "somebody") << ":";
    for (const hearsay::Span span : attribution.content) {
      std::cout << ' ' << hearsay::slice(document.article.text, span);
    }
    std::cout << '\n';
  }
}
