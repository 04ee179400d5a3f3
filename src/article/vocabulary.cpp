#include "article/vocabulary.h"

#include <algorithm>

#include "article/word_table.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

struct Words {
  std::uint32_t bits;
  std::string_view words;
};

// Parts of class names, ids and roles.
constexpr Words kClassWords[] = {
    {kHintBody,
     "articlebody article-body body bodytext bodycopy content contents entry post story text storybody maincontent "
     "articletext article articlecontent postcontent entrycontent paragraph paragraphs richtext copy fulltext "
     "articledetail main hentry newstext wysiwyg prose texte inhalt beitrag artikel noticia nota cuerpo contenido "
     "articulo storycontent pagecontent textblock contenttext longform pagebody rte"},
    {kHintComment,
     "comment comments commentlist commentary commenttext commenter commentform comentario comentarios kommentar "
     "kommentare commentaire commentaires disqus respond reply replies discussion discuss kommentarer reactie reacties "
     "komentarze komentarz opinie guestbook replybox commentbody commentsection livefyre viafoura coral talkback "
     "leserkommentare conversation postcomment forum"},
    {kHintRelated,
     "related relatedposts relatedarticles relatedcontent recommended recommendation recommendations recommend similar "
     "morefrom outbrain taboola crosslink crosslinks alsoread seealso readmore readnext upnext relacionadas "
     "relacionados "
     "relacionado relatednews furtherreading suggestions suggested moreon morestories trending popular mostread "
     "mostpopular latest recent recentposts aehnlich verwandt yarpp jp-relatedposts zergnet revcontent inread "
     "relatedlinks relatedstories topstories lesenswert mehrzumthema empfehlungen interessant"},
    {kHintShare,
     "share sharing shares sharebar sharedaddy social socials socialmedia addtoany addthis shariff twitter facebook "
     "whatsapp pinterest tweet follow like likes socialshare sharetools shareicons sharethis linkedin telegram teilen "
     "compartir partager sociallinks"},
    {kHintNavigation,
     "nav navigation navbar menu menubar breadcrumb breadcrumbs crumbs pagination pager paging pagenavi toolbar topbar "
     "navi submenu megamenu skip skiplink tabs tablist toc sitemap directory masthead prevnext postnav hamburger menue "
     "nextprev categories archives jump"},
    {kHintFooter, "footer foot colophon bottom imprint impressum sitefooter pagefooter contentinfo"},
    {kHintSidebar,
     "sidebar side aside rail rightrail leftrail widget widgets secondary complementary marginal marginalia rightcol "
     "leftcol rightcolumn leftcolumn sidecolumn infobox factbox randspalte seitenleiste tertiary"},
    {kHintAdvert,
     "ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored sponsors banner dfp gpt "
     "adsense "
     "anzeige werbung promoted adslot adbox adunit affiliate publicidad pub adcontainer commercial"},
    {kHintAuthor,
     "author authors byline bio biography authorbox authorbio authorinfo contributor contributors vcard autor autoren "
     "postauthor aboutauthor writer profile authorname auteur autorenbox avatar about"},
    {kHintCaption,
     "caption captions credit credits imagecaption photocaption figcaption imagecredit gallery slideshow carousel "
     "image "
     "img photo photos media lightbox slider thumbnail thumb picture bildunterschrift bild copyright legende figure "
     "photographer wpcaption video player podcast audio"},
    {kHintNewsletter,
     "newsletter newsletters subscribe subscription subscriber signup optin mailchimp mailing abo abonnement "
     "newsletterbox donate donation membership register registration cta callout"},
    {kHintLegal,
     "cookie cookies consent gdpr privacy disclaimer legal terms paywall piano regwall banner-cookie cookiebar license "
     "licence datenschutz cmp hinweis notice"},
    {kHintDate,
     "date time published pubdate datetime timestamp updated dateline postdate meta metadata entrymeta postmeta info "
     "postinfo articlemeta datum fecha entry-meta posted stats"},
    {kHintTags,
     "tag tags tagcloud taglist topics topic keywords category categorylinks cat-links schlagworte label labels "
     "hashtags "
     "posttags section-label rubrik"},
    {kHintTitle,
     "title headline heading entrytitle posttitle articletitle kicker overline titel dachzeile header hgroup"},
    {kHintLead,
     "lead lede intro introduction standfirst dek deck excerpt summary abstract subtitle subheadline subhead "
     "description "
     "teasertext vorspann chapo sumario bajada entradilla strapline articleintro leadtext"},
    {kHintHidden,
     "hidden hide visually visuallyhidden sronly sr screenreader assistive offscreen invisible noprint modal popup "
     "overlay "
     "print printonly tooltip dialog dropdown lightboxed collapsed"},
    {kHintTeaser,
     "teaser teasers card cards promo promotion tile tiles grid item listing list feed stream featured feature "
     "feature-box "
     "newslist linklist box block more cluster thumbnails cardlist module ranking ticker"},
    {kHintMore, "readmore morelink more-link continue weiterlesen leermas show expand"},
    {kHintQuote, "pullquote quote blockquote embed twitter-tweet tweet instagram instagram-media fbpost epigraph"},
    {kHintForm,
     "form search login searchform signin input contact contactform email loginform field survey poll quiz rating vote "
     "votes"},
};

