/** The file that starts the app at login on Linux. Pure. */

/** @param command the program and its arguments */
export function desktopEntry(command: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=Huidun
Name[zh_CN]=会盾
Exec=${command.map(quoted).join(' ')}
Terminal=false
X-GNOME-Autostart-enabled=true
`;
}

/** https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html: two layers of escapes, and `%` begins a field. */
function quoted(argument: string): string {
  return `"${argument
    .replace(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
}
