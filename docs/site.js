// What scrolls on its own can be scrolled with the keyboard: it takes the focus while it is wider than its place.
const scrolls = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const element of document.querySelectorAll("pre > code, .tsd-typography table, .katex-display, .tsd-signature"))
  scrolls.observe(element);
