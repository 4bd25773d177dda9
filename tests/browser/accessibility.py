"""What axe finds wrong with a page. That alone is fetched: to send all that is right takes longer than to find it."""

from axe_playwright_python.base import AXE_SCRIPT

# The rules whose answer hangs on the colour scheme.
COLOURS = ["color-contrast", "link-in-text-block"]
# Of a violation its rule and the elements are told, as HTML: no way to find them again, which costs a tenth.
RUN = """options => axe.run({resultTypes: ['violations'], selectors: false, elementRef: false, ...options})
    .then(found => found.violations)"""


def violations(page, rules=None):
    """The violations of these rules, or of any, on the page as it stands."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
        page.context.add_init_script(AXE_SCRIPT)  # to send half a megabyte to each page takes as long as to open one
    return page.evaluate(RUN, {"runOnly": rules} if rules else {})
