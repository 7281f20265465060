// The theme that the reader chose on typedoc's pages. It runs before anything is painted.
document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") || "os";
