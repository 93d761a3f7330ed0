/** The secrets that a service under test has given out or was shown, and where one of them was found. */
export type KnownSecrets = {
  readonly learn: (secret: string) => void;
  /** Looks for all of them in a text that may hold none. */
  readonly lookIn: (where: string, text: string) => void;
  /** Looks for them as a database may keep them, too: as bytes, in hexadecimal. */
  readonly lookInRow: (where: string, text: string) => void;
  /** Says of something that it is told where no secret may be. */
  readonly tell: (hit: string) => void;
  readonly hits: () => readonly string[];
};

/** Shorter ones are words of every day, which tests type to be refused. */
const shortest = 15;
const shownOfHit = 60;

/** What becomes known beside where it is asked for: of a service that is a program, to whoever started it. */
export type SecretNews = { readonly secret: string } | { readonly hit: string };

export function knownSecrets(tell: (news: SecretNews) => void = () => undefined): KnownSecrets {
  /** How it is said, and what it looks like where nothing tells it from a number. */
  const secrets = new Map<string, RegExp | undefined>();
  const hits = new Set<string>();

  function found(hit: string): void {
    if (hits.has(hit)) return;
    hits.add(hit);
    tell({ hit });
  }

  function lookFor(forms: Iterable<readonly [string, RegExp | undefined]>, where: string, text: string) {
    for (const [secret, look] of forms) {
      const at = look === undefined ? text.indexOf(secret) : text.search(look);
      if (at < 0) continue;
      const around = text.slice(Math.max(0, at - shownOfHit), at + secret.length + shownOfHit);
      found(`a secret in ${where}: …${around}…`);
    }
  }

  return {
    learn(secret) {
      if (secrets.has(secret)) return;
      if (/^\d{6,12}$/.test(secret)) secrets.set(secret, new RegExp(`(?<![\\w.+-])${secret}(?![\\w.-])`));
      else if (secret.length >= shortest) secrets.set(secret, undefined);
      if (secrets.has(secret)) tell({ secret });
    },
    lookIn: (where, text) => lookFor(secrets, where, text),
    lookInRow(where, text) {
      lookFor(secrets, where, text);
      lookFor(
        [...secrets.keys()].flatMap((secret) => bytesOf(secret)).map((form) => [form, undefined]),
        where,
        text,
      );
    },
    tell: found,
    hits: () => [...hits],
  };
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What a secret is in a column of bytes: its letters, and the random bits that they stand for. */
function bytesOf(secret: string): readonly string[] {
  const forms = [Buffer.from(secret).toString('hex')];
  if (/^[\w-]{22,}$/.test(secret)) forms.push(Buffer.from(secret, 'base64url').toString('hex'));
  if (/^[A-Z2-7]{16,}$/.test(secret)) {
    const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const bytes = bits.match(/.{8}/g) ?? [];
    forms.push(Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('hex'));
  }
  return forms;
}
