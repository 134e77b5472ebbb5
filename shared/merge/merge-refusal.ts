/**
 * Why two states cannot be joined or an edit cannot be made.
 * - `different-record`, `different-register`, `different-owner`: not two states of one record; a record never changes its owner
 * - `dot-reused`: one dot, two values: a workspace was copied and both copies went on as the same replica
 * - `versions-lost`: one side claims to have seen a field's versions but holds no successor: damaged or forged
 * - `dot-not-new`: the edit's counter is not above everything the record has seen
 * - `key-invalid`, `value-invalid`: could not be sent to another office
 * - `counter-exhausted`: no counter left
 */
export type MergeRefusalReason =
  | 'different-record'
  | 'different-register'
  | 'different-owner'
  | 'dot-reused'
  | 'versions-lost'
  | 'dot-not-new'
  | 'key-invalid'
  | 'value-invalid'
  | 'counter-exhausted';

/** Thrown by the merge; the caller turns it into a sentence for people. `at` names the record, field or value. */
export class MergeRefusal extends Error {
  readonly reason: MergeRefusalReason;
  readonly at: string;

  constructor(reason: MergeRefusalReason, at: string) {
    super(`${reason}: ${at}`);
    this.name = 'MergeRefusal';
    this.reason = reason;
    this.at = at;
  }
}
