import { create } from 'zustand';

/** Every page of the window. */
export const PAGE_IDS = [
  'home',
  'register',
  'import',
  'similar',
  'carry',
  'check',
  'narrative',
  'filing',
  'reply-inbox',
  'settings',
  'receive',
  'review',
  'conflict',
  'duplicate',
  'reply',
  'indicator',
  'report',
  'plan',
  'rule',
  'office-keys',
  'manual',
] as const;

export type PageId = (typeof PAGE_IDS)[number];
export type PageParams = Readonly<Record<string, string | undefined>>;

interface Place {
  readonly page: PageId;
  readonly params: PageParams;
}

interface Navigation extends Place {
  readonly former: readonly Place[];
  /** Shows a page; the params are plain text, so that a place can be named in a link or a test. */
  readonly go: (page: PageId, params?: PageParams) => void;
  /** Changes params of the present page without leaving a step to go back to. */
  readonly adjust: (params: PageParams) => void;
  readonly back: () => void;
}

const REMEMBERED = 50;

/** Where the window is. */
export const useNavigation = create<Navigation>()((set) => ({
  page: 'home',
  params: {},
  former: [],
  go: (page, params = {}) =>
    set((now) => ({
      page,
      params,
      former: [...now.former.slice(1 - REMEMBERED), { page: now.page, params: now.params }],
    })),
  adjust: (params) => set((now) => ({ params: { ...now.params, ...params } })),
  back: () =>
    set((now) => {
      const last = now.former.at(-1);
      return last ? { ...last, former: now.former.slice(0, -1) } : {};
    }),
}));

/** Shows a page, from outside a component too. */
export function go(page: PageId, params?: PageParams): void {
  useNavigation.getState().go(page, params);
}

/** Forgets every place of the workspace that is being left. */
export function leaveWorkspace(): void {
  useNavigation.setState({ page: 'home', params: {}, former: [] });
}

/** The params of the present page. */
export function usePageParams(): PageParams {
  return useNavigation((state) => state.params);
}
