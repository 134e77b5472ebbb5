export interface IdentifierFault {
  /** Errors only where a check digit proves them; shapes known from practice alone warn or inform. */
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
  /** The check character that the rest of the identifier demands. */
  readonly expected?: string;
}