// Words of the visible text, most telling in short lines.
constexpr Words kTextWords[] = {
    {kHintComment,
     "comment comments commenting reply replies kommentar kommentare kommentieren antworten antwort commentaire "
     "commentaires répondre comentario comentarios responder comentar komentarze komentarz odpowiedz commenti commento "
     "rispondi reacties reageer respuesta disqus diskussion leserkommentare says sagt dit dice schrieb meint"},
    {kHintRelated,
     "related recommended trending popular latest similar also ähnliche beliebt meistgelesen verwandte empfehlungen "
     "auch "
     "relacionadas relacionados populares également articles stories posts artikel beiträge noticias podobne powiązane "
     "correlati gerelateerd headlines don't miss"},
    {kHintShare,
     "share tweet facebook twitter whatsapp pinterest linkedin email e-mail print pinit reddit telegram teilen drucken "
     "mailen partager imprimer compartir imprimir condividi stampa udostępnij delen instagram youtube tumblr flipboard "
     "xing messenger copy link follow like liken folgen seguir suivre suivez"},
    {kHintNavigation,
     "home menu search login next previous contact back skip top archive archives categories page startseite suche "
     "menü kontakt weiter zurück nächster vorheriger accueil recherche suivant précédent inicio buscar siguiente "
     "anterior "
     "menú szukaj strona cerca sections sitemap"},
    {kHintFooter,
     "imprint impressum rights reserved powered copyright ©  wordpress theme rechte vorbehalten droits réservés "
     "derechos reservados"},
    {kHintAdvert,
     "advertisement advertisements anzeige werbung sponsored ad publicidad publicité reklama annonce advertorial "
     "promoted"},
    {kHintAuthor,
     "author by von par por autor autorin auteur written posted editor reporter correspondent redaktion writer follows "
     "reach contact reporting editing contributed"},
    {kHintCaption,
     "photo photos image images picture courtesy getty reuters afp dpa ap shutterstock imago foto fotos bild bilder "
     "credit crédit pixabay unsplash screenshot illustration symbolbild archivbild archive file video watch gallery "
     "fotografía imagen zdjęcie fot © picture-alliance alamy istock epa"},
    {kHintNewsletter,
     "newsletter newsletters subscribe subscribed subscription subscriber sign inbox register registered abonnieren "
     "abonnement anmelden registrieren abonnez inscrivez-vous suscríbete suscribirse boletín iscriviti abonneer donate "
     "spenden unlimited premium membership subscribers"},
    {kHintLegal,
     "cookie cookies privacy policy terms consent javascript browser adblock gdpr datenschutz datenschutzerklärung "
     "einwilligung zustimmen akzeptieren nutzungsbedingungen confidentialité privacidad agb disclaimer accept reserved "
     "conditions moderated required erforderlich obligatoires obligatorios spam akismet"},
    {kHintDate,
     "published updated posted modified veröffentlicht aktualisiert stand publié mis publicado actualizado "
     "opublikowano "
     "erstellt uhr updated: min read lesezeit minutes ago"},
    {kHintTags,
     "tags tag topics filed under schlagwörter schlagworte stichworte kategorie kategorien etiquetas category tagged "
     "themen thema"},
    {kHintMore,
     "more read weiterlesen mehr continue lire lees leer más click here klicken hier show view load czytaj więcej "
     "plus"},
    {kHintForm,
     "name email e-mail website password passwort submit send senden enviar envoyer nachricht message field fields "
     "pflichtfelder"},
};

