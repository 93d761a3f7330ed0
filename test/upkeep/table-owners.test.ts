import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

type Owned = {
  /** Where its tables.ts stands: this room alone decides what a row means. */
  readonly room: string;
  /** Which other rooms may name it in SQL, and what for. A column changes with a look at each. */
  readonly namedBy?: Readonly<Record<string, string>>;
};

const tables: Readonly<Record<string, Owned>> = {
  access_settings: {
    room: 'authority/settings',
    namedBy: {
      rights: 'how people are let in is decided',
      live: 'a stream ends where a session is held back by what the ministry decided',
    },
  },
  admissions: {
    room: 'visitors/registry',
    namedBy: {
      access: 'who may escort a visitor who reads',
      people: 'the stop of a person takes the head of every site where they are admitted (I5)',
    },
  },
  alarms: {
    room: 'alarms',
    namedBy: {
      retention: 'what is not resolved keeps the month in which it was raised',
      access: 'effects raise alarms in the batch that records them',
      live: 'on which alarm an entry counts, and how often it was raised',
      replay: 'the report counts what was raised',
    },
  },
  api_tokens: {
    room: 'operators',
    namedBy: {
      access:
        'a batch checks under the head that the posting gateway is still let in; late ones, since when it is; a gateway that reads its plan, the same',
      live: 'a stream ends when its token does: one statement watches all streams',
      rights: 'which tokens nobody uses any more',
      'sign-in': 'a session that begins, is listed and ends is one',
      consoles: 'the sessions at a console end when the next one takes it over',
    },
  },
  arrivals: {
    room: 'visitors/registry',
    namedBy: {
      access: 'whom somebody met may be answered for by name: the act asks under the head',
      retention: 'whoever is still here keeps the months of the record, and is not erased early',
      desk: 'which visitors the desk has taken in and not let go',
      records: '訪問記録 is of the arrivals as they stood at an entry',
    },
  },
  book_loans: { room: 'devices/lending' },
  cameras: { room: 'works/cameras' },
  cards: {
    room: 'people/registry',
    namedBy: {
      access: 'whoever waits at a door is weighed again by the number of the card they read',
      demo: 'the people who walk through a simulated day',
      desk: 'a pool card is registered with its pass, and shown with it',
      live: 'a stream ends with the card its session was begun by',
    },
  },
  conditions: { room: 'access/state', namedBy: { desk: 'since when there is an emergency' } },
  console_seals: { room: 'consoles/seals' },
  consoles: { room: 'consoles/register' },
  contracts: {
    room: 'people/registry',
    namedBy: {
      access: 'an outsider who is led is let in as long as their contract lasts',
      retention: 'whose outsiders are whose, when their names are erased',
    },
  },
  counted_logs: {
    room: 'log',
    namedBy: {
      live: 'how far the months of a log were counted',
      retention: 'a month that is dropped is not counted any more',
    },
  },
  custody: {
    room: 'access/state',
    namedBy: {
      people: 'the stop of a person takes the head of every site where they escort or are escorted (I5)',
    },
  },
  deadlines: {
    room: 'access/state',
    namedBy: {
      alarms: 'by when an alarm has to be acknowledged',
      visitors: 'until when a visitor may be here before the guard is told',
      permits: 'when a permit is used beyond its end, or its end is not reported',
      devices: 'when what was lent from a 貸出簿 is past its day',
      registers: 'when a key that was lent is not back',
      gaps: 'when what was given to somebody to see to is past its day',
    },
  },
  declared_groups: {
    room: 'access/state',
    namedBy: { desk: 'crews that were let in are listed, named, and leave' },
  },
  deliveries: { room: 'deliveries/registry' },
  delivery_sections: { room: 'deliveries/registry' },
  deputies: {
    room: 'visitors/review',
    namedBy: {
      people: 'the stop of a deputy takes the head of every site where they review (I5)',
      zones: 'whoever acts for a host knows the hidden rooms that a visit to that host leads to',
    },
  },
  destinations: {
    room: 'visitors/registry',
    namedBy: {
      people: 'the stop of a host or escort takes the head of every site where they are one (I5)',
      zones: 'whoever is host of a visit to a hidden room knows it',
      records: 'whom and which zones each of 訪問記録 came to, as they stood at an entry',
    },
  },
  determinations: { room: 'zones/determinations' },
  door_states: { room: 'access/state' },
  entries: {
    room: 'log',
    namedBy: {
      retention: 'of when and of whom a personal record is, and the entry that an erasure has to have',
      access:
        'an earlier grant or the beginning of a condition, by seq; what had been recorded at a past moment',
      alarms: 'who did what about an alarm, by seq',
      desk: 'who read a card since an emergency began; by what a place became unknown, or a visitor left; which reads tell of what paper tells',
      live: 'the stream and the search read the log',
      people: 'cards in disuse are those that no reader has read for a while',
      replay: 'the report counts what was recorded',
      visitors: 'what an entry puts right of a visitor, by seq',
      records: 'by what a stay began and ended, by place',
      consoles: 'who kept a console at midnight',
      operators: 'by what a token that is not over was begun',
    },
  },
  entry_persons: {
    room: 'log',
    namedBy: {
      retention: 'whom a personal record is about, where it is kept longer',
      access: 'a later grant of somebody, also in an entry of another, by key',
      live: 'a search by person finds every entry that names them',
    },
  },
  equipment: {
    room: 'registers/equipment',
    namedBy: { records: 'what stood where, version by version, up to an entry' },
  },
  event_conflicts: { room: 'access/batch' },
  gap_signings: { room: 'gaps' },
  gap_tasks: { room: 'gaps/tasks' },
  gateway_epochs: { room: 'access/batch' },
  gateway_holes: { room: 'access/batch' },
  gateway_states: { room: 'access/batch' },
  heads: {
    room: 'log',
    namedBy: {
      retention: 'every log is looked through for what is to be erased',
      access: 'the state of a site is read with its head; the sweep skips sites whose head somebody holds',
      live: 'followers compare how far each log has come',
      operators: 'tokens are compared as of the end of the ministry’s log',
      records: 'a difference of rights says up to where in each log it tells',
      zones: 'the version of the rules, which a batch compares',
    },
  },
  idempotency_keys: { room: 'log' },
  information_systems: {
    room: 'registers/systems',
    namedBy: {
      zones:
        'rows of a scope bind the zones where a system handles it, in the one statement that loads rules',
      records: 'the register as a document, and of which system a thing is a part',
    },
  },
  inspections: { room: 'desk/inspections' },
  invitations: { room: 'visitors/invitations' },
  item_findings: { room: 'devices/items/registry' },
  items: {
    room: 'devices/items/registry',
    namedBy: {
      access: 'whether something that whoever reads carried in is still inside',
      records: '物品の搬入・搬出 are what two versions of an item differ in',
    },
  },
  kept_things: { room: 'desk/kept-things' },
  leaf_hashes: {
    room: 'log',
    namedBy: {
      live: 'one entry is shown with its digest',
      retention: 'a month whose texts are not those that were hashed stays',
    },
  },
  live_tickets: { room: 'live/connect' },
  loans: { room: 'people/loans' },
  members: { room: 'visitors/registry' },
  month_counts: {
    room: 'log',
    namedBy: {
      live: 'a search leaves out the months that hold nothing of it',
      retention: 'what is known of a month that is dropped goes with it',
    },
  },
  moves: {
    room: 'log',
    namedBy: {
      retention: 'what a month that is dropped tells of places goes with it',
      access: 'the history of a person or a zone is read from it',
      desk: 'what is later in it than the read by which somebody is said to have left',
      gaps: 'when somebody last came into a zone',
      rights: 'when whoever may enter a zone last did',
    },
  },
  officer_deputies: {
    room: 'permits/deputies',
    namedBy: { zones: 'whoever decides in the stead of an officer knows the hidden rooms of that one' },
  },
  openings: { room: 'zones/rules' },
  organisations: {
    room: 'zones/sites',
    namedBy: {
      retention: 'whose days hold for which unit',
      cli: 'a demo office is made only where no organisation is',
      visitors: 'which section of the ministry somebody is of, by its name',
      records: 'which section a registered system belongs to, by its name',
    },
  },
  paper_lines: { room: 'desk/paper', namedBy: { retention: 'erased by date' } },
  paper_sheets: { room: 'desk/paper' },
  passes: {
    room: 'desk/passes',
    namedBy: { people: 'a card that is a pass is set going, returned and ended with its pass' },
  },
  passkey_challenges: { room: 'sign-in/passkeys' },
  passkeys: { room: 'sign-in/passkeys' },
  permit_holders: {
    room: 'permits/registry',
    namedBy: { access: 'which work whoever reads does, and who attends it' },
  },
  permit_waivers: { room: 'permits/waivers' },
  permits: {
    room: 'permits/registry',
    namedBy: {
      access: 'which work whoever reads does, and who attends it',
      devices:
        'what a person may photograph, and how a device may be used, is asked of the permits of that kind',
      deliveries: 'whether a firm may hand over is asked of its permits of that kind',
      works: 'which works run, and what their plans ask',
      zones: 'whoever has a permit in a hidden room knows it',
      records: '記録 of permits are of those that stood at an entry',
      registers: 'what is added and linked stands by its permit',
      retention: 'whom a permit concerns, of what is written of its use',
    },
  },
  person_exceptions: {
    room: 'permits/registry',
    namedBy: {
      access: 'which measures are left out for whoever reads, or for a ward who walks alone',
      people: 'the stop of a person takes the head of every site where a door lets them pass by one (I5)',
    },
  },
  personal_reads: { room: 'records/reads' },
  personal_records: {
    room: 'log',
    namedBy: {
      retention: 'erased by date',
      access: 'the reason of a condition, for whoever may see it',
      alarms: 'the words of whoever took an alarm, for whoever may see them',
      live: 'the names in an entry, for whoever may see them',
      visitors: 'what a visitor was called before it was put right, and why, for whoever may see it',
    },
  },
  persons: {
    room: 'people/registry',
    namedBy: {
      retention: 'erased by date',
      access:
        'who keeps others company; how many who are somewhere are staff; whether whoever is led is in service',
      alarms: 'who took an alarm, by name, for whoever may see them',
      demo: 'the people who walk through a simulated day',
      desk: 'who is called in a roll, by name',
      live: 'a stream ends with the rights of its person',
      operators: 'a token and a role are a person’s, and end with their employment',
      records: 'whoever was not in office at a moment had no rights then',
      rights: 'a roster registers whoever is new on it',
      'sign-in': 'of which unit those are whose passwords are told of',
      visitors: 'an id at a site is a person’s or a visitor’s: who it stands for is asked in one place',
      zones: 'whoever is of the unit that keeps a hidden room knows it',
    },
  },
  photography_reviews: { room: 'devices/photography-custody' },
  photography_tokens: { room: 'devices/photography-custody' },
  plan_elements: {
    room: 'zones/plan',
    namedBy: {
      access:
        'hidden rooms are not told to everybody; in whose local time a gateway may have written a backlog; which gateways there are, and what of it is theirs; when an alarm is escalated',
      alarms: 'what the site tells its guards to do about an alarm',
      live: 'names of zones and doors beside their ids; what the site tells its guards to do',
    },
  },
  presence: {
    room: 'access/state',
    namedBy: {
      desk: 'a roll call is of whoever is somewhere',
      retention: 'whoever is somewhere is not erased early',
      people: 'the stop of a person takes the head of every site where they are (I5)',
    },
  },
  press_organisations: { room: 'visitors/accreditation' },
  press_persons: {
    room: 'visitors/accreditation',
    namedBy: { retention: 'whose name stays, when what is said of them and others is erased early' },
  },
  press_registrations: {
    room: 'visitors/accreditation',
    namedBy: { retention: 'whoever comes as somebody of the press is not erased early' },
  },
  private_devices: { room: 'devices/private-devices' },
  program_floor: { room: 'db' },
  proposals: { room: 'dual-control' },
  provider_links: { room: 'sign-in/single-sign-on' },
  provider_trips: { room: 'sign-in/single-sign-on' },
  purposes: {
    room: 'zones/determinations',
    namedBy: { records: 'what people call that for which a visitor came' },
  },
  quarantined_events: { room: 'access/batch' },
  receipts: { room: 'access/batch' },
  recovery_codes: { room: 'sign-in/second-factor' },
  restricted_clearances: { room: 'visitors/restricted' },
  restricted_persons: { room: 'visitors/restricted' },
  retention_holds: { room: 'retention/rules' },
  retention_rules: { room: 'retention/rules' },
  rights_review_decisions: { room: 'rights/reviews' },
  rights_reviews: { room: 'rights/reviews' },
  role_assignments: {
    room: 'authority',
    namedBy: {
      live: 'a stream ends or narrows with the roles of its holder',
      operators: 'roles are given, ended, listed and found',
      records: 'which roles were held at two moments',
      rights: 'which duties nobody has any more, and which roles are reviewed',
    },
  },
  safety_texts: { room: 'permits/texts' },
  schedule_extensions: { room: 'people/overtime' },
  sessions: {
    room: 'operators',
    namedBy: {
      live: 'a stream ends with a session that rests too long',
      'sign-in': 'a session begins with how and from where somebody signed in',
      consoles: 'which sessions began at which console, whose shift is over, whose screen is locked',
    },
  },
  sign_in_accounts: {
    room: 'sign-in/accounts',
    namedBy: {
      records: 'which login ids stood at two moments',
      rights: 'which login ids nobody uses any more, and when roles were last of use',
    },
  },
  sign_in_applications: { room: 'sign-in/applications' },
  sign_in_challenges: { room: 'sign-in/second-factor' },
  sign_in_notices: { room: 'sign-in/notices' },
  sign_in_password_history: { room: 'sign-in/passwords' },
  sign_in_passwords: {
    room: 'sign-in/passwords',
    namedBy: {
      operators: 'a session that a password began waits where it has run out',
      live: 'a stream ends where it has',
    },
  },
  sign_in_pins: { room: 'consoles/pins' },
  sign_in_tries: { room: 'sign-in/throttling' },
  sites: {
    room: 'zones/sites',
    namedBy: {
      access: 'sites with entries outside their months; whether a site exists, and its time zone',
      cli: 'a replay is made only where no site is',
      demo: 'the demo office is found among the sites',
      live: 'a log that is read belongs to a site',
      people: 'the stop of a person looks at every site',
      retention: 'what is said at each site of whoever left is erased early',
      rights: 'a way between two sites names those that there are',
      visitors: 'the stop of a host takes back their reviews at every site',
    },
  },
  standing_permissions: {
    room: 'people/permissions',
    namedBy: {
      access: 'who may escort an outsider who reads: the host of the permission',
      demo: 'the people who walk through a simulated day',
      records: 'which permissions were in force at two moments',
      rights: 'which permissions the officer of a zone reviews',
      zones: 'whoever may go into a hidden room knows it',
    },
  },
  system_surveys: {
    room: 'registers/systems',
    namedBy: {
      zones:
        'a zone whose systems are all known is ruled by them alone, in the one statement that loads rules',
    },
  },
  token_uses: {
    room: 'operators',
    namedBy: { rights: 'which tokens nobody uses any more, and when roles were last of use' },
  },
  totp_enrolments: { room: 'sign-in/second-factor' },
  totp_factors: { room: 'sign-in/second-factor' },
  unanswered_calls: { room: 'visitors/review' },
  visitor_corrections: { room: 'visitors/corrections' },
  visitor_identities: {
    room: 'visitors/registry',
    namedBy: {
      retention: 'erased by date',
      desk: 'who is called in a roll, by name',
      records: '用件 of a visitor, and whether they are erased',
    },
  },
  visits: {
    room: 'visitors/registry',
    namedBy: {
      retention: 'whose visitors they are, and when a visit is over',
      access: 'for which purpose a visitor who reads came: how many one escort leads may follow from it',
      zones: 'a visit to a hidden room is over with its last day, or cancelled',
      records: 'what each of 訪問記録 came for, as it stood at an entry',
    },
  },
  waits: {
    room: 'access/state',
    namedBy: { people: 'the stop of a person takes the head of every site where they wait at a door (I5)' },
  },
  wearing_excuses: { room: 'desk/wearing' },
  work_occurrences: {
    room: 'works/occurrences',
    namedBy: { records: '作業の記録 is of each time a work was done' },
  },
  zone_keys: {
    room: 'registers/keys',
    namedBy: {
      desk: 'which keys are not back when the desk closes',
      records: '鍵貸出簿 is of the versions of the keys, up to an entry',
    },
  },
  zone_measures: {
    room: 'registers/measures',
    namedBy: { records: 'the measures as they stood at an entry' },
  },
};

