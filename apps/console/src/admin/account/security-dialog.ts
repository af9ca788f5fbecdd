/** What each dialog of the security panel is given. */
export interface SecurityDialogProps {
  /** The account was changed: sessions and events are read again. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}
