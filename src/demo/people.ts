import type { Person } from './types.ts';

const person = (name: string, email: string, zone: number): Person => ({ name, email, zone });

/** The cast. Every one of them is invented, and so is every address. */
export const people = {
  // Those who keep the Rust trees.
  mireille: person('Mireille Castelnau', 'mireille@castelnau.example.org', 60),
  jorn: person('Jørn Aasgaard-Vik', 'jorn.vik@fjord.example.net', 60),
  tanvi: person('Tanvi Deshmukhe', 'tanvi@silicon.example.com', 330),
  // Those who write Rust.
  ikaika: person('Ikaika Palakiko', 'ikaika@palakiko.example.net', -600),
  solveig: person('Sólveig Hrafnsdóttir', 'solveig@isafold.example.org', 0),
  obinna: person('Obinna Ezeudokwe', 'obinna.ezeudokwe@harmattan.example.com', 60),
  haruto: person('雪村 陽翔', 'yukimura@hokuto.example.com', 540),
  zuzana: person('Zuzana Křepelková', 'zuzana@krepelka.example.net', 60),
  laleh: person('Laleh Farrokhmanesh', 'laleh@simorgh.example.org', 210),
  wenbo: person('柳 文博', 'liu.wenbo@jinglong.example.com', 480),
  paloma: person('Paloma Iturriberri', 'paloma@iturriberri.example.org', -180),
  kofi: person('Kofi Asantewaa-Boadi', 'kofi@volta.example.com', 0),
  rhiannon: person('Rhiannon Llewelyn-Pugh', 'rhiannon@cadair.example.org', 0),
  bogumil: person('Bogumił Żurawiecki', 'bogumil@zurawie.example.net', 60),
  anneli: person('Anneli Pöyhönen-Saari', 'anneli.saari@kaamos.example.com', 120),
  trinh: person('Trịnh Ngọc Ánh', 'anh.trinh@songhuong.example.com', 420),
  mateus: person('Mateus Figueirinha', 'mateus@figueirinha.example.net', -180),
  dana: person('Dana Oyelowo-Marsh', 'dana@saltmarsh.example.com', -420),
  // Those who keep the rest of the kernel.
  leopold: person('Leopold Grünbichler', 'leopold@kbuild.example.org', 60),
  hadewych: person('Hadewych van Oosterzele', 'hadewych@tip.example.org', 60),
  ghislain: person("Ghislain d'Orbeville", 'ghislain@core.example.org', 60),
  cuthbert: person('Cuthbert Ashdowne', 'cuthbert@ashdowne.example.net', 0),
  pernilla: person('Pernilla Ekdahl-Ros', 'pernilla@hwmon.example.org', 60),
  aurelio: person('Aurelio Benvenuti', 'aurelio@mainline.example.org', -480),
  ottoline: person('Ottoline Fairweather', 'ottoline@stable.example.org', 60),
  seoyeon: person('Baek Seo-yeon', 'seoyeon.baek@hanbit.example.com', 540),
  // Those who have other things to do.
  tiberiu: person('Tiberiu Nechiforescu', 'tiberiu@carpat.example.com', 120),
  cuau: person('Cuauhtémoc Ibarra-Luna', 'cuau@anahuac.example.net', -360),
  faisal: person('Faisal Qureishi-Noor', 'faisal@indus.example.com', 300),
  aroha: person('Aroha Te Whatanui', 'aroha@kauri.example.net', 780),
  seun: person('Oluwaseun Adebanjoko', 'seun@lagoon.example.com', 60),
  margit: person('Margit Szalókiné', 'margit@szaloki.example.org', 60),
  ravindu: person('Ravindu Samarakoonage', 'ravindu@kandy.example.com', 330),
  yevhen: person('Yevhen Halushkovych', 'yevhen@dnipro.example.net', 120),
  // Names that hold the four letters.
  rusty: person('Rusty Calloway', 'rusty@calloway.example.net', -300),
  philip: person('Philip Rust', 'prust@meadow.example.com', 0),
  nikhil: person('Nikhil Rustagar', 'nikhil.rustagar@silicon.example.com', 330),
} satisfies Record<string, Person>;

export type PersonKey = keyof typeof people;

/** Who answers patches about Rust, and who answers the others. */
export const rustReviewers: PersonKey[] = [
  'tanvi',
  'jorn',
  'solveig',
  'wenbo',
  'rhiannon',
  'anneli',
  'laleh',
  'bogumil',
  'dana',
  'haruto',
];
export const rustAuthors: PersonKey[] = [
  'obinna',
  'zuzana',
  'paloma',
  'kofi',
  'trinh',
  'mateus',
  'ikaika',
  'laleh',
  'haruto',
  'dana',
];
export const otherPeople: PersonKey[] = [
  'tiberiu',
  'cuau',
  'faisal',
  'aroha',
  'seun',
  'margit',
  'ravindu',
  'yevhen',
  'leopold',
  'seoyeon',
];

/** `Name <address>`, the form of a trailer. */
export function signature(key: PersonKey): string {
  return `${people[key].name} <${people[key].email}>`;
}