const sources = sourceFiles().map(({ file, text }) => ({ file, text: withoutComments(text) }));
const topRoom = (path: string): string => path.split('/')[0] ?? '';

/** The tables of the schema, each with the file and the constant that defines it. */
const defined = sources
  .filter(({ file }) => /(^|\/)tables\.ts$/.test(file))
  .flatMap(({ file, text }) =>
    [...text.matchAll(/export const (\w+) = pgTable\(\s*'(\w+)'/g)].map(([, constant, table = '']) => ({
      table,
      file,
      constant,
    })),
  );

/** What is held of somebody is looked for in every table: `every-table.ts` says of each what its rows mean to whoever they are of. */
const looksEverywhere = /^records\/disclosure\//;

const crossings = new Set(
  sources
    .filter(({ file }) => !looksEverywhere.test(file))
    .flatMap(({ file, text }) =>
      [...namedInSql(text), ...importedFrom(file, text)]
        .filter((table) => topRoom(file) !== topRoom(tables[table]?.room ?? ''))
        .map((table) => `${table} ← ${topRoom(file)}`),
    ),
);

describe('a table', () => {
  it('has an owner, where its tables.ts stands', () => {
    const owners = defined.map(({ table, file }) => [table, { room: dirname(file) }]);
    expect(owners.length).toBeGreaterThan(25);
    expect(Object.entries(tables).map(([table, { room }]) => [table, { room }])).toEqual(owners.toSorted());
  });

  it('is named in SQL by its owner’s room and by those that may, for a reason', () => {
    const permitted = Object.entries(tables).flatMap(([table, { namedBy = {} }]) =>
      Object.keys(namedBy).map((room) => `${table} ← ${room}`),
    );
    expect([...crossings].toSorted()).toEqual(permitted.toSorted());
  });
});

/** The tables that follow a word of SQL, also in a list; or that a statement is composed with. */
function namedInSql(text: string): readonly string[] {
  const clause =
    /\b(?:from|join|into|update|using)(?:\s+(?:only\s+)?|: ')([a-z_]+)((?:(?:\s+(?:as\s+)?[a-z]\w*)?\s*,\s*[a-z_]+\b)*)/gi;
  const named = [...text.matchAll(clause)].flatMap(([, first = '', others = '']) => [
    first,
    ...others.split(',').map((other) => other.trim().split(/\s+/)[0] ?? ''),
  ]);
  const composed = [...text.matchAll(/\btable: '(\w+)',\s*column: '\w+',(?!\s*because)/g)].map(
    ([, table = '']) => table,
  );
  return [...named, ...composed].filter((table) => table in tables);
}

/** The tables whose definitions a file imports, for the builder. */
function importedFrom(file: string, text: string): readonly string[] {
  return [...text.matchAll(/^import \{([^}]*)\} from '([^']*tables\.ts)'/gm)].flatMap(
    ([, names = '', path = '']) => {
      const target = normalize(join(dirname(file), path));
      const constants = names.split(',').map((name) => name.trim());
      return defined
        .filter((one) => one.file === target && constants.includes(one.constant ?? ''))
        .map(({ table }) => table);
    },
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
