// Made-up reports for measuring: node test/make_pile.mjs COUNT > pile.jsonl; the same bytes on every run.
//
// About six reports a story: they tell of one accident with figures that rise or differ, a named speaker, a denial and an
// unnamed source; some are copies of an agency's text.
import { once } from "node:events";

const [many = "50000"] = process.argv.slice(2);
let state = 20261105;
const random = () => {  // mulberry32
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = (most) => Math.floor(random() * most);
const any = (list) => list[below(list.length)];

const kFirst = ["Ilka", "Bram", "Wenna", "Orla", "Tessa", "Jorun", "Pavo", "Mirel", "Anselm", "Dorte", "Casim", "Lenia", "Hadrin", "Sunniva", "Tobin", "Yrsa"];
const kBegin = ["Tol", "Ost", "Var", "Hel", "Brim", "Kes", "Mor", "Lan", "Dun", "Fal", "Gren", "Hav", "Ist", "Jor", "Nor", "Pel", "Quin", "Ras", "Sel", "Wes"];
const kMiddle = ["", "e", "a", "or", "in", "ul", "ander", "im", "en", "ola"];
const kTowns = ["mere", "ford", "wick", "haven", "stad", "bury", "holm", "gard", "port", "field", "dale", "minster"];
const kNames = ["mann", "sen", "ova", "ley", "ritz", "quist", "bauer", "dotter", "well", "ski", "rand", "ard", "now", "beck", "strom"];
const town = () => any(kBegin) + any(kMiddle) + any(kTowns);
const person = () => `${any(kFirst)} ${any(kBegin)}${any(kMiddle)}${any(kNames)}`;
const kOutlets = Array.from({ length: 240 }, (_, at) => `${town()} ${["Courier", "Post", "Herald", "Gazette", "Radio", "Tribune"][at % 6]}`);
const kAgencies = ["Velm News Agency", "Ostrav Press Service"];
const kThings = [
  ["ferry", "capsized", "off"], ["bridge", "collapsed", "near"], ["factory", "burned", "in"], ["train", "derailed", "outside"],
  ["market hall", "burned", "in"], ["mine", "flooded", "near"], ["bus", "crashed", "outside"], ["dam", "burst", "above"]];
const kMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function* story(number) {
  const place = town();
  const [thing, happened, where] = any(kThings);
  const [chief, minister, owner, witness] = [person(), person(), `${any(kBegin)}${any(kMiddle)}${any(kNames)} Works`, person()];
  const name = `${any(kBegin)}${any(kMiddle)} ${any(["Star", "Queen", "Wind", "Crown", "Lark"])}`;
  const begin = new Date(Date.UTC(2024, 0, 1) + below(900) * 86_400_000);
  const day = `${begin.getUTCDate()} ${kMonths[begin.getUTCMonth()]}`;
  let dead = 2 + below(30);
  const first = dead;
  const missing = 1 + below(12);
  const agency = any(kAgencies);
  let wire;
  for (let report = 0; report < 6; report++) {
    if (report && random() < 0.3) dead += 1 + below(4);
    const told = random() < 0.15 ? dead + 2 : dead;
    const outlet = any(kOutlets);
    const date = new Date(begin.getTime() + (1 + (report >> 1)) * 86_400_000).toISOString().slice(0, 10);
    const opening = any([
      `At least ${told} people died when the ${thing} ${name} ${happened} ${where} ${place} on ${day}.`,
      `The death toll after the ${thing} ${name} ${happened} ${where} ${place} stands at ${told}.`,
      `${told} people were killed on ${day} as the ${thing} ${name} ${happened} ${where} ${place}.`]);
    const parts = [
      `“We found ${told} bodies and are still looking for ${missing} people,” said police chief ${chief} in ${place}.`,
      `Minister ${minister} ${any(["denied", "rejected"])} that the inspection of the ${name} had been put off.`,
      `A source in the ${place} town hall said that the inspection was cancelled two weeks before the accident.`,
      `The owner, ${owner}, said that all papers were in order.`,
      `${witness}, who lives in ${place}, told ${outlet} that the ${thing} had been making strange noises for days.`,
      `Prosecutors opened an inquiry into ${owner} and searched three offices, a spokesman said.`,
      `${chief} promised that a report would be made public within ten days.`,
      `The town had counted ${first} dead on the first evening. Schools in ${place} stay closed until Monday.`];
    let text = [opening, ...parts.filter(() => random() < 0.75)].join("\n\n");
    if (report === 1) { text = `${place.toUpperCase()} (${agency}) – ${text}`; wire = text; }
    if (report === 3 && wire) text = wire;
    yield {
      id: `r${number}-${report}`, title: any([`${told} dead as ${thing} ${happened} ${where} ${place}`, `${place}: ${chief} counts ${told} dead after ${thing} accident`, `Source: inspection of ${name} was cancelled`, `${minister} denies delay at the ${name}`]),
      date, publisher: outlet, url: `https://${outlet.toLowerCase().replace(/\W+/g, "")}.example/${number}/${report}`, text,
    };
  }
}

let left = Number(many);
for (let number = 0; left > 0; number++)
  for (const report of story(number))
    if (left-- > 0 && !process.stdout.write(`${JSON.stringify(report)}\n`)) await once(process.stdout, "drain");