// Whole lines, or how they begin.
constexpr Words kPhrases[] = {
    {kHintComment,
     "leave a reply|leave a comment|leave comment|post a comment|add a comment|add comment|click to comment|comments "
     "are closed|"
     "no comments|view comments|show comments|join the conversation|join the discussion|your email address will not be "
     "published|required fields are marked|please enter your comment|please enter your name|save my name|cancel reply|"
     "notify me of|write a comment|be the first to comment|log in to comment|log in to reply|sign in to comment|you "
     "must be logged in|"
     "what do you think|comments|comment|reply|responses|readers' comments|reader comments|thoughts on|one thought on|"
     "kommentar schreiben|kommentar hinterlassen|schreibe einen kommentar|schreiben sie einen kommentar|hinterlasse "
     "eine antwort|"
     "hinterlasse einen kommentar|hinterlassen sie eine antwort|antwort abbrechen|antworten abbrechen|deine "
     "e-mail-adresse wird|ihre e-mail-adresse wird|kommentare|"
     "diskutieren sie mit|kommentar verfassen|noch keine kommentare|ihr kommentar|dein kommentar|laisser un "
     "commentaire|commentaires|poster un commentaire|"
     "votre adresse|deja una respuesta|deja un comentario|dejar un comentario|comentarios|tu dirección de correo|dodaj "
     "komentarz|"
     "komentarze|lascia un commento|commenti|geef een reactie|reacties|deixe um comentário|deixe uma resposta"},
    {kHintRelated,
     "you may also like|you might also like|you may like|you might like|you may also be interested|also read|read "
     "also|also see|see also|related|"
     "related articles|related stories|related posts|related news|related topics|related content|related coverage|more "
     "stories|more from|more on|"
     "more news|more about|more in|more:|latest articles|latest news|latest posts|latest stories|latest from|recent "
     "posts|recent articles|popular posts|"
     "most popular|most read|most viewed|trending|trending now|top stories|recommended|recommended for you|similar "
     "posts|similar articles|similar stories|"
     "from around the web|around the web|don't miss|don’t miss|do not miss|must read|up next|read next|next "
     "article|previous article|next post|"
     "previous post|next story|in other news|editor's picks|editors' picks|editor’s picks|editors’ picks|what to read "
     "next|keep reading|further reading|"
     "also on|watch:|watch more|read:|read more:|read more about|read more|other news|other stories|sponsored "
     "content|sponsored|promoted|promoted content|"
     "ähnliche artikel|ähnliche beiträge|das könnte sie auch|das könnte dich auch|das könnte ihnen|mehr zum thema|mehr "
     "aus|mehr dazu|"
     "weitere artikel|weitere beiträge|weitere themen|weitere nachrichten|weitere meldungen|weitere "
     "informationen|lesen sie auch|lesen sie mehr|auch interessant|lesen sie dazu|"
     "neueste beiträge|neueste artikel|meistgelesen|verwandte artikel|verwandte beiträge|passend zum thema|zum "
     "thema|empfohlen|"
     "vorheriger artikel|nächster artikel|vorheriger beitrag|nächster beitrag|noch mehr|lire aussi|à lire aussi|a lire "
     "aussi|lire également|"
     "voir aussi|articles similaires|articles liés|sur le même sujet|à lire|les plus lus|lea también|lea también:|le "
     "puede interesar|te puede interesar|"
     "también te puede interesar|noticias relacionadas|artículos relacionados|más noticias|más leídas|lo más "
     "leído|leer también|lee también|"
     "ver también|podobne artykuły|zobacz też|zobacz także|czytaj też|czytaj także|przeczytaj także|leggi "
     "anche|articoli correlati|"
     "potrebbe interessarti|lees ook|gerelateerd|leia também|leia mais|veja também|notícias relacionadas|lectures"},
    {kHintShare,
     "share this|share on|share:|share|share via|share article|spread the love|tweet this|follow us|follow @|like "
     "us|find us on|"
     "connect with us|click to share|click to email|click to print|sharing is caring|email this|print this|copy "
     "link|share with|"
     "teilen|diesen artikel teilen|artikel teilen|beitrag teilen|teilen mit|teile diesen|teilen sie|teilen auf|folgen "
     "sie uns|folge uns|drucken|partager|suivez-nous|"
     "compartir|comparte|síguenos|compartilhe|condividi|seguici|udostępnij|delen|like this:|gefällt mir|liked "
     "this|facebook|twitter|whatsapp"},
    {kHintNewsletter,
     "sign up|subscribe|subscribe to|get the latest|get our|newsletter|join our|join us|stay up to date|stay "
     "informed|never miss|"
     "enter your email|our newsletter|receive the latest|get breaking news|download our app|download the app|support "
     "our|support us|"
     "become a|start your|already a subscriber|to continue reading|register now|register for free|create an "
     "account|jetzt abonnieren|newsletter abonnieren|"
     "melden sie sich|abonnieren "
     "sie|anmelden|registrieren|suscríbete|suscribite|abonnez-vous|inscrivez-vous|iscriviti|zapisz się|"
     "read the full|unlock this|this article is for subscribers|this content is|dieser artikel ist|jetzt "
     "registrieren|hier anmelden|unterstützen sie"},
    {kHintLegal,
     "we use cookies|this site uses|this website uses|by continuing|by using this|by clicking|by subscribing|accept "
     "all|privacy policy|terms of|cookie|cookies|"
     "all rights reserved|copyright|© |learn more in|click here to display content|this content is hosted|the views "
     "expressed|the opinions expressed|"
     "disclaimer|this story has been published from|this article was originally published|the content of this|"
     "wir verwenden cookies|diese website|diese webseite|diese seite verwendet|mit der nutzung|alle rechte "
     "vorbehalten|datenschutz|impressum|nous utilisons|"
     "utilizamos cookies|usamos cookies|este sitio|tous droits|todos los derechos|verified by|powered by|your "
     "privacy|manage consent|an dieser stelle|externer inhalt|empfohlener redaktioneller inhalt"},
    {kHintAuthor,
     "about the author|about author|about us|posted by|written by|by |author:|author|reporting by|editing "
     "by|additional reporting|contact the|"
     "follow the author|reach the|über den autor|über die autorin|zum autor|autor:|von |autor|text:|par |por |sobre el "
     "autor|à propos de|about "},
    {kHintCaption,
     "photo:|photos:|photo by|photo credit|photograph:|image:|image credit|image source|image "
     "courtesy|picture:|credit:|file photo|foto:|fotos:|bild:|bildquelle|bilder:|"
     "titelbild|beitragsbild|symbolbild|quelle:|crédit photo|crédits|photo |imagen:|foto |zdjęcie|fot.|© "
     "|(photo|(foto|(image|getty images|advertisement|video:|watch the video|play video|screenshot:|grafik:|ap photo|a "
     "photo"},
    {kHintAdvert,
     "advertisement|anzeige|werbung|publicidad|publicité|sponsored by|story continues below|article continues|continue "
     "reading below|- advertisement|reklama|advertisment|scroll to continue|paid content|partner content|affiliate"},
    {kHintTags,
     "tags:|tags|tag:|topics:|topics|filed "
     "under|categories:|category:|kategorie|kategorien|schlagwörter|schlagworte|stichworte|themen:|etiquetas|tagged|"
     "posted in|posted under|in this article|more topics|related tags|mots-clés|temas:|palabras clave|keywords"},
    {kHintDate,
     "published|posted on|posted:|updated|last updated|last modified|first "
     "published|date:|created|veröffentlicht|aktualisiert|stand:|erstellt|publié "
     "le|publicado|opublikowano|pubblicato|geplaatst|datum:|gepostet am|am "},
    {kHintNavigation,
     "skip to|skip navigation|back to top|back to|go to|jump to|home|menu|search|main menu|toggle navigation|hi, what "
     "are you looking for|table of contents|contents|zum inhalt|inhaltsverzeichnis|springe zum|nach "
     "oben|zurück|startseite|sie sind hier|you are here|aller au|ir al contenido|page |seite |translate|select "
     "language|log in|login|close|search for|suche|translate >>|show all"},
    {kHintMore,
     "read more|continue reading|learn more|find out more|click here|see more|show more|load more|view all|see "
     "all|weiterlesen|mehr lesen|mehr erfahren|alle anzeigen|lire la suite|en savoir plus|leer más|ver más|seguir "
     "leyendo|czytaj dalej|leggi tutto|lees meer|leia mais|hier klicken|mehr informationen|mehr infos"},
};

