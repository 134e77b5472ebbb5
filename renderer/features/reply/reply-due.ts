import type { CallOutput } from '../../../shared/contract/contract.ts';

export type ReplyCity = CallOutput<'reply.preview'>['cities'][number];

/** How many things the next reply would carry to a city. */
export function replySize(city: ReplyCity): number {
  return city.accepted + city.returned + city.comments + city.corrected + city.ruled;
}

/** The cities that something new waits for and whose key is known, so that a reply can be sealed to them. */
export function replyDue(cities: readonly ReplyCity[]): ReadonlySet<string> {
  return new Set(cities.filter((city) => city.keyKnown && replySize(city) > 0).map((city) => city.office));
}
