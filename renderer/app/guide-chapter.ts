import { go, type PageId, type PageParams, useNavigation } from './navigation.ts';

/** The guide's chapter on a place: that of its page, and the record's own where one is open. */
export function chapterOf(page: PageId, params: PageParams): string {
  return page === 'register' && params.id ? 'record' : page;
}

/** Opens the guide at the chapter of the present page. */
export function openGuide(): void {
  const { page, params } = useNavigation.getState();
  if (page !== 'manual') go('manual', { chapter: chapterOf(page, params) });
}
