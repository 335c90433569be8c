// Accessibility of a page as it is rendered: axe's WCAG 2.2 AA rules, and the sizes that elder mode
// promises, which axe does not know.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Violations as `{ rule, impact, help, places }`; empty when there are none. `only` names the rules
 * to run instead of all.
 */
export async function axeViolations(page, { exclude = [], only = null } = {}) {
  // evaluate() runs in the page's debugger context, so the page's own policy stays as strict as it
  // is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await asWholePage(page, () => runAxe(page, { exclude, only }));
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact,
    help,
    places: nodes
      .slice(0, 5)
      .map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  }));
}

/** In a window as tall as the page no bar that sticks to an edge lies over other controls. */
async function asWholePage(page, act) {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height + 200) });
  try {
    return await act();
  } finally {
    await page.setViewportSize(size);
  }
}

function runAxe(page, { exclude, only }) {
  return page.evaluate(
    ({ run_tags, run_rules, left_out }) =>
      window.axe.run(
        { exclude: left_out.map((selector) => [selector]) },
        {
          runOnly: run_rules
            ? { type: 'rule', values: run_rules }
            : { type: 'tag', values: run_tags },
          resultTypes: ['violations'],
        },
      ),
    { run_tags: tags, run_rules: only, left_out: exclude },
  );
}

/** Whether a point of the control that a finger may press is smaller than allowed. */
function controlsTooSmall(smallest_px) {
  const selector = 'button, a[href], input, select, textarea, [role="tab"], summary';
  const visible = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return (
      style.visibility !== 'hidden' && style.display !== 'none' && box.width > 1 && box.height > 1
    );
  };
  const pressable = (element) => {
    const label = element.closest('label');
    const boxes = [element, ...(label ? [label] : [])].map((e) => e.getBoundingClientRect());
    return {
      width: Math.max(...boxes.map((b) => b.width)),
      height: Math.max(...boxes.map((b) => b.height)),
    };
  };
  const inline = (element) =>
    element.tagName === 'A' && getComputedStyle(element).display === 'inline';
  return [...document.querySelectorAll(selector)]
    .filter((element) => visible(element) && !inline(element) && !element.closest('[inert]'))
    .map((element) => ({ element, ...pressable(element) }))
    .filter(({ width, height }) => Math.min(width, height) < smallest_px - 0.5)
    .map(({ element, width, height }) => {
      const name =
        element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 20) ?? '';
      const size = `${Math.round(width)}×${Math.round(height)}`;
      return `${element.className || element.tagName} “${name}” ${size}`;
    });
}

/** Text smaller than allowed, by what is really rendered. */
function textsTooSmall(smallest_px) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (text === '' || !parent || parent.closest('.visually-hidden, [aria-hidden="true"]'))
      continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    const box = parent.getBoundingClientRect();
    if (size < smallest_px && box.width > 1) small.add(`“${text.slice(0, 20)}” ${size}px`);
  }
  return [...small];
}

/** Wider content than the screen: something is cut off or the page scrolls sideways. */
function overflowing() {
  return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
    ? [`page is ${document.documentElement.scrollWidth}px wide`]
    : [];
}

/**
 * Breaches of the promised sizes: 44 px controls, in elder mode 60 px and text of at least 18 px;
 * `control_px` says otherwise where a mouse points, as on a desk.
 */
export async function sizeBreaches(page, { elder = false, control_px = elder ? 60 : 44 } = {}) {
  const controls = await page.evaluate(controlsTooSmall, control_px);
  const texts = await page.evaluate(textsTooSmall, elder ? 18 : 12);
  const wide = await page.evaluate(overflowing);
  return [...controls, ...texts, ...wide];
}
