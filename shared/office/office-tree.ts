import type { Office, OfficeEntry } from './office.ts';

/** Who files to whom: a root, the offices that file to it, and those that file to them. */
export class OfficeTree {
  /** The root first, then each level by code. */
  readonly offices: readonly Office[];
  private readonly byCode: ReadonlyMap<string, Office>;

  constructor(offices: readonly Office[]) {
    this.offices = offices;
    this.byCode = new Map(offices.map((office) => [office.code, office]));
  }

  /** The office of a code; undefined when there is none. */
  find(code: string): Office | undefined {
    return this.byCode.get(code);
  }

  /** The office that this one files to; undefined at the root and for a code that is not in the tree. */
  superiorOf(code: string): Office | undefined {
    const superior = this.byCode.get(code)?.superior;
    return superior ? this.byCode.get(superior) : undefined;
  }

  /** The offices that file to this one, by code. */
  subordinatesOf(code: string): readonly Office[] {
    return this.offices.filter((office) => office.superior === code);
  }

  /** The offices above this one, the nearest first. */
  superiorsOf(code: string): readonly Office[] {
    const superiors: Office[] = [];
    for (let next = this.superiorOf(code); next; next = this.superiorOf(next.code)) superiors.push(next);
    return superiors;
  }

  /** Whether an office is this one or below it. */
  isWithin(code: string, ancestor: string): boolean {
    return code === ancestor || this.superiorsOf(code).some((office) => office.code === ancestor);
  }

  /** The codes of an office and of all below it. */
  within(code: string): readonly string[] {
    return [code, ...this.offices.filter((one) => one.code !== code && this.isWithin(one.code, code)).map(codeOf)];
  }

  /** Through which office below `top` an office reports: itself where it is `top` or files to it, or is not below it. */
  branchOf(code: string, top: string): string {
    return [code, ...this.superiorsOf(code).map(codeOf)].find((one) => this.byCode.get(one)?.superior === top) ?? code;
  }

  /** Full name of an office; the code itself when it is unknown. */
  nameOf(code: string): string {
    return this.byCode.get(code)?.name ?? code;
  }

  /** Short name of an office; the code itself when it is unknown. */
  shortOf(code: string): string {
    return this.byCode.get(code)?.short ?? code;
  }

  /**
   * The tree with what data says: other names for known offices, and further ones below those known. A known office keeps its
   * place, since records and keys hang on it; an entry whose superior is unknown, or two levels below the root, is left out.
   */
  with(entries: readonly OfficeEntry[]): OfficeTree {
    const offices = new Map(this.byCode);
    for (const { code, name, superior } of entries) {
      const known = offices.get(code);
      if (known) {
        if (known.name !== name) offices.set(code, { ...known, name, short: name });
        continue;
      }
      const above = superior ? offices.get(superior) : undefined;
      if (!above || above.kind === 'county') continue;
      const kind = above.kind === 'province' ? 'city' : 'county';
      offices.set(code, { code, kind, name, short: name, superior: above.code, tile: null });
    }
    return new OfficeTree([...offices.values()]);
  }
}

function codeOf(office: Office): string {
  return office.code;
}
