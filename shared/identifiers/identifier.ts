import type { IdentifierKind } from '../registers/register.ts';
import { remembered } from '../values/remembered.ts';
import { toHalfWidth } from '../values/text.ts';
import type { IdentifierFault } from './identifier-fault.ts';
import { checkPatentNumber, normalisePatentNumber, patentDigits } from './patent-number.ts';
import {
  checkAchievementRegistration,
  checkEnterpriseCertificate,
  checkLayoutRegistration,
  checkPhone,
  checkProjectNumber,
  checkSoftwareRegistration,
  checkStandardNumber,
  normaliseRegistration,
  normaliseStandardNumber,
} from './registration-numbers.ts';
import { checkUscc, normaliseUscc } from './uscc.ts';

type Normalise = (text: string) => string;
type Check = (text: string) => IdentifierFault | undefined;

const NORMALISE: Readonly<Record<IdentifierKind, Normalise>> = {
  uscc: normaliseUscc,
  patent: normalisePatentNumber,
  'ip-number': normalisePatentNumber,
  'project-number': normaliseRegistration,
  'enterprise-certificate': normaliseRegistration,
  'software-registration': normaliseRegistration,
  'achievement-registration': normaliseRegistration,
  'standard-number': normaliseStandardNumber,
  phone: (text) => toHalfWidth(text).replace(/\s/g, ''),
};

const CHECK: Readonly<Record<IdentifierKind, Check>> = {
  // A unit's code stands in each of its records, and each check asks anew.
  uscc: remembered(checkUscc),
  patent: remembered(checkPatentNumber),
  // What an IP number must look like depends on the kind of IP: see checkIpNumber.
  'ip-number': () => undefined,
  'project-number': checkProjectNumber,
  'enterprise-certificate': checkEnterpriseCertificate,
  'software-registration': checkSoftwareRegistration,
  'achievement-registration': checkAchievementRegistration,
  'standard-number': checkStandardNumber,
  phone: checkPhone,
};

/** The one spelling under which an identifier is stored. */
export function normaliseIdentifier(kind: IdentifierKind, text: string): string {
  return NORMALISE[kind](text);
}

/** What is wrong with a stored identifier; undefined when nothing is. */
export function checkIdentifier(kind: IdentifierKind, value: string): IdentifierFault | undefined {
  return CHECK[kind](value);
}

/** What is wrong with the number of an IP item of a kind of code table `ip-kind`; undefined when nothing is. */
export function checkIpNumber(ipKind: string, value: string): IdentifierFault | undefined {
  switch (ipKind) {
    case 'invention':
    case 'utility':
    case 'design':
      return checkPatentNumber(value);
    case 'software':
      return checkSoftwareRegistration(value);
    case 'layout':
      return checkLayoutRegistration(value);
    default:
      return undefined;
  }
}

/** A spelling for comparing identifiers across offices: a patent, with prefix and check character or without, is one. */
export function foldIdentifier(kind: IdentifierKind, value: string): string {
  // A standard's parts are told apart by a dot: GB/T 1234.5 is not GB/T 12345.
  if (kind === 'standard-number') return value.replace(/\s/g, '').toUpperCase();
  const digits = kind === 'ip-number' || kind === 'patent' ? patentDigits(value) : undefined;
  return digits ?? value.replace(/[.\-–—\s]/g, '').toUpperCase();
}
