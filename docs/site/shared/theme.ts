/** The theme of the page: the one chosen on typedoc's pages, otherwise the system's. `public/theme.js` sets it before the first paint. */
const system = matchMedia("(prefers-color-scheme: dark)");

export function isDark(): boolean {
  const theme = document.documentElement.dataset.theme;
  return theme === "dark" || (theme !== "light" && system.matches);
}

export function onThemeChange(listener: () => void): void {
  system.addEventListener("change", listener);
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== "tsd-theme") return;
    document.documentElement.dataset.theme = newValue ?? "os"; // chosen in another window
    listener();
  });
}