template <std::size_t N>
WordTable make_table(const Words (&lists)[N], char separator) {
  WordTable table;
  for (const Words& list : lists) table.add_all(list.words, list.bits, separator);
  return table;
}

bool ends_word(char byte) {
  return byte == ' ' || byte == ':' || byte == ',' || byte == '(' || byte == '!' || byte == '.' || byte == '?';
}

// The first word of each phrase: a line that begins with none of them begins with no phrase.
WordTable make_first_words() {
  WordTable table;
  for (const Words& list : kPhrases) {
    for (std::string_view rest = list.words; !rest.empty();) {
      const std::string_view phrase = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), phrase.size() + 1));
      std::size_t end = 1;
      while (end < phrase.size() && !ends_word(phrase[end])) ++end;
      if (!phrase.empty()) table.add(phrase.substr(0, end), 1);
    }
  }
  return table;
}

char lower_ascii(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

}  // namespace

std::uint32_t class_hints(std::string_view word) {
  static const WordTable table = make_table(kClassWords, ' ');
  const std::uint32_t hints = table[word];
  if (hints != 0 || word.size() < 8) return hints;
  // "wpcomments", "commentthread42": the parts of a run-together name.
  if (word.find("comment") != std::string_view::npos) return kHintComment;
  if (word.find("related") != std::string_view::npos) return kHintRelated;
  if (word.find("sidebar") != std::string_view::npos) return kHintSidebar;
  if (word.find("articlebody") != std::string_view::npos) return kHintBody;
  if (word.find("newsletter") != std::string_view::npos) return kHintNewsletter;
  if (word.find("teaser") != std::string_view::npos) return kHintTeaser;
  if (word.find("footer") != std::string_view::npos) return kHintFooter;
  if (word.find("caption") != std::string_view::npos) return kHintCaption;
  if (word.ends_with("datum") || word.ends_with("date")) return kHintDate;
  return 0;
}

