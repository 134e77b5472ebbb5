import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface ReasonedButtonProps extends ButtonProps {
  /** Why it cannot be pressed now; null where it can. */
  readonly reason: string | null;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that says why it is grey: on hover, and by keyboard, for it can be reached while it is. */
export function ReasonedButton({ reason, onClick, children, ...button }: ReasonedButtonProps) {
  const id = useId();
  return (
    <>
      <Tooltip label={reason} disabled={reason === null} events={{ hover: true, focus: true, touch: false }}>
        <Button
          {...button}
          data-disabled={reason === null ? undefined : true}
          aria-disabled={reason === null ? undefined : true}
          aria-describedby={reason === null ? undefined : id}
          onClick={() => {
            if (reason === null) onClick();
          }}
        >
          {children}
        </Button>
      </Tooltip>
      {reason === null ? null : (
        <span id={id} className="visually-hidden">
          {reason}
        </span>
      )}
    </>
  );
}
