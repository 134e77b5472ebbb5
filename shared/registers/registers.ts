import { achievement } from './achievement.ts';
import { activity } from './activity.ts';
import { alliance } from './alliance.ts';
import { cooperation } from './cooperation.ts';
import { enterprise } from './enterprise.ts';
import { finance } from './finance.ts';
import { ip } from './ip.ts';
import { narrative } from './narrative.ts';
import { pilot } from './pilot.ts';
import { platform } from './platform.ts';
import { policy } from './policy.ts';
import { project } from './project.ts';
import type { Register } from './register.ts';
import { standard } from './standard.ts';
import { talent } from './talent.ts';

/** The registers officers see, in the order of the rail. */
export const REGISTERS: readonly Register[] = [
  project,
  platform,
  alliance,
  achievement,
  ip,
  standard,
  enterprise,
  talent,
  finance,
  activity,
  policy,
  pilot,
  cooperation,
];

/** Registers that travel and merge like the others but are written on pages of their own. */
export const INTERNAL_REGISTERS: readonly Register[] = [narrative];

/** Every register there is a table for. */
export const ALL_REGISTERS: readonly Register[] = [...REGISTERS, ...INTERNAL_REGISTERS];

const byId = new Map(ALL_REGISTERS.map((register) => [register.id, register]));

/** The register of an id, internal ones too; undefined when there is none. */
export function registerById(id: string): Register | undefined {
  return byId.get(id);
}