std::uint32_t class_value_hints(std::string_view value) {
  constexpr std::size_t kMaxValue = 256;
  constexpr std::size_t kMaxWord = 24;
  if (value.size() > kMaxValue) value = value.substr(0, kMaxValue);
  std::uint32_t hints = 0;
  char word[kMaxWord];
  std::size_t length = 0;
  bool previous_lower = false;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char byte = i < value.size() ? value[i] : ' ';
    const bool upper = byte >= 'A' && byte <= 'Z';
    const bool letter = upper || (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80;
    if (!letter || (upper && previous_lower) || length == kMaxWord) {  // "articleBody" is two words
      if (length > 1) hints |= class_hints({word, length});
      length = 0;
    }
    if (letter) word[length++] = lower_ascii(byte);
    previous_lower = letter && !upper;
  }
  return hints;
}

std::uint32_t text_hints(std::string_view word, std::uint64_t hash) {
  static const WordTable table = make_table(kTextWords, ' ');
  return table.find_bits(word, hash);
}

PhraseHints phrase_hints(std::string_view line) {
  static const WordTable table = make_table(kPhrases, '|');
  static const WordTable first_words = make_first_words();
  // Each beginning of the line that ends at a word's end, up to eight words.
  PhraseHints hints;
  std::size_t words = 0;
  WordHash hash;
  for (std::size_t i = 1; i <= line.size() && i <= 72 && words < 8; ++i) {
    hash.add(line[i - 1]);
    const char next = i < line.size() ? line[i] : ' ';
    if (!ends_word(next)) continue;
    ++words;
    const std::string_view front = line.substr(0, i);
    if (words == 1 && first_words.find_bits(front, hash.value()) == 0) break;  // most lines
    std::uint32_t found = table.find_bits(front, hash.value());
    bool colon = next == ':';
    if (i < line.size()) {
      WordHash longer = hash;
      longer.add(next);
      const std::uint32_t marked = table.find_bits(line.substr(0, i + 1), longer.value());  // "by ", "tags:"
      colon = colon || (marked != 0 && next == ':');
      found |= marked;
    }
    if (found == 0) continue;
    hints.any |= found;
    if (colon || front.find(' ') != std::string_view::npos) hints.strong |= found;
    if (line.find_first_not_of(" 0123456789():.!?*>-+", i) == std::string_view::npos) hints.whole |= found;
  }
  hints.strong |= hints.whole;
  return hints;
}

}  // namespace hearsay::article
