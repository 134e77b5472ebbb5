import { useWorkspace } from '../../app/workspace.tsx';
import { CityHome } from './city-home.tsx';
import { ProvinceHome } from './province-home.tsx';

/** The home page of the office: what to do, and how far things are. */
export function HomePage() {
  const { office } = useWorkspace();
  return office.kind === 'city' ? <CityHome /> : <ProvinceHome />;
}
