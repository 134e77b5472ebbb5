import { type Bag, changed, digestOf, listTags, makeBag, text } from './foreign-bag.ts';

const SUM = digestOf('sha256', text('甲'));

/** Every form that it forbids, with the finding to be made. */
export const UNSOUND: [string, string, () => Bag][] = [
  [
    'without a version',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('Tag-File-Character-Encoding: UTF-8\n');
      }),
  ],
  [
    'with the lines of bagit.txt exchanged',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n');
      }),
  ],
  [
    'with a third line in bagit.txt',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nX: y\n');
      }),
  ],
  [
    'with an empty line in bagit.txt',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version: 1.0\n\nTag-File-Character-Encoding: UTF-8\n');
      }),
  ],
  [
    'with blanks before the colon in bagit.txt',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n');
      }),
  ],
  [
    'with a mark before bagit.txt',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
      }),
  ],
  [
    'with bagit.txt in UTF-16',
    'BAG_VERSION',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'utf16le');
      }),
  ],
  ['of a later version', 'BAG_VERSION', () => makeBag({ version: '1.1' })],
  ['of a version that is none', 'BAG_VERSION', () => makeBag({ version: '1' })],
  [
    'of an unknown encoding',
    'BAG_ENCODING',
    () =>
      changed({}, (bag) => {
        bag['bagit.txt'] = text('BagIt-Version: 1.0\nTag-File-Character-Encoding: EBCDIC-X\n');
      }),
  ],
  [
    'in another encoding than it says',
    'BAG_MANIFEST_INVALID',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([
          Buffer.from(`${SUM}  data/`),
          Buffer.from([0xff, 0xbb]),
          Buffer.from('.txt\n'),
        ]);
      }),
  ],
  [
    'without any manifest',
    'BAG_FILE_MISSING',
    () =>
      changed({ tags: null }, (bag) => {
        delete bag['manifest-sha256.txt'];
      }),
  ],
  [
    'with a manifest of an unknown algorithm alone',
    'BAG_MANIFEST_INVALID',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-crc32.txt'] = text('00000000  data/一.txt\n');
        delete bag['manifest-sha256.txt'];
      }),
  ],
  [
    'with a payload file gone',
    'BAG_FILE_MISSING',
    () =>
      changed({}, (bag) => {
        delete bag['data/sub/b.txt'];
      }),
  ],
  [
    'with a payload file more',
    'BAG_FILE_UNLISTED',
    () =>
      changed({}, (bag) => {
        bag['data/more'] = text('');
      }),
  ],
  [
    'with a payload file in one manifest of two',
    'BAG_FILE_UNLISTED',
    () =>
      changed({ algorithms: ['sha256', 'md5'], tags: null }, (bag) => {
        bag['manifest-md5.txt'] = text((bag['manifest-md5.txt'] as Buffer).toString().split('\n')[0] as string);
      }),
  ],
  [
    'with a payload file changed',
    'BAG_CHECKSUM_MISMATCH',
    () =>
      changed({}, (bag) => {
        bag['data/sub/b.txt'] = text('c');
      }),
  ],
  [
    'with a digest wrong in one manifest of two',
    'BAG_CHECKSUM_MISMATCH',
    () =>
      changed({ algorithms: ['sha256', 'md5'], tags: null }, (bag) => {
        bag['manifest-md5.txt'] = text((bag['manifest-md5.txt'] as Buffer).toString().replace(/^../u, '00'));
      }),
  ],
  [
    'with a tag file changed',
    'BAG_CHECKSUM_MISMATCH',
    () =>
      changed({ info: 'Contact-Name: 甲\n' }, (bag) => {
        bag['bag-info.txt'] = text('Contact-Name: 乙\n');
      }),
  ],
  [
    'with a tag file gone',
    'BAG_FILE_MISSING',
    () =>
      changed({ info: 'Contact-Name: 甲\n' }, (bag) => {
        delete bag['bag-info.txt'];
      }),
  ],
  [
    'with a tag manifest that leaves a payload manifest out',
    'BAG_FILE_UNLISTED',
    () => makeBag({ tags: ['bagit.txt'] }),
  ],
  [
    'with a tag manifest in a tag manifest',
    'BAG_MANIFEST_INVALID',
    () =>
      changed({}, (bag) => {
        bag['tagmanifest-md5.txt'] = text(
          `${digestOf('md5', bag['manifest-sha256.txt'] as Buffer)} manifest-sha256.txt\n`,
        );
        listTags(bag, ['sha256'], ['bagit.txt', 'manifest-sha256.txt', 'tagmanifest-md5.txt']);
      }),
  ],
  [
    'with a payload file in a tag manifest',
    'BAG_PATH_UNSAFE',
    () => makeBag({ tags: ['bagit.txt', 'manifest-sha256.txt', 'data/一.txt'] }),
  ],
  [
    'with a tag file in a payload manifest',
    'BAG_PATH_UNSAFE',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([bag['manifest-sha256.txt'] as Buffer, text(`${SUM}  bagit.txt\n`)]);
      }),
  ],
  ...[
    'data/../bagit.txt',
    '../x',
    '/etc/passwd',
    '~/x',
    'data\\一.txt',
    'data/./一.txt',
    'data//一.txt',
    'data/sub/',
  ].map((name): [string, string, () => Bag] => [
    `with ${name} in a manifest`,
    'BAG_PATH_UNSAFE',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([bag['manifest-sha256.txt'] as Buffer, text(`${SUM}  ${name}\n`)]);
      }),
  ]),
  [
    'with a folder in a manifest',
    'BAG_FILE_MISSING',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([bag['manifest-sha256.txt'] as Buffer, text(`${SUM}  data/sub\n`)]);
      }),
  ],
  [
    'with a name in another case',
    'BAG_FILE_MISSING',
    () => makeBag({ line: (digest, name) => `${digest}  ${name.replace('sub', 'SUB')}\n` }),
  ],
  [
    'with a file twice in a manifest',
    'BAG_DUPLICATE_ENTRY',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([
          bag['manifest-sha256.txt'] as Buffer,
          text(`${SUM}  data/一.txt\n`),
        ]);
      }),
  ],
  [
    'of 0.97 with a file under two digests',
    'BAG_DUPLICATE_ENTRY',
    () =>
      changed({ version: '0.97', tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([
          bag['manifest-sha256.txt'] as Buffer,
          text(`${SUM.replace(/^./u, 'x').replace('x', SUM.startsWith('0') ? '1' : '0')}  data/一.txt\n`),
        ]);
      }),
  ],
  ...[
    'x  data/一.txt',
    `${SUM}`,
    `${SUM}data/一.txt`,
    `${SUM.slice(2)}  data/一.txt`,
    '# comment',
    `\\${SUM}  data/一.txt`,
  ].map((line): [string, string, () => Bag] => [
    `with the line ${JSON.stringify(line)} in a manifest`,
    'BAG_MANIFEST_INVALID',
    () =>
      changed({ tags: null }, (bag) => {
        bag['manifest-sha256.txt'] = Buffer.concat([bag['manifest-sha256.txt'] as Buffer, text(`${line}\n`)]);
      }),
  ]),
  ['with a wrong Payload-Oxum', 'BAG_OXUM_MISMATCH', () => makeBag({ info: 'Payload-Oxum: 5.2\n' })],
  ['with a wrong count in Payload-Oxum', 'BAG_OXUM_MISMATCH', () => makeBag({ info: 'Payload-Oxum: 4.3\n' })],
  ['with Payload-Oxum twice', 'BAG_INFO_INVALID', () => makeBag({ info: 'Payload-Oxum: 4.2\npayload-oxum: 4.2\n' })],
  ['with a Payload-Oxum that is none', 'BAG_INFO_INVALID', () => makeBag({ info: 'Payload-Oxum: 4 B\n' })],
  ['with a line without a colon in bag-info.txt', 'BAG_INFO_INVALID', () => makeBag({ info: 'Contact-Name 甲\n' })],
  ['with a fold before any tag', 'BAG_INFO_INVALID', () => makeBag({ info: '  甲\nContact-Name: 乙\n' })],
  ['with a blank before the colon', 'BAG_INFO_INVALID', () => makeBag({ info: 'Contact-Name : 甲\n' })],
  [
    'with a hole',
    'BAG_HOLES',
    () =>
      changed({}, (bag) => {
        delete bag['data/sub/b.txt'];
        bag['fetch.txt'] = text('https://example.org/b 1 data/sub/b.txt\n');
      }),
  ],
  [
    'with a hole that no manifest names',
    'BAG_FETCH_INVALID',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text('https://example.org/c 1 data/c\n');
      }),
  ],
  [
    'with a tag file to fetch',
    'BAG_PATH_UNSAFE',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text('https://example.org/c 1 bag-info.txt\n');
      }),
  ],
  [
    'with a relative address to fetch',
    'BAG_FETCH_INVALID',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text('files/b 1 data/sub/b.txt\n');
      }),
  ],
  [
    'with no length to fetch',
    'BAG_FETCH_INVALID',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text('https://example.org/b data/sub/b.txt\n');
      }),
  ],
  [
    'with a fetched file of another length',
    'BAG_SIZE_MISMATCH',
    () =>
      changed({}, (bag) => {
        bag['fetch.txt'] = text('https://example.org/b 9 data/sub/b.txt\n');
      }),
  ],
];
