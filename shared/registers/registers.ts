import { achievement } from './achievement.ts';
import { enterprise } from './enterprise.ts';
import { ip } from './ip.ts';
import { narrative } from './narrative.ts';
import { platform } from './platform.ts';
import { project } from './project.ts';
import type { Register } from './register.ts';

/** The registers officers see, in the order of the rail. */
export const REGISTERS: readonly Register[] = [project, platform, achievement, ip, enterprise];

/** Registers that travel and merge like the others but are written on pages of their own. */
export const INTERNAL_REGISTERS: readonly Register[] = [narrative];

/** Every register there is a table for. */
export const ALL_REGISTERS: readonly Register[] = [...REGISTERS, ...INTERNAL_REGISTERS];

const byId = new Map(ALL_REGISTERS.map((register) => [register.id, register]));

/** The register of an id, internal ones too; undefined when there is none. */
export function registerById(id: string): Register | undefined {
  return byId.get(id);
}
