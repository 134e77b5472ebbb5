import { useOfficeWords } from '../../parts/office-words.ts';
import { CityHome } from './city-home.tsx';
import { ProvinceHome } from './province-home.tsx';

/** The home page of the office: what to do, and how far things are. */
export function HomePage() {
  const { files } = useOfficeWords();
  return files ? <CityHome /> : <ProvinceHome />;
}
