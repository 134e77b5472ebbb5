import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PageId } from './navigation.ts';

type Page = LazyExoticComponent<ComponentType>;

function page(load: () => Promise<ComponentType>): Page {
  return lazy(async () => ({ default: await load() }));
}

/** The component of every page, loaded when it is first shown. */
export const pages: Readonly<Record<PageId, Page>> = {
  home: page(async () => (await import('../features/home/home-page.tsx')).HomePage),
  register: page(async () => (await import('../features/register/register-page.tsx')).RegisterPage),
  import: page(async () => (await import('../features/import/import-page.tsx')).ImportPage),
  similar: page(async () => (await import('../features/similar/similar-page.tsx')).SimilarPage),
  carry: page(async () => (await import('../features/carry/carry-page.tsx')).CarryPage),
  check: page(async () => (await import('../features/check/check-page.tsx')).CheckPage),
  narrative: page(async () => (await import('../features/narrative/narrative-page.tsx')).NarrativePage),
  filing: page(async () => (await import('../features/filing/filing-page.tsx')).FilingPage),
  'reply-inbox': page(async () => (await import('../features/reply-inbox/reply-inbox-page.tsx')).ReplyInboxPage),
  settings: page(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage),
  receive: page(async () => (await import('../features/receive/receive-page.tsx')).ReceivePage),
  review: page(async () => (await import('../features/review/review-page.tsx')).ReviewPage),
  conflict: page(async () => (await import('../features/conflict/conflict-page.tsx')).ConflictPage),
  duplicate: page(async () => (await import('../features/duplicate/duplicate-page.tsx')).DuplicatePage),
  reply: page(async () => (await import('../features/reply/reply-page.tsx')).ReplyPage),
  indicator: page(async () => (await import('../features/indicator/indicator-page.tsx')).IndicatorPage),
  report: page(async () => (await import('../features/report/report-page.tsx')).ReportPage),
  plan: page(async () => (await import('../features/plan/plan-page.tsx')).PlanPage),
  rule: page(async () => (await import('../features/rule/rule-page.tsx')).RulePage),
  'office-keys': page(async () => (await import('../features/office-keys/office-keys-page.tsx')).OfficeKeysPage),
  manual: page(async () => (await import('../features/manual/manual-page.tsx')).ManualPage),
};
