/** Closes a dialog that was pressed beside its content, on what lies behind it. @param {MouseEvent} event */
export function closeOutside({ target }) {
  if (target instanceof HTMLDialogElement) target.close();
}
