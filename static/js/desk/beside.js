// Statements beside their marks: on a wide page each begins at the height of its mark, or below the one before it.

const GAP = 8; // CSS pixels
const wide = matchMedia("(min-width: 64rem)");

export function lines(bench) {
  const list = bench.querySelector(".bench-statements");
  const all = [...list.querySelectorAll(".bench-statement")];
  for (const one of all) one.style.marginBlockStart = "";
  if (!wide.matches) return;
  const top = list.getBoundingClientRect().top;
  const heights = all.map((one) => [markOf(one)?.getBoundingClientRect().top - top, one.getBoundingClientRect().height]);
  let free = 0;
  all.forEach((one, number) => {
    const [mark, height] = heights[number];
    const space = Math.max(mark - free, number ? GAP : 0) || 0;
    one.style.marginBlockStart = `${space}px`;
    free += space + height;
  });
}

const markOf = (statement) => document.getElementById(`mark-${statement.dataset.of}`);
