import { codeChoices } from '../../../shared/codes/code-tables.ts';
import { organisationCheckCharacter } from '../../../shared/identifiers/organisation-code.ts';
import { usccCheckCharacter } from '../../../shared/identifiers/uscc.ts';
import type { Random } from './random.ts';

/** A unit that does not exist: every name carries 示例, and its code's body begins with DEM, which no register issues. */
export interface InventedUnit {
  readonly name: string;
  readonly code: string;
  /** Code of `unit-nature`. */
  readonly nature: string;
  readonly county: string;
}

const FIRST = [
  '海右',
  '岱下',
  '泺源',
  '齐烟',
  '鲁韵',
  '云岫',
  '星汉',
  '澄湖',
  '青岚',
  '蓬屿',
  '汶上云',
  '琅屿',
  '沂风',
  '潍信',
  '黄河口',
  '胶澳',
  '凤凰岭',
  '千佛云',
  '东岳',
  '蒙山',
];
const TRADE = [
  '智造',
  '云数',
  '芯联',
  '光网',
  '慧联',
  '数智',
  '量网',
  '天算',
  '物联',
  '安御',
  '图灵湾',
  '星链谷',
  '深睿',
  '云帆',
  '信工',
  '微纳',
];
const FORM = [
  '科技有限公司',
  '信息技术有限公司',
  '智能装备有限公司',
  '软件股份有限公司',
  '数据科技有限公司',
  '电子有限公司',
];
const ACADEMY = ['示例大学', '示例理工学院', '示例信息研究院', '示例工业技术研究院', '示例科学院计算中心'];

const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '郭',
  '何',
  '林',
  '高',
  '罗',
  '郑',
  '梁',
  '谢',
  '宋',
  '唐',
  '许',
  '邓',
  '冯',
  '韩',
  '曹',
  '曾',
  '彭',
  '萧',
  '蔡',
  '潘',
  '田',
  '董',
  '袁',
  '于',
  '余',
  '𠅤',
];
const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'];
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The invented units of one city. Their codes are valid by their check digits. */
export function inventUnits(
  random: Random,
  city: string,
  serial: number,
  firms: number,
): { firms: InventedUnit[]; academies: InventedUnit[] } {
  const counties = codeChoices('county', city).map((item) => item.code);
  const names = new Set<string>();
  const nameOf = () => {
    for (;;) {
      const name = `${random.pick(FIRST)}示例${random.pick(TRADE)}${random.pick(FORM)}`;
      if (!names.has(name)) {
        names.add(name);
        return name;
      }
    }
  };
  const unit = (name: string, nature: string, kind: string, index: number): InventedUnit => ({
    name,
    nature,
    county: random.pick(counties),
    code: inventCode(kind, city, serial * 4000 + index),
  });
  const place = FIRST[serial % FIRST.length]!;
  return {
    firms: Array.from({ length: firms }, (_, index) => unit(nameOf(), 'enterprise', '91', index)),
    academies: ACADEMY.map((name, index) =>
      unit(`${place}${name}`, index < 2 ? 'university' : 'institute', '12', 3900 + index),
    ),
  };
}

/** A 统一社会信用代码 with both check characters right and a body that is plainly not a real one. */
export function inventCode(kind: string, city: string, serial: number): string {
  const body = `DEM${String(serial).padStart(5, '0')}`;
  const first17 = `${kind}${city}${body}${organisationCheckCharacter(body)}`;
  return `${first17}${usccCheckCharacter(first17)}`;
}

/** A person who does not exist: a surname, a stem and a number. */
export function inventPerson(random: Random): string {
  return `${random.pick(SURNAMES)}${random.pick(STEMS)}${random.pick(NUMBERS)}`;
}

/** A telephone number that cannot be dialled: no local number begins with 0. */
export function inventPhone(random: Random): string {
  return `053${random.whole(1, 9)}-0000${String(random.whole(0, 9999)).padStart(4, '0')}`;
}
