/** What is wrong with one variable. Values of secrets are not in it. */
export type ConfigFault = {
  readonly variable: string;
  /** What was given; undefined when nothing was, or when it is a secret. */
  readonly value: string | undefined;
  readonly expected: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a text file, or throws. */
export type ReadText = (path: string) => string;

/** The variables of the environment; every fault met is noted, and reading goes on. An empty one counts as unset. */
export function variablesOf(env: Environment, readText: ReadText) {
  const faults: ConfigFault[] = [];

  const find = (variable: string): string | undefined => (env[variable] === '' ? undefined : env[variable]);

  const fault = (variable: string, expected: string, shown: 'shown' | 'secret' = 'shown'): undefined => {
    faults.push({ variable, value: shown === 'secret' ? undefined : find(variable), expected });
  };

  /** A text as the variable has it, when it has the form. */
  const text = (variable: string, has: (value: string) => boolean, expected: string): string | undefined => {
    const value = find(variable);
    return value === undefined || has(value) ? value : fault(variable, expected);
  };

  const whole = (variable: string, least: number, most: number): number | undefined => {
    const fits = (value: string) =>
      /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most;
    const value = text(variable, fits, `a whole number from ${least} to ${most}`);
    return value === undefined ? undefined : Number(value);
  };

  const choice = <Word extends string>(variable: string, words: readonly Word[]): Word | undefined => {
    const value = find(variable);
    const word = words.find((one) => one === value);
    return value === undefined || word !== undefined ? word : fault(variable, `one of ${words.join(', ')}`);
  };

  /** The content of the file a variable names. */
  const file = (variable: string): string | undefined => {
    const path = find(variable);
    if (path === undefined) return undefined;
    try {
      return readText(path);
    } catch {
      return fault(variable, 'the path of a file this user can read');
    }
  };

  /** A secret stands in the variable itself or, better, in the file that `<variable>_FILE` names. */
  const secret = (
    variable: string,
    has: (value: string) => boolean,
    expected: string,
  ): string | undefined => {
    const direct = find(variable);
    const byFile = `${variable}_FILE`;
    if (direct !== undefined && find(byFile) !== undefined) {
      return fault(byFile, `either ${variable} or ${byFile}, not both`);
    }
    const value = direct ?? file(byFile)?.trim();
    if (value === undefined || has(value)) return value;
    return direct === undefined
      ? fault(byFile, `a file with ${expected}`)
      : fault(variable, expected, 'secret');
  };

  return { faults, find, fault, text, whole, choice, file, secret };
}

/** The faults as an operator reads them on the terminal. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  return faults
    .map(({ variable, value, expected }) => {
      const given = value === undefined ? variable : `${variable}=${value}`;
      return `${given}: expected ${expected}`;
    })
    .join('\n');
}
