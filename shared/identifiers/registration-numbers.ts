import { toHalfWidth } from '../values/text.ts';
import type { IdentifierFault } from './identifier-fault.ts';

/*
 * Numbers without a check character. Their shapes are known from practice, not from a standard, and real papers carry
 * exceptions, so they warn or inform and never refuse.
 */

/** Upper case, half width, without blanks. */
export function normaliseRegistration(text: string): string {
  return toHalfWidth(text).replace(/\s/g, '').toUpperCase();
}

const PROJECT_NUMBER = /^[0-9A-Z]{8,16}$/;

/** Project numbers: `2019JZZY010129`, `ZR2019ZD03`, `2019YFE0103700`, eight digits. */
export function checkProjectNumber(number: string): IdentifierFault | undefined {
  if (PROJECT_NUMBER.test(number)) return undefined;
  return {
    severity: 'warning',
    message: '项目编号格式少见：通常是 8–16 位字母和数字，例如 2019JZZY010129，请对照立项文件核对。',
  };
}

const ENTERPRISE_CERTIFICATE = /^G[RF]20\d{10}$/;

/** High-tech enterprise certificates: `GR` or `GF`, year, eight digits. */
export function checkEnterpriseCertificate(number: string): IdentifierFault | undefined {
  if (ENTERPRISE_CERTIFICATE.test(number)) return undefined;
  return {
    severity: 'warning',
    message: '高企证书编号格式少见：通常是 GR 加年份和 8 位数字，例如 GR201937000123，请对照证书核对。',
  };
}

const SOFTWARE_REGISTRATION = /^\d{4}SR\d{6,7}$/;

/** Software copyright registrations: `2014SR001852`, `2019SR0012345`. */
export function checkSoftwareRegistration(number: string): IdentifierFault | undefined {
  if (SOFTWARE_REGISTRATION.test(number)) return undefined;
  if (number.includes('软著登字')) {
    return { severity: 'warning', message: '这是证书号，请填登记号，例如 2019SR0012345；证书号填在“证书号”一栏。' };
  }
  return {
    severity: 'warning',
    message: '软件著作权登记号格式少见：通常是年份、SR 加 6–7 位数字，例如 2019SR0012345，请核对。',
  };
}

const ACHIEVEMENT_REGISTRATION = /^[0-9A-Z]{3}20\d{2}[A-Z0-9]\d{4}$/;

/** Achievement registrations: three of the registering body, year, one of the kind (Y for applied technology), four digits. */
export function checkAchievementRegistration(number: string): IdentifierFault | undefined {
  if (ACHIEVEMENT_REGISTRATION.test(number)) return undefined;
  return {
    severity: 'warning',
    message: '登记号格式少见：通常是 12 位，例如 3702020Y0123 这样由地方代码、年份、类别和流水号组成，请核对。',
  };
}

const LAYOUT_REGISTRATION = /^BS\.?\d{8,9}(\.?[\dX])?$/;

/** Layout designs of integrated circuits: `BS.195001234.5`. */
export function checkLayoutRegistration(number: string): IdentifierFault | undefined {
  if (LAYOUT_REGISTRATION.test(number)) return undefined;
  return { severity: 'hint', message: '布图设计登记号通常以 BS. 开头，可再核对一次。' };
}

const PHONE = /^(1\d{10}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|400-?\d{3}-?\d{4})$/;

/** Telephone numbers of one person; several are parted by 、, ， or /. */
export function checkPhone(text: string): IdentifierFault | undefined {
  if (text.split(/[、,，/;；]/).every((part) => PHONE.test(part))) return undefined;
  return { severity: 'hint', message: '电话号码的位数少见，可再核对一次。' };
}

const STANDARD_PARTS = /^(DB\d{2}(?:\d{2})?(?=\/)|DB\d{2}|[A-Z]+)((?:\/[A-Z]+)*)(\d.*)$/;

/** `GB/T 39909-2021`: upper case, half width, one blank after the prefix, a hyphen before the year. */
export function normaliseStandardNumber(text: string): string {
  const compact = normaliseRegistration(text).replace(/[–—―]/g, '-');
  return compact.replace(STANDARD_PARTS, '$1$2 $3');
}

const STANDARD_NUMBER = /^(Q\/.+|(DB\d{2,4}|[A-Z]+)(\/[A-Z]+)* \d[\d.-]*(:\d{4})?)$/;

/** Standard numbers: `GB/T 39909-2021`, `DB37/T 4000-2020`, `T/SDSF 001-2020`, `ISO/IEC 27001:2013`. */
export function checkStandardNumber(number: string): IdentifierFault | undefined {
  if (STANDARD_NUMBER.test(number)) return undefined;
  return {
    severity: 'hint',
    message: '标准编号格式少见：通常是代号、顺序号和年份，例如 GB/T 39909-2021，可再核对一次。',
  };
}
